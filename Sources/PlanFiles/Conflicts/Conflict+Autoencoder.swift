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
        foundInRange(of: plan) + foundInSymmetry(of: plan) + foundInPointSpread(of: plan)
    }

    /// Blurs that leave nothing of an image.
    private static func foundInPointSpread(of plan: TrainingPlan) -> [Conflict] {
        guard let side = plan.data.inputSide, !plan.data.givesSpectra, let deviation = plan.model.output.pointSpread,
            deviation > Double(side) / 4
        else { return [] }
        return [
            .ofModel(
                "output.point-spread", [plan.data.key],
                "a blur of \(WrittenQuantity.digits(deviation)) pixels leaves nothing of an image \(side) pixels wide. Write at "
                    + "most a quarter of its side.")
        ]
    }

    /// Ranges of numbers that the likelihood or the scaling does not go with.
    private static func foundInRange(of plan: TrainingPlan) -> [Conflict] {
        let (model, output) = (plan.model, plan.model.output)
        var result: [Conflict] = []
        let isBernoulli = model.likelihood == .bernoulli || model.likelihood == .continuousBernoulli
        if output.isNonNegative, isBernoulli {
            result.append(
                .ofModel(
                    "output.non-negative", ["model.likelihood"],
                    "a Bernoulli likelihood holds each number between 0 and 1 already. Write `likelihood: gaussian`, or leave "
                        + "it out."))
        }
        let scaling = plan.scalingOfDecoded
        if output.isNonNegative, !output.hasUnitIntegral, scaling.method == .standard {
            result.append(
                .ofModel(
                    "output.non-negative", [scaling.key, "scaling.both"],
                    "`standard` moves zero to the mean, so that what is decoded would never fall below the mean. Write "
                        + "`none` or `range` by `\(scaling.key)`."))
        }
        guard output.hasUnitIntegral else { return result }
        let path = "output.unit-integral"
        if !output.isNonNegative {
            result.append(
                .ofModel(
                    path, ["model.output.non-negative"],
                    "numbers that add up to one are none below zero here. Write `non-negative: true` too."))
        }
        if isBernoulli {
            result.append(
                .ofModel(
                    path, ["model.likelihood"],
                    "a Bernoulli likelihood bounds each number by one, not their sum. Write `likelihood: gaussian`."))
        }
        if scaling.method != .area, scaling.method != .none {
            result.append(
                .ofModel(
                    path, [scaling.key, "scaling.both"],
                    "the output adds up to one, but what `\(scaling.method.rawValue)` gives does not. Write `area` by "
                        + "`\(scaling.key)`."))
        }
        return result
    }

    /// Symmetries that nothing draws.
    private static func foundInSymmetry(of plan: TrainingPlan) -> [Conflict] {
        let symmetry = plan.model.output.symmetry
        guard symmetry != .none else { return [] }
        var result: [Conflict] = []
        if plan.data.givesSpectra, symmetry != .leftRight {
            result.append(
                .ofModel(
                    "output.symmetry", [plan.data.key],
                    "a spectrum has one row: `left-right` is the one symmetry that it can have."))
        }
        if case .coordinates = plan.model.decoder {
            result.append(
                .ofModel(
                    "output.symmetry", ["model.decoder"],
                    "a decoder of coordinates draws no symmetric object. Write `decoder: {dense: [128, 128]}` or "
                        + "`decoder: convolutional`."))
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
