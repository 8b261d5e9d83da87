/// A formula that has no finite value at a point for the parameters that it was given.
package struct UndefinedValue: Error, Hashable, Sendable, CustomStringConvertible {
    /// The formula.
    package let formula: String
    /// The part of it that failed first.
    package let part: String
    /// What came out of it, in words.
    package let result: String
    /// The point, counted from zero in the list of points.
    package let point: Int
    /// The variables there, by name.
    package let variables: [NamedValue]
    /// The parameters, by name.
    package let parameters: [NamedValue]

    /// A name with its value.
    package struct NamedValue: Hashable, Sendable {
        package let name: String
        /// The value in words, for a NaN does not equal itself.
        package let value: String
    }

    package var description: String {
        func list(_ values: [NamedValue]) -> String {
            values.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
        }
        let place = variables.isEmpty ? "" : " (\(list(variables)))"
        let given = parameters.isEmpty ? "" : " for \(list(parameters))"
        return """
            formula `\(formula)`: `\(part)` is \(result) at point \(point)\(place)\(given); a finite number was expected: \
            change the initial values, make a parameter positive, or narrow its prior
            """
    }
}
