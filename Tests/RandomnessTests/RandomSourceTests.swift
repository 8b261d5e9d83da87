import Randomness
import Testing

@Suite("A random source") struct RandomSourceTests {
    @Test("repeats itself for the same seed, stream and step")
    func repeats() {
        var one = RandomSource(seed: 7, stream: "seeds", step: 3)
        var two = RandomSource(seed: 7, stream: "seeds", step: 3)
        for _ in 0..<100 { #expect(one.next() == two.next()) }
    }

    @Test(
        "differs when anything in its name differs",
        arguments: [(8, "seeds", 3), (7, "tie-break", 3), (7, "seeds", 4)] as [(UInt64, String, Int)])
    func differs(seed: UInt64, stream: String, step: Int) {
        var one = RandomSource(seed: 7, stream: "seeds", step: 3)
        var two = RandomSource(seed: seed, stream: stream, step: step)
        let equal = (0..<100).count { _ in one.next() == two.next() }
        #expect(equal == 0)
    }

    @Test("draws integers evenly: chi-squared below its 99.9 % point", arguments: [2, 7, 10, 33])
    func integers(bound: Int) {
        var source = RandomSource(seed: 1)
        let draws = 20_000
        var counts = [Int](repeating: 0, count: bound)
        for _ in 0..<draws { counts[source.integer(below: bound)] += 1 }
        let expected = Double(draws) / Double(bound)
        let statistic = counts.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
        // Wilson & Hilferty's approximation of the 99.9 % point of chi-squared with bound - 1 degrees of freedom.
        let freedom = Double(bound - 1)
        let root = 1 - 2 / (9 * freedom) + 3.09 * (2 / (9 * freedom)).squareRoot()
        #expect(statistic < freedom * root * root * root)
    }

    @Test("draws normal numbers with the moments of the standard normal distribution")
    func normals() {
        var source = RandomSource(seed: 5)
        let draws = source.normals(100_001)
        #expect(draws.count == 100_001)
        let count = Double(draws.count)
        func moment(_ power: Int) -> Double {
            draws.reduce(0.0) { sum, draw in sum + (0..<power).reduce(1.0) { product, _ in product * draw } } / count
        }
        // Four standard errors: sqrt(var(x^k) / n) with var 1, 2, 15, 96.
        #expect(abs(moment(1)) < 4 * (1 / count).squareRoot())
        #expect(abs(moment(2) - 1) < 4 * (2 / count).squareRoot())
        #expect(abs(moment(3)) < 4 * (15 / count).squareRoot())
        #expect(abs(moment(4) - 3) < 4 * (96 / count).squareRoot())
    }

    @Test("shuffles without losing anything")
    func shuffles() {
        var source = RandomSource(seed: 2)
        let shuffled = source.shuffled(Array(0..<50))
        #expect(shuffled != Array(0..<50))
        #expect(shuffled.sorted() == Array(0..<50))
    }
}
