internal import Experiments

extension Conflict {
    /// What does not go together in how an autoencoder is trained, and between it and what it is made of.
    static func foundInTraining(of plan: TrainingPlan) -> [Conflict] {
        let (model, training) = (plan.model, plan.training)
        var result = found(in: training.stages, of: plan) + foundInPixels(of: plan)
        if training.patience > 0, training.heldOut == 0 {
            result.append(
                Conflict(
                    paths: ["training.patience", "training.held-out"],
                    text:
                        "what is held out tells when to stop, and nothing is. Write a share by `held-out`, or leave it out."
                ))
        }
        if !model.isVariational, training.weights.content != nil {
            result.append(
                Conflict(
                    paths: ["training.weights.content", "model.variational", "model.preset"],
                    text:
                        "latents that are numbers have no prior from which they could diverge. Leave it out, or write "
                        + "`variational: true` in the model."))
        }
        return result
    }

    /// Stages that never begin, or that are of something that there is not.
    private static func found(in stages: StageChoice, of plan: TrainingPlan) -> [Conflict] {
        let (model, epochs) = (plan.model, plan.training.epochs)
        let parts: [(key: String, start: Int?, path: String, isThere: Bool)] = [
            ("shear", stages.shear, "model.pose.shear", model.pose.shear != nil),
            ("classes", stages.classes, "model.classes.count", model.classes.count > 0),
            ("content", stages.content, "model.latents", model.latents > 0),
        ]
        return parts.compactMap { part in
            guard let start = part.start else { return nil }
            let path = "training.stages.\(part.key)"
            if !part.isThere {
                return Conflict(
                    paths: [path, part.path, "model.preset"],
                    text: "the model has none, by `\(part.path)`. Give it one, or leave this out.")
            }
            guard start >= epochs else { return nil }
            return Conflict(
                paths: [path, "training.epochs"],
                text: "epoch \(start) never comes: there are \(epochs), counted from 0. Begin earlier, or train longer."
            )
        }
    }

    /// Single pixels where whole images are drawn.
    private static func foundInPixels(of plan: TrainingPlan) -> [Conflict] {
        guard plan.training.pixels < 1 else { return [] }
        guard case .coordinates = plan.model.decoder else {
            return [
                Conflict(
                    paths: ["training.pixels", "model.decoder", "model.preset"],
                    text: "this decoder draws whole images. Write `decoder: coordinates` in the model, or leave it out."
                )
            ]
        }
        let output = plan.model.output
        var whole: [String] = []
        if output.hasUnitIntegral { whole.append("unit-integral") }
        if output.pointSpread != nil { whole.append("point-spread") }
        if output.smoothness > 0 { whole.append("smoothness") }
        return whole.map { key in
            Conflict(
                paths: ["training.pixels", "model.output.\(key)"],
                text: "`\(key)` of the output needs whole images, not some of their pixels. Leave out one of the two.")
        }
    }
}
