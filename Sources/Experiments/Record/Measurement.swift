/// What came back for a request: a spectrum, or a number as a spectrum of one channel.
package struct Measurement: Hashable, Sendable {
    package let request: Request.ID
    package let attempt: Int
    /// The values as they came, not necessarily finite: what cannot be learned is kept all the same.
    package let values: [Double]
    /// What the channels stand for; as many values as ``values``.
    package let axis: Axis
    /// Where the instrument says that it measured, if it says so.
    package let actualPosition: Position?
    /// A digest of the arrays as they came over the wire; two results of one attempt that differ in it conflict.
    package let digest: String

    package init(
        request: Request.ID, attempt: Int, values: [Double], axis: Axis, actualPosition: Position? = nil,
        digest: String
    ) {
        self.request = request
        self.attempt = attempt
        self.values = values
        self.axis = axis
        self.actualPosition = actualPosition
        self.digest = digest
    }
}
