/// The pixels of an image that are drawn, all or some, and where they lie.
@safe final class PixelList {
    private let coordinates: PixelCoordinates
    /// How many there are.
    private(set) var count = 0
    /// Which pixels of a channel, counted row by row.
    private(set) var indices: [Int32]
    /// x and y of each.
    private let places: Buffer

    /// Creates a list of all pixels.
    init(_ coordinates: PixelCoordinates) {
        self.coordinates = coordinates
        indices = (0..<Int32(coordinates.count)).map(\.self)
        places = Buffer(2 * coordinates.count)
        selectAll()
    }

    /// The number of all pixels.
    var all: Int { coordinates.count }

    /// Whether these are all pixels, row by row.
    private(set) var isWhole = false

    /// x and y of each pixel of the list, one pair behind the other.
    var points: UnsafePointer<Float> { unsafe UnsafePointer(places.start) }

    /// Takes all pixels, row by row.
    func selectAll() {
        guard !isWhole else { return }
        select((0..<Int32(coordinates.count)).map(\.self)[...])
    }

    /// Takes the pixels of these numbers.
    func select(_ pixels: ArraySlice<Int32>) {
        precondition(pixels.count <= indices.count, "a list has a pixel once")
        count = pixels.count
        isWhole = count == all && pixels.elementsEqual(0..<Int32(all))
        for (place, pixel) in pixels.enumerated() {
            indices[place] = pixel
            let (row, column) = Int(pixel).quotientAndRemainder(dividingBy: coordinates.width)
            unsafe places.start[2 * place] = coordinates.x(ofColumn: column)
            unsafe places.start[2 * place + 1] = coordinates.y(ofRow: row)
        }
    }

    /// Sets `numbers` to those of the listed pixels of an image, channel by channel.
    func gather(_ image: UnsafeBufferPointer<Float>, into numbers: UnsafeMutableBufferPointer<Float>) {
        let channels = image.count / all
        precondition(numbers.count == channels * count, "a listed pixel has one number a channel")
        if isWhole {
            _ = unsafe numbers.update(fromContentsOf: image)
        } else {
            for channel in 0..<channels {
                for place in 0..<count {
                    unsafe numbers[channel * count + place] = image[channel * all + Int(indices[place])]
                }
            }
        }
    }

    /// Adds the numbers of the listed pixels to those of an image.
    func scatter(_ numbers: UnsafeBufferPointer<Float>, addingTo image: UnsafeMutableBufferPointer<Float>) {
        let channels = image.count / all
        precondition(numbers.count == channels * count, "a listed pixel has one number a channel")
        for channel in 0..<channels {
            for place in 0..<count {
                unsafe image[channel * all + Int(indices[place])] += numbers[channel * count + place]
            }
        }
    }
}
