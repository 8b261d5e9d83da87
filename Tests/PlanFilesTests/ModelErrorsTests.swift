import PlanFiles
import Testing

@Suite struct `A plan with a faulty model` {
    private func errors(_ text: String) -> [String] {
        let errors = #expect(throws: PlanErrors.self) { try PlanFile.parse(text: text, name: "plan.yaml") }
        return errors?.description.split(separator: "\n").map(String.init) ?? []
    }

    /// One fault each, in line 2 of a plan whose line 1 is right.
    @Test(arguments: [
        (
            "surrogate: {gaussian-process: {anisotropic: true}}",
            "surrogate.gaussian-process.anisotropic: unknown key. Did you mean `isotropic`?"
        ),
        (
            "features: [stem, stem]",
            "features: two blocks are called `stem`. Name one, as in {stem: {}, name: far}."
        ),
        (
            "features: []",
            "features: expected one of patch, coordinates, stem, components, autoencoder, or a list of them, as in [stem, coordinates], found a list of 0."
        ),
        (
            "features: [{stem: {scales: [1, x]}}]",
            "features.0.stem.scales.1: expected a number from 0.5 to 64, found `x`."
        ),
        (
            "features: {stem: {scales: [2, 1]}}",
            "features.stem.scales: expected 1 to 8 rising numbers from 0.5 to 64, as in [1, 2, 4]."
        ),
        (
            "features: [{stem: , name: a-b}]",
            "features.0.name: expected a name of letters, digits and _, beginning with a letter, found `a-b`."
        ),
        (
            "surrogate: {gaussian-process: {kernel: '  '}}",
            "surrogate.gaussian-process.kernel: expected a kernel's formula, as in `matern-5/2` or `rbf + periodic`."
        ),
        (
            "surrogate: {deep-kernel: {frozen-layers: 2}}",
            "surrogate.deep-kernel.frozen-layers: frozen layers keep what was learned before. Name a file by `weights`, write a `pretraining`, or leave this out."
        ),
        (
            "surrogate: {deep-kernel: {pretraining: autoencoder, weights: a}}",
            "surrogate.deep-kernel.pretraining: the weights of a file are there already. Keep one, the file or the training."
        ),
        (
            "surrogate: {deep-kernel: {pretraining: autoencoder, layers: [8]}}",
            "surrogate.deep-kernel.pretraining: an encoder has a layer before the embedding. Give `layers` two widths or more."
        ),
        (
            "surrogate: {committee: {members: [deep-kernel], deep-kernel: {pretraining: autoencoder}}}\nfeatures: stem",
            "surrogate.committee.deep-kernel.pretraining: an autoencoder learns what patches look like, and no block of features is a `patch`. Add one, or leave this out."
        ),
        (
            "features: {autoencoder: {weights: a, epochs: 3}}",
            "features.autoencoder.epochs: the file of `weights` tells this. Leave it out."
        ),
        (
            "features: [{autoencoder: {rotation: free, window: 2}}]",
            "features.0.autoencoder.rotation: nothing can be turned in a window of 2. Make it 3 or more."
        ),
        (
            "features: [{autoencoder: {weights: a}}, {autoencoder: {weights: b}, name: other}]",
            "features: the plan names several files of weights, a, b, and may name one."
        ),
        (
            "surrogate: {deep-kernel: {frozen-layers: 4, weights: a}}",
            "surrogate.deep-kernel.frozen-layers: 4 layers cannot be frozen: there are 3."
        ),
        (
            "surrogate: {deep-kernel: {priors: {lenght-scale: {median: 1, scale: 1}}}}",
            "surrogate.deep-kernel.priors.lenght-scale: unknown parameter. Did you mean `length-scale`?"
        ),
        (
            "surrogate: {deep-kernel: {priors: {noise: {median: 1}}}}",
            "surrogate.deep-kernel.priors.noise.scale: is missing; expected a number above 0."
        ),
        (
            "surrogate: {deep-kernel: {priors: {noise: 1}}}",
            "surrogate.deep-kernel.priors.noise: expected a map of median, scale, found `1`."
        ),
        (
            "surrogate: {gaussian-process: {kernel: rbf, priors: {period: {median: 1, scale: 1}}}}",
            "surrogate.gaussian-process.priors.period: the process of `rbf` has no such parameter. There are `length-scale`, `output-scale`, `noise`."
        ),
        (
            "surrogate: {gaussian-process: {kernel: rbf, priors: {rbf.length-scale: {median: 1, scale: 1}}}}",
            "surrogate.gaussian-process.priors.rbf.length-scale: the process of `rbf` has no such parameter. Did you mean `length-scale`? There are `length-scale`, `output-scale`, `noise`."
        ),
        (
            "surrogate: {gaussian-process: {kernel: rbf * periodic, priors: {periodic.output-scale: {median: 1, scale: 1}}}}",
            "surrogate.gaussian-process.priors.periodic.output-scale: the process of `rbf * periodic` has no such parameter. Did you mean `rbf.output-scale`? There are `length-scale`, `output-scale`, `noise`, `period`, `rbf.length-scale`, `rbf.output-scale`, `periodic.length-scale`, `periodic.period`."
        ),
        (
            "surrogate: {deep-kernel: {priors: {alpha: {median: 1, scale: 1}}}}",
            "surrogate.deep-kernel.priors.alpha: the process of `matern-5/2` has no such parameter. There are `length-scale`, `output-scale`, `noise`."
        ),
        (
            "surrogate: {gaussian-process: {mean: {formula: a, parameters: {a: {value: 1}}}}}",
            "surrogate.gaussian-process.mean.parameters.a.value: unknown key. Did you mean `initial`?"
        ),
        (
            "surrogate: {gaussian-process: {mean: {formula: a, parameters: {a: {measurements: 1}}}}}",
            "surrogate.gaussian-process.mean.parameters.a.measurements: unknown key. Known here: initial, positive, median, scale, mean, deviation."
        ),
        (
            "surrogate: {gaussian-process: {mean: {formula: a * z, parameters: {a: 1}}}}",
            "surrogate.gaussian-process.mean: formula `a * z`, column 5: a parameter or a variable (a, x, y) was expected, found `z`"
        ),
        (
            "surrogate: {gaussian-process: {mean: {linear: , parameters: {a: 1}}}}",
            "surrogate.gaussian-process.mean: `parameters` are a `formula`'s. Leave them out."
        ),
        (
            "surrogate: {gaussian-process: {mean: {formula: a, parameters: {a: {positive: true}}}}}",
            "surrogate.gaussian-process.mean.parameters.a: needs `initial`, where training begins, or a prior."
        ),
        (
            "surrogate: {gaussian-process: {mean: {formula: a, parameters: {a: {median: 1, scale: 1}}}}}",
            "surrogate.gaussian-process.mean.parameters.a: `median` and `scale` are a positive parameter's. Write `positive: true` too."
        ),
        (
            "surrogate: {gaussian-process: {mean: {formula: a, parameters: {a: {initial: -1, positive: true}}}}}",
            "surrogate.gaussian-process.mean.parameters.a: `initial` is -1, but the parameter is positive."
        ),
        (
            "surrogate: {gaussian-process: {mean: {formula: a, parameters: {2a: 1}}}}",
            "surrogate.gaussian-process.mean.parameters.2a: expected a name of letters, digits and _, beginning with a letter."
        ),
        (
            "surrogate: {committee: [stem, stem]}",
            "surrogate.committee: a member stands here for the second time. Keep one."
        ),
        (
            "surrogate: {committee: {members: [stem], deep-kernel: {ensemble: 2}}}",
            "surrogate.committee.deep-kernel: no member is a `deep-kernel`. Add it to `members`, or leave this out."
        ),
        (
            "surrogate: {committee: {block: 4}}",
            "surrogate.committee.block: no member is a `deep-kernel`. Add it to `members`, or leave this out."
        ),
        (
            "surrogate: {committee: {members: [sten]}}",
            "surrogate.committee.members.0: expected one of deep-kernel, stem, coordinates, stem+coordinates, structure+space, found `sten`. Did you mean `stem`?"
        ),
        (
            "acquisition: {ucb: , cost: {dwell: 1 s, speed: 1 px/s}}",
            "acquisition.cost: the score of `ucb` cannot be divided by a cost. Choose one of `uncertainty`, `ei`, `log-ei`, `pi`, `log-pi`, `band`, `noisy-ei`, `alc`, `kg`, `mes`, `gradient`, or leave the cost out."
        ),
        (
            "acquisition: {ei: , cost: {dwell: 1 s}}",
            "acquisition.cost.speed: is missing; expected a speed above 0 with its unit, as in 10 um/s or 50 px/s."
        ),
        (
            "acquisition: {ei: , cost: {dwell: 1 s, speed: 10 um}}",
            "acquisition.cost.speed: expected a speed above 0 with its unit, as in 10 um/s or 50 px/s, found `10 um`."
        ),
        (
            "acquisition: {ei: , cost: {dwell: 1 s, speed: 10 eV/s}}",
            "acquisition.cost.speed: expected a speed above 0 with its unit, as in 10 um/s or 50 px/s, found `10 eV/s`."
        ),
        (
            "training: {memory: 1}",
            "training.memory: expected an amount of memory from 1 MB with its unit, as in 1 GB (kB, MB, GB or TB; KiB, MiB, GiB or TiB), found `1`."
        ),
        (
            "training: {memory: 10 kB}",
            "training.memory: expected an amount of memory from 1 MB with its unit, as in 1 GB (kB, MB, GB or TB; KiB, MiB, GiB or TiB), found `10 kB`."
        ),
        ("training: {threads: 65}", "training.threads: expected a whole number from 1 to 64, found `65`."),
        ("scalarizer: {noise: {counts: 0}}", "scalarizer.noise.counts: expected a number above 0, found `0`."),
    ])
    func `names the line, the key, what was expected and what to do`(text: String, expected: String) {
        #expect(errors("instrument: a\n" + text) == ["plan.yaml:2: " + expected])
    }

    @Test func `does not divide by a cost what is no score`() {
        let text = "instrument: a\nacquisition: {ei: , cost: {dwell: 1 s, speed: 1 px/s}}\nbatch: {strategy: thompson}"
        #expect(
            errors(text) == [
                "plan.yaml:3: batch.strategy: draws of the model cannot be divided by a cost. Choose another strategy, or "
                    + "leave the cost out."
            ])
    }

    @Test func `has a coarse grid and a function that needs every neighbour`() throws {
        let found = errors("candidates: {large-pool: coarse-to-fine}\nacquisition: gradient\ninstrument: a\n")
        #expect(
            found == [
                "plan.yaml:1: candidates.large-pool: `gradient` needs the neighbours of every candidate, which a coarse grid "
                    + "leaves out. Write `every` or `automatic`, or choose another function."
            ])
        for word in ["every", "automatic"] {
            _ = try PlanFile.parse(text: "candidates: {large-pool: \(word)}\nacquisition: gradient\ninstrument: a\n")
        }
    }
}
