import Messages
import Randomness
import Testing

@Suite struct `Any message` {
    @Test(arguments: 0..<20)
    func `is the same after encoding and decoding`(seed: UInt64) throws {
        var random = RandomSource(seed: seed, stream: "messages")
        for _ in 0..<50 {
            let message = random.message()
            let frames = try message.encoded()
            let decoded = try Message(decoding: frames)
            #expect(decoded == message)
            #expect(try decoded.encoded() == frames, "also in its bytes")
        }
    }

    /// 100,000 headers, each changed at one to eight places: read, or refused with an error that names a place.
    @Test(arguments: 0..<10)
    func `may be damaged anywhere without harm`(seed: UInt64) throws {
        var random = RandomSource(seed: seed, stream: "damage")
        var refused = 0
        let messages = try (0..<20).map { _ in try random.message().encoded() }
        for round in 0..<10_000 {
            var frames = messages[round % messages.count]
            for _ in 0..<Int.random(in: 1...8, using: &random) { random.damage(&frames[1]) }
            do {
                let message = try Message(decoding: frames)
                // What was read can be written, and is read again as the same.
                #expect(try Message(decoding: try message.encoded()) == message)
            } catch {
                refused += 1
                #expect(!error.place.isEmpty && !error.text.isEmpty)
            }
        }
        #expect(refused > 5_000)
    }
}

extension RandomSource {
    mutating func message() -> Message {
        let envelope = Envelope(
            type: ["measure", "result", "ping"].randomElement(using: &self) ?? "", id: hexadecimal(32),
            session: Bool.random(using: &self) ? hexadecimal(32) : nil,
            sequence: Bool.random(using: &self) ? Int.random(in: 1...1_000_000, using: &self) : nil)
        var body = object(depth: 4)
        for key in ["type", "id", "session", "sequence", "in_reply_to", "timestamp_us", "arrays"] { body[key] = nil }
        return Message(envelope, body, arrays: (0..<Int.random(in: 0...4, using: &self)).map { array("array \($0)") })
    }

    private mutating func array(_ name: String) -> NamedArray {
        let type = ElementType.allCases.randomElement(using: &self) ?? .uint8
        let shape = (0..<Int.random(in: 0...3, using: &self)).map { _ in Int.random(in: 0...4, using: &self) }
        let bytes = (0..<shape.reduce(type.size, *)).map { _ in UInt8.random(in: 0 ... .max, using: &self) }
        guard let array = try? BinaryArray(type, shape: shape, bytes: bytes) else { preconditionFailure("it fits") }
        return NamedArray(name, array)
    }

    private mutating func object(depth: Int) -> JSONObject {
        var object = JSONObject()
        for _ in 0..<Int.random(in: 0...5, using: &self) { object[text()] = value(depth: depth - 1) }
        return object
    }

    private mutating func value(depth: Int) -> JSONValue {
        switch Int.random(in: 0...(depth > 0 ? 7 : 5), using: &self) {
        case 0: return .null
        case 1: return .boolean(Bool.random(using: &self))
        case 2: return .integer(Int.random(in: -JSONValue.greatestInteger...JSONValue.greatestInteger, using: &self))
        case 3:
            let number = Double(bitPattern: next())
            return .number(number.isFinite ? number : 0.5)
        case 4, 5: return .string(text())
        case 6: return .object(object(depth: depth))
        default: return .array((0..<Int.random(in: 0...4, using: &self)).map { _ in value(depth: depth - 1) })
        }
    }

    private mutating func text() -> String {
        let characters: [Character] = ["a", "b", "\"", "\\", "/", "\n", "\u{1}", "é", "μ", "😀", " ", "{", "0"]
        return String(
            (0..<Int.random(in: 0...8, using: &self)).compactMap { _ in characters.randomElement(using: &self) })
    }

    private mutating func hexadecimal(_ count: Int) -> String {
        String((0..<count).compactMap { _ in "0123456789abcdef".randomElement(using: &self) })
    }

    mutating func damage(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return bytes.append(UInt8.random(in: 0 ... .max, using: &self)) }
        let place = Int.random(in: 0..<bytes.count, using: &self)
        switch Int.random(in: 0...5, using: &self) {
        case 0: bytes[place] = UInt8.random(in: 0 ... .max, using: &self)
        case 1: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &self)
        case 2: bytes.remove(at: place)
        case 3: bytes.insert(Array("{}[]\",:\\u0123456789-eE.".utf8).randomElement(using: &self) ?? 0, at: place)
        case 4: bytes.removeSubrange(place..<min(place + Int.random(in: 0...20, using: &self), bytes.count))
        default: bytes.insert(contentsOf: bytes[place..<min(place + 20, bytes.count)], at: place)
        }
    }
}
