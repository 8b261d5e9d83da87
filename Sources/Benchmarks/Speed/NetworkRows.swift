private import LinearAlgebra
private import Networks
private import Randomness

/// Training steps of the deep kernel's network alone: what is left for the Gaussian process is in other rows.
func networkRows(_ bench: inout Bench) {
    let widths = [256, 1000, 500, 50, 2]
    let shape = widths.map(String.init).joined(separator: "-")
    var source = RandomSource(seed: 1, stream: "benchmark")
    let network = Network(inputs: widths[0], layers: Array(widths.dropFirst()), using: &source)
    let threads = bench.threads
    network.threads = threads
    let products = zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    var adam = Adam(learningRate: 1e-5)
    for n in [20, 50, 100, 200, 500, 1000] {
        let input = Variable(
            constant: Matrix(rows: n, columns: widths[0], elements: Bench.numbers(n * widths[0])))
        bench.measure(
            RowNames.network, n: n, operations: 6 * Double(n) * Double(products)
        ) {
            let output = network.forward(input)
            output.gradient.fill(with: 1e-3)
            network.backward(input)
            adam.step(network.parameters, threads: threads)
        }
    }
    let parameters = network.parameters.reduce(0) { $0 + $1.value.count }
    bench.measure(
        "Adam, \(parameters) parameters", n: parameters,
        // Weight, gradient and both moments are read and written.
        remark: { "\(Int((Double(parameters) * 32 / $0 / 1e9).rounded())) GB/s" }
    ) {
        adam.step(network.parameters, threads: threads)
    }
    let n = bench.isQuick ? 2500 : 20_000
    let pool = Matrix<Float>(rows: n, columns: widths[0], elements: Bench.numbers(n * widths[0]))
    var features = Matrix<Float>(rows: n, columns: widths[widths.count - 1])
    bench.measure("network \(shape), prediction", n: n, operations: 2 * Double(n) * Double(products)) {
        network.predict(pool, rows: 0..<n, into: &features)
    }
}
