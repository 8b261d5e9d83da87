extension CandidatePool {
    /// The pixels that are far enough from the image's border.
    struct Frame {
        private let rows: Range<Int>
        private let columns: Range<Int>
        /// What the frame leaves out and why, for a message.
        let inWords: String

        init(margin: Int, features: Features, overview: Overview) {
            var (before, after) = (max(margin, 0), max(margin, 0))
            var reason = "a margin of \(margin) pixels"
            // The largest window decides: it contains the others.
            if let window = features.croppedWindows.max() {
                // Rows r - w/2 ..< r + w - w/2 lie inside: an even window reaches further up than down.
                before = max(before, window / 2)
                after = max(after, window - window / 2 - 1)
                reason = "a window of \(window) with `border: crop`" + (margin > 0 ? " and \(reason)" : "")
            }
            rows = min(before, overview.height)..<max(overview.height - after, min(before, overview.height))
            columns = min(before, overview.width)..<max(overview.width - after, min(before, overview.width))
            inWords = "\(reason) leaves none of them in \(overview.sizeInWords)"
        }

        func contains(_ pixel: Pixel) -> Bool {
            rows.contains(pixel.row) && columns.contains(pixel.column)
        }
    }
}

extension Overview {
    /// The size for a message: `the image of 50 rows and 60 columns`.
    var sizeInWords: String { "the image of \(height) rows and \(width) columns" }

    /// Where the image's pixels lie, for a message: `x from 0 to 1.96 um, y from 0 to 1.96 um`.
    var reachInWords: String {
        [("x", horizontal, width), ("y", vertical, height)].map { name, axis, count in
            let ends = [axis.coordinate(of: 0), axis.coordinate(of: count - 1)].sorted()
            return "\(name) from \(brief(ends[0])) to \(brief(ends[1])) \(axis.unit)"
        }.joined(separator: ", ")
    }

    /// The position for a message: `x 1.5 um, y 0.2 um`.
    func inWords(_ position: Position) -> String {
        "x \(brief(position.x)) \(horizontal.unit), y \(brief(position.y)) \(vertical.unit)"
    }

    /// Returns the point of a lattice a million times finer than the pixels, so that coordinates that differ by rounding
    /// alone are the same; nil if it is too far away to count.
    func lattice(of position: Position) -> Pixel? {
        let column = ((position.x - horizontal.origin) / horizontal.step * 1e6).rounded()
        let row = ((position.y - vertical.origin) / vertical.step * 1e6).rounded()
        guard abs(column) < 1e15, abs(row) < 1e15 else { return nil }
        return Pixel(row: Int(row), column: Int(column))
    }
}

extension Plan.PixelRectangle: CustomStringConvertible {
    package var description: String {
        "rows \(rows.lowerBound) to \(rows.upperBound), columns \(columns.lowerBound) to \(columns.upperBound)"
    }

    /// Returns whether a pixel lies in the rectangle, bounds included.
    package func contains(_ pixel: Pixel) -> Bool {
        rows.contains(pixel.row) && columns.contains(pixel.column)
    }
}
