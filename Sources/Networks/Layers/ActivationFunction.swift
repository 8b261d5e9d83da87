/// What a layer does to each number on its own.
package enum ActivationFunction: String, Hashable, Sendable, Codable, CaseIterable {
    /// x.
    case identity
    /// max(0, x); a NaN stays one.
    case relu
    /// x where it is above zero, else a hundredth of it (Maas, Hannun & Ng, ICML 2013), so that no unit falls silent for good.
    case leakyReLU = "leaky-relu"
    /// tanh x.
    case tanh
    /// x / (1 + e^-x) (Elfwing, Uchibe & Doya, Neural Networks 107, 2018; also called swish).
    case silu

    /// Whether the derivative follows from the function's result alone, so that its argument need not be kept.
    package var isDifferentiableFromResult: Bool { self != .silu }

    /// The factor by which the variance of the initial weights makes up for what the function takes away.
    ///
    /// Two for functions that halve the second moment of what they are given, 2 / (1 + slope^2) for one that is leaky (He et al.,
    /// ICCV 2015), otherwise one.
    package var gain: Double {
        switch self {
        case .leakyReLU: 2 / (1 + Double(Self.leak * Self.leak))
        case .relu, .silu: 2
        case .identity, .tanh: 1
        }
    }

    /// The slope of the leaky function below zero.
    static let leak: Float = 0.01
}
