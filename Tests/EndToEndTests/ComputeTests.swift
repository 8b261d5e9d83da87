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

    /// The reference numbers that the tests of the model use; their origin stands in them.
    private struct Fixture: Decodable {
        struct Values: Decodable {
            let shape: [Int]
            let elements: [Double]
        }

        let arrays: [String: Values]

        init(_ name: String) throws {
            let path = Workshop.checkout.appending(path: "Tests/SurrogatesTests/Fixtures/\(name).json")
            self = try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: path))
        }

        subscript(name: String) -> [Double] { arrays[name]?.elements ?? [] }
    }

    /// What `--json` prints.
    private struct Printed: Decodable {
        let kernel: String
        let log_marginal_likelihood: Double
        let leave_one_out_log_density: Double
        let log_prior: Double?
        let parameters: [String: [Double]]
        let gradient: [String: [Double]]
        let gradient_with_prior: [String: [Double]]?
    }

    /// Writes a fixture's arrays and runs `compute gp` on them.
    private func compute(_ fixture: Fixture, _ workshop: Workshop, _ arguments: [String]) async throws -> Printed {
        for name in ["X", "y", "noise_vec", "Xs", "C", "Cs"] {
            let array = try #require(fixture.arrays[name])
            let shape = array.shape.count == 1 ? "(\(array.shape[0]),)" : "(\(array.shape[0]), \(array.shape[1]))"
            try write(array.elements, shape: shape, to: workshop.path("\(name).npy"))
        }
        let outcome = try await workshop.run(
            [
                "compute", "gp", "--inputs", workshop.path("X.npy"), "--targets", workshop.path("y.npy"),
                "--noise-vector", workshop.path("noise_vec.npy"), "--pool", workshop.path("Xs.npy"), "--covariates",
                workshop.path("C.npy"), "--pool-covariates", workshop.path("Cs.npy"), "--output",
                workshop.path("o.npz"), "--json",
            ] + arguments)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return try JSONDecoder().decode(Printed.self, from: Data(outcome.output.utf8))
    }

    @Test("gp with a sum of kernels on blocks of columns gives the reference numbers")
    func blocks() async throws {
        let fixture = try Fixture("composite_sum")
        let workshop = try Workshop()
        let printed = try await compute(
            fixture, workshop,
            [
                "--kernel", "rbf(stem)+periodic(coordinates)", "--block", "stem=0:2", "--block", "coordinates=2:3",
                "--length-scale", "1.2", "--parameter", "rbf(stem).length_scale=0.7,1.5", "--output-scale", "0.6",
                "--parameter", "rbf(stem).output_scale=0.9", "--period", "1.9", "--noise", "0.04", "--mean", "-0.1",
                "--covariance", "--gradients",
            ])
        #expect(printed.kernel == "rbf(stem) + periodic(coordinates)")
        #expect(abs(printed.log_marginal_likelihood - fixture["lml"][0]) < 1e-10)
        #expect(abs(printed.leave_one_out_log_density - fixture["loo"][0]) < 1e-10)
        let names = [
            "rbf(stem).length_scale", "rbf(stem).output_scale", "periodic(coordinates).length_scale",
            "periodic(coordinates).output_scale", "periodic(coordinates).period", "noise", "mean",
        ]
        let gradient = names.flatMap { printed.gradient[$0] ?? [] }
        #expect(gradient.count == 8)
        #expect(zip(gradient, fixture["grad_lml"]).allSatisfy { abs($0 - $1) < 1e-8 })
        // The archive names what it holds, before each array and again at its end.
        let archive = try Data(contentsOf: URL(filePath: workshop.path("o.npz")))
        for name in ["mean", "variance", "covariance", "input_gradient", "loo_log_density"] {
            #expect(archive.range(of: Data("\(name).npy".utf8)) != nil, "\(name)")
        }
    }

    @Test("gp with a hypothesis for a mean gives the reference numbers, and fits it")
    func hypothesis() async throws {
        let fixture = try Fixture("composite_formula_mean")
        let workshop = try Workshop()
        // The fixture's mean is in the objective's units, its targets are standardised by 11.5 and 2.25.
        let hypothesis = [
            "--mean", "(a + b*exp(-((x-x0)^2+(y-y0)^2)/(2*w^2)) - 11.5) / 2.25", "--mean-parameter", "a=12",
            "--mean-parameter", "b=3.5", "--mean-parameter", "x0=0.2,prior=0:1", "--mean-parameter", "y0=-0.3",
            "--mean-parameter", "w=0.9,positive,prior=1:0.5",
        ]
        let printed = try await compute(
            fixture, workshop,
            ["--kernel", "rbf", "--length-scale", "1.1", "--output-scale", "0.7", "--noise", "0.05"] + hypothesis)
        #expect(abs(printed.log_marginal_likelihood - fixture["lml"][0]) < 1e-10)
        let names = ["length_scale", "output_scale", "noise", "mean.a", "mean.b", "mean.x0", "mean.y0", "mean.w"]
        let gradient = names.flatMap { printed.gradient[$0] ?? [] }
        #expect(gradient.count == 8)
        #expect(zip(gradient, fixture["grad_lml"]).allSatisfy { abs($0 - $1) < 1e-8 })

        let fitted = try await compute(
            fixture, workshop, ["--kernel", "rbf", "--fit", "--prior", "length_scale=1:0.5"] + hypothesis)
        #expect(fitted.log_marginal_likelihood > printed.log_marginal_likelihood)
        #expect(fitted.log_prior != nil)
        // At the mode the free, unbounded parameters have no slope.
        #expect(abs(fitted.gradient["mean.a"]?.first ?? .nan) < 0.05)
        // What a prior holds has a slope of its own; with the log prior's, all slopes are gone.
        let slope = try #require(fitted.gradient["length_scale"]?.first)
        let scale = try #require(fitted.parameters["length_scale"]?.first)
        let prior = -log(scale) / (0.5 * 0.5) / scale
        #expect(abs(prior) > 0.1 && abs(slope + prior) < 0.02)
        let together = try #require(fitted.gradient_with_prior)
        #expect(abs((together["length_scale"]?.first ?? .nan) - (slope + prior)) < 1e-9)
        #expect(together.keys.sorted() == fitted.gradient.keys.sorted())
        #expect(printed.gradient_with_prior == nil)
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
            (["--kernel", "rbf + perodic"], "did you mean `periodic`?", 64),
            (["--kernel", "rbf(stem)"], "--block stem=a:b", 64),
            (["--block", "stem=0:3"], "0 <= a < b <= 2", 64),
            (["--parameter", "lenght_scale=1"], "did you mean length_scale?", 64),
            (["--parameter", "output_scale=1,2"], "1 number was expected", 64),
            (["--mean", "a + x"], "a parameter or a variable", 64),
            (["--mean", "log(x - 5)"], "`log(x - 5)` is not a number at point 0 (x = 0.0)", 65),
            (["--mean-parameter", "a=1,positve"], "name=value[,positive][,prior=a:b]", 64),
            (["--mean-parameter", "c=1"], "--mean-parameter c: the formula does not use the parameter `c`", 64),
            (["--prior", "length_scale=1"], "name=a:b was expected", 64),
            (["--prior", "length_scale=1:0.5"], "only a fit heeds priors; add --fit", 64),
            (["--columns", "x,exp"], "2 different names", 64),
            (["--covariates", "X.npy"], "both were expected", 64),
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
        let outcome = try await workshop.run(["compute", "gp"] + options.flatMap { [$0.key, $0.value] })
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
