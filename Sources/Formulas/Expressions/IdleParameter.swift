/// A parameter that its formula does not use: nothing can be learned of it.
package struct IdleParameter: Error, Hashable, Sendable, CustomStringConvertible {
    /// What it is called.
    package let name: String

    package var description: String { "the formula does not use the parameter `\(name)`. Use it, or leave it out." }
}
