import LinearAlgebra
import Networks
import Randomness
import Testing

@Suite("A network on several threads") struct ThreadTests {
    /// Outputs, the gradient in the input and the parameters after three steps.
    private static func training(
        rows: Int, threads: Int, _ function: ActivationFunction, pull: Float = 0
    ) -> [[Float]] {
        var source = RandomSource(seed: 2)
        let network = Network(inputs: 200, layers: [300, 130, 3], activation: function, using: &source)
        network.threads = threads
        let input = Variable(Matrix(rows: rows, columns: 200, elements: source.normals(rows * 200).map { Float($0) }))
        var adam = Adam()
        let pulls = network.parameters.map { _ in pull }
        for _ in 0..<3 {
            let output = network.forward(input)
            for index in 0..<output.value.rows { output.gradient[index, 1] = output.value[index, 0] }
            network.backward(input, propagating: true)
            adam.step(network.parameters, pulls: pull == 0 ? [] : pulls, threads: threads)
        }
        return [network.forward(input).value.elements, input.gradient.elements] + network.values
    }

    @Test(
        "computes what it computes on one, to the bit where the product's kernels allow it",
        arguments: [1, 30, 100, 250], [ActivationFunction.relu, .silu])
    func same(rows: Int, function: ActivationFunction) {
        let single = Self.training(rows: rows, threads: 1, function)
        for threads in [2, 3, 64] {
            let several = Self.training(rows: rows, threads: threads, function)
            for (a, b) in zip(single, several) {
                // Other processors' kernels may round differently at the edges of a share.
                let size = a.reduce(0) { max($0, abs($1)) }
                #expect(a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= 1e-4 * size })
                if BLAS.configuration.contains("Haswell") { #expect(a == b) }
            }
        }
    }

    @Test("keeps its number of threads when it is copied")
    func copies() {
        var source = RandomSource(seed: 2)
        let network = Network(inputs: 2, layers: [3, 1], using: &source)
        network.threads = 5
        #expect(network.layers.allSatisfy { $0.threads == 5 })
        #expect(network.copy().layers.allSatisfy { $0.threads == 5 })
    }

    @Test("pulls its parameters as the gradient of a normal prior of that precision does")
    func pulls() {
        var source = RandomSource(seed: 4)
        let start = source.normals(9).map { Float($0) }
        let (pulled, explicit) = (Variable(Matrix(rows: 3, columns: 3, elements: start)), Variable(rows: 3, columns: 3))
        explicit.value = pulled.value.copy()
        var (first, second) = (Adam(), Adam())
        for step in 0..<4 {
            for index in 0..<3 {
                pulled.gradient[index, 0] = Float(step)
                explicit.gradient[index, 0] = Float(step)
                for column in 0..<3 { explicit.gradient[index, column] += 0.5 * explicit.value[index, column] }
            }
            first.step([pulled], pulls: [0.5])
            second.step([explicit])
            #expect(pulled.value.elements == explicit.value.elements)
        }
    }
}
