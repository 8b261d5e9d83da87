/// A colour in sRGB, each component between 0 and 1.
struct Color: Hashable, Sendable {
    let red: Double
    let green: Double
    let blue: Double
    let alpha: Double

    init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    /// Creates the opaque colour of a word such as `0xd55e00`.
    init(_ word: UInt32) {
        func channel(_ shift: UInt32) -> Double { Double((word >> shift) & 0xff) / 255 }
        self.init(red: channel(16), green: channel(8), blue: channel(0))
    }

    static let white = Color(red: 1, green: 1, blue: 1)

    func with(alpha: Double) -> Color {
        Color(red: red, green: green, blue: blue, alpha: alpha)
    }

    /// This colour as an opaque pixel.
    var word: UInt32 {
        func byte(_ value: Double) -> UInt32 { UInt32((min(max(value, 0), 1) * 255).rounded()) }
        return 0xff00_0000 | byte(red) << 16 | byte(green) << 8 | byte(blue)
    }
}
