import Foundation
import LinearAlgebra
import Testing

/// Named arrays of reference numbers, from a JSON file that states their origin.
struct Fixture: Decodable {
    struct Values: Decodable {
        let shape: [Int]
        let elements: [Double]
    }

    let origin: String
    let arrays: [String: Values]

    /// Reads a file of the folder `Fixtures`.
    init(_ name: String) throws {
        let url = Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: "json")
        self = try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: try #require(url)))
    }

    subscript(name: String) -> [Double] { arrays[name]?.elements ?? [] }

    func matrix(_ name: String) throws -> Matrix<Double> {
        let values = try #require(arrays[name])
        return Matrix(rows: values.shape[0], columns: values.shape[1], elements: values.elements)
    }
}
