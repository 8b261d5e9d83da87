import Testing

@testable import Experiments

@Suite struct `Patches of an overview` {
    /// Channel c, row r, column k hold 1000 c + 10 r + k; a third channel is flat if asked for.
    static func overview(height: Int, width: Int, channels: Int = 1) throws -> Overview {
        var values: [Float] = []
        for channel in 0..<channels {
            for row in 0..<height {
                for column in 0..<width {
                    values.append(channel == 2 ? 0.1 : Float(1000 * channel + 10 * row + column))
                }
            }
        }
        return try Overview(
            channels: (0..<channels).map { "c\($0)" }, height: height, width: width, values: values)
    }

    static func features(
        _ window: Int, _ border: PatchFeatures.Border = .reflect,
        _ normalization: PatchFeatures.Normalization = .none
    ) -> PatchFeatures {
        var features = PatchFeatures()
        features.window = window
        features.border = border
        features.normalization = normalization
        return features
    }

    /// The definition, pixel by pixel.
    static func naive(_ overview: Overview, _ pixel: Pixel, _ features: PatchFeatures) -> [Float] {
        func outside(_ index: Int, _ count: Int) -> Int {
            var index = index
            if features.border == .nearest { return min(max(index, 0), count - 1) }
            while index < 0 || index >= count { index = index < 0 ? -1 - index : 2 * count - 1 - index }
            return index
        }
        var result: [Float] = []
        for channel in 0..<overview.channels.count {
            for i in 0..<features.window {
                for j in 0..<features.window {
                    let row = outside(pixel.row - features.window / 2 + i, overview.height)
                    let column = outside(pixel.column - features.window / 2 + j, overview.width)
                    result.append(overview.values[(channel * overview.height + row) * overview.width + column])
                }
            }
        }
        return result
    }

    @Test(arguments: [1, 2, 3, 4, 7, 16, 31], [PatchFeatures.Border.reflect, .nearest])
    func `are the windows of the definition, whatever the border`(window: Int, border: PatchFeatures.Border) throws {
        let overview = try Self.overview(height: 5, width: 8, channels: 2)
        let patches = Patches(of: overview, Self.features(window, border))
        #expect(patches.dimension == 2 * window * window)
        for row in 0..<5 {
            for column in 0..<8 {
                let pixel = Pixel(row: row, column: column)
                #expect(patches.contains(pixel))
                #expect(patches.patch(around: pixel) == Self.naive(overview, pixel, Self.features(window, border)))
            }
        }
    }

    @Test func `run along rows, and an even window reaches further up and left`() throws {
        let overview = try Self.overview(height: 6, width: 6)
        let even = Patches(of: overview, Self.features(2)).patch(around: Pixel(row: 3, column: 4))
        #expect(even == [23, 24, 33, 34])
        let odd = Patches(of: overview, Self.features(3)).patch(around: Pixel(row: 3, column: 4))
        #expect(odd == [23, 24, 25, 33, 34, 35, 43, 44, 45])
    }

    @Test func `repeat the edge pixel when mirrored: c b a | a b c`() throws {
        let overview = try Overview(channels: ["row"], height: 1, width: 3, values: [1, 2, 3])
        let row = Patches(of: overview, Self.features(7)).patch(around: Pixel(row: 0, column: 0)).prefix(7)
        #expect(row == [3, 2, 1, 1, 2, 3, 3])
        let nearest = Patches(of: overview, Self.features(5, .nearest)).patch(around: Pixel(row: 0, column: 0)).prefix(
            5)
        #expect(nearest == [1, 1, 1, 2, 3])
    }

    @Test(arguments: [1, 2, 3, 4, 5])
    func `with cropped borders exist where the window fits, and there alone`(window: Int) throws {
        let overview = try Self.overview(height: 5, width: 7)
        let patches = Patches(of: overview, Self.features(window, .crop))
        for row in -1...5 {
            for column in -1...7 {
                let pixel = Pixel(row: row, column: column)
                let fits =
                    (row - window / 2..<row - window / 2 + window).allSatisfy { (0..<5).contains($0) }
                    && (column - window / 2..<column - window / 2 + window).allSatisfy { (0..<7).contains($0) }
                #expect(patches.contains(pixel) == fits)
                if fits {
                    #expect(patches.patch(around: pixel) == Self.naive(overview, pixel, Self.features(window)))
                }
            }
        }
    }

    @Test func `are normalised by the whole overview, once, each channel by itself`() throws {
        let overview = try Self.overview(height: 6, width: 6, channels: 3)
        let patches = Patches(of: overview, Self.features(1, .reflect, .overview))
        let all = (0..<36).map { patches.patch(around: Pixel(row: $0 / 6, column: $0 % 6)).map { Double($0) } }
        for channel in 0..<2 {
            let values = all.map { $0[channel] }
            let mean = values.reduce(0, +) / 36
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 36
            #expect(abs(mean) < 1e-6 && abs(variance - 1) < 1e-6)
        }
        // Means 27.5 and 1027.5; rows and columns 0...5 each have variance 35 / 12.
        #expect(abs(patches.means[0] - 27.5) < 1e-9 && abs(patches.means[1] - 1027.5) < 1e-9)
        #expect(abs(patches.deviations[0] - (101 * 35.0 / 12).squareRoot()) < 1e-9)
        #expect(all.allSatisfy { $0[2] == 0 }, "a flat channel becomes 0, not a division by zero")
    }

    @Test func `normalised by themselves do not depend on brightness and contrast`() throws {
        let overview = try Self.overview(height: 6, width: 6, channels: 3)
        let brighter = try Overview(
            channels: overview.channels, height: 6, width: 6, values: overview.values.map { 3 * $0 + 50 })
        let features = Self.features(4, .reflect, .patch)
        for pixel in [Pixel(row: 0, column: 0), Pixel(row: 3, column: 5)] {
            let ours = Patches(of: overview, features).patch(around: pixel)
            let theirs = Patches(of: brighter, features).patch(around: pixel)
            #expect(zip(ours, theirs).allSatisfy { abs($0 - $1) < 1e-5 })
            #expect(abs(ours.prefix(16).reduce(0, +)) < 1e-4)
            #expect(ours.suffix(16).allSatisfy { $0 == 0 })
        }
    }

    @Test func `come as a block, row by row, and leave the rest of the memory alone`() throws {
        let overview = try Self.overview(height: 9, width: 9, channels: 2)
        let patches = Patches(of: overview, Self.features(4, .nearest, .overview))
        let pixels = (0..<81).map { Pixel(row: $0 / 9, column: $0 % 9) }
        var block = [Float](repeating: -7, count: 5 * patches.dimension + 3)
        unsafe block.withUnsafeMutableBufferPointer { unsafe patches.copyPatches(around: pixels[40..<45], into: $0) }
        for index in 0..<5 {
            let row = block[index * patches.dimension..<(index + 1) * patches.dimension]
            #expect(Array(row) == patches.patch(around: pixels[40 + index]))
        }
        #expect(block.suffix(3) == [-7, -7, -7])
    }
}
