extension ColorMap {
    /// Creates a map of two curves: the lower half of the numbers has the colours of the first, the upper of the second.
    init(joining lower: [Oklab], _ upper: [Oklab]) {
        let halves = (ColorMap(along: lower), ColorMap(along: upper))
        self.init(
            colors: (0..<256).map {
                $0 < 128 ? halves.0.colors[$0 * 255 / 127] : halves.1.colors[($0 - 128) * 255 / 127]
            })
    }

    /// Blue, white, vermilion: for differences, whose zero is the middle.
    ///
    /// Both sides darken alike, so that equal magnitudes look equal; the sign is a pair of hues that every eye tells apart.
    package static let tide = ColorMap(
        joining: [
            Oklab(lightness: 0.38, chroma: 0.12, hue: 258), Oklab(lightness: 0.66, chroma: 0.15, hue: 250),
            Oklab(lightness: 0.98, chroma: 0, hue: 240),
        ],
        [
            Oklab(lightness: 0.98, chroma: 0, hue: 55), Oklab(lightness: 0.66, chroma: 0.17, hue: 46),
            Oklab(lightness: 0.38, chroma: 0.12, hue: 38),
        ])

    /// Pale, blue, nearly black, red, pale: for angles and phases, whose two ends are one.
    ///
    /// The lightness tells how far from the middle an angle is, the hue to which side.
    package static let compass = ColorMap(
        joining: [
            Oklab(lightness: 0.86, chroma: 0.02, hue: 300), Oklab(lightness: 0.66, chroma: 0.17, hue: 255),
            Oklab(lightness: 0.40, chroma: 0.15, hue: 265), Oklab(lightness: 0.20, chroma: 0.03, hue: 300),
        ],
        [
            Oklab(lightness: 0.20, chroma: 0.03, hue: 300), Oklab(lightness: 0.40, chroma: 0.15, hue: 380),
            Oklab(lightness: 0.66, chroma: 0.17, hue: 400), Oklab(lightness: 0.86, chroma: 0.02, hue: 300),
        ])
}
