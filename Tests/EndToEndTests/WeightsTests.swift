import Foundation
import Testing

@Suite("Weights from one experiment to the next", .timeLimit(.minutes(5))) struct WeightsTests {
    private let plan = """
        name: first film
        sample: {name: nanoparticles, height: 24, width: 28, seed: 3}
        features: {patch: {window: 8}}
        scalarizer:
          band-maximum: {axis: energy, from: 0.55 eV, to: 0.70 eV}
        objective: maximize
        acquisition: ei
        surrogate: {deep-kernel: {layers: [16, 2], cold-iterations: 30, warm-iterations: 3, ensemble: 2}}
        seeds: 8
        budget: {measurements: 4}
        random-seed: 5
        """

    /// The bytes of a tensor of a safetensors file, and the file's metadata, read without the code under test.
    private func tensor(_ name: String, in path: String) throws -> (bytes: Data, metadata: [String: String]) {
        struct Entry: Decodable {
            let shape: [Int]
            let data_offsets: [Int]
        }
        let data = try Data(contentsOf: URL(filePath: path))
        let length = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        let header = data.dropFirst(8).prefix(length)
        let json = try #require(try JSONSerialization.jsonObject(with: header) as? [String: Any])
        let metadata = try #require(json["__metadata__"] as? [String: String])
        let described = try JSONSerialization.data(withJSONObject: try #require(json[name]))
        let entry = try JSONDecoder().decode(Entry.self, from: described)
        #expect(entry.shape.reduce(4, *) == entry.data_offsets[1] - entry.data_offsets[0])
        let numbers = data.dropFirst(8 + length)
        return (Data(numbers.dropFirst(entry.data_offsets[0]).prefix(entry.shape.reduce(4, *))), metadata)
    }

    private func measured(_ outcome: Workshop.Outcome) throws -> [[Int]] {
        try JSONDecoder().decode(SimulationResults.self, from: Data(outcome.output.utf8)).runs.map(\.measured)
    }

    @Test("are saved, begin the next, and stay where they are frozen")
    func roundTrip() async throws {
        let workshop = try Workshop()
        let path = try workshop.write(plan, as: "plan.yaml")
        let file = workshop.path("film.safetensors")
        let first = try await workshop.run(["simulate", path, "--save-weights", file, "--json", "-"])
        #expect(first.status == 0, "\(first.errors)")
        let (saved, metadata) = try tensor("layers.0.weight", in: file)
        #expect(saved.count == 16 * 64 * 4)
        #expect(metadata["plan"] == "first film" && metadata["layers"] == "16,2" && metadata["inputs"] == "64")

        // Relative to the plan, wherever the command is given.
        let frozen = [
            "--set", "surrogate.deep-kernel.weights=film.safetensors", "--set", "surrogate.deep-kernel.frozen-layers=1",
        ]
        let next = workshop.path("next.safetensors")
        let second = try await workshop.run(["simulate", path, "--save-weights", next, "--json", "-"] + frozen)
        #expect(second.status == 0, "\(second.errors)")
        #expect(try tensor("layers.0.weight", in: next).bytes == saved)
        #expect(try tensor("layers.1.weight", in: next).bytes != tensor("layers.1.weight", in: file).bytes)
        let (random, pretrained) = (try measured(first)[0], try measured(second)[0])
        #expect(random.prefix(8) == pretrained.prefix(8))
        #expect(random != pretrained)
        // The simple models know nothing of it.
        #expect(try measured(first)[1] == measured(second)[1])

        let calibrated = try await workshop.run(
            ["calibrate", path, "--models", "deep-kernel", "--points", "10", "--repeats", "1", "--json", "-"] + frozen)
        #expect(calibrated.status == 0, "\(calibrated.errors)")
    }

    @Test("that are missing or another network's are told of before anything is measured")
    func errors() async throws {
        let workshop = try Workshop()
        let path = try workshop.write(plan, as: "plan.yaml")
        let file = workshop.path("film.safetensors")
        #expect(try await workshop.run(["simulate", path, "--save-weights", file, "--json", "-"]).status == 0)
        _ = try workshop.write("no weights", as: "text.safetensors")
        func weights(_ name: String) -> [String] { ["--set", "surrogate.deep-kernel.weights=\(name)"] }
        let wrongLayers = ["--set", "surrogate.deep-kernel.layers=[16, 3]"]
        for command in ["simulate", "calibrate"] {
            for (arguments, status, words) in [
                (weights("lost.safetensors"), 66, "the weights lost.safetensors cannot be read: there is no file "),
                (
                    weights("text.safetensors"), 65,
                    "the weights text.safetensors: not a usable safetensors file: header: "
                ),
                (
                    weights("film.safetensors") + ["--set", "features.patch.window=6"], 65,
                    "the weights film.safetensors do not fit the plan: layers.0.weight was expected to be 16 x 36 (outputs x "
                        + "inputs), but the file has 16 x 64; give the network the layers and the features"
                ),
                (
                    weights("film.safetensors") + wrongLayers, 65,
                    "layers.1.weight was expected to be 3 x 16 (outputs x inputs), but the file has 2 x 16"
                ),
            ] as [([String], Int32, String)] {
                let outcome = try await workshop.run([command, path] + arguments)
                #expect(outcome.status == status, "\(outcome.errors)")
                #expect(outcome.errors.contains(words), "\(outcome.errors)")
                #expect(!outcome.output.contains("nrmse"))
            }
        }
        let checked = try await workshop.run(["plan", "check", path] + weights("lost.safetensors"))
        #expect(checked.status == 0)
        #expect(checked.output.contains("note: not yet to be used: the weights lost.safetensors cannot be read"))
        let noNetwork = try await workshop.run(
            ["simulate", path, "--set", "surrogate=gaussian-process", "--save-weights", file])
        #expect(noNetwork.status == 64 && noNetwork.errors.contains("no model that is compared has a network"))
    }

    @Test("drive an instrument, and are part of the record: the file may go while the daemon is down")
    func driven() async throws {
        let laboratory = try Laboratory()
        let workshop = laboratory.workshop
        let file = workshop.path("film.safetensors")
        let first = try await workshop.run(
            ["simulate", try workshop.write(plan, as: "first.yaml"), "--save-weights", file, "--json", "-"])
        #expect(first.status == 0, "\(first.errors)")
        var daemon = try await laboratory.daemon()
        // Slow enough for the daemon to be killed in the middle of the run.
        let twin = try laboratory.twin(dwell: 0.15)
        let plan = try laboratory.plan(measurements: 14)
        let lost = try await workshop.run(["run", plan, "--set", "surrogate.deep-kernel.weights=lost.safetensors"])
        #expect(lost.status == 66, "\(lost.errors)")
        let begins = [
            "--set", "surrogate.deep-kernel.weights=film.safetensors", "--set", "surrogate.deep-kernel.frozen-layers=2",
            "--set", "training.schedule=lockstep",
        ]
        let submitted = try await workshop.run(["run", plan] + begins)
        #expect(submitted.status == 0, "\(submitted.errors)")
        _ = try await laboratory.wait { $0.spent >= 3 }
        daemon.signal(SIGKILL)
        _ = await daemon.end()
        try FileManager.default.removeItem(atPath: file)
        daemon = try await laboratory.daemon("serve-2")
        do {
            let status = try await laboratory.wait { $0.hasEnded }
            #expect(status.phase == "ended (measurements-spent)")
        } catch {
            Issue.record("the daemon said: \(daemon.errors)\nthe instrument said: \(twin.output)")
            throw error
        }
        let inspected = try await workshop.run(["inspect", "1", "--step", "14"])
        #expect(inspected.status == 0, "\(inspected.errors)")
        #expect(!inspected.output.contains("fallback") && !inspected.output.contains("chosen at random"))
        // What a process wrote arrives a moment later.
        for _ in 0..<500 where !daemon.errors.contains("how the pool's posterior is kept") {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(daemon.errors.contains("how the pool's posterior is kept"), "\(daemon.errors)")
        daemon.signal(SIGTERM)
        _ = await daemon.end(within: .seconds(5))
        twin.signal(SIGTERM)
        _ = await twin.end(within: .seconds(5))
    }
}
