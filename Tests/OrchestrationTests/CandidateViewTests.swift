import Experiments
import LinearAlgebra
import Surrogates
import TestSupport
import Testing

@testable import Orchestration

@Suite("What a model sees of a pool") struct CandidateViewTests {
    private func view(_ features: Features) throws -> CandidateView {
        let overview = try FormulaSpecimen().overview
        return try CandidateView(plan: plan(features), overview: overview, pool: try pool(features))
    }

    private func plan(_ features: Features) -> Plan {
        quickPlan {
            $0.features = features
            $0.randomSeed = 3
        }
    }

    private func pool(_ features: Features) throws -> CandidatePool {
        try CandidatePool(Plan.CandidateChoice(), features: features, overview: FormulaSpecimen().overview)
    }

    private func rows(_ view: CandidateView) -> Matrix<Float> {
        var matrix = Matrix<Float>(rows: view.features.count, columns: view.features.dimension)
        view.features.copyRows(Array(0..<view.features.count), into: &matrix)
        return matrix
    }

    private func moments(_ matrix: borrowing Matrix<Float>, _ columns: Range<Int>) -> (mean: Double, square: Double) {
        var (sum, squares) = (0.0, 0.0)
        for row in 0..<matrix.rows {
            for column in columns {
                sum += Double(matrix[row, column])
                squares += Double(matrix[row, column]) * Double(matrix[row, column])
            }
        }
        let count = Double(matrix.rows * columns.count)
        return (sum / count, squares / count)
    }

    private static let several: Features = {
        var patch = PatchFeatures()
        patch.window = 4
        var components = ComponentFeatures()
        (components.count, components.patch.window) = (3, 6)
        var plain = components
        plain.isWhitened = false
        var encoder = AutoencoderFeatures()
        (encoder.latents, encoder.patch.window, encoder.layers, encoder.epochs) = (2, 5, [12], 3)
        return Features([
            .init(.patch(patch)), .init(.stem(StemFeatures())), .init(.coordinates), .init(.components(components)),
            .init(.components(plain), named: "plain"), .init(.autoencoder(encoder)),
        ])
    }()

    @Test("is one block after the other, by name")
    func blocks() throws {
        let view = try view(Self.several)
        #expect(
            view.features.blocks == [
                FeatureBlock(name: "patch", columns: 0..<16), FeatureBlock(name: "stem", columns: 16..<26),
                FeatureBlock(name: "coordinates", columns: 26..<28), FeatureBlock(name: "components", columns: 28..<31),
                FeatureBlock(name: "plain", columns: 31..<34), FeatureBlock(name: "autoencoder", columns: 34..<36),
            ])
        #expect(view.features.dimension == 36)
    }

    @Test("is standardised block by block: together what is of one kind, else number by number")
    func standardized() throws {
        let view = try view(Self.several)
        #expect(view.features.isStandardized)
        let matrix = rows(view)
        let together = [0..<16, 26..<28, 31..<34, 34..<36]
        let separately = (16..<26).map { $0..<$0 + 1 } + (28..<31).map { $0..<$0 + 1 }
        for columns in together + separately {
            let (mean, square) = moments(matrix, columns)
            #expect(abs(mean) < 1e-4, "\(columns)")
            #expect(abs(square - 1) < 1e-3, "\(columns)")
        }
        // Components that keep their sizes vary less and less.
        let squares = (31..<34).map { moments(matrix, $0..<$0 + 1).square }
        #expect(squares[0] > squares[1] && squares[1] > squares[2])
    }

    @Test("is the same of a block alone as beside others, and for a model that standardises again")
    func alone() throws {
        let all = rows(try view(Self.several))
        let stem = try view(.stem(StemFeatures()))
        let alone = rows(stem)
        #expect((0..<all.rows).allSatisfy { Array(all.row($0)[16..<26]) == alone.row($0) })
        var again = Matrix<Float>(rows: alone.rows, columns: alone.columns)
        StandardizedFeatures(stem.features, .together).copyRows(Array(0..<alone.rows), into: &again)
        #expect(again.elements == alone.elements)
    }

    @Test("can be learned from, whichever it is", arguments: [several, .stem(StemFeatures()), .coordinates])
    func learned(features: Features) throws {
        let view = try view(features)
        let values = rows(view).elements
        #expect(values.allSatisfy { $0.isFinite })
        var plan = plan(features)
        var choice = GaussianProcessChoice()
        choice.isIsotropic = true
        plan.surrogate = .gaussianProcess(choice)
        let observations = Observations(candidates: [3, 50, 200, 311], targets: [0, 1, 0.5, 2])
        let training = try Committee(plan: plan, view: view).train(observations, mode: .cold)
        #expect(training.posterior.prediction().mean.allSatisfy { $0.isFinite })
    }

    /// The table that takes all the memory it wants is the truth.
    @Test("has the same numbers whether they are kept or computed when they are asked for")
    func onDemand() throws {
        let pool = try pool(Self.several)
        let overview = try FormulaSpecimen().overview
        func view(_ bytes: Int) throws -> any CandidateFeatures {
            try CandidateView.features(
                Self.several, overview: overview, pool: pool, EncoderConduct(seed: 3), keptBytes: bytes)
        }
        let (kept, asked) = (try view(.max), try view(0))
        #expect(kept.blocks == asked.blocks && kept.isStandardized && asked.isStandardized)
        #expect(Self.several.dimension(channels: 1) == kept.dimension)
        let all = Array(0..<kept.count)
        // Twice, for what was asked for a few at a time is remembered.
        for candidates in [[7], [7, 300, 7, 0], [300, 12], all.reversed()] {
            var truth = Matrix<Float>(rows: candidates.count, columns: kept.dimension)
            var found = Matrix<Float>(rows: candidates.count, columns: kept.dimension)
            kept.copyRows(candidates, into: &truth)
            asked.copyRows(candidates, into: &found)
            #expect(zip(truth.elements, found.elements).allSatisfy { abs($0 - $1) < 1e-5 })
        }
    }
}
