import Foundation
import Testing

@Suite("saccade compute acquisition", .timeLimit(.minutes(2))) struct ComputeAcquisitionTests {
    /// Two independent candidates at x = 0 and 3, both of mean 0 and variance 1, and a third that is known to be -1.
    private func workshop() throws -> Workshop {
        let workshop = try Workshop()
        try workshop.write([0, 0, -1], shape: "(3,)", array: "m.npy")
        try workshop.write([1, 1, 0], shape: "(3,)", array: "s.npy")
        try workshop.write([1, 0, 0, 0, 1, 0, 0, 0, 0], shape: "(3, 3)", array: "C.npy")
        try workshop.write([2], shape: "(1,)", array: "k.npy")
        try workshop.write([-1], shape: "(1,)", array: "y.npy")
        try workshop.write([-1, -1], shape: "(1, 2)", array: "Y.npy")
        try workshop.write([0, 0, 3, 0, 6, 0], shape: "(3, 2)", array: "P.npy")
        return workshop
    }

    private func run(_ workshop: Workshop, _ arguments: String) async throws -> Workshop.Outcome {
        let words = arguments.split(separator: " ").map { word in
            word.split(separator: ",", omittingEmptySubsequences: false)
                .map { $0.hasSuffix(".npy") ? workshop.path(String($0)) : String($0) }.joined(separator: ",")
        }
        return try await workshop.run(["compute", "acquisition"] + words)
    }

    /// E[max(Z + 1, 0)] = φ(1) + Φ(1).
    private static let excessAtOne: Double = 1.083_315_470_587_686_4

    private static let closedFormCases: [(arguments: String, expected: Double)] = [
        // E[max(Z, 0)] = φ(0).
        ("--function kg --covariance C.npy", 0.398_942_280_401_432_7),
        // All of a candidate's own variance, which is one of three.
        ("--function alc --covariance C.npy", 0.333_333_333_333_333_3),
        ("--function noisy-ei --covariance C.npy --known k.npy", log(excessAtOne)),
        ("--function ei --std s.npy --known k.npy", excessAtOne),
        ("--function gradient --std s.npy --positions P.npy", 0.0),
        // log 1 + log Φ(0) - ½ log 4: on the stage's own spot the dwell is all it costs.
        (
            "--function uncertainty --std s.npy --positions P.npy --constraint m.npy,s.npy,0,inf --dwell 4 --speed 1 "
                + "--from 0,0 --spent 0.5", -log(4.0)
        ),
        (
            "--function ehvi --mean m.npy --std s.npy --std s.npy --known k.npy --values Y.npy --reference -1,-1",
            excessAtOne * excessAtOne
        ),
    ]

    @Test("gives closed forms of two independent candidates", arguments: closedFormCases)
    func closedForms(arguments: String, expected: Double) async throws {
        let workshop = try workshop()
        let outcome = try await run(workshop, "--mean m.npy --output a.npy " + arguments)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(abs(try workshop.numbers("a.npy", count: 3)[0] - expected) < 1e-12)
    }

    @Test(
        "chooses batches by every strategy, the known left out",
        arguments: [
            "believer", "constant-liar-min", "constant-liar-mean", "constant-liar-max", "local-penalty", "thompson",
        ])
    func batches(strategy: String) async throws {
        let outcome = try await run(
            try workshop(),
            "--mean m.npy --covariance C.npy --known k.npy --values y.npy --positions P.npy --function log-ei --count 3 "
                + "--batch \(strategy) --json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        struct Result: Decodable {
            struct Choice: Decodable { let candidate: Int }
            let chosen: [Choice]
            let missing: Int
        }
        let result = try JSONDecoder().decode(Result.self, from: Data(outcome.output.utf8))
        #expect(Set(result.chosen.map(\.candidate)) == [0, 1])
        #expect(result.missing == 1)
    }

    @Test("prints the function's own scores of what local penalties chose")
    func penalized() async throws {
        let workshop = try workshop()
        let outcome = try await run(
            workshop,
            "--mean m.npy --std s.npy --positions P.npy --function ei --best 0 --count 2 --batch local-penalty "
                + "--output a.npy")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let scores = try workshop.numbers("a.npy", count: 3)
        for line in outcome.output.split(separator: "\n") {
            let words = line.split(separator: " ")
            let candidate = try #require(Int(words[0]))
            #expect(Double(words[1]) == scores[candidate])
        }
    }

    @Test("tells that hardly any candidate keeps a constraint")
    func unmeetable() async throws {
        let workshop = try workshop()
        let arguments = "--mean m.npy --std s.npy --function ei --best 0 --output a.npy --constraint m.npy,s.npy,"
        let outcome = try await run(workshop, arguments + "1e3,2e3")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.hasPrefix("warning: --constraint "), "\(outcome.errors)")
        #expect(outcome.errors.contains("1e3,2e3: hardly any value lies between the bounds"), "\(outcome.errors)")
        #expect(try await run(workshop, arguments + "-inf,1e3").errors == "")
    }

    @Test(
        "names the option or the file, what was expected, and what to do",
        arguments: [
            ("--std s.npy --function kg", "--covariance: `kg` needs the covariances", 64),
            ("--std s.npy --function thompson", "--sample or --covariance: `thompson` scores a sample", 64),
            ("--std s.npy --function ei", "--best or --known: `ei` counts from", 64),
            ("--covariance C.npy --function gradient", "--positions: `gradient` needs the candidates' pixels", 64),
            ("--std s.npy --function ei --minimize --best nan", "--best or --known: ", 64),
            (
                "--std s.npy --function log-ei --best 0 --count 2 --batch local-penalty",
                "--positions: `local-penalty`", 64
            ),
            ("--covariance C.npy --function log-ei --best 0 --count 2 --batch constant-liar-min", "--values: ", 64),
            ("--std s.npy --function ucb --constraint m.npy,s.npy,0,1", "`log-ei`", 64),
            ("--std s.npy --function ei --best 0 --dwell 0 --positions P.npy", "least cost", 64),
            ("--std s.npy --function ei --best 0 --constraint m.npy,s.npy,1,0", "lower bound below", 64),
            ("--std s.npy --function log-ei --best 0 --count 2", "--covariance", 64),
            ("--std s.npy --function ehvi --known k.npy", "two objectives", 64),
            ("--std s.npy --function ei --known m.npy", "whole numbers from 0 to 2", 65),
            ("--covariance s.npy --function ei --best 0", "[3, 3]", 65),
            ("--covariance C.npy --function mes --samples 0.5", "whole number", 64),
            ("--covariance C.npy --function kg --samples 9", "no such parameter", 64),
        ] as [(String, String, Int32)])
    func wrongInput(arguments: String, words: String, code: Int32) async throws {
        let outcome = try await run(try workshop(), "--mean m.npy --output a.npy " + arguments)
        #expect(outcome.status == code, "\(outcome.errors)")
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }
}

extension Workshop {
    /// Writes an NPY file of doubles, version 1.0 of the format, by hand: an independent writer.
    fileprivate func write(_ values: [Double], shape: String, array name: String) throws {
        var header = "{'descr': '<f8', 'fortran_order': False, 'shape': \(shape), }"
        header += String(repeating: " ", count: 63 - (10 + header.utf8.count) % 64) + "\n"
        var data = Data([0x93] + Array("NUMPY".utf8) + [1, 0])
        data.append(contentsOf: [UInt8(header.utf8.count & 255), UInt8(header.utf8.count >> 8)])
        data.append(Data(header.utf8))
        for value in values {
            data.append(contentsOf: (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64($0))) })
        }
        try data.write(to: URL(filePath: path(name)))
    }

    /// The last numbers of an NPY file.
    fileprivate func numbers(_ name: String, count: Int) throws -> [Double] {
        let data = try Data(contentsOf: URL(filePath: path(name)))
        return stride(from: data.count - 8 * count, to: data.count, by: 8).map { offset in
            Double(bitPattern: data[offset..<offset + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        }
    }
}
