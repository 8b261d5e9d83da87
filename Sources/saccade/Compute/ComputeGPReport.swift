import Surrogates

/// What `saccade compute gp` prints.
struct ComputeGPReport: Encodable {
    let kernel: String
    let mean: String
    let groups: [ParameterGroup]
    let parameters: [Double]
    /// Of the objective alone.
    let gradient: [Double]
    /// Of what a fit maximises, objective and log prior; nil without a fit.
    let fitGradient: [Double]?
    let objective: String
    let logMarginalLikelihood: Double
    let leaveOneOutLogDensity: Double
    let logPrior: Double?
    let jitter: Double
    let clippedVariances: Int

    private enum CodingKeys: String, CodingKey {
        case kernel, mean, parameters, gradient, objective, jitter
        case logMarginalLikelihood = "log_marginal_likelihood"
        case leaveOneOutLogDensity = "leave_one_out_log_density"
        case logPrior = "log_prior"
        case fitGradient = "gradient_with_prior"
        case clippedVariances = "clipped_variances"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kernel, forKey: .kernel)
        try container.encode(mean, forKey: .mean)
        try container.encode(Dictionary(uniqueKeysWithValues: named(parameters)), forKey: .parameters)
        try container.encode(Dictionary(uniqueKeysWithValues: named(gradient)), forKey: .gradient)
        if let fitGradient {
            try container.encode(Dictionary(uniqueKeysWithValues: named(fitGradient)), forKey: .fitGradient)
        }
        try container.encode(objective, forKey: .objective)
        try container.encode(logMarginalLikelihood, forKey: .logMarginalLikelihood)
        try container.encode(leaveOneOutLogDensity, forKey: .leaveOneOutLogDensity)
        try container.encodeIfPresent(logPrior, forKey: .logPrior)
        try container.encode(jitter, forKey: .jitter)
        try container.encode(clippedVariances, forKey: .clippedVariances)
    }

    /// The report as lines of a name and its numbers.
    var text: String {
        func line(_ name: String, _ values: [Double]) -> String {
            "\(name)  \(values.map { "\($0)" }.joined(separator: " "))"
        }
        var lines = ["kernel  \(kernel)"]
        lines += named(parameters).map { line($0.0, $0.1) }
        lines.append(line("log_marginal_likelihood", [logMarginalLikelihood]))
        lines.append(line("leave_one_out_log_density", [leaveOneOutLogDensity]))
        if let logPrior { lines.append(line("log_prior", [logPrior])) }
        lines += named(gradient).map { line("gradient \($0.0)", $0.1) }
        if let fitGradient { lines += named(fitGradient).map { line("gradient with prior \($0.0)", $0.1) } }
        if jitter > 0 { lines.append(line("jitter", [jitter])) }
        if clippedVariances > 0 { lines.append("negative variances set to 0  \(clippedVariances)") }
        return lines.joined(separator: "\n")
    }

    private func named(_ values: [Double]) -> [(String, [Double])] {
        var start = 0
        return groups.map { group in
            defer { start += group.count }
            return (group.name, Array(values[start..<start + group.count]))
        }
    }
}
