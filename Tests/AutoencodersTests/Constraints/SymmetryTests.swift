import LinearAlgebra
import Networks
import Randomness
import Testing

@testable import Autoencoders

@Suite struct `A symmetry` {
    private static let orders: [Symmetry: Int] = [
        .leftRight: 2, .upDown: 2, .twofold: 2, .fourfold: 4, .fourfoldMirror: 8,
    ]

    @Test(arguments: Symmetry.allCases) func `is a group of maps of pixels on pixels`(symmetry: Symmetry) {
        let maps = symmetry.maps(height: 5, width: 5)
        #expect(maps.count == Self.orders[symmetry] && Set(maps).count == maps.count)
        #expect(maps.allSatisfy { Set($0) == Set(0..<25) })
        #expect(maps.contains(Array(0..<25)))
        for first in maps { for second in maps { #expect(maps.contains(first.map { second[$0] })) } }
    }

    /// Where the pixel in row 1 and column 0 of 4 x 4 goes.
    @Test(arguments: [
        (Symmetry.leftRight, [4, 7]), (.upDown, [4, 8]), (.twofold, [4, 11]), (.fourfold, [4, 2, 11, 13]),
        (.fourfoldMirror, [4, 7, 2, 1, 11, 8, 13, 14]),
    ])
    func `spreads a point over the places that cannot be told apart`(symmetry: Symmetry, places: [Int]) {
        var image = [Float](repeating: 0, count: 16)
        image[4] = 1
        let layer = Symmetrization(symmetry, ImageShape(height: 4, width: 4))
        let output = Variable(rows: 1, columns: 16)
        layer.forward(Variable(constant: Matrix(rows: 1, columns: 16, elements: image)), output)
        let truth = (0..<16).map { places.contains($0) ? 1 / Float(places.count) : 0 }
        #expect(output.value.elements == truth)
    }

    @Test func `of a row of numbers is its mirror image`() {
        let layer = Symmetrization(.leftRight, ImageShape(height: 1, width: 5))
        let output = Variable(rows: 1, columns: 5)
        layer.forward(Variable(constant: Matrix(rows: 1, columns: 5, elements: [1, 2, 3, 6, 9])), output)
        #expect(output.value.elements == [5, 4, 3, 4, 5])
    }

    @Test(arguments: Symmetry.allCases) func `is a projection, its own transpose`(symmetry: Symmetry) {
        let shape =
            symmetry.needsSquare
            ? ImageShape(channels: 2, height: 5, width: 5) : ImageShape(channels: 2, height: 4, width: 3)
        let layer = Symmetrization(symmetry, shape)
        var source = RandomSource(seed: 2)
        func numbers() -> Matrix<Float> {
            Matrix(rows: 3, columns: shape.count, elements: source.normals(3 * shape.count).map(Float.init))
        }
        let input = Variable(numbers())
        let (once, twice) = (Variable(rows: 3, columns: shape.count), Variable(rows: 3, columns: shape.count))
        layer.forward(input, once)
        layer.forward(once, twice)
        for (one, two) in zip(once.value.elements, twice.value.elements) { #expect(abs(one - two) < 1e-6) }
        let slopes = numbers()
        once.gradient = slopes.copy()
        layer.backward(input, once, propagating: true)
        let left = zip(once.value.elements, slopes.elements).reduce(0) { $0 + Double($1.0 * $1.1) }
        let right = zip(input.value.elements, input.gradient.elements).reduce(0) { $0 + Double($1.0 * $1.1) }
        #expect(abs(left - right) < 1e-5 && abs(left) > 0.1)
    }

    @Test(arguments: [DecoderDesign.image(.dense([6])), .canvas(.convolutional(dense: [], blocks: [[3]]))])
    func `holds for whatever is decoded, upright`(decoder: DecoderDesign) {
        var design = AutoencoderDesign(ImageShape(channels: 2, height: 6, width: 6))
        (design.decoder, design.constraints.symmetry) = (decoder, .fourfold)
        if case .canvas = decoder { design.pose.rotation = .uniform(starts: 3) }
        var source = RandomSource(seed: 3)
        let model = Autoencoder(design, using: &source)
        let content = Matrix<Float>(rows: 2, columns: 2, elements: [1, 2, -3, 1])
        let images = model.decode(content: content)
        let maps = Symmetry.fourfold.maps(height: 6, width: 6)
        for row in 0..<2 {
            let image = images.row(row)
            #expect((image.max() ?? 0) - (image.min() ?? 0) > 0.01)
            for map in maps {
                for pixel in 0..<72 {
                    #expect(abs(image[pixel] - image[pixel / 36 * 36 + map[pixel % 36]]) < 1e-6)
                }
            }
        }
        guard case .canvas = decoder else { return }
        // Turned by half a right angle it is another image, by a whole one the same.
        let turned = model.decode(
            content: content, poses: [Pose(rotation: .pi / 4), Pose(rotation: .pi / 2)])
        #expect(zip(turned.row(0), images.row(0)).contains { abs($0 - $1) > 1e-3 })
        #expect(zip(turned.row(1), images.row(1)).allSatisfy { abs($0 - $1) < 1e-4 })
    }
}
