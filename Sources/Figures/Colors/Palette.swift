/// The colours of everything that is not a map.
enum Palette {
    static let ink = Color(0x1f2328)
    static let quietInk = Color(0x565d66)
    static let frame = Color(0x6e7681)
    static let gridLine = Color(0xe4e7eb)
    static let ground = Color(0xf3f4f6)
    static let missing = Color(0xe2e4e7)
    static let hatching = Color(0xb9bec5)
    /// The chosen point.
    static let chosen = Color(0xe8470a)
    /// What others are compared with, such as random sampling.
    static let reference = Color(0x7d848c)

    /// Six colours that stay apart for all common kinds of colour vision.
    ///
    /// Okabe & Ito, "Color Universal Design" (2008), without black, which is the ink, and yellow, too pale for a line;
    /// the light blue and the orange are a shade darker than there, so that words in them can be read on white.
    static let series = [0x0072b2, 0xd55e00, 0x008f6b, 0xb8598f, 0xb87a00, 0x2a93c9].map { Color($0) }
}
