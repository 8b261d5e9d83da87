import Messages
import Testing

/// The vectors C04, C05, C07 and C08 of the protocol's conformance list, as far as they concern framing.
@Suite struct `A message` {
    private static let id = "0123456789abcdef0123456789abcdef"
    private let envelope = Envelope(
        type: "result", id: id, session: "s", sequence: 3, inReplyTo: "q", timestamp: 1_700_000_000_000_000)

    private func frames(_ header: String, _ binaries: [UInt8]...) -> [[UInt8]] {
        [Message.magic, Array(header.utf8)] + binaries
    }

    private func failure(_ frames: [[UInt8]]) -> MessageError? {
        #expect(throws: MessageError.self) { try Message(decoding: frames) }
    }

    /// A header with one array of the four bytes "abcd", whose CRC-32 is 0xED82CD11 (`zlib.crc32(b"abcd")`).
    private func arrayHeader(_ changes: [String: String?] = [:]) -> String {
        var entry: [String: String?] = [
            "name": "\"y\"", "dtype": "\"<f4\"", "shape": "[1]", "nbytes": "4", "crc32": "3984772369",
            "codec": "\"none\"",
        ]
        for (key, value) in changes { entry.updateValue(value, forKey: key) }
        let members = entry.compactMap { key, value in value.map { "\"\(key)\":\($0)" } }.joined(separator: ",")
        return "{\"type\":\"result\",\"id\":\"\(Self.id)\",\"arrays\":[{\(members)}]}"
    }

    @Test func `is encoded as magic, header and arrays`() throws {
        let array = try BinaryArray(.uint8, shape: [9], bytes: Array("123456789".utf8))
        let message = Message(envelope, ["request": "r-1", "attempt": 1], arrays: [NamedArray("y", array)])
        let frames = try message.encoded()
        #expect(frames.count == 3)
        #expect(frames[0] == [0x53, 0x41, 0x43, 0x01])
        #expect(
            String(decoding: frames[1], as: UTF8.self)
                == #"{"type":"result","id":"0123456789abcdef0123456789abcdef","session":"s","sequence":3,"#
                + #""in_reply_to":"q","timestamp_us":1700000000000000,"request":"r-1","attempt":1,"#
                + #""arrays":[{"name":"y","dtype":"|u1","shape":[9],"nbytes":9,"crc32":3421780262,"codec":"none"}]}"#)
        #expect(frames[2] == Array("123456789".utf8))
        #expect(try Message(decoding: frames) == message)
    }

    @Test func `needs little of its envelope, and ignores what it does not know`() throws {
        let header = #"{"id":"\#(Self.id)","future":{"x":[1]},"type":"ping","session":"","in_reply_to":null}"#
        let message = try Message(decoding: frames(header))
        #expect(message.envelope == Envelope(type: "ping", id: Self.id))
        #expect(message.body == ["future": ["x": [1]]])
        #expect(message.arrays.isEmpty)
    }

    @Test func `of bad magic, or of no frames at all, is refused`() throws {
        let header = Array(#"{"type":"ping","id":"\#(Self.id)"}"#.utf8)
        for frames: [[UInt8]] in [
            [], [[]], [Message.magic], [header], [[0x53, 0x41, 0x43, 0x02], header], [[0x53, 0x41, 0x43], header],
            [Message.magic + [0], header], [[], Message.magic, header], [Array("GET / HTTP/1.1".utf8), []],
        ] {
            #expect(failure(frames)?.code == .malformed)
        }
    }

    @Test func `has at most 64 frames`() throws {
        func many(_ arrays: Int) -> [[UInt8]] {
            let entries = (0..<arrays).map {
                "{\"name\":\"\($0)\",\"dtype\":\"|u1\",\"shape\":[0],\"nbytes\":0,\"crc32\":0}"
            }
            let header = #"{"type":"a","id":"\#(Self.id)","arrays":[\#(entries.joined(separator: ","))]}"#
            return [Message.magic, Array(header.utf8)] + Array(repeating: [], count: arrays)
        }
        #expect(try Message(decoding: many(62)).arrays.count == 62)
        #expect(failure(many(63))?.code == .tooBig)
    }

    @Test func `has a header of at most 256 KiB`() throws {
        func header(_ size: Int) -> String {
            let rest = #"{"type":"a","id":"\#(Self.id)","t":""}"#
            return #"{"type":"a","id":"\#(Self.id)","t":"\#(String(repeating: "x", count: size - rest.utf8.count))"}"#
        }
        #expect(try Message(decoding: frames(header(262_143))).envelope.type == "a")
        #expect(try Message(decoding: frames(header(262_144))).envelope.type == "a")
        #expect(failure(frames(header(262_145)))?.code == .tooBig)
        let long = Message(envelope, ["t": .string(String(repeating: "x", count: 262_144))])
        #expect(throws: MessageError.self, "nor is it encoded otherwise") { try long.encoded() }
    }

    @Test func `has at most as many bytes as the limits say`() throws {
        var limits = MessageLimits()
        limits.bytes = 400
        let array = NamedArray("y", BinaryArray(doubles: Array(repeating: 1, count: 50)))
        let frames = try Message(envelope, arrays: [array]).encoded()
        let error = #expect(throws: MessageError.self) { try Message(decoding: frames, limits: limits) }
        #expect(error?.code == .tooBig)
    }

    @Test(arguments: [
        (#"{"id":"\#(id)"}"#, "type"), (#"{"type":"a"}"#, "a.id"), (#"{"type":"","id":"\#(id)"}"#, "type"),
        (#"{"type":7,"id":"\#(id)"}"#, "type"), (#"{"type":"a","id":"short"}"#, "a.id"),
        (#"{"type":"a","id":"\#(id)0"}"#, "a.id"), (#"{"type":"a","id":"0123456789abcdef0123456789abcdeg"}"#, "a.id"),
        (#"{"type":"a","id":"\#(id)","sequence":0}"#, "a.sequence"),
        (#"{"type":"a","id":"\#(id)","sequence":1.0}"#, "a.sequence"),
        (#"{"type":"a","id":"\#(id)","session":1}"#, "a.session"),
        (#"{"type":"a","id":"\#(id)","in_reply_to":1}"#, "a.in_reply_to"),
        (#"{"type":"a","id":"\#(id)","timestamp_us":"now"}"#, "a.timestamp_us"),
        (#"{"type":"a","id":"\#(id)","arrays":{}}"#, "a.arrays"),
    ])
    func `of a wrong envelope is refused with the key`(header: String, place: String) throws {
        let error = failure(frames(header))
        #expect(error?.code == .schema)
        #expect(error?.place == place)
    }

    @Test func `reads an array by its entry`() throws {
        let message = try Message(decoding: frames(arrayHeader(), Array("abcd".utf8)))
        #expect(message.array("y")?.elementType == .float32)
        #expect(message.array("z") == nil)
        let plain = try Message(decoding: frames(arrayHeader(["codec": nil]), Array("abcd".utf8)))
        #expect(plain.array("y") == message.array("y"), "no codec is none")
    }

    @Test(
        arguments: [
            (["shape": "[2]"], MessageError.Code.shape, "shape"), (["shape": "[-1]"], .shape, "shape"),
            (["shape": "[4611686018427387904,4]"], .malformed, ""),
            (["shape": "[9007199254740991,9007199254740991]"], .shape, "shape"),
            (["shape": "[1.0]"], .schema, "shape.0"), (["shape": "1"], .schema, "shape"),
            (["shape": nil], .schema, "shape"),
            (["dtype": "\">f4\""], .elementType, "dtype"), (["dtype": "\"<c8\""], .elementType, "dtype"),
            (["dtype": "4"], .schema, "dtype"), (["nbytes": "5"], .shape, "nbytes"),
            (["nbytes": "-1"], .schema, "nbytes"),
            (["nbytes": nil], .schema, "nbytes"), (["crc32": "1"], .checksum, "crc32"),
            (["crc32": "-1"], .schema, "crc32"),
            (["crc32": nil], .schema, "crc32"), (["codec": "\"gzip\""], .schema, "codec"),
            (["name": nil], .schema, "name"),
            (["name": "\"\""], .schema, "name"),
        ] as [([String: String?], MessageError.Code, String)])
    func `refuses an array that is not what its entry says`(
        changes: [String: String?], code: MessageError.Code, key: String
    ) throws {
        let error = failure(frames(arrayHeader(changes), Array("abcd".utf8)))
        #expect(error?.code == code)
        if !key.isEmpty { #expect(error?.place == "result.arrays.0.\(key)") }
    }

    @Test func `can be answered even if its array is damaged`() throws {
        let damaged = frames(arrayHeader(), Array("abcx".utf8))
        #expect(failure(damaged)?.code == .checksum)
        #expect(try Header(damaged).envelope.id == Self.id)
    }

    @Test func `has as many entries as arrays, none twice`() throws {
        #expect(failure(frames(arrayHeader()))?.code == .malformed)
        #expect(failure(frames(arrayHeader(), Array("abcd".utf8), []))?.code == .malformed)
        #expect(failure(frames(#"{"type":"a","id":"\#(Self.id)"}"#, [1]))?.code == .malformed)
        let y = NamedArray("y", BinaryArray(doubles: [1]))
        let twice = try Message(envelope, arrays: [y, y]).encoded()
        #expect(failure(twice)?.place == "result.arrays.1.name")
    }

    @Test func `carries numbers that are not finite in its arrays only`() throws {
        let array = NamedArray("y", BinaryArray(doubles: [1, .nan]))
        let message = try Message(decoding: try Message(envelope, arrays: [array]).encoded())
        #expect(message.array("y")?.nonFiniteCount == 1)
        let error = #expect(throws: MessageError.self) { try Message(envelope, ["x": .number(.nan)]).encoded() }
        #expect(error?.code == .nonFinite)
    }
}
