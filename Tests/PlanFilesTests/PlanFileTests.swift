import Experiments
import PlanFiles
import Testing

@Suite struct `A plan file` {
    private func parse(_ text: String) throws -> Plan {
        try PlanFile.parse(text: text, name: "plan.yaml")
    }

    @Test func `with a source alone has every default`() throws {
        #expect(try parse("instrument: stem-1") == Plan(source: .instrument("stem-1")))
        #expect(try parse("sample: ferroelectric") == Plan(source: .sample(.init(name: "ferroelectric"))))
        var data = Plan.DataChoice()
        data.path = "cube.h5"
        #expect(try parse("data: cube.h5") == Plan(source: .data(data)))
    }

    @Test func `as in the sketch reads as it is meant`() throws {
        let plan = try parse(
            """
            # Where do the edge plasmons live on this cluster of nanoparticles?
            instrument: stem-1                 # or `data: cube.h5` / `sample: nanoparticles` to simulate
            overview: {channel: HAADF}
            features:
              patch: {window: 16, border: reflect, normalize: overview}
            scalarizer:                        # spectrum -> objective
              band-maximum: {axis: energy, from: 0.30 eV, to: 0.40 eV}
            objective: maximize                # minimize | {level: 0.7} | {band: [0.6, 0.8]}
            surrogate:
              deep-kernel: {layers: [64, 64, 2], kernel: matern-5/2}
            acquisition: log-ei                # ucb: {kappa: 2} | uncertainty | thompson | ...
            seeds: {count: 20, design: maximin}
            budget: {measurements: 150, time: 45 min}
            random-seed: 7
            """)
        var expected = Plan(source: .instrument("stem-1"))
        expected.overview.channels = ["HAADF"]
        expected.scalarizer.quantity = .bandMaximum(.init(from: 0.3, to: 0.4, unit: "eV"))
        expected.scalarizer.axis = "energy"
        expected.seeds.design = .maximin
        expected.budget.time = 2700
        expected.randomSeed = 7
        var kernel = DeepKernelChoice()
        kernel.layers = [64, 64, 2]
        expected.surrogate = .deepKernel(kernel)
        #expect(plan == expected)
    }

    /// Short and long forms of one thing, and what of the plan they change.
    private struct Forms: Sendable {
        let texts: [String]
        let change: @Sendable (inout Plan) -> Void

        init(_ texts: String..., change: @escaping @Sendable (inout Plan) -> Void) {
            self.texts = texts
            self.change = change
        }
    }

    private static let forms: [Forms] = [
        Forms("acquisition: ei", "acquisition: {ei: }", "acquisition: {ei: {}}", "acquisition: {ei: {xi: 0}}") {
            $0.acquisition.function = "ei"
        },
        Forms("acquisition: {ucb: {kappa: 3}}", "acquisition:\n  ucb:\n    kappa: 3.0") {
            $0.acquisition.function = "ucb"
            $0.acquisition.kappa = 3
        },
        Forms("objective: minimize", "objective: {minimize: }") { $0.goal = .minimize },
        Forms("objective: {level: 0.7}\nacquisition: ucb") {
            $0.goal = .level(0.7)
            $0.acquisition.function = "ucb"
        },
        Forms("objective: {band: [0.6, 0.8]}") {
            $0.goal = .band(0.6...0.8)
            $0.acquisition.function = "band"
        },
        Forms("objective: {level: -1e-3}") {
            $0.goal = .level(-0.001)
            $0.acquisition.function = "straddle"
            $0.acquisition.kappa = 1.96
        },
        Forms("budget: 50", "budget: {measurements: 50}") { $0.budget.measurements = 50 },
        Forms("budget: {time: 1.5 h}", "budget: {time: 90min}", "budget: {time: 5400 s}") { $0.budget.time = 5400 },
        Forms("budget: {target: 0.9, uncertainty: 0.05}") {
            $0.budget.target = 0.9
            $0.budget.uncertainty = 0.05
        },
        Forms("seeds: 5", "seeds: {count: 5}") { $0.seeds.count = 5 },
        Forms("overview: HAADF", "overview: [HAADF]", "overview: {channels: HAADF}", "overview: {channel: [HAADF]}") {
            $0.overview.channels = ["HAADF"]
        },
        Forms("features: {patch: 8}", "features: {patch: {window: 8}}") {
            var patch = PatchFeatures()
            patch.window = 8
            $0.features = .patch(patch)
        },
        Forms("features: coordinates", "features: {coordinates: }", "features: [coordinates]") {
            $0.features = .coordinates
        },
        Forms("features: stem", "features: {stem: {scales: [1, 2, 4]}}", "features: [{stem: [1, 2, 4]}]") {
            $0.features = .stem(StemFeatures())
        },
        Forms("features: [stem, coordinates]", "features: [{stem: }, {coordinates: , name: none}]") {
            $0.features = Features([.init(.stem(StemFeatures())), .init(.coordinates)])
        },
        Forms("features: [{patch: {window: 8}, name: far}, stem]", "features:\n- patch: 8\n  name: far\n- stem:") {
            var patch = PatchFeatures()
            patch.window = 8
            $0.features = Features([.init(.patch(patch), named: "far"), .init(.stem(StemFeatures()))])
        },
        Forms("features: {components: 4}", "features: {components: {count: 4, whiten: true, window: 16}}") {
            var components = ComponentFeatures()
            components.count = 4
            $0.features = .components(components)
        },
        Forms(
            "features: autoencoder", "features: {autoencoder: 8}", "features: {autoencoder: {window: 16, latents: 8}}"
        ) {
            $0.features = .autoencoder(AutoencoderFeatures())
        },
        Forms(
            "features: [{autoencoder: {latents: 3, rotation: free, variational: false, layers: [32], epochs: 5, window: 9}}, "
                + "coordinates]"
        ) {
            var choice = AutoencoderFeatures()
            (choice.latents, choice.rotation, choice.isVariational) = (3, .free(starts: 12), false)
            (choice.layers, choice.epochs, choice.patch.window) = ([32], 5, 9)
            $0.features = Features([.init(.autoencoder(choice)), .init(.coordinates)])
        },
        Forms("features: {autoencoder: {weights: net.safetensors, latents: 2}}") {
            var choice = AutoencoderFeatures()
            (choice.weights, choice.latents) = ("net.safetensors", 2)
            $0.features = .autoencoder(choice)
        },
        Forms(
            "surrogate: {deep-kernel: {pretraining: autoencoder, frozen-layers: 3}}",
            "surrogate: {deep-kernel: {pretraining: {autoencoder: 50}, frozen-layers: 3}}"
        ) {
            var kernel = DeepKernelChoice()
            (kernel.pretraining, kernel.frozenLayers) = (.autoencoder(AutoencoderPretraining()), 3)
            $0.surrogate = .deepKernel(kernel)
        },
        Forms("acquisition: {cost: {dwell: 0.5 s, speed: 10 um/s}}\nobjective: {band: [0, 1]}") {
            $0.goal = .band(0...1)
            $0.acquisition = AcquisitionChoice(.band)
            $0.acquisition.cost = MeasurementCost(dwell: 0.5, speed: 10, unit: "um")
        },
        Forms("acquisition: {kg: {references: 8}, cost: {dwell: 1 min, speed: 2 px/s, exponent: 0.5, cooling: false}}")
        {
            $0.acquisition = AcquisitionChoice(.knowledgeGradient)
            $0.acquisition.count = 8
            var cost = MeasurementCost(dwell: 60, speed: 2, unit: "px")
            (cost.exponent, cost.isCooled) = (0.5, false)
            $0.acquisition.cost = cost
        },
        Forms("acquisition: alc", "acquisition: {alc: {points: 512}}", "acquisition: {alc: , cost: none}") {
            $0.acquisition = AcquisitionChoice(.varianceReduction)
        },
        Forms("training: {memory: 2 GB}", "training: {memory: 2000MB}", "training: {memory: 0.002 TB}") {
            $0.training.memory = 2_000_000_000
        },
        Forms("training: {memory: 512 MiB, threads: 2}") {
            ($0.training.memory, $0.training.threads) = (536_870_912, 2)
        },
        Forms("training: {threads: automatic}") { _ in },
        Forms("scalarizer: {noise: counts}", "scalarizer: {noise: {counts: 1}}", "scalarizer: {noise: {counts: {}}}") {
            $0.scalarizer.noise = .counts(gain: 1)
        },
        Forms("scalarizer: {noise: {deviation: 0.2}}") { $0.scalarizer.noise = .deviation(0.2) },
        Forms("batch: {strategy: local-penalty}") { $0.batch.strategy = .localPenalty },
        Forms(
            "surrogate: committee",
            "surrogate: {committee: {members: [stem, coordinates, structure+space], draws: 4}}"
        ) {
            $0.surrogate = .committee(CommitteeChoice())
        },
        Forms(
            "surrogate: {committee: [stem, coordinates]}",
            "surrogate: {committee: {members: [stem, coordinates], block: automatic}}"
        ) {
            var committee = CommitteeChoice()
            committee.members = [.stem, .coordinates]
            $0.surrogate = .committee(committee)
        },
        Forms(
            """
            features: [stem, coordinates]
            surrogate: {gaussian-process: {kernel: matern-5/2(stem) + rbf(coordinates), mean: linear}}
            """
        ) {
            $0.features = Features([Features.Block(.stem(StemFeatures())), Features.Block(.coordinates)])
            var process = GaussianProcessChoice()
            (process.kernel, process.mean) = ("matern-5/2(stem) + rbf(coordinates)", .linear)
            $0.surrogate = .gaussianProcess(process)
        },
        Forms(
            """
            surrogate:
              gaussian-process:
                kernel: rbf + periodic
                mean:
                  formula: a + b*exp(-x/w)
                  parameters:
                    a: 0.5
                    b: {mean: 2, deviation: 1}
                    w: {positive: true, median: 3, scale: 0.5, initial: 4}
                priors:
                  length-scale: {median: 2, scale: 1}
                  periodic.length_scale: {median: 1, scale: 0.5}
            """
        ) {
            var formula = MeanFormula("a + b*exp(-x/w)")
            formula.parameters["a"] = .init(initial: 0.5)
            formula.parameters["b"] = .init(initial: 2)
            formula.parameters["b"]?.prior = .normal(NormalPriorChoice(mean: 2, deviation: 1))
            formula.parameters["w"] = .init(initial: 4)
            formula.parameters["w"]?.isPositive = true
            formula.parameters["w"]?.prior = .logNormal(LogNormalPriorChoice(median: 3, scale: 0.5))
            var process = GaussianProcessChoice()
            (process.kernel, process.mean) = ("rbf + periodic", .formula(formula))
            process.priors = [
                "length_scale": LogNormalPriorChoice(median: 2, scale: 1),
                "periodic.length_scale": LogNormalPriorChoice(median: 1, scale: 0.5),
            ]
            $0.surrogate = .gaussianProcess(process)
        },
        Forms("surrogate: {deep-kernel: {weights: net.safetensors, frozen-layers: 2, patience: 20, restart: false}}") {
            var kernel = DeepKernelChoice()
            (kernel.weights, kernel.frozenLayers, kernel.patience, kernel.restart) = ("net.safetensors", 2, 20, false)
            $0.surrogate = .deepKernel(kernel)
        },
        Forms("features: patch", "surrogate: committee", "surrogate: {committee: {}}", "scalarizer: value") { _ in
        },
        Forms("surrogate: deep-kernel", "surrogate: {deep-kernel: {}}") {
            $0.surrogate = .deepKernel(DeepKernelChoice())
        },
        Forms("surrogate: gaussian-process") { $0.surrogate = .gaussianProcess(GaussianProcessChoice()) },
        Forms("candidates: all", "candidates: {positions: all, margin: 0}") { _ in },
        Forms("candidates: {positions: {stride: 2}}") { $0.candidates.positions = .stride(2) },
        Forms("candidates: {positions: {points: [{x: 1, y: 2.5}]}, forbidden: [{rows: [0, 3], columns: [5, 5]}]}") {
            $0.candidates.positions = .points([Position(x: 1, y: 2.5)])
            $0.candidates.forbidden = [Plan.PixelRectangle(rows: 0...3, columns: 5...5)]
        },
        Forms("scalarizer: loop-area", "scalarizer: {loop-area: }", "scalarizer: {loop-area: {axis: none}}") {
            $0.scalarizer.quantity = .loopArea
        },
        Forms("scalarizer: {value: 3}", "scalarizer: {value: {index: 3}}") {
            $0.scalarizer.quantity = .value(index: 3)
        },
        Forms("scalarizer: {norm: , negate: true, transform: {asinh: 0.5}}") {
            $0.scalarizer.quantity = .norm
            $0.scalarizer.isNegated = true
            $0.scalarizer.transformation = .asinh(scale: 0.5)
        },
        Forms(
            "scalarizer: {band-mean: {from: 300 meV, to: 0.4 eV}}", "scalarizer: {band-mean: {from: 0.3eV, to: 0.4eV}}",
            "scalarizer: {band-mean: {from: '0.3 eV', to: \"0.4 eV\"}}"
        ) {
            $0.scalarizer.quantity = .bandMean(.init(from: 0.3, to: 0.4, unit: "eV"))
        },
        Forms("scalarizer: {band-ratio: {from: 1, to: 2, over: {from: 3, to: 4}, axis: energy}}") {
            $0.scalarizer.quantity = .bandRatio(.init(from: 1, to: 2), over: .init(from: 3, to: 4))
            $0.scalarizer.axis = "energy"
        },
        Forms("training: lockstep", "training: {schedule: lockstep, every: 1}") { $0.training.schedule = .lockstep },
        Forms("batch: 4", "batch: {count: 4}") { $0.batch.count = 4 },
        Forms("name: 12", "name: '12'") { $0.name = "12" },
        Forms("random-seed: 18446744073709551615") { $0.randomSeed = .max },
    ]

    @Test(arguments: forms.indices)
    func `has short and long forms that mean the same`(index: Int) throws {
        var expected = Plan(source: .instrument("a"))
        Self.forms[index].change(&expected)
        for text in Self.forms[index].texts {
            #expect(try parse("instrument: a\n" + text) == expected, "\(text)")
        }
    }

    @Test func `describes recorded data in full`() throws {
        let plan = try parse(
            """
            data:
              path: cube.npz
              image: {spectra: {band-mean: {from: 1 V, to: 2 V}, transform: log}}
              spectra: spectra
              axis: voltage
              axis-name: bias
              axis-unit: V
              positions: xy
              step: 40.8 nm
              image-median: 3
              spectrum-median: 5
              spectrum-median-wraps: true
              image-percentiles: [2, 98]
            """)
        var image = Scalarizer()
        image.quantity = .bandMean(.init(from: 1, to: 2, unit: "V"))
        image.transformation = .log
        var data = Plan.DataChoice()
        (data.path, data.image, data.spectra) = ("cube.npz", .spectra(image), "spectra")
        (data.axis, data.axisName, data.axisUnit, data.positions) = ("voltage", "bias", "V", "xy")
        (data.step, data.stepUnit, data.imageMedian, data.spectrumMedian) = (40.8, "nm", 3, 5)
        (data.spectrumMedianWraps, data.imagePercentiles) = (true, [2, 98])
        #expect(plan == Plan(source: .data(data)))
        data = Plan.DataChoice()
        data.image = .array("spectra")
        #expect(try parse("data: {image: spectra}") == Plan(source: .data(data)))
        data.image = .array("none")
        #expect(try parse("data: {image: 'none'}") == Plan(source: .data(data)))
    }

    @Test func `tells the line of a key afterwards`() {
        let text = "instrument: a\n\nscalarizer:\n  band-mean:\n    from: 1\n    to: 2\n"
        #expect(PlanFile.line(of: "scalarizer.band-mean.to", in: text) == 6)
        #expect(PlanFile.line(of: "scalarizer.band-mean.axis", in: text) == 4)
        #expect(PlanFile.line(of: "budget", in: text) == 1)
        #expect(PlanFile.line(of: "budget", in: "a: [") == nil)
    }
}
