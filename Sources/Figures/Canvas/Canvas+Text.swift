private import CCairo

/// How words are set.
struct TextStyle: Hashable, Sendable {
    enum Alignment: Hashable, Sendable {
        case left
        case center
        case right
    }

    /// The size of the letters in points.
    var size: Double
    var isBold = false
    var color = Palette.ink

    static let heading = TextStyle(size: 15, isBold: true)
    static let title = TextStyle(size: 11.5, isBold: true)
    static let body = TextStyle(size: 10)
    static let label = TextStyle(size: 9.5)
    static let tick = TextStyle(size: 9, color: Palette.quietInk)
    static let note = TextStyle(size: 9, color: Palette.quietInk)
}

extension Canvas {
    /// Writes `text` with its baseline at `place`.
    ///
    /// With `isCentred`, `place` is half the height of a capital above the baseline instead; with `isUpwards`, the words
    /// run from the foot of the page to its head.
    func write(
        _ text: String, at place: Point, _ style: TextStyle, align: TextStyle.Alignment = .left,
        isCentred: Bool = false, isUpwards: Bool = false
    ) {
        select(style)
        let width = width(of: text, style)
        let offset =
            switch align {
            case .left: 0.0
            case .center: -width / 2
            case .right: -width
            }
        unsafe cairo_save(context)
        unsafe cairo_translate(context, place.x, place.y)
        if isUpwards { unsafe cairo_rotate(context, -Double.pi / 2) }
        // A capital of DejaVu Sans is 0.73 of the size high.
        unsafe cairo_move_to(context, offset, isCentred ? 0.365 * style.size : 0)
        use(style.color)
        unsafe cairo_show_text(context, text)
        unsafe cairo_restore(context)
        unsafe cairo_new_path(context)
    }

    /// The length of `text` when written, in points.
    func width(of text: String, _ style: TextStyle) -> Double {
        select(style)
        var extents = cairo_text_extents_t()
        unsafe cairo_text_extents(context, text, &extents)
        return extents.x_advance
    }

    /// The longest beginning of `text` that fits `width`, with an ellipsis where something was left out.
    func shortened(_ text: String, to width: Double, _ style: TextStyle) -> String {
        guard self.width(of: text, style) > width else { return text }
        var kept = text
        while !kept.isEmpty {
            kept.removeLast()
            while kept.last == " " { kept.removeLast() }
            if self.width(of: kept + "…", style) <= width { return kept + "…" }
        }
        return "…"
    }

    /// `text` in lines no longer than `width`; at most `count` of them, the last one shortened.
    ///
    /// Facts set apart by ` · ` stay whole where they fit; others are broken at spaces.
    func lines(of text: String, width: Double, atMost count: Int, _ style: TextStyle) -> [String] {
        var lines: [String] = []
        for fact in text.split(separator: " · ") {
            let isWhole = self.width(of: String(fact), style) <= width
            for (index, piece) in (isWhole ? [fact] : fact.split(separator: " ")).enumerated() {
                let longer = lines.last.map { $0 + (index == 0 ? " · " : " ") + piece }
                if let longer, self.width(of: longer, style) <= width || lines.count == count {
                    lines[lines.count - 1] = longer
                } else {
                    lines.append(String(piece))
                }
            }
        }
        return lines.map { shortened($0, to: width, style) }
    }

    /// Selects DejaVu Sans; where it is missing, fontconfig answers with the system's own sans serif.
    private func select(_ style: TextStyle) {
        let weight = style.isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL
        unsafe cairo_select_font_face(context, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, weight)
        unsafe cairo_set_font_size(context, style.size)
    }
}
