internal import Autoencoders
private import Experiments
private import Foundation
private import LinearAlgebra
internal import Orchestration
private import Randomness
private import Scores
internal import TrainingSets

/// How well what an autoencoder finds in cards agrees with how they were made.
///
/// The definitions are those of the peers' figures; all is of cards that were not learned from.
struct CardsScore: Codable, Hashable {
    /// The share of cards whose suit is told by 4 clusters (k-means) of the content's posterior means, best assignment; nil
    /// without content.
    var clusters: Double?
    /// The share whose suit is told by the model's own class: where suits were told by name, else with the best assignment;
    /// nil without classes.
    var classes: Double?
    /// The median over ``angles``; nil without a rotation.
    var angle: Double?
    /// The absolute circular correlation of the rotation with the true angle within a suit; diamonds, which look alike after
    /// half a turn, are left out.
    var angles: [String: Double] = [:]
    /// The share of the angle's variance that five neighbours in the space of all latents tell: five folds, within suits.
    var angleShare = 0.0
    /// The same of the shear.
    var shearShare = 0.0
    /// The cross-entropy of a pixel in nats, decoded from the posterior means.
    var crossEntropy = 0.0
    /// The evidence bound in nats an image.
    var evidence = 0.0

    /// Scores an autoencoder on cards as they are.
    init(_ autoencoder: TrainedAutoencoder, on cards: TrainingSet) throws {
        let scaled = try autoencoder.scaled(cards)
        let encodings = try autoencoder.encode(scaled)
        let decoded = try autoencoder.reconstruct(scaled).elements
        crossEntropy = ImageErrors.crossEntropy(scaled.inputs.values, given: decoded)
        let watched = AutoencoderTraining(autoencoder.model, batchSize: 100, seed: 0)
        evidence =
            watched.loss(
                of: TrainingImages(
                    scaled.inputs.matrix, conditions: try autoencoder.about.conditions.numbers(of: scaled))
            ).evidenceBound
        guard let suits = cards.classes else { return }
        scoreClasses(encodings, suits, of: autoencoder.about.plan.model)
        let pose = autoencoder.about.plan.model.pose
        let latents = Points(columns: Self.columns(encodings, pose))
        angleShare = Self.share(of: "angle", in: cards, latents, suits)
        shearShare = Self.share(of: "shear", in: cards, latents, suits)
        guard pose.rotation != nil, let truth = cards.factor("angle")?.values else { return }
        for (index, name) in suits.names.enumerated() where name != Suit.diamonds.rawValue {
            let members = suits.indices.indices.filter { suits.indices[$0] == index }
            angles[name] = abs(
                CircularCorrelation.value(
                    members.map { Double(encodings[$0].pose.rotation) }, members.map { truth[$0] }))
        }
        angle = Spread(Array(angles.values))?.median
    }

    private mutating func scoreClasses(
        _ encodings: [Encoding], _ suits: TrainingSet.Classes, of model: AutoencoderChoice
    ) {
        if model.latents > 0 {
            var source = RandomSource(seed: 1, stream: "k-means")
            let content = Points(
                dimension: model.latents, elements: encodings.flatMap { $0.content.map { Double($0) } })
            let found = KMeans(content, clusters: suits.names.count, using: &source)
            clusters = ClusterAccuracy.best(found.labels, suits.indices)
        }
        let labels = encodings.compactMap(\.likeliestClass)
        guard labels.count == encodings.count else { return }
        classes =
            model.classes.labelled > 0
            ? Double(zip(labels, suits.indices).count { $0.0 == $0.1 }) / Double(labels.count)
            : ClusterAccuracy.best(labels, suits.indices)
    }

    /// All latents but classes, in units of their priors' deviations; an angle that goes round as cosine and sine.
    private static func columns(_ encodings: [Encoding], _ pose: PoseChoice) -> [[Double]] {
        let dimensions = encodings.first?.content.count ?? 0
        var columns = (0..<dimensions).map { dimension in encodings.map { Double($0.content[dimension]) } }
        func add(_ unit: Double?, _ value: (Pose) -> Float) {
            if let unit { columns.append(encodings.map { Double(value($0.pose)) / unit }) }
        }
        let radians = Double.pi / 180
        switch pose.rotation {
        case .free:
            columns.append(encodings.map { cos(Double($0.pose.rotation)) })
            columns.append(encodings.map { sin(Double($0.pose.rotation)) })
        case .small(let degrees): add(degrees * radians, \.rotation)
        case nil: break
        }
        add(pose.shear.map { $0 * radians }, \.shear)
        add(pose.size, \.logSize)
        add(pose.shift, \.shiftX)
        add(pose.shift, \.shiftY)
        return columns
    }

    /// How much neighbours tell of a factor: the mean over suits.
    private static func share(
        of name: String, in cards: TrainingSet, _ latents: Points, _ suits: TrainingSet.Classes
    ) -> Double {
        guard let truth = cards.factor(name)?.values else { return .nan }
        let shares = suits.names.indices.map { suit in
            var source = RandomSource(seed: 1, stream: "folds", step: suit)
            let members = source.shuffled(suits.indices.indices.filter { suits.indices[$0] == suit })
            return NearestNeighbours(latents.subset(members), members.map { truth[$0] }).crossValidated(
                NearestNeighbours.folds(of: Array(members.indices), count: 5))
        }
        return shares.reduce(0, +) / Double(shares.count)
    }
}
