import Experiments
import Testing

@Suite struct `The stem of an overview` {
    /// Two channels of small integers and ramps, exact in single precision.
    private func overview(_ height: Int, _ width: Int, channels: Int = 1) throws -> Overview {
        var values: [Float] = []
        for channel in 0..<channels {
            for row in 0..<height {
                for column in 0..<width {
                    let steps = Float((7 * row + 3 * column) % (5 + 2 * channel)) / 4
                    let ramp = Float(row * column) / 16 - Float(channel * column) / 2
                    values.append(steps + ramp + Float(100 * (1 - channel)))
                }
            }
        }
        return try Overview(
            channels: (0..<channels).map { "\($0)" }, height: height, width: width, values: values)
    }

    private func stem(_ overview: Overview, _ scales: [Double], at pixels: [Pixel]) -> [[Float]] {
        var choice = StemFeatures()
        choice.scales = scales
        let stem = Stem(of: overview, choice, at: pixels)
        #expect(stem.dimension == overview.channels.count * (1 + 3 * scales.count))
        return pixels.indices.map { Array(stem.elements[$0 * stem.dimension..<($0 + 1) * stem.dimension]) }
    }

    private struct Golden: Sendable {
        let height: Int
        let width: Int
        let channels: Int
        let scales: [Double]
        let pixels: [Pixel]
        let values: [[Double]]
    }

    /// Made with SciPy 1.17.1: `gaussian_filter`, sigma times `gaussian_gradient_magnitude` and sigma squared times
    /// `gaussian_laplace` of `ndimage`, mode "reflect", truncate 4, of the image at mean 0 and standard deviation 1.
    private static let golden = [
        Golden(
            height: 13, width: 17, channels: 2, scales: [1, 2, 4],
            pixels: [Pixel(row: 0, column: 0), Pixel(row: 5, column: 3), Pixel(row: 12, column: 16)],
            values: [
                [
                    -1.213015, -1.101114, 0.038457, 0.097635, -1.028539, 0.022084, 0.121187, -0.882634, 0.033630,
                    0.378688, 0.107722, 0.155092, 0.033607, 0.058751, 0.151204, 0.038624, -0.103721, 0.022495,
                    0.060851, -0.197077,
                ],
                [
                    -0.541307, -0.696612, 0.124332, -0.058302, -0.707038, 0.238805, 0.039130, -0.605822, 0.380060,
                    0.301247, 0.080792, 0.263183, 0.148284, -0.001052, 0.200559, 0.216779, -0.134024, 0.128275,
                    0.361981, -0.088332,
                ],
                [
                    3.120582, 2.865446, 0.161838, -0.398786, 2.445016, 0.155913, -0.851831, 1.629309, 0.138285,
                    -1.532580, 2.477613, 2.118053, 0.208794, -0.538628, 1.630833, 0.169084, -0.858517, 0.909053,
                    0.141358, -1.246637,
                ],
            ]),
        Golden(
            height: 1, width: 9, channels: 2, scales: [0.7, 3],
            pixels: [Pixel(row: 0, column: 0), Pixel(row: 0, column: 4)],
            values: [
                [
                    -1.341641, -0.902275, 0.554146, 0.624002, -0.185082, 0.041961, 0.245590, 0.949425, 0.991106,
                    0.056860, 0.069757, 0.743979, 0.125387, -0.747951,
                ],
                [
                    0, 0, 0.750815, 0, 0, 0.174345, 0, 0.415374, 0.159348, 0.310770, -0.269069, 0.020797, 0.814069,
                    -0.090858,
                ],
            ]),
        Golden(
            height: 7, width: 1, channels: 1, scales: [2],
            pixels: [Pixel(row: 0, column: 0), Pixel(row: 3, column: 0)],
            values: [[-1.237705, -0.124112, 0.131116, 0.476833], [-0.515711, 0.128015, 0.056266, -0.408859]]),
        Golden(
            height: 40, width: 30, channels: 1, scales: [1, 2.5],
            pixels: [Pixel(row: 0, column: 29), Pixel(row: 20, column: 7)],
            values: [
                [-1.096379, -1.039384, 0.039778, 0.069781, -0.929761, 0.041490, 0.190762],
                [-0.569031, -0.551592, 0.084343, -0.005554, -0.553369, 0.204830, 0.002163],
            ]),
    ]

    @Test(arguments: golden.indices)
    func `is that of SciPy`(index: Int) throws {
        let golden = Self.golden[index]
        let overview = try overview(golden.height, golden.width, channels: golden.channels)
        let values = stem(overview, golden.scales, at: golden.pixels)
        for (ours, theirs) in zip(values.joined(), golden.values.joined()) {
            #expect(abs(Double(ours) - theirs) < 5e-6, "\(ours) for \(theirs)")
        }
    }

    @Test func `is the same for one pixel as for all, in any order`() throws {
        let overview = try overview(19, 23)
        let pixels = (0..<19).flatMap { row in (0..<23).map { Pixel(row: row, column: $0) } }
        let all = stem(overview, [1, 3], at: pixels)
        let some = [
            Pixel(row: 18, column: 22), Pixel(row: 0, column: 5), Pixel(row: 18, column: 1), Pixel(row: 0, column: 5),
        ]
        let chosen = stem(overview, [1, 3], at: some)
        for (pixel, numbers) in zip(some, chosen) { #expect(numbers == all[pixel.row * 23 + pixel.column]) }
        #expect(stem(overview, [1], at: []).isEmpty)
    }

    @Test func `has no slope where nothing changes, and is finite`() throws {
        let flat = try Overview(channels: ["a"], height: 6, width: 5, values: [Float](repeating: 7, count: 30))
        #expect(stem(flat, [1, 2, 4], at: [Pixel(row: 3, column: 2)]) == [[Float](repeating: 0, count: 10)])
        let dot = try Overview(channels: ["a"], height: 1, width: 1, values: [3e38])
        #expect(stem(dot, [64], at: [Pixel(row: 0, column: 0)]) == [[0, 0, 0, 0]])
    }

    @Test func `does not care for brightness and contrast`() throws {
        let overview = try overview(12, 12)
        let brighter = try Overview(
            channels: ["0"], height: 12, width: 12, values: overview.values.map { 4 * $0 + 4096 })
        let pixels = (0..<12).map { Pixel(row: $0, column: 11 - $0) }
        let pairs = zip(stem(overview, [1, 2], at: pixels).joined(), stem(brighter, [1, 2], at: pixels).joined())
        #expect(pairs.allSatisfy { abs($0 - $1) < 1e-3 })
    }

    @Test func `is not made of images with values that are not finite, which are no overviews`() {
        #expect(throws: UnusableOverview.self) {
            try Overview(channels: ["a"], height: 1, width: 2, values: [1, .nan])
        }
    }
}
