import Foundation
import Instruments
import Messages
import Testing

/// The golden messages of `Protocols/golden`, which a Python program wrote: read and written by Swift.
@Suite struct `The golden messages` {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Protocols")

    private static func names(in subfolder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: subfolder).path)
            .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }

    private static let all = (try? names(in: "golden")) ?? []

    private struct Golden {
        let sender: String
        let frames: [[UInt8]]
        let fields: Fields
    }

    private func golden(_ name: String) throws -> Golden {
        let file = Self.folder.appending(path: "golden/\(name).json")
        let fields = Fields(try JSONObject(parsing: [UInt8](Data(contentsOf: file)), maximumDepth: 40), path: name)
        let frames = try fields.list("frames", of: String.self).map { text in
            let digits = Array(text.utf8)
            return stride(from: 0, to: digits.count, by: 2).compactMap {
                UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
            }
        }
        return Golden(sender: try fields.require("from"), frames: frames, fields: fields)
    }

    /// Reads a message as the type that its sender sends, and writes it again.
    private func rewritten(_ message: Message, from sender: String) throws -> (written: Message, isSame: Bool) {
        if sender == "adapter" {
            let content = try AdapterMessage(message)
            let written = try Message(decoding: content.message(message.envelope).encoded())
            return (written, try AdapterMessage(written) == content)
        }
        let content = try DaemonMessage(message)
        let written = try Message(decoding: content.message(message.envelope).encoded())
        return (written, try DaemonMessage(written) == content)
    }

    @Test func `are there, for every type of message`() throws {
        var types: Set<String> = []
        for name in Self.all {
            if let header = try golden(name).fields.optionalObject("header") {
                types.insert(try header.require("type"))
            }
        }
        let schemas = Set(try Self.names(in: "schemas")).subtracting(["common"])
        #expect(types == schemas)
        #expect(types.count == 13)
    }

    @Test(arguments: all.filter { !$0.hasPrefix("wrong-") })
    func `are read as their authors meant them, and written the same`(name: String) throws {
        let golden = try golden(name)
        let message = try Message(decoding: golden.frames)
        // Frames: the header's keys, also those unknown, and the arrays' bytes.
        let frames = try message.encoded()
        let header: JSONObject = try golden.fields.require("header")
        #expect(try JSONObject(parsing: frames[1]) == header)
        #expect(Array(frames.dropFirst(2)) == Array(golden.frames.dropFirst(2)))
        // Arrays: the numbers.
        let arrays = try golden.fields.object("arrays")
        #expect(Set(arrays.object.keys) == Set(message.arrays.map(\.name)))
        for array in message.arrays {
            guard case .array(let values)? = arrays.object[array.name] else { throw CancellationError() }
            let numbers = values.map { Double($0) ?? .nan }
            #expect(zip(array.array.doubles, numbers).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
            #expect(numbers.count == array.array.count)
        }
        // Types: what is understood, is written again.
        let (written, isSame) = try rewritten(message, from: golden.sender)
        #expect(isSame)
        #expect(written.envelope == message.envelope)
        #expect(written.arrays == message.arrays)
        for key in written.body.keys where message.body[key] != nil {
            #expect(contains(written.body[key], message.body[key]), "\(key)")
        }
        let unknown = message.body.keys.filter { written.body[$0] == nil }
        #expect(unknown == (name == "hello-newer" ? ["polarization", "held"] : []))
    }

    @Test(arguments: all.filter { $0.hasPrefix("wrong-") })
    func `that are wrong are refused with the code and the place`(name: String) throws {
        let golden = try golden(name)
        let expected = try golden.fields.object("error")
        let error = #expect(throws: MessageError.self) {
            _ = try rewritten(try Message(decoding: golden.frames), from: golden.sender)
        }
        #expect(try error?.code.rawValue == expected.require("code"))
        if let place: String = try expected.optional("place") { #expect(error?.place == place) }
    }

    /// Whether what was written says at least what was read; defaults may have been added.
    private func contains(_ written: JSONValue?, _ read: JSONValue?) -> Bool {
        switch (written, read) {
        case (.object(let written)?, .object(let read)?):
            return read.keys.allSatisfy { contains(written[$0], read[$0]) }
        case (.array(let written)?, .array(let read)?):
            return written.count == read.count && zip(written, read).allSatisfy { contains($0, $1) }
        default:
            return written == read
        }
    }
}
