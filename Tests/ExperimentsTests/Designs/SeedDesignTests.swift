import Experiments
import Randomness
import Testing

@Suite struct `A seed design` {
    private func lattice(rows: Int, columns: Int) -> [Position] {
        (0..<rows).flatMap { row in (0..<columns).map { Position(x: Double($0), y: Double(row)) } }
    }

    private func choose(
        _ count: Int, _ design: SeedChoice.Design, from places: [Position], isEligible: [Bool]? = nil, seed: UInt64 = 1
    ) -> [Int] {
        var choice = SeedChoice()
        (choice.count, choice.design) = (count, design)
        var source = RandomSource(seed: seed, stream: "seeds")
        return choice.chosen(from: places, isEligible: isEligible, using: &source)
    }

    private func smallestDistance(_ places: [Position]) -> Double {
        places.indices.flatMap { i in places[..<i].map { ($0.x - places[i].x, $0.y - places[i].y) } }
            .map { ($0 * $0 + $1 * $1).squareRoot() }.min() ?? .infinity
    }

    @Test(arguments: SeedChoice.Design.allCases, [1, 2, 7, 20, 59, 60, 61, 1000])
    func `gives as many different points as asked for, or all there are`(design: SeedChoice.Design, count: Int) {
        let chosen = choose(count, design, from: lattice(rows: 6, columns: 10))
        #expect(chosen.count == min(count, 60))
        #expect(Set(chosen).count == chosen.count)
        #expect(chosen.allSatisfy { (0..<60).contains($0) })
    }

    @Test(arguments: SeedChoice.Design.allCases)
    func `depends on its seed alone`(design: SeedChoice.Design) {
        let places = lattice(rows: 30, columns: 30)
        #expect(choose(12, design, from: places, seed: 5) == choose(12, design, from: places, seed: 5))
        if design != .grid {
            #expect(choose(12, design, from: places, seed: 5) != choose(12, design, from: places, seed: 6))
        }
    }

    @Test(arguments: SeedChoice.Design.allCases, [3, 25, 40])
    func `never takes what is not eligible`(design: SeedChoice.Design, count: Int) {
        let places = lattice(rows: 10, columns: 5)
        let isEligible = places.indices.map { $0 % 2 == 0 }
        let chosen = choose(count, design, from: places, isEligible: isEligible)
        #expect(chosen.count == min(count, 25))
        #expect(Set(chosen).count == chosen.count)
        #expect(chosen.allSatisfy { isEligible[$0] })
        #expect(choose(3, design, from: places, isEligible: places.map { _ in false }).isEmpty)
        #expect(choose(3, design, from: []).isEmpty)
        #expect(choose(0, design, from: places).isEmpty)
    }

    @Test func `of kind random gives every point the same chance`() {
        let places = lattice(rows: 1, columns: 10)
        var counts = [Int](repeating: 0, count: 10)
        for seed in 0..<3000 {
            for index in choose(3, .random, from: places, seed: UInt64(seed)) { counts[index] += 1 }
        }
        // Binomial with n = 3000, p = 0.3: mean 900, standard deviation 25; the seeds are fixed.
        #expect(counts.allSatisfy { abs($0 - 900) < 100 })
    }

    @Test func `of kind grid puts one point into each cell`() {
        // 8 points over 20 x 10: two rows of four, at the centres 2.5, 7.5, ... of cells that are 5 x 5.
        let places = lattice(rows: 10, columns: 20)
        let chosen = choose(8, .grid, from: places).map { places[$0] }
        let cells = chosen.map { [Int($0.y + 0.5) / 5, Int($0.x) / 5] }
        #expect(Set(cells).count == 8)
        // 7 points over a square: rows of 2, 2 and 3.
        let square = lattice(rows: 30, columns: 30)
        let rows = Dictionary(grouping: choose(7, .grid, from: square).map { Int(square[$0].y) / 10 }, by: \.self)
        #expect(rows.values.map(\.count).sorted() == [2, 2, 3])
        // All of a line.
        let line = lattice(rows: 1, columns: 9)
        #expect(choose(3, .grid, from: line).map { line[$0].x } == [1, 4, 7])
        let column = lattice(rows: 9, columns: 1)
        #expect(choose(3, .grid, from: column).map { column[$0].y } == [1, 4, 7])
    }

    @Test func `of kind stratified draws one point in each cell, each of its points with the same chance`() {
        // 8 points over 20 x 10: cells of 5 x 5, none of whose borders runs through a point.
        let places = lattice(rows: 10, columns: 20)
        var counts = [Int](repeating: 0, count: places.count)
        for seed in 0..<2500 {
            let chosen = choose(8, .stratified, from: places, seed: UInt64(seed))
            for index in chosen { counts[index] += 1 }
            let cells = chosen.map { [Int(places[$0].y) / 5, Int(places[$0].x) / 5] }
            #expect(Set(cells).count == 8)
        }
        // Binomial with n = 2500, p = 1/25: mean 100, standard deviation 9.8; the seeds are fixed.
        #expect(counts.allSatisfy { abs($0 - 100) < 45 })
    }

    @Test func `of kind stratified keeps to what is eligible, nearest to where the draw fell`() {
        // Of 9 places in a row only the last is eligible in the third cell.
        let places = lattice(rows: 1, columns: 9)
        let isEligible = places.indices.map { $0 < 6 || $0 == 8 }
        for seed in 0..<50 {
            let chosen = choose(3, .stratified, from: places, isEligible: isEligible, seed: UInt64(seed))
            #expect(Set(chosen).count == 3)
            #expect(chosen.allSatisfy { isEligible[$0] })
        }
    }

    @Test func `of kind maximin takes at each step the farthest point`() {
        let places = lattice(rows: 7, columns: 9)
        let chosen = choose(12, .maximin, from: places, seed: 3)
        func gap(_ index: Int, _ others: ArraySlice<Int>) -> Double {
            others.map { smallestDistance([places[index], places[$0]]) }.min() ?? .infinity
        }
        for step in 1..<chosen.count {
            let best = places.indices.map { gap($0, chosen[..<step]) }.max() ?? 0
            #expect(abs(gap(chosen[step], chosen[..<step]) - best) < 1e-12)
        }
    }

    /// The largest smallest distance of n points in the unit square (Croft, Falconer & Guy, Unsolved Problems in Geometry,
    /// 1991, D1; Schaer 1965 for 9).
    @Test(arguments: [
        (2, 2.squareRoot()), (3, 6.squareRoot() - 2.squareRoot()), (4, 1), (5, 0.5.squareRoot()), (9, 0.5),
    ])
    func `of kind maximin reaches at least half of the published optimum`(count: Int, optimum: Double) {
        let places = lattice(rows: 41, columns: 41).map { Position(x: $0.x / 40, y: $0.y / 40) }
        for seed in 0..<20 {
            let reached = smallestDistance(choose(count, .maximin, from: places, seed: UInt64(seed)).map { places[$0] })
            #expect(reached >= optimum / 2)
            #expect(reached <= optimum + 1e-12)
        }
    }

    @Test func `of kind maximin from a corner finds the optimum of four, five and nine points in any order of ties`() {
        let places = lattice(rows: 3, columns: 3)
        var orders: Set<[Int]> = []
        for seed in 0..<60 {
            let chosen = choose(9, .maximin, from: places, seed: UInt64(seed))
            guard [0, 2, 6, 8].contains(chosen[0]) else { continue }
            #expect(chosen[1] == 8 - chosen[0])
            #expect(Set(chosen[..<4]) == [0, 2, 6, 8])
            #expect(chosen[4] == 4)
            orders.insert(chosen)
        }
        #expect(orders.count > 10)
    }

    @Test func `of kind maximin bears places that coincide`() {
        let places = [Position](repeating: Position(x: 1, y: 1), count: 5)
        #expect(Set(choose(5, .maximin, from: places)) == [0, 1, 2, 3, 4])
    }
}
