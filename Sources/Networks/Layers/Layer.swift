/// A differentiable map from rows to rows: one row an example.
///
/// A layer owns its parameters and, if it needs any, memory to work in; whoever runs it owns the activations, of as many
/// rows as there are examples. There is no tape: `backward` is given the variables that `forward` was given, with the values it left.
package protocol Layer: AnyObject {
    /// The number of columns of the input.
    var inputs: Int { get }

    /// The number of columns of the output.
    var outputs: Int { get }

    /// What is trained, in an order that never changes.
    var parameters: [Variable] { get }

    /// How many threads a pass may use; it uses fewer where there is little to do. A layer that uses one always need not
    /// have it.
    var threads: Int { get set }

    /// Sets `output.value` from `input.value`.
    func forward(_ input: Variable, _ output: Variable)

    /// Adds to the gradients of the parameters and, if `propagating`, sets `input.gradient`, both from
    /// `output.gradient`, which is used up: what is left in it has no meaning.
    ///
    /// - Parameters:
    ///   - input: What `forward` was given.
    ///   - output: What `forward` set, and the gradient in it.
    ///   - propagating: Whether the gradient in the input is needed; the first layer's is not, which saves a third.
    func backward(_ input: Variable, _ output: Variable, propagating: Bool)

    /// Returns a second layer with parameters of the same values.
    func copy() -> any Layer
}

extension Layer {
    /// One; setting it changes nothing.
    package var threads: Int {
        get { 1 }
        set {}
    }
}
