import Foundation
import Testing
import TrainingSets

@testable import Datasets

@Suite struct `Images of files` {
    @Test func `come from arrays of two to four dimensions, and from files`() throws {
        let values = (0..<36).map(Float.init)
        for (shape, count, channels) in [([12, 3], 1, 1), ([6, 2, 3], 6, 1), ([3, 2, 2, 3], 3, 2)] {
            let stack = try ImageStack(NumericArray(shape: shape, floats: values), named: "images")
            #expect(stack.count == count && stack.channels == channels && stack.values == values)
        }
        let error = #expect(throws: UnusableData.self) {
            try ImageStack(NumericArray(shape: [36], floats: values), named: "line")
        }
        #expect(error?.description.hasPrefix("line: it has shape [36]; expected [rows, columns]") == true)
        try TestFiles.withFolder { folder in
            let stack = NumericArray(shape: [6, 2, 3], floats: values)
            try NPY.write(stack, to: "\(folder)/frames.npy")
            let loaded = try ImageStack.load("frames", from: folder)
            #expect(loaded == ImageStack(height: 2, width: 3, values: values))
            #expect(try ImageStack.load(nil, from: "\(folder)/frames.npy") == loaded)
            #expect(throws: UnusableData.self) { try ImageStack.load("other", from: folder) }
            // The only array needs no name; of several one must be named.
            #expect(try ImageStack.load(nil, from: folder) == loaded)
            try NPY.write(stack, to: "\(folder)/more.npy")
            let error = #expect(throws: UnusableData.self) { try ImageStack.load(nil, from: folder) }
            #expect(
                error?.description.contains(
                    "which of its arrays? Name one of frames.npy [6 x 2 x 3], more.npy [6 x 2 x 3]")
                    == true)
        }
    }

    @Test(arguments: [[9, 9, 3], [2, 9, 10, 4], [5, 12, 9, 3]])
    func `are not taken for images when their last extent are colours`(shape: [Int]) {
        let array = NumericArray(shape: shape, floats: Array(repeating: 0, count: shape.reduce(1, *)))
        let error = #expect(throws: UnusableData.self) { try ImageStack(array, named: "photographs") }
        #expect(error?.description.contains("numpy.moveaxis(array, -1, -3)") == true)
    }

    @Test func `of three columns, or in few channels, are images`() throws {
        for shape in [[9, 8, 3], [5, 3, 9, 4], [9, 3]] {
            let array = NumericArray(shape: shape, floats: Array(repeating: 0, count: shape.reduce(1, *)))
            #expect(try ImageStack(array, named: "images").width == shape.last)
        }
    }
}
