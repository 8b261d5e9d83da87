/// Colours for the numbers from 0 to 1, in steps that look equal, from dark to light.
///
/// A map is a Bézier curve through ``Oklab``, walked at constant speed: the lightness always grows, so that order is
/// seen without a look at the colour bar, in grey print and by every eye; and no step of the data is exaggerated. Only the
/// two-sided maps, ``tide`` and ``compass``, turn in their middle.
package struct ColorMap: Hashable, Sendable {
    /// The colours from that of 0 to that of 1.
    let colors: [Color]

    /// Creates the map of the given 256 colours.
    init(colors: [Color]) {
        precondition(colors.count == 256, "a map has 256 colours")
        self.colors = colors
    }

    /// Creates the map along the Bézier curve with the given control points.
    init(along controls: [Oklab]) {
        let fineness = 2048
        let path = (0...fineness).map { Self.point(on: controls, at: Double($0) / Double(fineness)) }
        var travelled = [0.0]
        for (from, to) in zip(path, path.dropFirst()) {
            travelled.append(travelled[travelled.count - 1] + from.distance(to: to))
        }
        var index = 0
        colors = (0..<256).map { step in
            let distance = travelled[fineness] * Double(step) / 255
            while index < fineness && travelled[index] < distance { index += 1 }
            return path[index].color
        }
    }

    /// De Casteljau's construction.
    private static func point(on controls: [Oklab], at t: Double) -> Oklab {
        var points = controls
        while points.count > 1 {
            points = zip(points, points.dropFirst()).map { $0.mixed(with: $1, at: t) }
        }
        return points[0]
    }

    /// The colour of `t`, which is brought to 0...1; not a number counts as 0.
    func color(at t: Double) -> Color {
        colors[Int((min(max(t.isNaN ? 0 : t, 0), 1) * 255).rounded())]
    }
}

extension ColorMap {
    /// Nearly black to white, for structural images.
    package static let grey = ColorMap(along: [
        Oklab(lightness: 0.12, chroma: 0, hue: 0), Oklab(lightness: 1, chroma: 0, hue: 0),
    ])

    /// Violet, blue, green, yellow: the general map, for a predicted quantity.
    package static let lagoon = ColorMap(along: [
        Oklab(lightness: 0.25, chroma: 0.12, hue: 310), Oklab(lightness: 0.40, chroma: 0.13, hue: 285),
        Oklab(lightness: 0.58, chroma: 0.055, hue: 208), Oklab(lightness: 0.76, chroma: 0.10, hue: 160),
        Oklab(lightness: 0.93, chroma: 0.17, hue: 106),
    ])

    /// Black, purple, orange, cream: for an uncertainty, and for the order of points.
    package static let ember = ColorMap(along: [
        Oklab(lightness: 0.16, chroma: 0.05, hue: 290), Oklab(lightness: 0.33, chroma: 0.19, hue: 312),
        Oklab(lightness: 0.56, chroma: 0.21, hue: 365), Oklab(lightness: 0.76, chroma: 0.17, hue: 415),
        Oklab(lightness: 0.96, chroma: 0.07, hue: 462),
    ])

    /// Navy to ice: for an acquisition function, under marks in warm colours.
    package static let glacier = ColorMap(along: [
        Oklab(lightness: 0.22, chroma: 0.06, hue: 264), Oklab(lightness: 0.42, chroma: 0.15, hue: 260),
        Oklab(lightness: 0.62, chroma: 0.15, hue: 250), Oklab(lightness: 0.80, chroma: 0.09, hue: 235),
        Oklab(lightness: 0.97, chroma: 0.018, hue: 215),
    ])
}
