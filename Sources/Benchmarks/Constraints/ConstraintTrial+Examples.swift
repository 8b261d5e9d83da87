private import Datasets
internal import Experiments
private import Foundation
private import Randomness
internal import TrainingSets

extension ConstraintTrial {
    /// What is shown, by name.
    static let examples: [(name: String, make: @Sendable (UInt64) throws -> ConstraintTrial)] = [
        ("density", density), ("symmetry", symmetry), ("point-spread", pointSpread),
    ]

    /// 60 spectra of nanoparticles with much noise, each divided by its area: densities, which are nowhere below zero and
    /// whose sum is one.
    private static func density(seed: UInt64) throws -> ConstraintTrial {
        var choice = Plan.SampleChoice(name: "nanoparticles")
        (choice.seed, choice.noise) = (seed, 0.3)
        let sample = try Sample.make(choice)
        let all = try TrainingSet.spectra(of: sample)
        var source = RandomSource(seed: seed, stream: "density")
        let order = source.shuffled(Array(0..<all.count))
        let (learned, scored) = (try all.subset(Array(order[..<60])), try all.subset(Array(order[60..<1060])))
        let (rows, columns) = (scored.factor("row")?.values ?? [], scored.factor("column")?.values ?? [])
        let truth = zip(rows, columns).flatMap { row, column in
            let spectrum = sample.truth(at: Pixel(row: Int(row), column: Int(column)))
            let area = spectrum.reduce(0, +)
            return spectrum.map { Float($0 / area) }
        }
        var plan = TrainingPlan(data: .cards(Cards()))
        plan.scaling.inputs = .area
        plan.model.latents = 4
        plan.randomSeed = seed
        // Their noise, where the mean is 1/156. Both trainings end where what is held out is drawn best.
        plan.model.likelihood = .gaussian(deviation: 0.0085)
        plan.training.epochs = 600
        plan.training.batch = 25
        plan.training.heldOut = 0.2
        plan.training.patience = 150
        var told = OutputChoice()
        told.isNonNegative = true
        told.hasUnitIntegral = true
        return ConstraintTrial(
            name: "density", title: "spectra of unit area: non-negative, unit integral", learned: learned,
            scored: scored,
            truth: truth, plan: plan, told: told)
    }

    /// 60 cells of a square lattice seen through much noise: a column in the middle and four at the corners, of varying
    /// strength, which look the same from four sides and in a mirror.
    private static func symmetry(seed: UInt64) throws -> ConstraintTrial {
        let (side, noise) = (24, 0.5)
        var source = RandomSource(seed: seed, stream: "cells")
        func cells(_ count: Int) throws -> (set: TrainingSet, truth: [Float]) {
            var truth: [Float] = []
            for _ in 0..<count {
                let (middle, corner) = (source.uniform(in: 0.5...1.5), source.uniform(in: 0.2...1))
                for row in 0..<side {
                    for column in 0..<side {
                        let (y, x) = (Double(row) - 11.5, Double(column) - 11.5)
                        let (v, u) = (abs(y) - 8, abs(x) - 8)
                        truth.append(
                            Float(middle * exp(-(x * x + y * y) / 12) + corner * exp(-(u * u + v * v) / 6)))
                    }
                }
            }
            let noisy = zip(truth, source.normals(truth.count)).map { $0 + Float(noise * $1) }
            return (
                try TrainingSet(name: "cells", inputs: ImageStack(height: side, width: side, values: noisy)), truth
            )
        }
        let (learned, _) = try cells(60)
        let (scored, truth) = try cells(500)
        var plan = TrainingPlan(data: .cards(Cards()))
        plan.scaling.inputs = .none
        plan.model.latents = 2
        plan.model.likelihood = .gaussian(deviation: noise)
        plan.randomSeed = seed
        plan.training.epochs = 200
        plan.training.batch = 20
        plan.training.heldOut = 0
        var told = OutputChoice()
        told.symmetry = .fourfoldMirror
        return ConstraintTrial(
            name: "symmetry", title: "cells of a square lattice: fourfold and mirrored", learned: learned,
            scored: scored,
            truth: truth, plan: plan, told: told)
    }

    /// 1,000 cards seen through a Gaussian point spread of 2 pixels, and noise: the sharp card is wanted.
    private static func pointSpread(seed: UInt64) throws -> ConstraintTrial {
        let (deviation, noise) = (2.0, 0.05)
        func blurred(_ count: Int, _ seed: UInt64) throws -> (set: TrainingSet, truth: [Float]) {
            var cards = Cards.lecture(1)
            (cards.count, cards.seed) = (count, seed)
            let sharp = try cards.trainingSet().inputs
            let blur = GaussianBlur(deviation)
            var source = RandomSource(seed: seed, stream: "blurred")
            let values = (0..<count).flatMap { index in
                let image = blur.applied(to: sharp[index], width: sharp.width)
                return zip(image, source.normals(image.count)).map { $0 + Float(noise * $1) }
            }
            return (
                try TrainingSet(
                    name: "blurred cards",
                    inputs: ImageStack(height: sharp.height, width: sharp.width, values: values)), sharp.values
            )
        }
        let (learned, _) = try blurred(1000, seed)
        let (scored, truth) = try blurred(500, seed + 1000)
        var plan = TrainingPlan(data: .cards(Cards()))
        plan.scaling.inputs = .none
        plan.model.latents = 4
        plan.model.likelihood = .gaussian(deviation: noise)
        plan.randomSeed = seed
        plan.training.epochs = 100
        plan.training.heldOut = 0
        var told = plan.model.output
        told.pointSpread = deviation
        return ConstraintTrial(
            name: "point-spread", title: "blurred cards, the object behind: the point spread", learned: learned,
            scored: scored, truth: truth, plan: plan, told: told, wantsObject: true)
    }
}
