import Foundation
import TestSupport
import Testing

@Suite("Autoencoders from the command line", .timeLimit(.minutes(5))) struct AutoencoderTests {
    private let plan = """
        name: small cards
        cards: {set: 4, count: 200, size: 16}
        model: {preset: rsvae, encoder: {dense: [32, 16]}, decoder: {dense: [16]}}
        training: {epochs: 4, batch: 50}
        random-seed: 3
        """

    /// A Python with safetensors and numpy: that of `make test`, or the system's.
    private static let python: String? = [
        Workshop.checkout.appending(path: ".build/python/bin/python").path, "/usr/bin/python3",
    ].first { (try? ChildProcess.run($0, ["-c", "import safetensors.numpy, numpy"])) == 0 }

    private func trained(_ workshop: Workshop, _ plan: String? = nil) async throws -> String {
        let path = try workshop.write(plan ?? self.plan, as: "cards.yaml")
        let model = workshop.path("cards.safetensors")
        let outcome = try await workshop.run(["train", path, "--out", model])
        #expect(outcome.status == 0, "\(outcome.errors)")
        return model
    }

    @Test("train, and everything that is made of what was trained")
    func everyCommand() async throws {
        let workshop = try Workshop()
        let path = try workshop.write(plan, as: "cards.yaml")
        let model = workshop.path("cards.safetensors")
        let training = try await workshop.run([
            "train", path, "--out", model, "--figure", workshop.path("loss.svg"), "--json", workshop.path("loss.json"),
        ])
        #expect(training.status == 0, "\(training.errors)")
        #expect(training.output.contains("small cards · cards: 180 images learned, 20 held out · 16 x 16 pixels"))
        #expect(training.output.contains("2 latents, any rotation, shear (± 12 deg)"))
        #expect(training.output.contains("epoch 4/4  loss "))
        #expect(!FileManager.default.fileExists(atPath: model + ".checkpoint"))
        let losses = try JSONSerialization.jsonObject(
            with: Data(contentsOf: URL(filePath: workshop.path("loss.json"))))
        #expect(((losses as? [String: Any])?["epochs"] as? [Any])?.count == 4)

        let encoding = try await workshop.run([
            "encode", model, "--out", workshop.path("z.csv"), "--scatter", workshop.path("z.svg"),
        ])
        #expect(encoding.status == 0, "\(encoding.errors)")
        let lines = try String(contentsOfFile: workshop.path("z.csv"), encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 201)
        #expect(
            lines[0]
                == "known class,known angle (deg),known shear (deg),known scale,known dx (px),known dy (px),z1,z2,rotation (deg),"
                + "shear (deg),z1 sd,z2 sd"
        )
        for (arguments, file) in [
            (["manifold", model, "--count", "3"], "cards-manifold.png"),
            (["traverse", model, "--latents", "rotation,shear"], "cards-traversals.png"),
            (["reconstruct", model, "--held-out", "--out", workshop.path("r.npy")], "cards-reconstructions.png"),
        ] {
            let outcome = try await workshop.run(arguments)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let picture = try Data(contentsOf: URL(filePath: workshop.path(file)))
            #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        }
        let maps = try await workshop.run(["encode", model, "--maps", workshop.path("m.png")])
        #expect(maps.status == 64)
        #expect(maps.errors.contains("cards are whole images"))
    }

    @Test("go on where a signal stopped them, to the same weights")
    func interruption() async throws {
        let workshop = try Workshop()
        let long = plan.replacing("epochs: 4", with: "epochs: 150")
        let path = try workshop.write(long, as: "cards.yaml")
        let straight = try await workshop.run(["train", path, "--out", workshop.path("straight.safetensors")])
        #expect(straight.status == 0, "\(straight.errors)")
        let model = workshop.path("stopped.safetensors")
        let stopped = try workshop.start(["train", path, "--out", model], log: "stopped")
        try await stopped.prints("epoch 1/150")
        stopped.signal(SIGINT)
        let status = await stopped.end()
        if status == 0 {
            // It was over before the signal came: nothing to go on with, and the same weights below.
            #expect(stopped.output.contains("epoch 150/150"))
        } else {
            #expect(stopped.errors.contains("the same command goes on from"))
            #expect(FileManager.default.fileExists(atPath: model + ".checkpoint"))
            let other = try await workshop.run(["train", path, "--out", model, "--set", "random-seed=4"])
            #expect(other.status == 65)
            #expect(other.errors.contains("it is a checkpoint of another plan"))
            let resumed = try await workshop.run(["train", path, "--out", model])
            #expect(resumed.status == 0, "\(resumed.errors)")
            #expect(resumed.output.contains("going on after epoch"))
        }
        func latents(_ model: String) async throws -> Data {
            let file = workshop.path("z.npy")
            let outcome = try await workshop.run(["encode", model, "--out", file])
            #expect(outcome.status == 0, "\(outcome.errors)")
            return try Data(contentsOf: URL(filePath: file))
        }
        #expect(try await latents(workshop.path("straight.safetensors")) == (try await latents(model)))
    }

    /// The encoder of a plain VAE as an independent reader writes it from the file alone.
    private static let reader = """
        import json, sys, numpy as np
        from safetensors import safe_open
        with safe_open(sys.argv[1], framework="numpy") as file:
            about = json.loads(file.metadata()["autoencoder"])
            plan = json.loads(file.metadata()["plan"])
            w = {name: file.get_tensor(name) for name in file.keys()}
        assert plan["name"] == "small cards" and plan["model"]["activation"] == "silu"
        images = np.load(sys.argv[2]).reshape(-1, about["input"]["height"] * about["input"]["width"])
        scaling = about["inputScaling"]["parameters"][0]
        x = (images - scaling["offset"]) / scaling["scale"]
        silu = lambda a: a / (1 + np.exp(-a))
        h = silu(x @ w["trunk.0.weight"].T + w["trunk.0.bias"])
        h = silu(h @ w["head.0.weight"].T + w["head.0.bias"])
        y = h @ w["head.1.weight"].T + w["head.1.bias"]
        found = np.load(sys.argv[3])
        latents = plan["model"]["latents"]
        expected = np.concatenate([y[:, :latents], np.exp(y[:, latents:2 * latents])], axis=1)
        assert found.shape == expected.shape, (found.shape, expected.shape)
        worst = np.abs(found - expected).max()
        assert worst < 1e-4, worst
        print("worst", worst)
        """

    @Test(
        "are read by Python's safetensors, which finds the same encoding",
        .enabled(if: python != nil, "no Python with safetensors and numpy; `make test` installs them"))
    func readByPython() async throws {
        let python = try #require(Self.python)
        let workshop = try Workshop()
        let model = try await trained(workshop, plan.replacing("rsvae", with: "vae"))
        // Other images than those that were learned: what the decoder makes of a grid.
        let images = workshop.path("grid.npy")
        let grid = try await workshop.run(["manifold", model, "--count", "5", "--out", images])
        #expect(grid.status == 0, "\(grid.errors)")
        let flat = """
            import numpy as np, sys
            a = np.load(sys.argv[1]); np.save(sys.argv[2], a.reshape(-1, 16, 16).astype(np.float32))
            """
        let stack = workshop.path("stack.npy")
        #expect(try ChildProcess.run(python, ["-c", flat, images, stack]) == 0)
        let latents = workshop.path("z.npy")
        let encoding = try await workshop.run(["encode", model, "--data", stack, "--out", latents])
        #expect(encoding.status == 0, "\(encoding.errors)")
        let reader = try workshop.start(python, ["-c", Self.reader, model, stack, latents], log: "reader")
        let status = await reader.end()
        #expect(status == 0, "\(reader.output) \(reader.errors)")
        #expect(reader.output.hasPrefix("worst"))
    }

    @Test(
        "say what is wrong, and where",
        arguments: [
            (["train", "nowhere.yaml"], 66, "nowhere.yaml: no such plan"),
            (["encode", "nowhere.safetensors"], 66, "nowhere.safetensors: no such file"),
            (["encode", "cards.yaml"], 65, "not a usable safetensors file"),
            (
                ["manifold", "MODEL", "--x", "z7"], 64,
                "--x z7: the model has no such latent; it has z1, z2, rotation, shear"
            ),
            (["manifold", "MODEL", "--class", "2"], 64, "the model has no classes"),
            (["manifold", "MODEL", "--range", "2,1"], 64, "the smaller first"),
            (["traverse", "MODEL", "--latents", "size"], 64, "it has z1, z2, rotation, shear"),
            (
                ["encode", "MODEL", "--scatter", "s.png", "--color", "colour"], 64,
                "--color colour: there is no such column"
            ),
            (["manifold", "MODEL", "--range", "-1,-2"], 64, "the smaller first"),
            (["encode", "MODEL", "--x", "z1", "--y", "z1", "--scatter", "s.png"], 64, "choose two"),
            (["train", "cards.yaml", "--out", "cards.yaml"], 64, "autoencoders are written as .safetensors"),
            (["train", "cards.yaml", "--out", "folder.safetensors"], 73, "is no file but a folder"),
            (["encode", "MODEL", "--data", "wide.npy", "--out", "wide.npy"], 64, "would be lost"),
            (["traverse", "MODEL", "--figure", "folder.svg"], 73, "is no file but a folder"),
            (["reconstruct", "MODEL", "--out", "MODEL"], 64, "would be lost"),
            (["encode", "MODEL", "--out", "z.txt"], 64, "latents are written as .csv or .npy"),
            (["reconstruct", "MODEL", "--count", "0"], 64, "--count 0: expected 1 to 64"),
            (["translate", "MODEL"], 64, "give --out FILE.npy or --figure FILE.png"),
            (
                ["encode", "MODEL", "--data", "wide.npy"], 65,
                "its images are 4 x 5 pixels; the model was made for 16 x 16 pixels"
            ),
            (["encode", "MODEL", "--data", "broken.npy"], 65, "values are not finite"),
        ] as [([String], Int32, String)])
    func errors(arguments: [String], status: Int32, message: String) async throws {
        let workshop = try Workshop()
        let model = try await trained(workshop)
        try Self.npy([1, 4, 5], Array(repeating: 0, count: 20)).write(to: workshop.folder.appending(path: "wide.npy"))
        try Self.npy([1, 16, 16], Array(repeating: .nan, count: 256)).write(
            to: workshop.folder.appending(path: "broken.npy"))
        for name in ["folder.safetensors", "folder.svg"] {
            try FileManager.default.createDirectory(
                at: workshop.folder.appending(path: name), withIntermediateDirectories: true)
        }
        let placed = arguments.map { argument in
            argument == "MODEL"
                ? model
                : argument.contains(".") && !argument.hasPrefix("--") ? workshop.path(argument) : argument
        }
        let outcome = try await workshop.run(placed)
        #expect(outcome.status == status, "\(outcome.output) \(outcome.errors)")
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }

    @Test("warn of images unlike those that were learned, and know the held-out ones only in the data they had")
    func otherData() async throws {
        let workshop = try Workshop()
        let images = workshop.path("images.npy")
        let values = (0..<40 * 64).map { Float(($0 * 37) % 101) / 100 }
        try Self.npy([40, 8, 8], values).write(to: URL(filePath: images))
        let model = try await trained(
            workshop,
            """
            images: {path: images.npy}
            model: {preset: vae, encoder: {dense: [16, 8]}, decoder: {dense: [8]}}
            training: {epochs: 2, held-out: 25 %}
            """)
        let held = try await workshop.run(["reconstruct", model, "--held-out"])
        #expect(held.status == 0 && held.output.contains("10 images, held out"), "\(held.errors)")
        #expect(!held.errors.contains("warning"))
        let bright = workshop.path("bright.npy")
        try Self.npy([40, 8, 8], values.map { 255 * $0 }).write(to: URL(filePath: bright))
        let warned = try await workshop.run(["encode", model, "--data", bright])
        #expect(warned.status == 0)
        #expect(warned.errors.contains("warning: 40 of 40 images have values far beyond those learned (0 to 1"))
        try Self.npy([40, 8, 8], values.reversed()).write(to: URL(filePath: images))
        let refused = try await workshop.run(["reconstruct", model, "--held-out"])
        #expect(refused.status == 65 && refused.errors.contains("it is not known which were held out"))
    }

    /// An NPY file of single precision.
    private static func npy(_ shape: [Int], _ values: [Float]) -> Data {
        let extents = shape.map { "\($0), " }.joined()
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(extents)), }"
        header += String(repeating: " ", count: 63 - (10 + header.utf8.count) % 64) + "\n"
        var data = Data(
            [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count % 256), UInt8(header.utf8.count / 256)])
        data.append(Data(header.utf8))
        for value in values {
            let bits = value.bitPattern
            data.append(contentsOf: (0..<4).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) })
        }
        return data
    }
}
