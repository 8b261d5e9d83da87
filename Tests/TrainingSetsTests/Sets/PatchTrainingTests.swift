import Experiments
import Foundation
import Testing

@testable import TrainingSets

@Suite struct `Patches to learn from` {
    /// Image i, channel c, row r, column k hold 10000 i + 1000 c + 20 r + k.
    static func images(_ count: Int, channels: Int = 1, height: Int = 9, width: Int = 11) -> ImageStack {
        var values: [Float] = []
        for image in 0..<count {
            for channel in 0..<channels {
                for row in 0..<height {
                    for column in 0..<width { values.append(Float(10000 * image + 1000 * channel + 20 * row + column)) }
                }
            }
        }
        return ImageStack(channels: channels, height: height, width: width, values: values)
    }

    @Test(arguments: [1, 2, 3, 4, 9], [1, 2, 3])
    func `of a grid are the windows that a model sees around the same pixels`(window: Int, step: Int) throws {
        let images = Self.images(1, channels: 2)
        let set = try TrainingSet.patches(of: images, PatchChoice(window: window, centers: .grid(step: step)))
        #expect(set.count == ((9 - window) / step + 1) * ((11 - window) / step + 1))
        #expect(set.channels == 2 && set.height == window && set.width == window)
        let overview = try Overview(channels: ["a", "b"], height: 9, width: 11, values: images.values)
        var features = PatchFeatures()
        (features.window, features.border, features.normalization) = (window, .crop, .none)
        let patches = Patches(of: overview, features)
        for index in 0..<set.count {
            let place = try ["row", "column"].map { Int(try #require(set.factor($0)).values[index]) }
            #expect(Array(set.inputs[index]) == patches.patch(around: Pixel(row: place[0], column: place[1])))
        }
        #expect(try TrainingSet.patches(of: overview, PatchChoice(window: window, centers: .grid(step: step))) == set)
    }

    @Test func `of a grid say what they leave over`() throws {
        let choice = PatchChoice(window: 4, centers: .grid(step: 3))
        let set = try TrainingSet.patches(of: Self.images(2), choice)
        // Rows 0-3 and 3-6 of 9, columns 0-3, 3-6 and 6-9 of 11, in both images.
        #expect(set.count == 12)
        #expect(set.notes == ["the last 2 rows and the last 1 columns of each image are in no patch of the grid"])
        #expect(set.factor("image")?.values == [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1])
        #expect(set.factor("row")?.values.prefix(6) == [2, 2, 2, 5, 5, 5] && set.factor("row")?.unit == "px")
        #expect(set.inputs[7].first == 10003)
        #expect(
            try TrainingSet.patches(of: Self.images(1), PatchChoice(window: 9, centers: .grid(step: 1))).notes == [])
    }

    static func spots(_ places: [(row: Double, column: Double)], height: Int = 40, width: Int = 50) -> [Float] {
        (0..<height * width).map { index in
            var value = 0.1
            for place in places {
                let (dy, dx) = (Double(index / width) - place.row, Double(index % width) - place.column)
                value += exp(-(dy * dy + dx * dx) / 8)
            }
            return Float(value)
        }
    }

    @Test(arguments: [8, 9]) func `at peaks are around the nearest pixel, and leave out those at the border`(
        window: Int
    ) throws {
        let places = [(row: 12.3, column: 20.6), (row: 25.5, column: 33.2), (row: 2.2, column: 40.0)]
        let images = ImageStack(
            height: 40, width: 50,
            values: Self.spots(places) + Self.spots([(20.0, 25.0)]) + [Float](repeating: 1, count: 2000))
        var search = PeakSearch()
        search.blur = 1
        let set = try TrainingSet.patches(of: images, PatchChoice(window: window, centers: .peaks(search)))
        #expect(set.count == 3 && set.factor("image")?.values.sorted() == [0, 0, 1])
        #expect(
            set.notes == [
                "1 of 4 peaks lie too near the border for a window of \(window) pixels",
                "1 of 3 images have no peak, the first image 2",
            ])
        for index in 0..<2 {
            let row = try #require(set.factor("row")).values[index]
            let column = try #require(set.factor("column")).values[index]
            let place = row < 20 ? places[0] : places[1]
            #expect(abs(row - place.row) < 0.1 && abs(column - place.column) < 0.1)
            let (top, left) = (Int(row.rounded()) - window / 2, Int(column.rounded()) - window / 2)
            #expect(set.inputs[index].first == images.values[top * 50 + left])
        }
    }

    @Test func `hold only finite values, whatever is beside them`() throws {
        var values = Self.images(2, height: 8, width: 8).values
        values[64 + 7 * 8 + 6] = .nan
        let images = ImageStack(height: 8, width: 8, values: values)
        let error = #expect(throws: UnusableTrainingSet.self) {
            try TrainingSet.patches(of: images, PatchChoice(window: 3, centers: .grid(step: 5)), name: "field")
        }
        #expect(
            error?.description
                == "field: the window around row 6, column 6 of image 1 holds nan at row 7, column 6 of the image")
        #expect(try TrainingSet.patches(of: images, PatchChoice(window: 3, centers: .grid(step: 4))).count == 8)
        let peaks = #expect(throws: UnusableTrainingSet.self) {
            try TrainingSet.patches(of: images, PatchChoice(window: 3, centers: .peaks(PeakSearch())))
        }
        #expect(peaks?.reason == "no peaks can be found in image 1, which holds nan at row 7, column 6")
    }

    @Test func `that cannot be cut say why`() {
        func reason(_ choice: PatchChoice, _ images: ImageStack = Self.images(1)) -> String? {
            #expect(throws: UnusableTrainingSet.self) { try TrainingSet.patches(of: images, choice) }?.reason
        }
        #expect(
            reason(PatchChoice(window: 10)) == "a window of 10 x 10 pixels does not fit into images of 9 x 11")
        #expect(reason(PatchChoice(window: 0)) == "a window of 0 pixels; expected 1 to 1024")
        #expect(
            reason(PatchChoice(window: 4, centers: .grid(step: 0))) == "windows 0 pixels apart; expected at least 1")
        let flat = ImageStack(height: 9, width: 11, values: [Float](repeating: 2, count: 99))
        #expect(
            reason(PatchChoice(window: 4, centers: .peaks(PeakSearch())), flat)?.hasPrefix("there is no peak") == true)
        func search(_ change: (inout PeakSearch) -> Void) -> PatchChoice {
            var search = PeakSearch()
            change(&search)
            return PatchChoice(window: 4, centers: .peaks(search))
        }
        #expect(reason(search { $0.blur = -1 }) == "a blur of -1.0 pixels; expected 0 to 64")
        #expect(reason(search { $0.distance = .nan }) == "a least distance of nan; expected 0 or more")
        #expect(reason(search { $0.height = 2 }) == "a least height of 2.0; expected 0 to 1")
        #expect(reason(search { $0.channel = 1 }) == "peaks in channel 1; there are channels 0 to 0")
        let corner = ImageStack(height: 40, width: 50, values: Self.spots([(6.0, 5.0)]))
        #expect(
            reason(PatchChoice(window: 16, centers: .peaks(PeakSearch())), corner)
                == "all 1 peaks lie too near the border for a window of 16 pixels")
        let large = ImageStack(height: 1100, width: 1100, values: [Float](repeating: 0, count: 1_210_000))
        #expect(reason(PatchChoice(window: 100), large)?.contains("more than 2^31 values") == true)
    }
}
