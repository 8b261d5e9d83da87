import Foundation
import LinearAlgebra
import Networks
import Randomness
import Testing

@testable import Autoencoders

@Suite struct `A point-spread function` {
    private static let spread = PointSpread(height: 3, width: 5, kernel: (0..<15).map { Float(($0 * 7) % 11) })

    private func apply(
        _ spread: PointSpread, _ image: [Float], _ shape: ImageShape, isTransposed: Bool = false
    ) -> [Float] {
        let blur = Blur(spread, shape)
        var result = [Float](repeating: .nan, count: image.count)
        unsafe image.withUnsafeBufferPointer { image in
            unsafe result.withUnsafeMutableBufferPointer { result in
                guard let image = image.baseAddress, let result = result.baseAddress else { return }
                if isTransposed {
                    unsafe blur.transpose(image, into: result)
                } else {
                    unsafe blur.apply(image, into: result)
                }
            }
        }
        return result
    }

    @Test func `is what is seen of a point`() {
        let shape = ImageShape(channels: 2, height: 7, width: 9)
        var image = [Float](repeating: 0, count: shape.count)
        image[63 + 3 * 9 + 4] = 2
        let seen = apply(Self.spread, image, shape)
        for index in seen.indices {
            let (row, column) = (index % 63 / 9 - 2, index % 9 - 2)
            let isNear = index >= 63 && (0..<3).contains(row) && (0..<5).contains(column)
            #expect(seen[index] == (isNear ? 2 * Self.spread.kernel[row * 5 + column] : 0))
        }
    }

    @Test func `leaves what is uniform uniform, to the edge, and keeps its sum`() {
        let sum = Self.spread.kernel.reduce(0, +)
        for shape in [ImageShape(height: 3, width: 5), ImageShape(height: 8, width: 6)] {
            let seen = apply(Self.spread, Array(repeating: 0.5, count: shape.count), shape)
            #expect(seen.allSatisfy { abs($0 - 0.5 * sum) < 1e-4 })
        }
    }

    /// By hand, the object going on beyond its edges: the kernel's first number is what goes to the left.
    @Test func `of a row of numbers is a convolution`() {
        let seen = apply(PointSpread(width: 3, kernel: [1, 10, 100]), [1, 2, 3, 4], ImageShape(height: 1, width: 4))
        let truth: [Float] = [2 + 10 + 100, 3 + 20 + 100, 4 + 30 + 200, 4 + 40 + 300]
        #expect(seen == truth)
    }

    /// A Gaussian goes by rows and columns; changed a little in one number it is no product any more.
    @Test func `that is a product is the same as number by number`() {
        let shape = ImageShape(channels: 2, height: 9, width: 11)
        let spread = PointSpread(gaussian: 1, for: shape)
        var whole = spread
        whole.kernel[3] += 1e-5
        var source = RandomSource(seed: 6)
        let image = source.normals(shape.count).map(Float.init)
        for isTransposed in [false, true] {
            let products = apply(spread, image, shape, isTransposed: isTransposed)
            let numbers = apply(whole, image, shape, isTransposed: isTransposed)
            #expect(zip(products, numbers).allSatisfy { abs($0 - $1) < 2e-4 })
            #expect(products != numbers)
        }
    }

    @Test(arguments: [
        ImageShape(channels: 2, height: 3, width: 5), ImageShape(height: 6, width: 7), ImageShape(height: 1, width: 8),
    ])
    func `has the transpose that slopes go back by`(shape: ImageShape) {
        let spread = shape.height == 1 ? PointSpread(width: 5, kernel: [1, 0, 4, 2, 3]) : Self.spread
        var source = RandomSource(seed: 6)
        let (x, y) = (source.normals(shape.count).map(Float.init), source.normals(shape.count).map(Float.init))
        func product(_ one: [Float], _ other: [Float]) -> Double {
            zip(one, other).map { Double($0 * $1) }.reduce(0, +)
        }
        let left = product(apply(spread, x, shape), y)
        let right = product(x, apply(spread, y, shape, isTransposed: true))
        #expect(abs(left - right) < 1e-4 * max(1, abs(left)))
    }

    @Test func `that is Gaussian adds up to one and falls as told`() {
        let spread = PointSpread(gaussian: 1.5, for: ImageShape(height: 20, width: 20))
        #expect(spread.height == 11 && spread.width == 11)
        #expect(abs(spread.kernel.reduce(0, +) - 1) < 1e-6)
        let middle = Double(spread.kernel[5 * 11 + 5])
        #expect(abs(Double(spread.kernel[3 * 11 + 6]) / middle - exp(-0.5 * 5 / 2.25)) < 1e-6)
        let row = PointSpread(gaussian: 2, for: ImageShape(height: 1, width: 8))
        #expect(row.height == 1 && row.width == 7 && abs(row.kernel.reduce(0, +) - 1) < 1e-6)
    }

    @Test(arguments: [Likelihood.bernoulli, .continuousBernoulli, .gaussian(deviation: 0.2)])
    func `makes the image from the object, both of which can be had`(likelihood: Likelihood) throws {
        var design = AutoencoderDesign(ImageShape(height: 6, width: 7))
        let spread = PointSpread(height: 3, width: 5, kernel: Self.spread.kernel.map { $0 / 80 })
        (design.likelihood, design.constraints.pointSpread) = (likelihood, spread)
        var source = RandomSource(seed: 3)
        let model = Autoencoder(design, using: &source)
        let content = Matrix<Float>(rows: 2, columns: 2, elements: [1, 2, -3, 1])
        let image = model.decode(content: content)
        let object = model.decode(content: content, showing: .object)
        for row in 0..<2 {
            let seen = apply(spread, object.row(row), design.output)
            #expect(zip(image.row(row), seen).allSatisfy { abs($0 - $1) < 1e-6 })
        }
        // The object is what a decoder of the same weights gives that knows of no point spread.
        design.constraints = OutputConstraints()
        let plain = Autoencoder(design, using: &source)
        try plain.load(model.weights)
        let truth = plain.decode(content: content)
        #expect(zip(truth.elements, object.elements).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(plain.decode(content: content, showing: .object).elements == truth.elements)
    }
}
