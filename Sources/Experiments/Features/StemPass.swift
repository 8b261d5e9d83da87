/// The smoothing, slope and curvature of an image at one scale, by separable convolution.
///
/// Rows are convolved along x when they are first needed and kept in a ring for as long as rows nearby are asked for; the
/// convolution along y is done only in the blocks of columns in which something is wanted.
struct StemPass {
    private typealias Block = SIMD8<Float>

    private let kernel: GaussianKernel
    private let height: Int
    private let width: Int
    /// The row of the image that each place of a row or column extended by the radius takes its value from.
    private let rowSources: [Int]
    private let columnSources: [Int]
    /// The width, rounded up to whole blocks.
    private let stride: Int
    /// How many rows the ring holds.
    private let capacity: Int
    /// Which row of the image is in each place of the ring; -1 for none.
    private var held: [Int]
    /// Three planes, each of `capacity` rows: the rows convolved with the Gaussian and its two derivatives.
    private var ring: [Float]
    /// A row of the image, extended by the radius at both ends.
    private var extended: [Float]

    init(_ kernel: GaussianKernel, height: Int, width: Int) {
        self.kernel = kernel
        self.height = height
        self.width = width
        let radius = kernel.radius
        rowSources = Patches.sources(height + 2 * radius, reach: radius, count: height, isReflected: true)
        columnSources = Patches.sources(width + 2 * radius, reach: radius, count: width, isReflected: true)
        stride = (width + Block.scalarCount - 1) / Block.scalarCount * Block.scalarCount
        // The rows that a window needs, mirrored at an edge or not, lie within this many neighbours.
        capacity = min(height, 2 * radius + 1)
        held = Array(repeating: -1, count: capacity)
        ring = Array(repeating: 0, count: 3 * capacity * stride)
        extended = Array(repeating: 0, count: stride + 2 * radius)
    }

    /// Writes smoothing, slope and curvature of `plane` at every site, side by side.
    ///
    /// - Parameters:
    ///   - plane: The image, row by row.
    ///   - sites: Where.
    ///   - elements: What is written to.
    ///   - start: The place of the first number of the first site.
    ///   - step: The distance from one site's numbers to the next one's.
    mutating func run(
        over plane: [Float], at sites: SitesByRow, into elements: inout [Float], from start: Int, stride step: Int
    ) {
        var offsets = [Int](repeating: 0, count: 2 * kernel.radius + 1)
        let scale = Float(kernel.scale)
        for row in 0..<height where !sites.rows[row].isEmpty {
            for (place, source) in rowSources[row...(row + 2 * kernel.radius)].enumerated() {
                let slot = source % capacity
                if held[slot] != source { convolve(row: source, of: plane, into: slot) }
                offsets[place] = slot * stride
            }
            var (block, sums) = (-1, BlockSums())
            for site in sites.rows[row] {
                let lane = site.column % Block.scalarCount
                if site.column / Block.scalarCount != block {
                    block = site.column / Block.scalarCount
                    sums = self.sums(at: block * Block.scalarCount, offsets)
                }
                let (across, down) = (sums.across[lane], sums.down[lane])
                let target = start + site.index * step
                elements[target] = sums.smoothing[lane]
                elements[target + 1] = scale * (across * across + down * down).squareRoot()
                elements[target + 2] = scale * scale * sums.curvature[lane]
            }
        }
    }

    /// Convolves a row of the image along x with all three kernels.
    private mutating func convolve(row: Int, of plane: [Float], into slot: Int) {
        for (place, source) in columnSources.enumerated() { extended[place] = plane[row * width + source] }
        held[slot] = row
        let (radius, count, planeSize) = (kernel.radius, stride, capacity * stride)
        let target = slot * stride
        unsafe extended.withUnsafeBytes { source in
            unsafe ring.withUnsafeMutableBytes { ring in
                for column in Swift.stride(from: 0, to: count, by: Block.scalarCount) {
                    let centre = unsafe Self.load(source, column + radius)
                    var smooth = centre * kernel.smoothing[0]
                    var curve = centre * kernel.curvature[0]
                    var slope = Block()
                    for offset in Swift.stride(from: 1, through: radius, by: 1) {
                        let left = unsafe Self.load(source, column + radius - offset)
                        let right = unsafe Self.load(source, column + radius + offset)
                        let sum = left + right
                        smooth += sum * kernel.smoothing[offset]
                        curve += sum * kernel.curvature[offset]
                        slope += (right - left) * kernel.slope[offset]
                    }
                    unsafe Self.store(smooth, ring, target + column)
                    unsafe Self.store(slope, ring, planeSize + target + column)
                    unsafe Self.store(curve, ring, 2 * planeSize + target + column)
                }
            }
        }
    }

    /// What is wanted in a block of columns of one row.
    private struct BlockSums {
        var smoothing = Block()
        /// The slopes along x and y.
        var across = Block()
        var down = Block()
        var curvature = Block()
    }

    /// Convolves a block of columns along y; `offsets` tells where in the ring the rows of the window begin.
    private func sums(at column: Int, _ offsets: [Int]) -> BlockSums {
        let (radius, planeSize) = (kernel.radius, capacity * stride)
        return unsafe ring.withUnsafeBytes { ring in
            let centre = offsets[radius] + column
            let middle = unsafe Self.load(ring, centre)
            var sums = BlockSums()
            sums.smoothing = middle * kernel.smoothing[0]
            sums.across = unsafe Self.load(ring, planeSize + centre) * kernel.smoothing[0]
            sums.curvature = unsafe Self.load(ring, 2 * planeSize + centre) * kernel.smoothing[0]
            sums.curvature += middle * kernel.curvature[0]
            for offset in Swift.stride(from: 1, through: radius, by: 1) {
                let (above, below) = (offsets[radius - offset] + column, offsets[radius + offset] + column)
                let upper = unsafe Self.load(ring, above)
                let lower = unsafe Self.load(ring, below)
                let sum = upper + lower
                let weight = kernel.smoothing[offset]
                sums.smoothing += sum * weight
                sums.down += (lower - upper) * kernel.slope[offset]
                sums.curvature += sum * kernel.curvature[offset]
                sums.across += unsafe (Self.load(ring, planeSize + above) + Self.load(ring, planeSize + below)) * weight
                let curves = unsafe Self.load(ring, 2 * planeSize + above) + Self.load(ring, 2 * planeSize + below)
                sums.curvature += curves * weight
            }
            return sums
        }
    }

    @inline(__always)
    private static func load(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Block {
        unsafe bytes.loadUnaligned(fromByteOffset: index * MemoryLayout<Float>.stride, as: Block.self)
    }

    @inline(__always)
    private static func store(_ block: Block, _ bytes: UnsafeMutableRawBufferPointer, _ index: Int) {
        unsafe bytes.storeBytes(of: block, toByteOffset: index * MemoryLayout<Float>.stride, as: Block.self)
    }
}
