import Foundation
import Testing

@testable import Figures

@Suite("A figure's file")
struct FigureFileTests {
    private let figure = HeatMap(title: "map", grid: Grid(rows: 2, columns: 3), values: [1, 2, 3, 4, 5, 6])

    /// A directory that is gone after `body`.
    private func withDirectory(_ body: (URL) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("figures-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try body(directory)
    }

    private func names(in directory: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
    }

    @Test(
        "has the format of its extension",
        arguments: [("a.png", FigureFormat.png), ("b/c.d/e.SVG", .svg), ("/x/y.tar.Pdf", .pdf)])
    func format(path: String, format: FigureFormat) throws {
        #expect(try FigureFile(path).format == format)
    }

    @Test(
        "is refused with a list of the formats for any other extension",
        arguments: [
            ("a.jpg", "jpg"), ("a", ""), ("a.png.gz", "gz"), ("a.", ""), (".png", ""), ("dir.png/a", ""), ("", ""),
        ])
    func unknownFormat(path: String, pathExtension: String) throws {
        let refusal = try #require(throws: UnknownFigureFormat.self) { try FigureFile(path) }
        #expect(refusal == UnknownFigureFormat(path: path, pathExtension: pathExtension))
        #expect(refusal.description.hasPrefix(path))
        for known in [".png", ".svg", ".pdf"] { #expect(refusal.description.contains(known)) }
    }

    @Test("takes the place of what was there, and leaves nothing beside it", arguments: FigureFormat.allCases)
    func replacement(format: FigureFormat) throws {
        try withDirectory { directory in
            let path = directory.appendingPathComponent("figure.\(format.rawValue)").path
            try "old".write(toFile: path, atomically: false, encoding: .utf8)
            try FigureFile(path).write(figure)
            #expect(try names(in: directory) == ["figure.\(format.rawValue)"])
            let bytes = try #require(FileManager.default.contents(atPath: path))
            #expect(bytes.count > 1000)
            if format == .png { #expect(try Array(bytes) == figure.encoded(as: format)) }
        }
    }

    @Test("that cannot be made says where and why")
    func missingDirectory() throws {
        try withDirectory { directory in
            let path = directory.appendingPathComponent("missing/figure.png").path
            let failure = try #require(throws: UnwritableFigure.self) { try FigureFile(path).write(figure) }
            #expect(failure.path == path)
            #expect(failure.description.hasPrefix(path))
            #expect(failure.reason.contains("No such file or directory"))
            #expect(try names(in: directory) == [])
        }
    }

    @Test("that cannot be put in place leaves everything as it was")
    func occupiedPlace() throws {
        try withDirectory { directory in
            let place = directory.appendingPathComponent("figure.png")
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            let failure = try #require(throws: UnwritableFigure.self) { try FigureFile(place.path).write(figure) }
            #expect(failure.path == place.path)
            #expect(try names(in: directory) == ["figure.png"])
        }
    }

    @Test(
        "in a directory that may not be written to is refused", .enabled(if: geteuid() != 0, "root may write anywhere"))
    func readOnlyDirectory() throws {
        try withDirectory { directory in
            try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: directory.path)
            let path = directory.appendingPathComponent("figure.png").path
            let failure = try #require(throws: UnwritableFigure.self) { try FigureFile(path).write(figure) }
            #expect(failure.reason.contains("Permission denied"))
        }
    }
}
