private import Autoencoders
private import Experiments
private import LinearAlgebra
private import Networks
private import Randomness
private import TrainingSets

/// Epochs of 3,000 cards of 48 x 48 pixels in batches of 100, as the peers were measured.
///
/// The operations are those of the layers' products; drawing a canvas twelve times takes none.
func autoencoderRows(_ bench: inout Bench) {
    let pixels = 48 * 48
    let (hidden, content) = (128, 2)
    let encoder = products([pixels, hidden, hidden, 2 * content])
    // The first layer hands no gradient on.
    let withoutInputs = 2.0 * Double(pixels * hidden)
    let dense = 6 * (encoder + products([content, hidden, hidden, pixels])) - withoutInputs
    epochRow(&bench, RowNames.epoch(RowNames.plain), AutoencoderDesign(shape), operations: dense, peer: 0.54)

    var canvas = AutoencoderDesign(shape)
    canvas.pose.rotation = .uniform(starts: 12)
    canvas.decoder = .canvas(.dense([hidden, hidden]))
    epochRow(&bench, RowNames.epoch(RowNames.canvas), canvas, operations: dense, peer: 51)

    var coordinates = AutoencoderDesign(shape)
    coordinates.pose.rotation = .normal(deviation: 0.3)
    coordinates.decoder = .coordinates(width: hidden, depth: 2)
    let pixel = products([2, hidden, hidden, hidden, 1])
    let all = 6 * (encoder + products([content, hidden]) + Double(pixels) * pixel) - withoutInputs
    // A tenth of the cards is as telling, and seconds instead of a minute.
    epochRow(&bench, RowNames.epoch(RowNames.coordinates), coordinates, operations: all, peer: 51, share: 10)
}

private let shape = ImageShape(height: 48, width: 48)

/// The multiplications of an image in dense layers of these widths.
private func products(_ widths: [Int]) -> Double {
    zip(widths, widths.dropFirst()).reduce(0) { $0 + Double($1.0 * $1.1) }
}

private func epochRow(
    _ bench: inout Bench, _ name: String, _ design: AutoencoderDesign, operations: Double, peer: Double, share: Int = 1
) {
    let count = 3000
    var cards = Cards.lecture(4)
    cards.count = count / share
    let values: [Float]
    do {
        values = try cards.trainingSet().inputs.values
    } catch {
        preconditionFailure("\(error)")
    }
    let images = TrainingImages(Matrix(rows: cards.count, columns: shape.count, elements: values))
    var source = RandomSource(seed: 1, stream: "benchmark")
    let model = Autoencoder(design, using: &source)
    model.threads = bench.threads
    var training = AutoencoderTraining(model, seed: 1)
    let seconds = bench.shortest(of: bench.durations { _ = training.runEpoch(images) }) * Double(share)
    bench.add(
        name, n: count, seconds: seconds, operations: Bench.Operations(single: operations * Double(count)),
        remark: { _ in "pyroVED \(peer) s on two threads" })
}
