/// One latent of a model along a side of a figure: its name and numbers.
package struct LatentAxis: Hashable, Sendable {
    /// What it is called, such as `z1` or `rotation`.
    package let name: String
    /// The unit of its values, empty if they have none.
    package let unit: String
    /// Its values, in the order that the figure asks for.
    package let values: [Double]

    /// Creates a latent; how many values it needs is checked by the figure that shows it.
    package init(_ name: String, unit: String = "", values: [Double]) {
        self.name = name
        self.unit = unit
        self.values = values
    }

    /// Name and unit.
    var words: String { unit.isEmpty ? name : "\(name) (\(unit))" }
}
