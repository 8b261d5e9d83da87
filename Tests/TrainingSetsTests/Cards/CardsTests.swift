import Experiments
import Foundation
import Testing

@testable import TrainingSets

@Suite struct `Playing cards` {
    static func mirrored(_ image: [Float], _ size: Int) -> [Float] {
        (0..<size * size).map { image[$0 / size * size + size - 1 - $0 % size] }
    }

    static func largestDifference(_ first: [Float], _ second: [Float]) -> Float {
        first.count == second.count ? zip(first, second).map { abs($0 - $1) }.max() ?? 0 : .infinity
    }

    @Test(arguments: Suit.allCases, [47, 48])
    func `are their own mirror images when upright`(suit: Suit, size: Int) {
        let image = Cards.image(of: suit, CardPose(), size: size)
        #expect(Self.largestDifference(image, Self.mirrored(image, size)) < 1e-6)
    }

    @Test(arguments: Suit.allCases) func `look the same after half a turn only if diamonds`(suit: Suit) {
        let image = Cards.image(of: suit, CardPose())
        let difference = Self.largestDifference(image, image.reversed())
        #expect(suit == .diamonds ? difference < 1e-6 : difference > 0.9)
        let turned = Cards.image(of: suit, CardPose(angle: .pi))
        #expect(Self.largestDifference(turned, image.reversed()) < 1e-6)
    }

    @Test(arguments: Suit.allCases) func `keep their area, times the square of the scale`(suit: Suit) {
        let area = suit.outline.area * 24 * 24
        for pose in [
            CardPose(), CardPose(angle: 1), CardPose(angle: -2, shear: 0.35), CardPose(angle: 0.4, dx: 5.3, dy: -4.2),
            CardPose(angle: 0.4, shear: -0.3, scale: 0.6, dx: 3),
        ] {
            let sum = Cards.image(of: suit, pose).reduce(0) { $0 + Double($1) }
            #expect(abs(sum - area * pose.scale * pose.scale) < 1e-3)
        }
        #expect(area > 200 && area < 500)
    }

    @Test func `turn counterclockwise, lean to the right and move right and down as their factors grow`() {
        let upright = Cards.image(of: .spades, CardPose())
        func centre(_ image: [Float], rows: Range<Int> = 0..<48) -> (x: Double, y: Double) {
            var (mass, x, y) = (0.0, 0.0, 0.0)
            for row in rows {
                for column in 0..<48 {
                    let value = Double(image[row * 48 + column])
                    mass += value
                    x += value * (Double(column) - 23.5)
                    y += value * (Double(row) - 23.5)
                }
            }
            return (x / mass, y / mass)
        }
        // A quarter turn counterclockwise takes the pixel (row, column) to (47 - column, row).
        let quarter = Cards.image(of: .spades, CardPose(angle: .pi / 2))
        var expected: [Float] = []
        for row in 0..<48 {
            for column in 0..<48 { expected.append(upright[column * 48 + 47 - row]) }
        }
        #expect(Self.largestDifference(quarter, expected) < 1e-5)
        let sheared = Cards.image(of: .spades, CardPose(shear: 0.3))
        #expect(centre(sheared, rows: 0..<20).x > 1 && centre(sheared, rows: 32..<48).x < -1)
        let moved = Cards.image(of: .spades, CardPose(dx: 3, dy: -2))
        #expect(abs(centre(moved).x - centre(upright).x - 3) < 1e-4)
        #expect(abs(centre(moved).y - centre(upright).y + 2) < 1e-4)
    }

    /// The centre and second moments of an image follow from the pose alone: an affine map takes them along.
    @Test(arguments: Suit.allCases) func `lie as the formula of their pose says`(suit: Suit) {
        let pose = CardPose(angle: 0.8, shear: 0.25, scale: 0.8, dx: 2.5, dy: -1.5)
        func moments(_ image: [Float]) -> [Double] {
            var sums = [Double](repeating: 0, count: 6)
            for (index, value) in image.enumerated() {
                let (x, y) = ((Double(index % 200) - 99.5) / 100, (Double(index / 200) - 99.5) / 100)
                for (place, term) in [1, x, y, x * x, x * y, y * y].enumerated() { sums[place] += Double(value) * term }
            }
            let (x, y) = (sums[1] / sums[0], sums[2] / sums[0])
            return [x, y, sums[3] / sums[0] - x * x, sums[4] / sums[0] - x * y, sums[5] / sums[0] - y * y]
        }
        let upright = moments(Cards.image(of: suit, CardPose(), size: 200))
        let found = moments(
            Cards.image(
                of: suit, CardPose(angle: 0.8, shear: 0.25, scale: 0.8, dx: 2.5 * 100 / 24, dy: -1.5 * 100 / 24),
                size: 200))
        // c = t + s R(-φ) Sh(-γ) p, in half sides.
        let (c, s, g) = (cos(pose.angle), sin(pose.angle), tan(pose.shear))
        let a = [[c, -c * g + s], [-s, s * g + c]].map { $0.map { pose.scale * $0 } }
        let (x, y, xx, xy, yy) = (upright[0], upright[1], upright[2], upright[3], upright[4])
        func covariance(_ i: Int, _ j: Int) -> Double {
            a[i][0] * a[j][0] * xx + (a[i][0] * a[j][1] + a[i][1] * a[j][0]) * xy + a[i][1] * a[j][1] * yy
        }
        let expected = [
            pose.dx / 24 + a[0][0] * x + a[0][1] * y, pose.dy / 24 + a[1][0] * x + a[1][1] * y,
            covariance(0, 0), covariance(0, 1), covariance(1, 1),
        ]
        for (ours, theirs) in zip(found, expected) { #expect(abs(ours - theirs) < 2e-5) }
    }

    @Test func `are drawn again from their factors`() throws {
        var cards = Cards.lecture(4)
        cards.count = 60
        cards.translation = 3
        cards.scale = 0.7...1.2
        let set = try cards.trainingSet()
        #expect(set.factors.map(\.name) == ["angle", "shear", "scale", "dx", "dy"])
        #expect(set.factors.map(\.unit) == ["rad", "rad", "", "px", "px"])
        #expect(set.classes?.names == ["hearts", "diamonds", "clubs", "spades"] && set.targets == nil)
        for index in 0..<set.count {
            let values = set.factors.map { $0.values[index] }
            let pose = CardPose(angle: values[0], shear: values[1], scale: values[2], dx: values[3], dy: values[4])
            let suit = Suit.allCases[try #require(set.classes).indices[index]]
            #expect(Cards.image(of: suit, pose) == Array(set.inputs[index]))
        }
    }

    @Test func `are drawn uniformly from the ranges asked for`() throws {
        var cards = Cards.lecture(4)
        cards.count = 4000
        cards.size = 8
        cards.translation = 2
        cards.scale = 0.5...2
        let set = try cards.trainingSet()
        let ranges = [
            ("angle", 120 * Double.pi / 180), ("shear", 20 * Double.pi / 180), ("scale", log(2.0)), ("dx", 2),
            ("dy", 2),
        ]
        for (name, limit) in ranges {
            let drawn = try #require(set.factor(name)).values
            let values = drawn.map { (name == "scale" ? log($0) : $0) / limit }
            #expect(values.allSatisfy { abs($0) <= 1 + 1e-12 })
            // The mean of 4000 has a standard error of 0.009, the variance (1/3) one of 0.005.
            let mean = values.reduce(0, +) / 4000
            let variance = values.reduce(0) { $0 + $1 * $1 } / 4000
            #expect(abs(mean) < 0.04 && abs(variance - 1.0 / 3) < 0.02, "\(name)")
        }
        for suit in 0..<4 {
            let share = try #require(set.classes).indices.count { $0 == suit }
            #expect(abs(share - 1000) < 120)
        }
    }

    @Test func `follow from the seed, card by card`() throws {
        var cards = Cards.lecture(3)
        cards.count = 30
        let set = try cards.trainingSet()
        #expect(try cards.trainingSet() == set)
        cards.count = 50
        #expect(Array(try cards.trainingSet().values.prefix(set.values.count)) == set.values)
        cards.noise = 0.2
        cards.target = .clean
        #expect(try cards.trainingSet().targets?.values.prefix(set.values.count) == set.values[...])
        cards.seed = 2
        #expect(try cards.trainingSet().factors != set.factors)
    }

    @Test func `have the noise asked for, clipped, and clean targets`() throws {
        var cards = Cards.lecture(2)
        cards.count = 40
        cards.noise = 0.1
        cards.target = .clean
        let set = try cards.trainingSet()
        let clean = try #require(set.targets)
        #expect(set.values.allSatisfy { (0...1).contains($0) } && set.notes.count == 1)
        // On black half of the noise is clipped: the mean of what remains is 0.1 / sqrt(2 pi).
        let black = zip(set.values, clean.values).filter { $0.1 == 0 }.map { Double($0.0) }
        #expect(black.count > 50_000)
        #expect(abs(black.reduce(0, +) / Double(black.count) - 0.1 / (2 * Double.pi).squareRoot()) < 1e-3)
        let between = zip(set.values, clean.values).filter { $0.1 > 0.45 && $0.1 < 0.55 }.map { Double($0.0 - $0.1) }
        let variance = between.reduce(0) { $0 + $1 * $1 } / Double(between.count)
        #expect(between.count > 100 && abs(variance.squareRoot() - 0.1) < 0.02)
    }

    @Test func `are printed red or black on ivory as targets`() throws {
        var cards = Cards.lecture(1)
        cards.count = 20
        cards.noise = 0.05
        cards.target = .color
        let set = try cards.trainingSet()
        let colors = try #require(set.targets)
        #expect(set.channels == 1 && colors.channels == 3 && colors.count == 20)
        for index in 0..<20 {
            let image = Array(colors[index])
            let middle = (0..<3).map { image[$0 * 2304 + 26 * 48 + 24] }
            let corner = (0..<3).map { image[$0 * 2304] }
            let isRed = try #require(set.classes).indices[index] < 2
            #expect(zip(middle, isRed ? Cards.red : Cards.black).allSatisfy { abs($0 - $1) < 1e-6 })
            #expect(corner == Cards.ivory)
        }
    }

    @Test func `of some suits only are classes of these`() throws {
        var cards = Cards()
        cards.count = 50
        cards.suits = [.spades, .hearts]
        let classes = try #require(try cards.trainingSet().classes)
        #expect(classes.names == ["spades", "hearts"] && Set(classes.indices) == [0, 1])
    }

    @Test func `that cannot be drawn say why`() {
        func reason(_ change: (inout Cards) -> Void) -> String? {
            var cards = Cards()
            change(&cards)
            return #expect(throws: UnusableTrainingSet.self) { try cards.trainingSet() }?.description
        }
        #expect(reason { $0.count = 0 } == "cards: 0 cards; expected at least 1")
        #expect(reason { $0.size = 3 } == "cards: 3 pixels a side; expected 4 to 1024")
        #expect(reason { $0.count = 1 << 40 }?.contains("at most 2^31 pixels") == true)
        #expect(reason { $0.suits = [] } == "cards: no suit to draw from")
        #expect(reason { $0.suits = [.clubs, .clubs] }?.contains("not all different") == true)
        #expect(reason { $0.rotation = -1 } == "cards: a rotation of -1.0; expected 0 to 180.0")
        #expect(reason { $0.shear = 90 } == "cards: a shear of 90.0; expected 0 to 80.0")
        #expect(reason { $0.translation = .nan }?.contains("a translation of nan") == true)
        #expect(reason { $0.scale = 0...1 }?.contains("a scale from 0.0 to 1.0") == true)
        #expect(reason { $0.noise = -0.1 } == "cards: a noise of -0.1; expected 0 or more")
    }
}
