import Messages
import Testing

@Suite struct `The fields of a message` {
    private let fields = Fields(
        [
            "request": "r-1", "attempt": 2, "fraction": 0.5, "whole": 1, "flag": true, "nothing": nil,
            "position": ["x": "left", "y": 2], "shape": [1, 2], "mixed": [1, "b"],
            "actions": [["name": "a"], ["name": 7]],
            "list": 3, "float": 1.0,
        ], path: "measure")

    private enum Mode: String, CaseIterable { case auto, local }

    @Test func `are read by type`() throws {
        #expect(try fields.require("request") == "r-1")
        #expect(try fields.require("attempt") == 2)
        #expect(try fields.require("fraction") == 0.5)
        #expect(try fields.require("whole", Double.self) == 1)
        #expect(try fields.require("flag"))
        #expect(try fields.optional("nothing", String.self) == nil)
        #expect(try fields.optional("absent", Int.self) == nil)
        #expect(try fields.object("position").require("y", Double.self) == 2)
        #expect(try fields.list("shape", of: Int.self) == [1, 2])
        #expect(try fields.list("absent", of: Int.self).isEmpty)
        #expect(try fields.require("attempt", in: 1...2) == 2)
        #expect(try fields.objects("actions").count == 2)
        #expect(try fields.optionalObject("absent")?.path == nil)
        #expect(try Fields(["mode": "local"], path: "").require("mode", oneOf: Mode.self) == .local)
    }

    @Test func `name their key path when they are not what they should be`() throws {
        func text(_ body: () throws -> Void) -> String {
            do {
                try body()
                return "no error"
            } catch {
                return "\(error)"
            }
        }
        let expected = "E_SCHEMA: measure.position.x: expected a number, got the string \"left\""
        #expect(text { _ = try fields.object("position").require("x", Double.self) } == expected)
        let cases: [(String, () throws -> Void)] = [
            ("measure.gone: expected a string, got nothing", { _ = try fields.require("gone", String.self) }),
            ("measure.nothing: expected an integer, got nothing", { _ = try fields.require("nothing", Int.self) }),
            ("measure.float: expected an integer, got the number 1.0", { _ = try fields.require("float", Int.self) }),
            ("measure.flag: expected a number, got true", { _ = try fields.require("flag", Double.self) }),
            (
                "measure.mixed.1: expected an integer, got the string \"b\"",
                { _ = try fields.list("mixed", of: Int.self) }
            ),
            ("measure.list: expected an array, got the integer 3", { _ = try fields.list("list", of: Int.self) }),
            ("measure.request: expected an object, got the string \"r-1\"", { _ = try fields.object("request") }),
            (
                "measure.actions.1.name: expected a string, got the integer 7",
                { _ = try fields.objects("actions")[1].require("name", String.self) }
            ),
            ("measure.attempt: expected at least 3, got 2", { _ = try fields.require("attempt", in: 3 ... .max) }),
            ("measure.attempt: expected 0 to 1, got 2", { _ = try fields.require("attempt", in: 0...1) }),
            (
                "measure.request: expected one of `auto`, `local`, got `r-1`",
                { _ = try fields.require("request", oneOf: Mode.self) }
            ),
        ]
        for (expectation, body) in cases { #expect(text(body) == "E_SCHEMA: \(expectation)") }
    }
}
