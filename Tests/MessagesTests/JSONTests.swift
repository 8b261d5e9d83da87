import Messages
import Testing

/// The vectors C06 of the protocol's conformance list, as far as they concern JSON itself.
@Suite struct `The JSON profile` {
    private func parse(_ text: String) throws -> JSONObject {
        try JSONObject(parsing: Array(text.utf8))
    }

    @Test func `reads every kind of value`() throws {
        let text =
            #" { "n" : null , "t":true,"f":false,"i":-42,"x":0.5,"e":-1.5E+3,"s":"a","a":[1,[ ],{}],"o":{"k":1}} "#
        let object = try parse(text)
        #expect(
            object == [
                "n": nil, "t": true, "f": false, "i": -42, "x": 0.5, "e": -1500.0, "s": "a", "a": [1, [], [:]],
                "o": ["k": 1],
            ])
        #expect(object.keys == ["n", "t", "f", "i", "x", "e", "s", "a", "o"])
    }

    @Test(arguments: [
        (#"{"a":1,"a":1}"#, "stands twice"),
        (#"{"a":1,"\u0061":2}"#, "stands twice"),
        (#"{"o":{"b":1,"b":2}}"#, "stands twice"),
        ("\u{FEFF}{}", "byte order mark"),
        ("{} {}", "expected the end"),
        ("{}x", "expected the end"),
        ("{}\u{0}", "expected the end"),
        ("", "got the end"),
        ("[]", "expected an object"),
        ("1", "expected an object"),
        ("\"a\"", "expected an object"),
        ("null", "expected an object"),
        (#"{"a":NaN}"#, "expected a value"),
        (#"{"a":Infinity}"#, "expected a value"),
        (#"{"a":-Infinity}"#, "expected a digit"),
        (#"{"a":nul}"#, "expected a value"),
        (#"{"a":1e999}"#, "range of a double"),
        (#"{"a":-1e999}"#, "range of a double"),
        (#"{"a":9007199254740992}"#, "2^53"),
        (#"{"a":-9007199254740992}"#, "2^53"),
        (#"{"a":123456789012345678901234567890}"#, "2^53"),
        (#"{"a":01}"#, "begins with 0"),
        (#"{"a":1.}"#, "expected a digit"),
        (#"{"a":.5}"#, "expected a value"),
        (#"{"a":+1}"#, "expected a value"),
        (#"{"a":1e}"#, "expected a digit"),
        (#"{"a":0x10}"#, "comma or the object's end"),
        (#"{"a":"\ud800"}"#, "surrogate"),
        (#"{"a":"\ud800\u0041"}"#, "surrogate"),
        (#"{"a":"\udc00"}"#, "surrogate"),
        (#"{"a":"\ud800x"}"#, "surrogate"),
        (#"{"\ud83d":1}"#, "surrogate"),
        (#"{"a":"\u0000"}"#, "NUL"),
        (#"{"a":"\q"}"#, "escape"),
        (#"{"a":"\u12g4"}"#, "hexadecimal"),
        ("{\"a\":\"\u{1}\"}", "control character"),
        ("{\"a\":\"\n\"}", "control character"),
        (#"{"a":"b"#, "no end"),
        (#"{"a":"b\"#, "no end"),
        (#"{"a" 1}"#, "colon"),
        (#"{"a":1,}"#, "key"),
        (#"{"a":[1,]}"#, "expected a value"),
        (#"{"a":[1 2]}"#, "comma"),
        (#"{'a':1}"#, "key"),
        (#"{a:1}"#, "key"),
        (#"{"a":1"#, "comma"),
        (#"{"#, "key"),
        ("{\u{A0}}", "key"),
    ])
    func `refuses what is not JSON, or is read differently by different parsers`(text: String, reason: String) throws {
        let error = #expect(throws: MessageError.self) { try parse(text) }
        #expect(error?.code == .malformed)
        #expect(error?.place.hasPrefix("header, byte ") == true)
        #expect(error?.text.contains(reason) == true, "\(String(describing: error))")
    }

    @Test(
        arguments: [[0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0xF5, 0x80, 0x80, 0x80]] as [[UInt8]])
    func `refuses what is not UTF-8`(bytes: [UInt8]) throws {
        for text in [Array(#"{"a":""#.utf8) + bytes, Array(#"{"a":"\n"#.utf8) + bytes] {
            let error = #expect(throws: MessageError.self) { try JSONObject(parsing: text + Array(#""}"#.utf8)) }
            #expect(error?.text.contains("UTF-8") == true)
        }
    }

    @Test func `is nested 32 levels deep, not 33`() throws {
        func nested(_ levels: Int) -> String {
            #"{"a":"# + String(repeating: "[", count: levels - 1) + String(repeating: "]", count: levels - 1) + "}"
        }
        _ = try parse(nested(32))
        let error = #expect(throws: MessageError.self) { try parse(nested(33)) }
        #expect(error?.code == .tooBig)
        // Siblings are not deeper than their parent.
        _ = try parse(#"{"a":["# + Array(repeating: "[]", count: 100).joined(separator: ",") + "]}")
        #expect(throws: MessageError.self) { try parse(String(repeating: #"{"a":"#, count: 100_000)) }
    }

    @Test(arguments: [
        ("9007199254740991", JSONValue.integer(9_007_199_254_740_991)), ("-9007199254740991", -9_007_199_254_740_991),
        ("-0", 0), ("0", 0), ("1.0", .number(1)), ("1e2", .number(100)), ("-0.0", .number(-0.0)),
        ("1e-999", .number(0)), ("1.7976931348623157e308", .number(.greatestFiniteMagnitude)),
        ("5e-324", .number(.leastNonzeroMagnitude)), ("0.1", .number(0.1)),
    ])
    func `tells integers from numbers by how they are written`(text: String, value: JSONValue) throws {
        #expect(try parse("{\"a\":\(text)}")["a"] == value)
    }

    @Test func `reads escapes and characters beyond the basic plane`() throws {
        let object = try parse(#"{"a":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00é😀\u007f"}"#)
        #expect(object["a"] == .string("\"\\/\u{8}\u{C}\n\r\té😀é😀\u{7F}"))
    }

    @Test func `takes 10,000 keys`() throws {
        let members = (0..<10_000).map { "\"axis \($0) μ\":\($0)" }.joined(separator: ",")
        let object = try parse("{\(members)}")
        #expect(object.keys.count == 10_000)
        #expect(object["axis 9999 μ"] == 9999)
    }

    @Test func `is written in the order of the keys, and read back the same`() throws {
        let object: JSONObject = [
            "z": 1, "a": [nil, true, -7, 1.0, 0.1, 1e300, -0.0, .number(.leastNonzeroMagnitude)],
            "text": "\"\\/\u{1}\u{1F}\n\r\té😀",
            "o": ["b": [:], "a": []],
        ]
        let bytes = try object.serialized()
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(
            text.hasPrefix(#"{"z":1,"a":[null,true,-7,1.0,0.1,1e+300,-0.0,5e-324],"text":"\"\\/\u0001\u001f\n\r\té😀""#))
        #expect(try JSONObject(parsing: bytes) == object)
    }

    @Test(
        arguments: [
            (["a": ["b": .number(.nan)]], .nonFinite, "a.b"), (["a": [1, .number(-.infinity)]], .nonFinite, "a.1"),
            (["a": .integer(1 << 53)], .schema, "a"), (["a": "\u{0}"], .schema, "a"),
        ] as [(JSONObject, MessageError.Code, String)])
    func `refuses to write what it would not read`(object: JSONObject, code: MessageError.Code, place: String) throws {
        let error = #expect(throws: MessageError.self) { try object.serialized() }
        #expect(error?.code == code)
        #expect(error?.place == place)
    }
}
