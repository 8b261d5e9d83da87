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
        }
    }
}
