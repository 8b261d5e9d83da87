import LinearAlgebra
import Networks
import Randomness
import Testing

@Suite("Max pooling") struct PoolingTests {
    // Many equal numbers, so that the first of them must be found; widths around those that are worked on at once.
    @Test("is the greatest pixel, and its first place gets the gradient", arguments: [1, 2], Array(2...21) + [48])
    func definition(height: Int, width: Int) {
        var source = RandomSource(seed: 6)
        let shape = ImageShape(channels: 2, height: 5, width: width)
        let layer = MaxPooling(shape, height: height)
        let result = layer.resultShape
        #expect(result == ImageShape(channels: 2, height: 5 / height, width: width / 2))
        let pixels = (0..<3 * shape.count).map { _ in Float(source.integer(below: 4)) }
        let input = Variable(Matrix(rows: 3, columns: shape.count, elements: pixels))
        let output = Variable(rows: 3, columns: layer.outputs)
        input.gradient.fill(with: .nan)
        layer.forward(input, output)
        let slopes = (0..<3 * result.count).map { Float($0 + 1) }
        output.gradient = Matrix(rows: 3, columns: result.count, elements: slopes)
        layer.backward(input, output, propagating: true)
        var gradient = Array(repeating: Float(0), count: pixels.count)
        for index in 0..<3 * result.count {
            let (plane, place) = (index / result.pixels, index % result.pixels)
            let (row, column) = (place / result.width * height, place % result.width * 2)
            let window = (0..<height).flatMap { line in
                (0..<2).map { plane * shape.pixels + (row + line) * width + column + $0 }
            }
            let greatest = window.map { pixels[$0] }.max() ?? 0
            #expect(output.value.elements[index] == greatest)
            gradient[window.first { pixels[$0] == greatest } ?? 0] = slopes[index]
        }
        #expect(input.gradient.elements == gradient)
    }

    @Test("lets a value that is not a number through, wherever it stands", arguments: 0..<4, [4, 32])
    func undefined(place: Int, width: Int) {
        let layer = MaxPooling(ImageShape(height: 2, width: width))
        let input = Variable(constant: Matrix(rows: 1, columns: 2 * width))
        input.value[0, place / 2 * width + place % 2] = .nan
        let output = Variable(rows: 1, columns: layer.outputs)
        layer.forward(input, output)
        #expect(output.value[0, 0].isNaN)
        #expect(output.value.elements.dropFirst().allSatisfy { $0 == 0 })
    }

    @Test("takes one row of signals and two of images unless told otherwise")
    func defaults() {
        #expect(MaxPooling(ImageShape(channels: 2, height: 1, width: 9)).resultShape.width == 4)
        #expect(MaxPooling(ImageShape(channels: 2, height: 9, width: 9)).resultShape.height == 4)
    }

    @Test("stops the program where there is nothing to pool")
    func preconditions() async {
        await #expect(processExitsWith: .failure) { _ = MaxPooling(ImageShape(height: 4, width: 1)) }
        await #expect(processExitsWith: .failure) { _ = MaxPooling(ImageShape(height: 1, width: 4), height: 2) }
        await #expect(processExitsWith: .failure) { _ = MaxPooling(ImageShape(height: 4, width: 4), height: 3) }
    }
}
