/// What colours the numbers of tiles have, the same for all tiles of a figure or a row.
package struct TileColors: Hashable, Sendable {
    /// The colours of images of one channel.
    package let colorMap: ColorMap
    /// The values at the ends of the map, and the ends of the axis of spectra.
    package let limits: ColorLimits
    /// The unit of the values, written below the colour bar.
    package let unit: String
    /// Whether a colour bar says what the colours mean.
    package let showsBar: Bool

    /// Creates the colours; without arguments black to white from the least to the greatest value, without a bar.
    package init(
        _ colorMap: ColorMap = .grey, limits: ColorLimits = .full, unit: String = "", showsBar: Bool = false
    ) {
        self.colorMap = colorMap
        self.limits = limits
        self.unit = unit
        self.showsBar = showsBar
    }

    /// Black to white, for images that are looked at for their shapes.
    package static let grey = TileColors()

    /// Blue, white, vermilion around zero, with a bar: for differences.
    package static let signed = TileColors(.tide, limits: .aroundZero, showsBar: true)
}

/// The one scale on which the tiles of a figure are drawn.
struct TileScale: Hashable, Sendable {
    /// The colours of images of one channel.
    let images: ColorScale
    /// The numbers at foot and head of a spectrum.
    let spectra: ClosedRange<Double>
    /// What the tiles show and cannot say themselves, for a footnote; empty if a bar says it or there is nothing to say.
    let words: String
    /// The bar that tells the colours, if it was asked for and there is an image that has them.
    let bar: ColorBar?

    init(of tiles: [ImageTile], _ colors: TileColors) {
        var pixels: [Double] = []
        var channels: [Double] = []
        for tile in tiles {
            switch tile.content {
            case .grey: pixels += tile.values
            case .color: break
            case .spectrum(_, let behind): channels += tile.values + behind
            }
        }
        let noise = Scale.noiseOfSinglePrecision
        images = ColorScale(of: pixels, colors.colorMap, limits: colors.limits, noise: noise)
        let range = ColorScale(of: channels, colors.colorMap, limits: colors.limits, noise: noise).limits
        spectra = .covering([range.lowerBound, range.upperBound], margin: 0.06)
        bar = colors.showsBar && !pixels.isEmpty ? ColorBar(scale: images, unit: colors.unit) : nil
        if let axis = tiles.lazy.compactMap(\.axis).first {
            let abscissa = ValueLabels.words(for: axis.range, unit: axis.unit)
            let ordinate = ValueLabels.words(for: range, unit: colors.unit)
            words = "Each spectrum: \(axis.name) from \(abscissa), values from \(ordinate)."
        } else if bar == nil, pixels.contains(where: \.isFinite) {
            let name = colors.colorMap == .grey ? "Black to white" : "Darkest to lightest"
            words = "\(name): \(ValueLabels.words(for: images.limits, unit: colors.unit))."
        } else {
            words = ""
        }
    }

    /// A footnote, and after it what the tiles show.
    func explained(_ footnote: String) -> String {
        [footnote, words].filter { !$0.isEmpty }.joined(separator: " · ")
    }
}
