private import LinearAlgebra
import Networks

/// The mean of an image over the maps of a symmetry, as a layer.
///
/// It is the projection on the symmetric images, therefore its own transpose.
final class Symmetrization: Layer {
    private let shape: ImageShape
    private let symmetry: Symmetry
    /// For each pixel where its group finds it, one after the other.
    private let sources: [Int32]
    private let order: Int

    var inputs: Int { shape.count }
    var outputs: Int { shape.count }
    var parameters: [Variable] { [] }

    init(_ symmetry: Symmetry, _ shape: ImageShape) {
        let maps = symmetry.maps(height: shape.height, width: shape.width)
        self.symmetry = symmetry
        self.shape = shape
        order = maps.count
        sources = (0..<shape.pixels).flatMap { pixel in maps.map { Int32($0[pixel]) } }
    }

    func forward(_ input: Variable, _ output: Variable) {
        precondition(input.value.count == output.value.count, "a symmetric image has the shape of the other")
        unsafe input.value.withUnsafeElements { images in
            unsafe output.value.withUnsafeMutableElements { unsafe project(images, into: $0) }
        }
    }

    func backward(_ input: Variable, _ output: Variable, propagating: Bool) {
        guard propagating else { return }
        precondition(input.gradient.count == output.gradient.count, "a symmetric image has the shape of the other")
        unsafe output.gradient.withUnsafeElements { slopes in
            unsafe input.gradient.withUnsafeMutableElements { unsafe project(slopes, into: $0) }
        }
    }

    func copy() -> any Layer { Symmetrization(symmetry, shape) }

    private func project(_ images: UnsafeBufferPointer<Float>, into results: UnsafeMutableBufferPointer<Float>) {
        let share = 1 / Float(order)
        for start in stride(from: 0, to: images.count, by: shape.pixels) {
            for pixel in 0..<shape.pixels {
                var sum: Float = 0
                for place in order * pixel..<order * (pixel + 1) { unsafe sum += images[start + Int(sources[place])] }
                unsafe results[start + pixel] = share * sum
            }
        }
    }
}
