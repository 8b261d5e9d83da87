private import Foundation

/// What an encoder says of every place in an image: the image, and beside it one map a latent.
package struct EncodedMapsFigure: Figure {
    /// One latent at all places.
    package struct Map: Hashable, Sendable {
        /// What it is called, such as `z1` or `rotation`.
        package let title: String
        /// The unit of its values, empty if they have none.
        package let unit: String
        /// One value a candidate; not a number where there is none.
        package let values: [Double]
        /// The colours: ``ColorMap/compass`` suits an angle, ``ColorMap/tide`` a number around zero.
        package let colorMap: ColorMap
        /// The values at the ends of the colour bar.
        package let limits: ColorLimits

        /// Creates a map; how many values it needs is checked by the figure.
        package init(
            _ title: String, unit: String = "", values: [Double], colorMap: ColorMap = .lagoon,
            limits: ColorLimits = .withoutOutliers
        ) {
            self.title = title
            self.unit = unit
            self.values = values
            self.colorMap = colorMap
            self.limits = limits
        }
    }

    private let page: PicturePage
    private let grid: Grid
    private let maps: [HeatMap]
    /// Whether there are so many maps that each is small.
    private let isCompact: Bool

    /// Up to so many maps and the image are large, two in a row.
    private static let mostLarge = 7

    /// Creates the page.
    ///
    /// - Parameters:
    ///   - heading: Of what model, on what image.
    ///   - remark: How the patches were made.
    ///   - grid: The image that the maps cover.
    ///   - image: What was encoded: a value for each pixel of the grid.
    ///   - candidates: Where the patches lie: on a lattice, or scattered as atom columns are.
    ///   - maps: One a latent.
    ///   - footnote: Whatever a reader must know besides.
    /// - Precondition: The image has a value for each pixel, and every map one for each candidate.
    package init(
        heading: String, remark: String = "", grid: Grid, image: DecisionFigure.Field,
        candidates: Candidates = .everyPixel, maps: [Map], footnote: String = ""
    ) {
        let isCompact = maps.count + 1 > Self.mostLarge
        self.isCompact = isCompact
        self.grid = grid
        let shown = HeatMap(
            title: image.name.isEmpty ? "Image" : image.name, grid: grid, values: image.values, unit: image.unit,
            colorMap: .grey, limits: image.limits ?? .withoutOutliers)
        let latents = maps.map { latent in
            HeatMap(
                title: latent.title, grid: grid, candidates: candidates, values: latent.values, unit: latent.unit,
                colorMap: latent.colorMap, limits: latent.limits, noise: Scale.noiseOfSinglePrecision)
        }
        self.maps = ([shown] + latents).map { panel in
            var map = panel
            map.gapMeaning = "not encoded"
            map.isCompact = isCompact
            return map
        }
        var facts = [footnote]
        if isCompact {
            facts.append("x to the right and y downwards in \(grid.unit)")
            if latents.contains(where: \.hasGaps) { facts.append("grey: not encoded") }
        }
        page = PicturePage(
            heading: heading, remark: remark, footnote: facts.filter { !$0.isEmpty }.joined(separator: " · "))
    }

    private var layout: PageLayout { isCompact ? compactLayout : largeLayout }

    /// As many columns as make the page come closest to a sheet of paper, whose sides are as 1 to 1.2: taller ones do not fit a screen.
    private var compactLayout: PageLayout {
        let shape = grid.mapSize(area: 1e6, longestSide: 4000)
        let insets = HeatMap.compactInsets
        let pages = (1...4).map { columns in
            let room = (PicturePage.widest - 12 * Double(columns - 1)) / Double(columns)
            let width = (room - insets.left - insets.right).rounded(.down)
            let height = min(width / shape.width * shape.height, 1.5 * width).rounded(.up)
            return page.layout(
                of: insets.around(Size(width: width, height: height)), columns: columns,
                rows: (maps.count + columns - 1) / columns)
        }
        func distance(_ page: PageLayout) -> Double { abs(log(page.size.height / page.size.width / 1.2)) }
        return pages.min { distance($0) < distance($1) } ?? largeLayout
    }

    private var largeLayout: PageLayout {
        // Two in a row, unless the image is so wide that they would be strips.
        let shape = grid.mapSize(area: 1e6, longestSide: 4000)
        let isWide = shape.width > 2.2 * shape.height
        let columns = isWide ? 1 : min(maps.count, 2)
        let insets = HeatMap.insets
        let room =
            (PicturePage.widest - 12 * Double(columns - 1)) / Double(columns) - insets.left - insets.right
        let width = max(HeatMap.leastWidth, min(room, isWide ? room : 400).rounded(.down))
        let map = grid.mapSize(area: width * width, longestSide: 1.5 * width)
        let reduction = min(1, width / map.width)
        return page.layout(
            of: insets.around(Size(width: width, height: (map.height * reduction).rounded(.up))), columns: columns,
            rows: (maps.count + columns - 1) / columns)
    }

    package var size: Size { layout.size }

    /// Where the map with the given index is on the page; 0 is the image.
    func frame(_ index: Int) -> MapFrame {
        maps[index].frame(in: layout.rectangle(index))
    }

    package func draw(on canvas: Canvas) {
        let layout = layout
        layout.drawWords(on: canvas, heading: page.heading, line: page.remark, footnote: page.footnote)
        for (index, map) in maps.enumerated() { _ = map.draw(on: canvas, in: layout.rectangle(index)) }
    }
}
