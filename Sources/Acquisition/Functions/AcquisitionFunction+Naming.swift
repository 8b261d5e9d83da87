extension AcquisitionFunction {
    /// Creates the function that a plan or a command line names, as in `ucb: {kappa: 2}`.
    ///
    /// - Parameters:
    ///   - name: One of the names of ``all``.
    ///   - parameters: Values by name; what is left out keeps its default.
    /// - Throws: ``UnknownAcquisition`` for a name or a parameter that does not exist.
    package init(named name: String, parameters: [String: Double] = [:]) throws(UnknownAcquisition) {
        guard let function = Self.all.first(where: { $0.name == name }) else {
            throw UnknownAcquisition(function: name, parameter: nil, known: Self.all.map(\.name))
        }
        let known = function.parameter?.name
        if let unknown = parameters.keys.filter({ $0 != known }).min() {
            throw UnknownAcquisition(function: name, parameter: unknown, known: known.map { [$0] } ?? [])
        }
        if let known, let value = parameters[known] {
            self = function.with(parameter: value)
        } else {
            self = function
        }
    }
}

/// A name of an acquisition function, or of a parameter of one, that there is not.
package struct UnknownAcquisition: Error, Hashable, Sendable, CustomStringConvertible {
    /// The function as it was named.
    package let function: String
    /// The parameter that the function does not have; `nil` if the function itself is unknown.
    package let parameter: String?
    /// The names that would have been understood in its place.
    package let known: [String]

    package var description: String {
        let choices = known.map { "`\($0)`" }.joined(separator: ", ")
        return switch (parameter, known.isEmpty) {
        case (nil, _): "acquisition: `\(function)` is not a function. Choose one of \(choices)."
        case (let parameter?, true):
            "acquisition.\(function).\(parameter): `\(function)` takes no parameter. Leave it out."
        case (let parameter?, false):
            "acquisition.\(function).\(parameter): unknown parameter. `\(function)` takes \(choices)."
        }
    }
}
