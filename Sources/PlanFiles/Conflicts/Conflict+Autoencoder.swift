internal import Experiments

extension Conflict {
    /// What does not go together in the latents of an autoencoder.
    static func found(in model: AutoencoderChoice) -> [Conflict] {
        var result: [Conflict] = []
        if model.classes.labelled > 0, model.classes.count == 0 {
            result.append(
                .ofModel(
                    "classes.labelled", ["model.classes.count"],
                    "there are no classes to be told. Write how many by `count`, or leave it out."))
        }
        if model.classes.count > 0, model.conditions.contains("class") {
            result.append(
                .ofModel(
                    "conditions", ["model.classes"],
                    "a class that is told as a condition is not to be found besides. Leave out `class`, or write "
                        + "`classes: 0`."))
        }
        if model.latents == 0, model.classes.count == 0 {
            let fault =
                if model.conditions.isEmpty {
                    model.pose.isUpright
                        ? "there is nothing to encode."
                        : "nothing but a pose is told to the decoder, which draws one object."
                } else {
                    model.pose.isUpright ? "there is nothing to encode beside what is told." : ""
                }
            if !fault.isEmpty {
                result.append(
                    .ofModel(
                        "latents", ["model.classes", "model.pose", "model.conditions"],
                        "\(fault) Write 1 or more, or let there be `classes`."))
            }
        }
        return result
    }

    /// Poses that what is decoded cannot have.
    static func foundInPose(of plan: TrainingPlan) -> [Conflict] {
        let pose = plan.model.pose
        switch plan.data {
        case .patchesWithSpectra where !pose.isUpright:
            return [
                .ofModel(
                    "pose", [plan.data.key],
                    "what is decoded are spectra, in which an object of the image has no pose. Leave it out.")
            ]
        case .spectra:
            var parts: [(key: String, verb: String)] = []
            if pose.rotation != nil { parts.append(("rotation", "turned")) }
            if pose.shear != nil { parts.append(("shear", "sheared")) }
            return parts.map { part in
                .ofModel(
                    "pose.\(part.key)", [plan.data.key],
                    "a spectrum has one row and cannot be \(part.verb). Leave it out, or write `shift` or `size`.")
            }
        default: return []
        }
    }

    /// What cannot be known of an output.
    static func foundInOutput(of plan: TrainingPlan) -> [Conflict] {
        let (model, output) = (plan.model, plan.model.output)
        var result: [Conflict] = []
        if output.hasUnitIntegral {
            let path = "output.unit-integral"
            if !output.isNonNegative {
                result.append(
                    .ofModel(
                        path, ["model.output.non-negative"],
                        "numbers that add up to one are none below zero here. Write `non-negative: true` too."))
            }
            if model.likelihood == .bernoulli || model.likelihood == .continuousBernoulli {
                result.append(
                    .ofModel(
                        path, ["model.likelihood"],
                        "a Bernoulli likelihood bounds each number by one, not their sum. Write `likelihood: gaussian`."
                    ))
            }
        }
        guard output.symmetry != .none else { return result }
        let path = "output.symmetry"
        if plan.data.givesSpectra, output.symmetry != .leftRight {
            result.append(
                .ofModel(
                    path, [plan.data.key],
                    "a spectrum has one row: `left-right` is the one symmetry that it can have."))
        } else if !model.pose.isUpright {
            result.append(
                .ofModel(
                    path, ["model.pose"],
                    "an output that is `\(output.symmetry.rawValue)` cannot show an object turned, sheared, sized or shifted. "
                        + "Leave out one of symmetry and pose."))
        }
        return result
    }

    /// Blocks of convolutions that halve an image too often.
    static func foundInLayers(of plan: TrainingPlan) -> [Conflict] {
        guard let side = plan.data.inputSide else { return [] }
        var result: [Conflict] = []
        func check(_ choice: ConvolutionChoice, _ name: String, _ verb: String) {
            guard side >> choice.blocks.count < 1 else { return }
            let times = choice.blocks.count
            result.append(
                .ofModel(
                    "\(name).convolutional", [plan.data.key],
                    "\(times) blocks \(verb) an image \(times) times, but one \(side) pixels wide can be halved "
                        + "\(side.bitWidth - 1 - side.leadingZeroBitCount) times. Take fewer blocks."))
        }
        if case .convolutional(let choice) = plan.model.encoder { check(choice, "encoder", "halve") }
        if case .convolutional(let choice) = plan.model.decoder, !plan.data.givesSpectra {
            check(choice, "decoder", "double")
        }
        return result
    }
}
