import Experiments
import Foundation
import Testing

@testable import Datasets
@testable import TrainingSets

/// The convention of ``CardPose``, against the generated samples beside the checkout (another rasteriser, other outlines).
@Suite(.enabled(if: TestFiles.isPresent("cards"), "no ../shared/data")) struct `The shared cards` {
    struct Card {
        let suit: Suit
        let pose: CardPose
        let image: [Float]
    }

    static func cards(_ number: Int) throws -> [Card] {
        let images = try NPY.read("\(TestFiles.shared)/cards/cards\(number)_images50.npy")
        let labels = try NPY.read("\(TestFiles.shared)/cards/cards\(number)_labels50.npy").doubles
        let pixels = images.floats
        return (0..<images.shape[0]).map { index in
            let label = labels[5 * index..<5 * index + 5].map { $0 }
            let pose = CardPose(
                angle: label[1] * Double.pi / 180, shear: label[2] * Double.pi / 180, dx: label[3], dy: label[4])
            return Card(
                suit: Suit.allCases[Int(label[0])], pose: pose, image: Array(pixels[2304 * index..<2304 * (index + 1)]))
        }
    }

    static func correlation(_ first: [Float], _ second: [Float]) -> Double {
        let count = Double(first.count)
        let means = [first, second].map { $0.reduce(0.0) { $0 + Double($1) } / count }
        var (xx, xy, yy) = (0.0, 0.0, 0.0)
        for (a, b) in zip(first, second) {
            let (x, y) = (Double(a) - means[0], Double(b) - means[1])
            xx += x * x
            xy += x * y
            yy += y * y
        }
        return xy / (xx * yy).squareRoot()
    }

    /// Returns the image that shows at c what `image` has at R(angle) c.
    static func turned(_ image: [Float], by angle: Double) -> [Float] {
        let (c, s) = (cos(angle), sin(angle))
        func value(_ row: Int, _ column: Int) -> Double {
            (0..<48).contains(row) && (0..<48).contains(column) ? Double(image[row * 48 + column]) : 0
        }
        return (0..<2304).map { index in
            let (x, y) = (Double(index % 48) - 23.5, Double(index / 48) - 23.5)
            let (u, v) = (c * x - s * y + 23.5, s * x + c * y + 23.5)
            let (column, row) = (u.rounded(.down), v.rounded(.down))
            let (fu, fv) = (u - column, v - row)
            let (i, j) = (Int(row), Int(column))
            return Float(
                (1 - fv) * ((1 - fu) * value(i, j) + fu * value(i, j + 1))
                    + fv * ((1 - fu) * value(i + 1, j) + fu * value(i + 1, j + 1)))
        }
    }

    @Test(arguments: 1...4) func `look as ours do with their labels`(number: Int) throws {
        for card in try Self.cards(number) {
            let ours = Cards.image(of: card.suit, card.pose)
            let correlation = Self.correlation(ours, card.image)
            #expect(correlation > 0.9, "\(card.suit) at \(card.pose): \(correlation)")
        }
    }

    @Test func `match their own upright card best at the angle of their label`() throws {
        let nearlyUpright = try Self.cards(1).sorted { abs($0.pose.angle) < abs($1.pose.angle) }
        for card in try Self.cards(3) {
            let upright = try #require(nearlyUpright.first { $0.suit == card.suit })
            let angles = (-180..<180).map { Double($0) * Double.pi / 180 }
            let matches = angles.map { Self.correlation(Self.turned(upright.image, by: $0), card.image) }
            let best = try #require(zip(matches, angles).max { $0.0 < $1.0 }?.1)
            // Diamonds look the same after half a turn. Shears of up to 1 degree pass for up to half a degree.
            let period = card.suit == .diamonds ? Double.pi : 2 * Double.pi
            let error = (best + upright.pose.angle - card.pose.angle).remainder(dividingBy: period)
            #expect(abs(error) < 2.5 * Double.pi / 180, "\(card.suit) at \(card.pose)")
        }
    }

    @Test(arguments: [2, 4]) func `look less like ours with a wrong sign, or turned before they are sheared`(
        number: Int
    ) throws {
        var right = 0.0
        var wrong = [0.0, 0.0, 0.0, 0.0]
        for card in try Self.cards(number) {
            let (angle, shear) = (card.pose.angle, card.pose.shear)
            right += Self.correlation(Cards.image(of: card.suit, card.pose), card.image)
            for (index, signs) in [(-1.0, 1.0), (1, -1), (-1, -1)].enumerated() {
                let pose = CardPose(angle: signs.0 * angle, shear: signs.1 * shear)
                wrong[index] += Self.correlation(Cards.image(of: card.suit, pose), card.image)
            }
            // R(angle) Sh(shear) c instead: points lie at Sh(-shear) R(-angle) p.
            let turned = CardPose(angle: angle).image(of: card.suit.outline.points, size: 48)
            let sheared = turned.map { Outline.Point($0.x - tan(shear) * ($0.y - 24), $0.y) }
            var image: [Float] = []
            var coverage = Coverage(height: 48, width: 48)
            coverage.append(sheared, to: &image)
            wrong[3] += Self.correlation(image, card.image)
        }
        #expect(wrong.allSatisfy { $0 < right - 0.1 })
    }
}
