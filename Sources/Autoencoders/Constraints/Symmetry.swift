/// A group of exact maps of pixels on pixels that leave an output as it is.
package enum Symmetry: Hashable, Sendable, CaseIterable {
    /// The mirror image, left for right: the one that a spectrum can have.
    case leftRight
    /// The mirror image, upside down.
    case upDown
    /// Half a turn.
    case twofold
    /// Quarter turns, of square images.
    case fourfold
    /// Quarter turns and their mirror images, of square images.
    case fourfoldMirror

    /// Whether only squares have it.
    var needsSquare: Bool { self == .fourfold || self == .fourfoldMirror }

    /// Returns where each pixel goes under each map of the group, the map that moves nothing among them.
    func maps(height: Int, width: Int) -> [[Int]] {
        func map(_ place: (_ row: Int, _ column: Int) -> (row: Int, column: Int)) -> [Int] {
            (0..<height * width).map { pixel in
                let (row, column) = place(pixel / width, pixel % width)
                return row * width + column
            }
        }
        let same = map { ($0, $1) }
        let mirrored = map { ($0, width - 1 - $1) }
        switch self {
        case .leftRight: return [same, mirrored]
        case .upDown: return [same, map { (height - 1 - $0, $1) }]
        case .twofold: return [same, map { (height - 1 - $0, width - 1 - $1) }]
        case .fourfold, .fourfoldMirror:
            let turned = map { ($1, width - 1 - $0) }
            let turns = (1..<4).reduce(into: [same]) { turns, _ in
                turns.append(turns[turns.count - 1].map { turned[$0] })
            }
            return self == .fourfold ? turns : turns + turns.map { turn in turn.map { mirrored[$0] } }
        }
    }
}
