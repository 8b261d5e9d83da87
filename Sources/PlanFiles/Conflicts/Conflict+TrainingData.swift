internal import Experiments

extension Conflict {
    /// Reports every conflict of the plan of a training whose keys were read without fault.
    static func report(in plan: TrainingPlan, _ findings: inout Findings) {
        let data = found(in: plan.data) + foundInScaling(of: plan) + foundInLabels(of: plan)
        let model = found(in: plan.model) + foundInPose(of: plan) + foundInOutput(of: plan) + foundInLayers(of: plan)
        report(data + model + foundInTraining(of: plan), &findings)
    }

    /// Creates a conflict whose first path is the model's, and which the preset may have brought.
    static func ofModel(_ path: String, _ others: [String] = [], _ text: String) -> Conflict {
        Conflict(paths: ["model.\(path)", "model.preset"] + others, text: text)
    }

    /// What does not go together in the description of the data.
    private static func found(in data: TrainingData) -> [Conflict] {
        switch data {
        case .cards: []
        case .images(let files): found(in: files)
        case .patches(let patches):
            if case .specimen(.data(let choice)) = patches.source { found(in: choice, at: "patches.data") } else { [] }
        case .spectra(let source):
            if case .data(let choice) = source { found(in: choice, at: "spectra.data") } else { [] }
        case .patchesWithSpectra(let pairs):
            if case .data(let choice) = pairs.source { found(in: choice, at: "patches-with-spectra.data") } else { [] }
        }
    }

    /// Arrays of files that are not named.
    private static func found(in files: TrainingData.ImageFiles) -> [Conflict] {
        var result: [Conflict] = []
        func blame(_ array: String, of file: String) {
            result.append(
                Conflict(
                    paths: ["images.\(array)", "images.\(file)"],
                    text:
                        "no file of \(file) is named. Name it by `\(file)`, even if it is the same file, or leave this out."
                ))
        }
        if files.targetArray != nil, files.targets == nil { blame("target-array", of: "targets") }
        if files.classArray != nil, files.classes == nil { blame("class-array", of: "classes") }
        return result
    }

    /// Scalings of what there is not, and those that do not give what the likelihood expects.
    private static func foundInScaling(of plan: TrainingPlan) -> [Conflict] {
        let (data, scaling) = (plan.data, plan.scaling)
        var result: [Conflict] = []
        if !data.hasTargets, scaling.targets != TrainingPlan.ScalingChoice().targets {
            result.append(
                Conflict(
                    paths: ["scaling.targets", data.key],
                    text: "the data have no targets: each image is to become itself. Leave it out."))
        }
        let likelihood: String
        switch plan.model.likelihood {
        case .bernoulli: likelihood = "bernoulli"
        case .continuousBernoulli: likelihood = "continuous-bernoulli"
        case .gaussian: return result
        }
        let decoded = plan.scalingOfDecoded
        // Cards lie between 0 and 1 as they are.
        var isCards = false
        if case .cards = data { isCards = true }
        if decoded.method == .standard || (decoded.method == .none || decoded.method == .area) && !isCards {
            result.append(
                Conflict(
                    paths: [decoded.key, "scaling.both", "model.likelihood", data.key],
                    text:
                        "`likelihood: \(likelihood)` is for values from 0 to 1, which `\(decoded.method.rawValue)` need not "
                        + "give. Write `range` or `image`, or `likelihood: gaussian` in the model."))
        }
        return result
    }

    /// Classes that are told although there are none, or others.
    private static func foundInLabels(of plan: TrainingPlan) -> [Conflict] {
        let (model, key) = (plan.model, plan.data.key)
        var result: [Conflict] = []
        let source =
            if case .images = plan.data { "Name their file by `classes` in `images`, or leave it out." } else {
                "Leave it out."
            }
        if !plan.data.hasClasses {
            let text = "the data have no classes that could be told. \(source)"
            if model.classes.labelled > 0 { result.append(.ofModel("classes.labelled", [key], text)) }
            if model.conditions.contains("class") { result.append(.ofModel("conditions", [key], text)) }
        }
        if let known = plan.knownFactors {
            for name in model.conditions where name != "class" && !known.contains(name) {
                let there = (plan.data.hasClasses ? ["class"] : []) + known
                result.append(
                    .ofModel(
                        "conditions", [key],
                        "nothing called `\(name)` is known of the images. Write one of "
                            + "\(there.map { "`\($0)`" }.joined(separator: ", ")), or leave it out."))
            }
        }
        if case .cards(let cards) = plan.data, model.classes.labelled > 0, model.classes.count > 0,
            model.classes.count != cards.suits.count
        {
            result.append(
                .ofModel(
                    "classes.count", ["cards.suits", "cards"],
                    "labels tell the suits of these cards, which are \(cards.suits.count), not \(model.classes.count). Write "
                        + "`count: \(cards.suits.count)`."))
        }
        return result
    }
}

extension TrainingPlan {
    /// The numbers that are known of every image; nil where the data may bring more.
    fileprivate var knownFactors: [String]? {
        let ofScaling = scaling.inputs == .image || scaling.inputs == .area ? ["image offset", "image scale"] : []
        switch data {
        case .cards: return ["angle", "shear", "scale", "dx", "dy"] + ofScaling
        case .images, .patches, .spectra, .patchesWithSpectra: return nil
        }
    }

    /// How what is decoded is scaled, and the key that says so.
    var scalingOfDecoded: (key: String, method: ScalingMethod) {
        data.hasTargets ? ("scaling.targets", scaling.targets) : ("scaling.inputs", scaling.inputs)
    }
}

extension TrainingData {
    /// The key that names the data.
    var key: String {
        switch self {
        case .cards: "cards"
        case .images: "images"
        case .patches: "patches"
        case .spectra: "spectra"
        case .patchesWithSpectra: "patches-with-spectra"
        }
    }

    /// Whether what is decoded has one row.
    var givesSpectra: Bool {
        switch self {
        case .spectra, .patchesWithSpectra: true
        case .cards, .images, .patches: false
        }
    }

    /// The side of square inputs in pixels; nil where only the data tell.
    var inputSide: Int? {
        switch self {
        case .cards(let cards): cards.size
        case .patches(let patches): patches.patches.window
        case .patchesWithSpectra(let pairs): pairs.window
        case .images, .spectra: nil
        }
    }
}
