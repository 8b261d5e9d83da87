/// A column of the table of cards.
enum CardsFigure: String, CaseIterable, Hashable, Sendable {
    case clusters, classes, angle, angleShare, shearShare, crossEntropy, evidence

    var title: String {
        switch self {
        case .clusters: "suit, 4 clusters"
        case .classes: "suit, class"
        case .angle: "angle, correlation"
        case .angleShare: "angle, R²"
        case .shearShare: "shear, R²"
        case .crossEntropy: "BCE a pixel"
        case .evidence: "evidence bound"
        }
    }

    var digits: Int {
        switch self {
        case .clusters, .classes, .angle, .angleShare, .shearShare: 2
        case .crossEntropy: 3
        case .evidence: 1
        }
    }

    /// Whether a lower number is a better one.
    var isCost: Bool { self == .crossEntropy }

    func value(_ score: CardsScore) -> Double? {
        switch self {
        case .clusters: score.clusters
        case .classes: score.classes
        case .angle: score.angle
        case .angleShare: score.angleShare
        case .shearShare: score.shearShare
        case .crossEntropy: score.crossEntropy
        case .evidence: score.evidence
        }
    }
}
