import Foundation
import Testing

@testable import Figures

@Suite("A colour map")
struct ColorMapTests {
    static let maps = [ColorMap.grey, .lagoon, .ember, .glacier]

    /// CIE 1976 L*, a*, b* of an sRGB colour, white D65 (IEC 61966-2-1, CIE 15): another space than the maps are made in.
    private func cielab(_ color: Color) -> (lightness: Double, a: Double, b: Double) {
        let light = [color.red, color.green, color.blue].map {
            $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4)
        }
        let xyz = [
            0.4124 * light[0] + 0.3576 * light[1] + 0.1805 * light[2],
            0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2],
            0.0193 * light[0] + 0.1192 * light[1] + 0.9505 * light[2],
        ]
        let f = zip(xyz, [0.95047, 1, 1.08883]).map { value, white in
            value / white > 216.0 / 24389 ? cbrt(value / white) : (24389.0 / 27 * value / white + 16) / 116
        }
        return (116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2]))
    }

    @Test("grows lighter with every step, over most of what there is", arguments: maps)
    func lightness(colorMap: ColorMap) throws {
        let lightness = colorMap.colors.map { cielab($0).lightness }
        #expect(zip(lightness, lightness.dropFirst()).allSatisfy { $0 < $1 })
        #expect(lightness[0] < 20)
        #expect(lightness[255] > 90)
    }

    @Test("has steps that look equal", arguments: maps)
    func uniformity(colorMap: ColorMap) {
        let lab = colorMap.colors.map(cielab)
        // Over sixteenths of the map, by the CIE 1976 colour difference, which is itself uniform to a factor of about two.
        let steps = stride(from: 0, to: 240, by: 16).map { index in
            let (from, to) = (lab[index], lab[index + 15])
            return hypot(hypot(to.lightness - from.lightness, to.a - from.a), to.b - from.b)
        }
        let mean = steps.reduce(0, +) / Double(steps.count)
        #expect(steps.allSatisfy { $0 > 0.45 * mean && $0 < 2.2 * mean })
    }

    @Test(
        "of two sides darkens alike on both from its middle, and differs in hue", arguments: [ColorMap.tide, .compass])
    func twoSided(colorMap: ColorMap) {
        let lab = colorMap.colors.map(cielab)
        let towardsMiddle = lab[64].lightness < lab[127].lightness
        for step in 1..<128 {
            #expect((lab[step - 1].lightness < lab[step].lightness) == towardsMiddle)
            #expect((lab[256 - step].lightness < lab[255 - step].lightness) == towardsMiddle)
            #expect(abs(lab[step].lightness - lab[255 - step].lightness) < 6)
        }
        // Blue below, red above: the axis that the common kinds of colour blindness keep, with the other.
        #expect(lab[64].b < -20 && lab[191].a > 20 && lab[191].b > lab[64].b + 20)
    }

    @Test("for angles ends as it begins, and one for differences is white in the middle")
    func middle() {
        #expect(ColorMap.compass.colors[0].word == ColorMap.compass.colors[255].word)
        let white = ColorMap.tide.color(at: 0.5)
        #expect(min(white.red, white.green, white.blue) > 0.96)
    }

    @Test("asks for no colour that a screen has not", arguments: [ColorMap.lagoon, .ember, .glacier])
    func gamut(colorMap: ColorMap) {
        // A colour outside sRGB would have been clamped to an edge, which these keep away from but for their ends.
        for color in colorMap.colors[8..<248] {
            #expect([color.red, color.green, color.blue].allSatisfy { $0 > 0 && $0 < 1 })
        }
    }

    @Test("brings every number to its ends")
    func clamping() {
        let map = ColorMap.lagoon
        #expect(map.color(at: -3) == map.colors[0])
        #expect(map.color(at: .nan) == map.colors[0])
        #expect(map.color(at: .infinity) == map.colors[255])
        #expect(map.color(at: 1) == map.colors[255])
    }

    @Test("of sRGB's primaries is where Ottosson's table has them")
    func oklab() {
        // Published values of the primaries: red (0.628, 0.225, 0.126), from the conversion of https://bottosson.github.io.
        let red = Oklab(
            lightness: 0.627955, chroma: hypot(0.224863, 0.125846), hue: atan2(0.125846, 0.224863) * 180 / .pi)
        #expect(zip(red.linearLight, [1.0, 0, 0]).allSatisfy { abs($0 - $1) < 1e-4 })
        let white = Oklab(lightness: 1, chroma: 0, hue: 0)
        #expect(white.linearLight.allSatisfy { abs($0 - 1) < 1e-4 })
    }
}

@Suite("A colour scale")
struct ColorScaleTests {
    private let values = (0..<200).map(Double.init)

    @Test("reaches over all values, or those given")
    func limits() {
        #expect(ColorScale(of: values + [.nan], .grey, limits: .full).limits == 0...199)
        let fixed = ColorScale(of: values, .grey, limits: .fixed(-5...100))
        #expect(fixed.limits == -5...100)
        #expect(!fixed.extendsBelow && fixed.extendsAbove)
    }

    @Test("cuts outliers off, but only those")
    func outliers() {
        #expect(ColorScale(of: values, .grey, limits: .withoutOutliers).limits == 0...199)
        let scale = ColorScale(of: values + [1e6], .grey, limits: .withoutOutliers)
        #expect(scale.limits.upperBound < 200)
        #expect(scale.limits.lowerBound == 0)
        #expect(scale.extendsAbove && !scale.extendsBelow)
    }

    @Test("around zero reaches as far below as above")
    func symmetry() {
        let scale = ColorScale(of: [-1, 3, .nan], .tide, limits: .aroundZero)
        #expect(scale.limits == -3...3)
        #expect(scale.color(of: 0) == ColorMap.tide.color(at: 0.5))
    }

    @Test("keeps the best, however bad the worst")
    func best() {
        let scale = ColorScale(of: values + [-1e6, -.infinity], .grey, limits: .best)
        #expect(scale.limits.upperBound == 199)
        // The median of the finite ones is 99, and 100 below the best.
        #expect(scale.limits.lowerBound == 99 - 300)
        #expect(scale.extendsBelow && !scale.extendsAbove)
        #expect(ColorScale(of: values, .grey, limits: .belowGreatest(by: 14)).limits == 185...199)
        #expect(ColorScale(of: values, .grey, limits: .belowGreatest(by: 1e9)).limits == 0...199)
    }

    @Test("of no values at all is still one", arguments: [[], [Double.nan], [.infinity]])
    func nothing(values: [Double]) {
        for limits in [ColorLimits.full, .withoutOutliers, .best, .belowGreatest(by: 1)] {
            #expect(ColorScale(of: values, .grey, limits: limits).limits == 0...1)
        }
    }
}
