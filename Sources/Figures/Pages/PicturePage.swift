/// The words around one picture that takes the whole page, as wide as the picture and its words need.
struct PicturePage: Hashable, Sendable {
    let heading: String
    let remark: String
    let footnote: String

    /// The widest that a picture may be: the page then has 1,592 pixels as PNG.
    static let widest = 760.0

    /// The page around a picture of the given extent, or around several such.
    func layout(of picture: Size, columns: Int = 1, rows: Int = 1) -> PageLayout {
        // A heading is cut off only where the widest page has no room for it.
        let words = max(
            TextStyle.heading.estimatedWidth(of: heading), TextStyle.body.estimatedWidth(of: remark), 300)
        let room = columns == 1 ? min(words.rounded(.up), Self.widest) : 0
        var layout = PageLayout(
            panel: Size(width: max(picture.width.rounded(.up), room), height: picture.height.rounded(.up)),
            columns: columns, rows: rows)
        layout.footnoteLines = footnote.isEmpty ? 0 : 2
        if remark.isEmpty { layout.header = 40 }
        return layout
    }

    /// Writes the words around a picture, and says where its upper left corner is.
    func draw(around picture: Size, on canvas: Canvas) -> Point {
        let layout = layout(of: picture)
        layout.drawWords(on: canvas, heading: heading, line: remark, footnote: footnote)
        let place = layout.rectangle(0)
        return Point(x: place.x, y: place.y)
    }
}
