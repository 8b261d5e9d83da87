/// Several models of one pool side by side: some have a vote, the others look on.
///
/// Every model is trained on every measurement and judged by predictions of measurements that it did without, each of which
/// counts for as much of the pool as it speaks for (``Representation``). The posterior is the mixture of the voters, weighed
/// by ``Stacking``: never much worse than the best of them, whichever that is on a sample. A model alone is a committee of
/// one voter, beside which the simple models look on.
package final class Committee: Surrogate {
    /// A model and its part in the committee.
    package struct Seat {
        /// What decision records call it.
        package let name: String
        /// The model.
        package let surrogate: any Surrogate
        /// Whether it takes part in the posterior.
        package let votes: Bool

        package init(_ name: String, _ surrogate: any Surrogate, votes: Bool) {
            self.name = name
            self.surrogate = surrogate
            self.votes = votes
        }
    }

    package let name: String
    private let seats: [Seat]
    private let representation: Representation
    /// The seats that failed in the last training, which begin anew: what they go on from may be what failed.
    private var failed: Set<Int> = []
    /// The least number of measurements from which models are weighed.
    ///
    /// Below it all voters are alike, as they are while one of them can only be judged by measurements that it has seen.
    private static let leastCount = 12

    /// Creates a committee of untrained models.
    ///
    /// - Parameters:
    ///   - name: What decision records call it.
    ///   - seats: The models, with different names, all of the same pool; at least one votes.
    ///   - representation: For how much of the pool a measurement speaks.
    package init(_ name: String, seats: [Seat], representation: Representation) {
        precondition(seats.contains(where: \.votes), "a committee has a voter")
        precondition(Set(seats.map(\.name)).count == seats.count, "the models have names of their own")
        precondition(Set(seats.map(\.surrogate.count)).count == 1, "the models see the same pool")
        self.name = name
        self.seats = seats
        self.representation = representation
    }

    package var count: Int { seats[0].surrogate.count }

    /// Trains every model, and weighs the voters.
    ///
    /// A model that fails is left out of this training, as long as one voter does not.
    ///
    /// - Parameters:
    ///   - observations: What was measured.
    ///   - mode: Whether to begin anew.
    ///   - shouldContinue: Asked before every iteration; answering false ends the training.
    /// - Returns: A posterior an objective, and a report that is the first voter's but for the predictions, which are the
    ///   mixture's, and the standings.
    /// - Throws: What the protocol says; ``SingularCovariance`` only if it befell every voter.
    package func train(
        _ observations: Observations, mode: TrainingMode, shouldContinue: () -> Bool
    ) throws -> Training {
        try observations.check()
        var results: [Result<(posteriors: [PoolPosterior], report: TrainingReport), any Error>] = []
        for (index, seat) in seats.enumerated() {
            let mode = failed.contains(index) ? TrainingMode.cold : mode
            do {
                if seat.votes {
                    let training = try seat.surrogate.train(observations, mode: mode, shouldContinue: shouldContinue)
                    results.append(.success((training.posteriors, training.report)))
                } else {
                    let report = try seat.surrogate.assess(observations, mode: mode, shouldContinue: shouldContinue)
                    results.append(.success(([], report)))
                }
            } catch let cancellation as CancellationError {
                throw cancellation
            } catch {
                results.append(.failure(error))
            }
        }
        failed = Set(results.indices.filter { results[$0].failure != nil })
        return try conclude(observations, results)
    }

    private func conclude(
        _ observations: Observations,
        _ results: [Result<(posteriors: [PoolPosterior], report: TrainingReport), any Error>]
    ) throws -> Training {
        let parts = results.map { try? $0.get() }
        let voters = seats.indices.filter { seats[$0].votes && parts[$0] != nil }
        guard let first = voters.first else {
            let failures = seats.indices.filter { seats[$0].votes }
            for index in failures { _ = try results[index].get() }
            preconditionFailure("a committee has a voter")
        }
        let shares = representation.shares(of: observations.candidates)
        let targets = observations.standardized().map(\.targets)
        var posteriors: [PoolPosterior] = []
        var reports: [ObjectiveReport] = []
        var weights = [[Double]](repeating: [], count: seats.count)
        for objective in observations.targets.indices {
            let predictions = voters.compactMap { parts[$0]?.report.objectives[objective].predictions }
            let isWeighed =
                voters.count > 1 && observations.count >= Self.leastCount
                && voters.allSatisfy { parts[$0]?.report.isJudgedFairly(objective) == true }
            let stacked =
                isWeighed
                ? Stacking.weights(of: predictions.map(\.mean), targets: targets[objective], shares: shares)
                : Array(repeating: 1 / Double(voters.count), count: voters.count)
            let mixture = zip(voters, stacked).compactMap { voter, weight in
                parts[voter].map { (posterior: $0.posteriors[objective], weight: weight) }
            }
            let posterior = PoolPosterior(mixing: mixture)
            for index in seats.indices {
                weights[index].append(voters.firstIndex(of: index).map { stacked[$0] } ?? 0)
            }
            posteriors.append(posterior)
            guard let report = parts[first]?.report.objectives[objective] else { continue }
            reports.append(
                voters.count == 1
                    ? report
                    : ObjectiveReport(
                        scale: posterior.scale,
                        leaveOneOut: LeaveOneOut(mixing: predictions, weights: stacked, targets: targets[objective]),
                        hyperparameters: report.hyperparameters, jitter: posterior.jitter))
        }
        guard var report = parts[first]?.report else { preconditionFailure("the first voter was trained") }
        report = report.replacing(reports, joining: voters.dropFirst().compactMap { parts[$0]?.report })
        report.standings = seats.indices.map { index in
            standing(index, parts[index]?.report, weights[index], shares: shares, failure: results[index].failure)
        }
        return Training(posteriors: posteriors, report: report)
    }

    private func standing(
        _ index: Int, _ report: TrainingReport?, _ weights: [Double], shares: [Double], failure: (any Error)?
    ) -> Standing {
        let densities = report?.objectives.map(\.logDensity) ?? []
        return Standing(
            name: seats[index].name, weights: weights,
            logDensities: densities.map { $0.reduce(0, +) / Double(max(1, $0.count)) },
            representativeLogDensities: densities.map { density in
                zip(density, shares).reduce(0) { $0 + $1.0 * $1.1 }
            },
            failure: failure.map { "\($0)" })
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}

extension TrainingReport {
    /// Whether the densities of an objective are of measurements that the model did without.
    ///
    /// A plain process has few parameters, and leaving one measurement out will do. An extractor has learned them all by
    /// heart, but for what cross-fitted members hold out.
    fileprivate func isJudgedFairly(_ objective: Int) -> Bool {
        embeddings.isEmpty || objectives[objective].heldOut != nil
    }

    /// The same report with other objectives, and with what other voters say of their networks.
    fileprivate func replacing(_ objectives: [ObjectiveReport], joining others: [TrainingReport]) -> TrainingReport {
        TrainingReport(
            wasCold: wasCold, restart: restart ?? others.lazy.compactMap(\.restart).first,
            iterations: others.reduce(iterations) { max($0, $1.iterations) },
            stoppedEarly: others.reduce(stoppedEarly) { $0 + $1.stoppedEarly }, firstLoss: firstLoss,
            lastLoss: lastLoss,
            objectives: objectives, embeddings: others.reduce(embeddings) { $0 + $1.embeddings })
    }
}
