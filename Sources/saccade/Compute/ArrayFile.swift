import Datasets

/// An array that a command reads from an NPY file.
enum ArrayFile {
    /// Reads a vector of finite numbers; a matrix of one column or one row is one.
    static func vector(_ path: String, _ option: String) throws -> [Double] {
        let array = try NPY.read(path)
        guard array.shape.count <= 1 || array.shape.count(where: { $0 != 1 }) <= 1 else {
            throw Failure("\(option) \(path): a vector was expected, got an array of shape \(array.shape)", .badData)
        }
        try check(array.doubles, path, option)
        return array.doubles
    }

    /// Reads a matrix of finite numbers; a vector is a matrix of one column.
    static func matrix(_ path: String, _ option: String) throws -> (elements: [Double], rows: Int, columns: Int) {
        let array = try NPY.read(path)
        guard array.shape.count == 1 || array.shape.count == 2, array.shape.last != 0 else {
            throw Failure(
                "\(option) \(path): a matrix [points, coordinates] was expected, got shape \(array.shape)", .badData)
        }
        try check(array.doubles, path, option)
        return (array.doubles, array.shape[0], array.shape.count == 2 ? array.shape[1] : 1)
    }

    /// Writes a result; a place that cannot be written has an exit code of its own.
    static func writing(_ write: () throws -> Void) throws {
        do {
            try write()
        } catch {
            throw Failure("--output \(error)", .cannotWrite)
        }
    }

    private static func check(_ values: [Double], _ path: String, _ option: String) throws {
        guard let index = values.firstIndex(where: { !$0.isFinite }) else { return }
        let count = values.count { !$0.isFinite }
        throw Failure(
            "\(option) \(path): \(count) of \(values.count) values are not finite, the first at flat index \(index)",
            .badData)
    }

    /// Reads numbers separated by commas.
    static func numbers(_ text: String, _ option: String) throws -> [Double] {
        try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            guard let number = Double(part.drop(while: \.isWhitespace)), number.isFinite else {
                throw Failure("\(option) \(text): numbers separated by commas were expected, got `\(part)`", .usage)
            }
            return number
        }
    }
}
