/// A rectangle of pixels, row by row from the top.
struct Pixels: Hashable, Sendable {
    let width: Int
    let height: Int
    /// One word a pixel, as Cairo has it: alpha, red, green, blue from the high byte down, multiplied by alpha.
    var words: [UInt32]

    init(width: Int, height: Int, words: [UInt32]) {
        precondition(words.count == width * height, "pixels must fill their rectangle")
        self.width = width
        self.height = height
        self.words = words
    }

    /// The colour of the pixel in the given column and row, both counted from 0 at the upper left.
    func color(column: Int, row: Int) -> Color {
        let word = words[row * width + column]
        func channel(_ shift: UInt32) -> Double { Double((word >> shift) & 0xff) / 255 }
        return Color(red: channel(16), green: channel(8), blue: channel(0), alpha: channel(24))
    }

    /// The same picture with every pixel repeated until the longer side has at least `length` of them.
    ///
    /// Programs that show SVG and PDF smooth the pixels of small pictures into a blur; those of large ones stay sharp.
    func enlarged(to length: Int) -> Pixels {
        let factor = (length + max(width, height) - 1) / max(1, max(width, height))
        guard factor > 1 else { return self }
        var result: [UInt32] = []
        result.reserveCapacity(words.count * factor * factor)
        for row in 0..<height {
            let line = words[row * width..<(row + 1) * width].flatMap { repeatElement($0, count: factor) }
            for _ in 0..<factor { result += line }
        }
        return Pixels(width: width * factor, height: height * factor, words: result)
    }
}
