import Foundation
import Testing

@Suite("saccade compute", .timeLimit(.minutes(2))) struct ComputeTests {
    /// Writes an NPY file of doubles, version 1.0 of the format, by hand: an independent writer.
    private func write(_ values: [Double], shape: String, to path: String) throws {
        var header = "{'descr': '<f8', 'fortran_order': False, 'shape': \(shape), }"
        header += String(repeating: " ", count: 63 - (10 + header.utf8.count) % 64) + "\n"
        var data = Data([0x93] + Array("NUMPY".utf8) + [1, 0])
        let length = header.utf8.count
        data.append(contentsOf: [UInt8(length & 255), UInt8(length >> 8)])
        data.append(Data(header.utf8))
        for value in values {
            data.append(contentsOf: (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64($0))) })
        }
        try data.write(to: URL(filePath: path))
    }

    @Test("gp gives the closed form of one point")
    func onePoint() async throws {
        let workshop = try Workshop()
        try write([0.0], shape: "(1, 1)", to: workshop.path("X.npy"))
        try write([1.0], shape: "(1,)", to: workshop.path("y.npy"))
        try write([0.0, 1.0], shape: "(2, 1)", to: workshop.path("P.npy"))
        let outcome = try await workshop.run([
            "compute", "gp", "--kernel", "rbf", "--length-scale", "1", "--output-scale", "3", "--noise", "1", "--mean",
            "-0.5", "--inputs", workshop.path("X.npy"), "--targets", workshop.path("y.npy"), "--pool",
            workshop.path("P.npy"), "--output", workshop.path("out.npz"), "--json",
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        struct Result: Decodable {
            let log_marginal_likelihood: Double
            let gradient: [String: [Double]]
        }
        let result = try JSONDecoder().decode(Result.self, from: Data(outcome.output.utf8))
        // y - c = 1.5 with variance 4: log N(1.5; 0, 4); a negative mean needs no `=` at the command line.
        let expected = -0.5 * 2.25 / 4 - 0.5 * log(4) - 0.5 * log(2 * Double.pi)
        #expect(abs(result.log_marginal_likelihood - expected) < 1e-12)
        #expect(abs((result.gradient["mean"]?.first ?? .nan) - 1.5 / 4) < 1e-12)
        // d/dv of log N(1.5; 0, v) at v = 4, and dv/ds = dv/dn = 1.
        let slope = 0.5 * 2.25 / 16 - 0.5 / 4
        #expect(abs((result.gradient["noise"]?.first ?? .nan) - slope) < 1e-12)
        #expect(abs((result.gradient["output_scale"]?.first ?? .nan) - slope) < 1e-12)
        #expect(abs((result.gradient["length_scale"]?.first ?? .nan)) < 1e-12)
        let written = try Data(contentsOf: URL(filePath: workshop.path("out.npz")))
        #expect(written.starts(with: [0x50, 0x4b, 3, 4]))
    }

    @Test(
        "names the file, what was expected and what was found",
        arguments: [
            (["--length-scale", "1,2,3"], "1 or 2 numbers", 64),
            (["--length-scale", "-1"], "positive", 64),
            (["--targets", "missing.npy"], "missing.npy", 66),
            (["--noise", "-1"], "variance", 64),
            (["--kernel", "periodic"], "--period", 64),
            (["--output", "/nonexistent/out.npz"], "/nonexistent", 73),
        ] as [([String], String, Int32)])
    func wrongInput(change: [String], words: String, code: Int32) async throws {
        let workshop = try Workshop()
        try write([0, 1, 2, 3], shape: "(2, 2)", to: workshop.path("X.npy"))
        try write([2.0, 3], shape: "(2,)", to: workshop.path("y.npy"))
        var options = [
            "--kernel": "rbf", "--length-scale": "1", "--noise": "0.1", "--inputs": workshop.path("X.npy"),
            "--targets": workshop.path("y.npy"), "--pool": workshop.path("X.npy"), "--output": workshop.path("o.npz"),
        ]
        options[change[0]] = change[1]
        let outcome = try await workshop.run(["compute", "gp"] + options.map { "\($0.key)=\($0.value)" })
        #expect(outcome.status == code, "\(outcome.errors)")
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }

    @Test("acquisition ranks as the definition does, in either direction")
    func acquisition() async throws {
        let workshop = try Workshop()
        try write([0, 1, 2], shape: "(3,)", to: workshop.path("m.npy"))
        try write([1, 1, 1], shape: "(3,)", to: workshop.path("s.npy"))
        for (arguments, first, last) in [([String](), 1.0, 3.0), (["--minimize"], 1.0, -1.0)] {
            let outcome = try await workshop.run(
                [
                    "compute", "acquisition", "--function", "ucb", "--kappa", "1", "--mean", workshop.path("m.npy"),
                    "--std", workshop.path("s.npy"), "--output", workshop.path("a.npy"),
                ] + arguments)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let data = try Data(contentsOf: URL(filePath: workshop.path("a.npy")))
            let numbers = stride(from: data.count - 24, to: data.count, by: 8).map { offset in
                Double(
                    bitPattern: data[offset..<offset + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
            }
            #expect(numbers.first == first)
            #expect(numbers.last == last)
        }
    }
}
