import Experiments

extension Suit {
    /// The outline of the upright shape.
    ///
    /// Lengths are in half sides of the image, from its centre, x to the right, y down. Each shape is its own mirror
    /// image (x to -x) and reaches about 0.55 from the centre, so that it stays inside when turned and sheared by 20
    /// degrees.
    var outline: Outline {
        switch self {
        case .hearts: Self.heart
        case .diamonds: Self.diamond
        case .clubs: Self.club
        case .spades: Self.spade
        }
    }

    private static let heart: Outline = {
        var path = Outline.Path(from: Outline.Point(0, -0.36))
        path.curve(Outline.Point(0.05, -0.44), Outline.Point(0.14, -0.485), to: Outline.Point(0.245, -0.485))
        path.curve(Outline.Point(0.4, -0.485), Outline.Point(0.505, -0.365), to: Outline.Point(0.505, -0.2))
        path.curve(Outline.Point(0.505, 0.05), Outline.Point(0.2, 0.25), to: Outline.Point(0, 0.5))
        return Outline(rightHalf: path)
    }()

    /// Its sides are drawn in a little, and its lower half mirrors the upper: half a turn leaves it as it is.
    private static let diamond: Outline = {
        var path = Outline.Path(from: Outline.Point(0, -0.54))
        path.curve(Outline.Point(0.11, -0.345), Outline.Point(0.25, -0.16), to: Outline.Point(0.395, 0))
        return Outline(rightHalf: path.continuedByMirrorImageBelow())
    }()

    private static let spade: Outline = {
        var path = Outline.Path(from: Outline.Point(0, -0.54))
        path.curve(Outline.Point(0.15, -0.33), Outline.Point(0.475, -0.19), to: Outline.Point(0.475, 0.09))
        path.curve(Outline.Point(0.475, 0.25), Outline.Point(0.37, 0.335), to: Outline.Point(0.255, 0.335))
        path.curve(Outline.Point(0.17, 0.335), Outline.Point(0.1, 0.29), to: Outline.Point(0.055, 0.22))
        path.stem()
        return Outline(rightHalf: path)
    }()

    /// Three discs that overlap a little, and a stem that springs from the two lower ones; the gap between the three is
    /// filled, for only the outer line is drawn.
    private static let club: Outline = {
        let radius = 0.232
        let top = Outline.Point(0, -0.285)
        let right = Outline.Point(0.245, 0.1)
        // Where the two circles cross, on the outer side: beside the middle between their centres.
        let between = Outline.Point(right.x - top.x, right.y - top.y)
        let half = (between.x * between.x + between.y * between.y).squareRoot() / 2
        let aside = (radius * radius - half * half).squareRoot() / (2 * half)
        let crossing = Outline.Point(
            (top.x + right.x) / 2 + aside * between.y, (top.y + right.y) / 2 - aside * between.x)
        let upper = Outline.Path.angle(of: crossing, from: top)
        let lower = Outline.Path.angle(of: crossing, from: right)

        var path = Outline.Path(from: Outline.Point(0, top.y - radius))
        path.arc(around: top, radius: radius, from: -Double.pi / 2, to: upper)
        path.arc(around: right, radius: radius, from: lower, to: 5 * Double.pi / 6)
        path.stem()
        return Outline(rightHalf: path)
    }()
}

extension Outline.Path {
    /// Draws the right side of a stem from where the leaf ends to the middle of its foot.
    fileprivate mutating func stem() {
        curve(Outline.Point(0.065, 0.36), Outline.Point(0.1, 0.475), to: Outline.Point(0.165, 0.55))
        line(to: Outline.Point(0, 0.55))
    }
}
