import Experiments
import Testing

@Suite struct `A candidate pool` {
    private func overview(
        _ height: Int, _ width: Int, horizontal: ImageAxis = .pixels, vertical: ImageAxis = .pixels,
        positions: [Position]? = nil
    ) throws -> Overview {
        try Overview(
            channels: ["HAADF"], height: height, width: width, values: [Float](repeating: 0, count: height * width),
            horizontal: horizontal, vertical: vertical, positions: positions)
    }

    private func patch(_ window: Int, _ border: PatchFeatures.Border) -> Features {
        var patch = PatchFeatures()
        (patch.window, patch.border) = (window, border)
        return .patch(patch)
    }

    private func choice(_ change: (inout Plan.CandidateChoice) -> Void = { _ in }) -> Plan.CandidateChoice {
        var choice = Plan.CandidateChoice()
        change(&choice)
        return choice
    }

    @Test func `holds every pixel row by row, x along the columns and y along the rows`() throws {
        let overview = try overview(
            2, 3, horizontal: ImageAxis(unit: "nm", origin: 10, step: 5),
            vertical: ImageAxis(unit: "nm", origin: 100, step: -20))
        let pool = try CandidatePool(choice(), overview: overview)
        #expect(
            pool.candidates.map { [$0.pixel.row, $0.pixel.column] } == [
                [0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2],
            ])
        #expect(pool.candidates.map(\.position.x) == [10, 15, 20, 10, 15, 20])
        #expect(pool.candidates.map(\.position.y) == [100, 100, 100, 80, 80, 80])
        #expect(pool.places == pool.candidates.map(\.position))
        #expect(pool.eligibleCount == 6)
        #expect(pool.leftOut == 0)
    }

    @Test func `measures distances in pixels where the axes have different units`() throws {
        let overview = try overview(2, 2, horizontal: ImageAxis(unit: "nm", origin: 7, step: 5))
        let pool = try CandidatePool(choice(), overview: overview)
        #expect(pool.places == [(0, 0), (1, 0), (0, 1), (1, 1)].map { Position(x: $0, y: $1) })
        #expect(pool.candidates[1].position == Position(x: 12, y: 0))
    }

    @Test(arguments: [
        // Window, what it leaves of ten pixels: rows r - w/2 ..< r - w/2 + w must lie inside.
        (1, 0...9), (2, 1...9), (3, 1...8), (4, 2...8), (5, 2...7), (10, 5...5), (9, 4...5),
    ])
    func `leaves out pixels whose window does not fit, if the border is cropped`(
        window: Int, left: ClosedRange<Int>
    ) throws {
        let overview = try overview(10, 10)
        let pool = try CandidatePool(choice(), features: patch(window, .crop), overview: overview)
        let expected = left.flatMap { row in left.map { Pixel(row: row, column: $0) } }
        #expect(pool.candidates.map(\.pixel) == expected)
        #expect(pool.leftOut == 100 - expected.count)
        #expect(try CandidatePool(choice(), features: patch(window, .reflect), overview: overview).leftOut == 0)
    }

    @Test func `takes every n-th pixel and leaves out a margin`() throws {
        let overview = try overview(5, 7)
        let strided = try CandidatePool(choice { $0.positions = .stride(3) }, overview: overview)
        #expect(strided.candidates.map(\.pixel.row) == [0, 0, 0, 3, 3, 3])
        #expect(strided.candidates.map(\.pixel.column) == [0, 3, 6, 0, 3, 6])
        let inner = try CandidatePool(choice { $0.margin = 2 }, overview: overview)
        #expect(inner.candidates.map(\.pixel) == [2, 3, 4].map { Pixel(row: 2, column: $0) })
        #expect(inner.leftOut == 32)
    }

    @Test func `keeps forbidden pixels in place and marks them`() throws {
        let rectangle = Plan.PixelRectangle(rows: 0...0, columns: 1...9)
        let pool = try CandidatePool(choice { $0.forbidden = [rectangle] }, overview: try overview(2, 3))
        #expect(pool.isForbidden == [false, true, true, false, false, false])
        #expect(pool.eligibleCount == 4)
    }

    @Test func `finds fifty of fifty pixels from micrometres with rounding errors`() throws {
        // The step of the recorded film. Truncation instead of rounding moves about half of these by a pixel.
        let step = 0.0408
        let axis = ImageAxis(unit: "um", origin: 0, step: step)
        let overview = try overview(50, 50, horizontal: axis, vertical: axis)
        var sum = 0.0
        var points: [Position] = []
        for index in 0..<50 {
            // The column by repeated addition, the row through single precision, as instruments do.
            points.append(Position(x: sum, y: Double(Float(step * Double(49 - index)))))
            sum += step
        }
        let pool = try CandidatePool(choice { $0.positions = .points(points) }, overview: overview)
        #expect(pool.candidates.map(\.pixel) == (0..<50).map { Pixel(row: 49 - $0, column: $0) })
        #expect(pool.candidates.map(\.position) == points)
        let truncated = points.count { Int($0.x / step) == Int(($0.x / step).rounded()) }
        #expect(truncated < 50, "the trap is not sprung: truncation would have done as well")
    }

    @Test func `takes x for the column and y for the row also where an axis runs backwards`() throws {
        let overview = try overview(
            4, 6, horizontal: ImageAxis(unit: "nm", origin: 50, step: -10),
            vertical: ImageAxis(unit: "nm", origin: -3, step: 1))
        let points = [Position(x: 50, y: 0), Position(x: 0, y: -3), Position(x: 29.9, y: -1.2)]
        let pool = try CandidatePool(choice { $0.positions = .points(points) }, overview: overview)
        #expect(pool.candidates.map(\.pixel) == [(3, 0), (0, 5), (2, 2)].map { Pixel(row: $0, column: $1) })
    }

    private func refusal(
        _ overview: Overview, features: Features = .coordinates, _ change: (inout Plan.CandidateChoice) -> Void
    ) -> String? {
        #expect(throws: UnusablePool.self) {
            try CandidatePool(choice(change), features: features, overview: overview)
        }?.reason
    }

    @Test func `refuses a point outside the image, by its index`() throws {
        let axis = ImageAxis(unit: "um", origin: 0, step: 0.5)
        let points = [Position(x: 1, y: 1), Position(x: 1, y: 4)]
        #expect(
            refusal(try overview(4, 20, horizontal: axis, vertical: axis)) { $0.positions = .points(points) }
                == "point 1, x 1 um, y 4 um, lies outside the image, which reaches x from 0 to 9.5 um, y from 0 to 1.5 um"
        )
        // The same numbers with x and y exchanged would lie inside: the axes are not confused.
        #expect(throws: Never.self) {
            try CandidatePool(
                choice { $0.positions = .points(points.map { Position(x: $0.y, y: $0.x) }) },
                overview: overview(4, 20, horizontal: axis, vertical: axis))
        }
        #expect(refusal(try overview(4, 4)) { $0.positions = .points([Position(x: .nan, y: 0)]) } != nil)
        #expect(refusal(try overview(4, 4)) { $0.positions = .points([]) } == "the list of positions is empty")
    }

    @Test func `refuses a point that stands twice, also if only rounding tells them apart`() throws {
        let points = [Position(x: 0.1 + 0.2, y: 1), Position(x: 2, y: 1), Position(x: 0.3, y: 1)]
        #expect(
            refusal(try overview(4, 4)) { $0.positions = .points(points) }
                == "points 0 and 2 are the same, x 0.3 px, y 1 px")
        // Two places within one pixel are two candidates.
        let close = [Position(x: 1.1, y: 1), Position(x: 1.2, y: 1)]
        #expect(
            try CandidatePool(choice { $0.positions = .points(close) }, overview: overview(4, 4)).candidates.count == 2)
    }

    @Test func `takes an instrument's list in its order, and of a plan's points only those in it`() throws {
        let offered = [Position(x: 2, y: 0.25), Position(x: 0, y: 1), Position(x: 3, y: 3)]
        let overview = try overview(4, 4, positions: offered)
        #expect(try CandidatePool(choice(), overview: overview).candidates.map(\.position) == offered)
        let chosen = try CandidatePool(choice { $0.positions = .points([offered[2]]) }, overview: overview)
        #expect(chosen.candidates == [Candidate(position: offered[2], pixel: Pixel(row: 3, column: 3))])
        #expect(
            refusal(overview) { $0.positions = .points([offered[2], Position(x: 1, y: 1)]) }
                == "point 1, x 1 px, y 1 px, is none of the 3 positions that the instrument offers")
        #expect(refusal(overview) { $0.positions = .stride(2) }?.hasSuffix("write `positions: all`") == true)
    }

    @Test func `says why it would be empty`() throws {
        let overview = try overview(8, 9)
        #expect(
            refusal(overview, features: patch(16, .crop)) { _ in }
                == "none of 72 points is left: a window of 16 with `border: crop` leaves none of them in the image of "
                + "8 rows and 9 columns")
        #expect(refusal(overview) { $0.margin = 4 }?.contains("a margin of 4 pixels") == true)
        let everything = Plan.PixelRectangle(rows: 0...7, columns: 0...8)
        #expect(refusal(overview) { $0.forbidden = [everything] } == "all 72 candidates lie in forbidden rectangles")
        let outside = Plan.PixelRectangle(rows: 0...3, columns: 9...12)
        #expect(refusal(overview) { $0.forbidden = [outside] }?.contains("columns 9 to 12, lies outside") == true)
    }

    @Test func `of a plan needs the channels that the plan names`() throws {
        var plan = Plan(source: .instrument("stem-1"))
        let overview = try overview(20, 20)
        plan.overview.channels = ["HAADF"]
        #expect(try CandidatePool(plan: plan, overview: overview).candidates.count == 400)
        plan.overview.channels = ["HADF"]
        let refusal = #expect(throws: UnusablePool.self) { try CandidatePool(plan: plan, overview: overview) }
        #expect(refusal?.reason == "the overview image has no channel `HADF`, but `HAADF`")
    }
}
