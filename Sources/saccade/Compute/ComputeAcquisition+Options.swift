import Acquisition

/// An error of the acquisition functions, and the options of `saccade compute acquisition` that mend it.
protocol OptionFault: Error, CustomStringConvertible {
    /// The options, as one writes them; nil if none would help.
    var options: String? { get }
}

extension OptionFault {
    /// The description with the options in the place of the subject, which plans have.
    var sentence: String {
        guard let options, let colon = description.firstIndex(of: ":") else { return description }
        return options + description[colon...]
    }
}

extension UnfitAcquisition: OptionFault {
    var options: String? {
        switch cause {
        case .goal, .unweighable: "--function"
        case .threshold: "--level or --band"
        case .emptyBand: "--band"
        case .parameter: function.parameter.map { "--\($0.name)" }
        case .incumbent: "--best or --known"
        case .sample: "--sample or --covariance"
        case .covariance: "--covariance"
        case .pixels: "--positions"
        case .lengths: nil
        }
    }
}

extension UnfitVectorAcquisition: OptionFault {
    var options: String? {
        switch cause {
        case .goal: "--objectives"
        case .objectives: "--function"
        case .lengths: nil
        case .nothingKnown: "--known"
        case .reference: "--reference"
        case .weights: "--weights"
        }
    }
}

extension UnfitBatch: OptionFault {
    var options: String? {
        switch cause {
        case .values: "--values"
        case .pixels: "--positions"
        case .joint: "--covariance"
        case .unweighable: "--batch"
        }
    }
}

extension UnusableCost: OptionFault {
    var options: String? {
        switch cause {
        case .speed: "--speed"
        case .dwell: "--dwell"
        case .floor: "--least-cost"
        case .position: "--positions"
        case .dose, .doses: "--dose"
        case .exponent: "--cost-exponent"
        case .spent: "--spent"
        }
    }
}

extension UnusableConstraint: OptionFault {
    var options: String? { "--constraint" }
}
