import Randomness

/// The pixels that a step looks at, drawn for each image.
struct PixelDraw {
    /// How many pixels of each image there are; 0 if all are taken.
    let count: Int
    private let pixels: [Int32]

    /// All pixels of every image.
    static let whole = PixelDraw(count: 0, pixels: [])

    private init(count: Int, pixels: [Int32]) {
        (self.count, self.pixels) = (count, pixels)
    }

    /// Draws pixels without replacement, all sets of as many being alike.
    ///
    /// - Parameters:
    ///   - share: The share of pixels, above 0 and at most 1; at least one is taken.
    ///   - all: How many an image has.
    ///   - images: How many images there are.
    ///   - source: Where they are drawn from.
    init(share: Double, of all: Int, images: Int, using source: inout RandomSource) {
        precondition(share > 0 && share <= 1, "a share of the pixels lies above 0, and 1 at most")
        let count = max(1, Int((share * Double(all)).rounded()))
        guard count < all else {
            self = .whole
            return
        }
        var order = (0..<Int32(all)).map(\.self)
        var pixels: [Int32] = []
        pixels.reserveCapacity(images * count)
        for _ in 0..<images {
            // The beginning of a shuffle, from whatever order the one before has left.
            for place in 0..<count { order.swapAt(place, place + source.integer(below: all - place)) }
            pixels += order[..<count]
        }
        self.init(count: count, pixels: pixels)
    }

    /// Lets a list have the pixels of an image.
    func select(image: Int, in list: PixelList) {
        if count == 0 { list.selectAll() } else { list.select(pixels[image * count..<(image + 1) * count]) }
    }
}
