import Datasets
import Foundation
import TrainingSets

/// Latents as a file: CSV with a line of names, or NPY with a column each.
struct LatentFile {
    private enum Format: String { case csv, npy }

    let path: String
    private let format: Format

    /// - Throws: ``Failure`` for another ending.
    init(_ path: String) throws {
        guard let format = Format(rawValue: URL(filePath: path).pathExtension.lowercased()) else {
            throw Failure("--out \(path): latents are written as .csv or .npy", .usage)
        }
        self.path = path
        self.format = format
    }

    /// Writes all columns; the classes as a first column of names in CSV.
    ///
    /// - Returns: What was written, in words.
    func write(_ table: LatentTable) throws -> String {
        let columns = table.columns
        do {
            switch format {
            case .csv: try Data(text(table).utf8).write(to: URL(filePath: path), options: .atomic)
            case .npy:
                var values: [Double] = []
                values.reserveCapacity(table.count * columns.count)
                for row in 0..<table.count { for column in columns { values.append(column.values[row]) } }
                try NPY.write(NumericArray(shape: [table.count, columns.count], doubles: values), to: path)
            }
        } catch {
            throw Failure("cannot write \(path): \(error)", .cannotWrite)
        }
        return "\(path) · \(table.count.grouped) x \(columns.count): "
            + columns.map { $0.unit.isEmpty ? $0.name : "\($0.name) (\($0.unit))" }.joined(separator: ", ")
    }

    private func text(_ table: LatentTable) -> String {
        let columns = table.columns
        var names = columns.map { $0.unit.isEmpty ? $0.name : "\($0.name) (\($0.unit))" }
        if table.known != nil { names.insert("known class", at: 0) }
        if !table.found.isEmpty { names.insert("found class", at: table.known == nil ? 0 : 1) }
        var lines = [names.joined(separator: ",")]
        for row in 0..<table.count {
            var cells = columns.map { "\($0.values[row])" }
            if let known = table.known { cells.insert(known.names[known.indices[row]], at: 0) }
            if !table.found.isEmpty { cells.insert("\(table.found[row])", at: table.known == nil ? 0 : 1) }
            lines.append(cells.joined(separator: ","))
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
