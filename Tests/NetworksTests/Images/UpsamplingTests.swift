import LinearAlgebra
import Networks
import Randomness
import Testing

@Suite("Upsampling") struct UpsamplingTests {
    // Lengths around those that are worked on at once, to twice as many and to sizes that pooling rounded down.
    @Test(
        "is what its definition says",
        arguments: [(1, 1), (1, 2), (2, 4), (3, 7), (9, 18), (10, 20), (11, 22), (12, 25), (24, 48), (25, 50), (7, 7)],
        Upsampling.Interpolation.allCases)
    func definition(lengths: (Int, Int), interpolation: Upsampling.Interpolation) {
        let (width, resultWidth) = lengths
        let layer = Upsampling(
            ImageShape(channels: 2, height: 3, width: width), height: 5, width: resultWidth,
            interpolation: interpolation)
        var source = RandomSource(seed: 3)
        let pixels = source.normals(2 * layer.inputs).map { Float($0) }
        let (input, output) = (Variable(rows: 2, columns: layer.inputs), Variable(rows: 2, columns: layer.outputs))
        input.value = Matrix(rows: 2, columns: layer.inputs, elements: pixels)
        layer.forward(input, output)
        for index in 0..<output.value.count {
            let (plane, place) = (index / (5 * resultWidth), index % (5 * resultWidth))
            let rows = Self.neighbours(place / resultWidth, 3, 5, interpolation)
            let columns = Self.neighbours(place % resultWidth, width, resultWidth, interpolation)
            var expected = 0.0
            for (row, rowShare) in rows {
                for (column, columnShare) in columns {
                    expected += rowShare * columnShare * Double(pixels[(plane * 3 + row) * width + column])
                }
            }
            #expect(abs(Double(output.value.elements[index]) - expected) < 1e-6)
        }
    }

    @Test("has the transposed map for its gradient", arguments: [8, 9, 17, 18, 19, 24, 40], [0, 1])
    func transpose(width: Int, excess: Int) {
        for interpolation in Upsampling.Interpolation.allCases {
            let layer = Upsampling(
                ImageShape(channels: 3, height: 4, width: width), height: 8 + excess, width: 2 * width + excess,
                interpolation: interpolation)
            var source = RandomSource(seed: 3)
            let (input, output) = (Variable(rows: 2, columns: layer.inputs), Variable(rows: 2, columns: layer.outputs))
            input.value = Matrix(
                rows: 2, columns: layer.inputs, elements: source.normals(input.value.count).map { Float($0) })
            output.gradient = Matrix(
                rows: 2, columns: layer.outputs, elements: source.normals(output.value.count).map { Float($0) })
            input.gradient.fill(with: .nan)
            layer.forward(input, output)
            layer.backward(input, output, propagating: true)
            // <y, A x> = <A' y, x>
            func product(_ a: borrowing Matrix<Float>, _ b: borrowing Matrix<Float>) -> Double {
                zip(a.elements, b.elements).reduce(0) { $0 + Double($1.0) * Double($1.1) }
            }
            let (one, other) = (product(output.gradient, output.value), product(input.gradient, input.value))
            #expect(abs(one - other) < 1e-4)
        }
    }

    @Test("doubles images and the width of signals unless told otherwise")
    func defaults() {
        #expect(Upsampling(ImageShape(height: 6, width: 5)).resultShape == ImageShape(height: 12, width: 10))
        #expect(Upsampling(ImageShape(height: 1, width: 5)).resultShape == ImageShape(height: 1, width: 10))
    }

    @Test("stops the program when it is to make an image smaller")
    func preconditions() async {
        await #expect(processExitsWith: .failure) { _ = Upsampling(ImageShape(height: 6, width: 5), height: 5) }
        await #expect(processExitsWith: .failure) { _ = Upsampling(ImageShape(height: 6, width: 5), width: 4) }
    }

    /// The pixels that a pixel of the result is found from, and their shares: each has the share of a triangle around its
    /// centre, and beyond the outermost centres that pixel has all.
    private static func neighbours(
        _ index: Int, _ length: Int, _ resultLength: Int, _ interpolation: Upsampling.Interpolation
    ) -> [(Int, Double)] {
        let place = (Double(index) + 0.5) * Double(length) / Double(resultLength)
        // PyTorch's nearest counts from the left edges of the pixels, not from their centres.
        if interpolation == .nearest { return [(index * length / resultLength, 1)] }
        let held = min(max(place, 0.5), Double(length) - 0.5)
        return (0..<length).map { ($0, max(0, 1 - abs(Double($0) + 0.5 - held))) }.filter { $0.1 > 0 }
    }
}
