/// A kernel as plans write it: `rbf + periodic`, `rbf * (linear + periodic)`, `matern-5/2(stem) + rbf(coordinates)`.
///
/// A product binds more tightly than a sum. In brackets behind a kernel stand the blocks of features that it acts on;
/// without them it acts on all. It is encoded as its text.
package indirect enum KernelFormula: Hashable, Sendable {
    /// A kernel on the named blocks, or on all features.
    case kernel(Name, on: [String] = [])
    /// At least two terms, none of them a sum.
    case sum([KernelFormula])
    /// At least two factors, none of them a product.
    case product([KernelFormula])

    /// The kernels there are, by their names in plans.
    package enum Name: String, Hashable, Sendable, CaseIterable {
        /// exp(-r²/2): very smooth functions.
        case rbf = "rbf"
        /// exp(-r): rough functions.
        case matern12 = "matern-1/2"
        /// (1 + √3 r) exp(-√3 r): functions with a slope.
        case matern32 = "matern-3/2"
        /// (1 + √5 r + 5 r²/3) exp(-√5 r): functions with a curvature.
        case matern52 = "matern-5/2"
        /// (1 + r²/(2α))^-α: many length scales at once.
        case rationalQuadratic = "rational-quadratic"
        /// exp(-2 sum sin²(π d_i/p_i)/l_i²): functions that repeat.
        case periodic = "periodic"
        /// 1 + sum x_i x'_i/l_i²: planes.
        case linear = "linear"
        /// 1: an offset.
        case constant = "constant"
    }

    /// All blocks that it names, each once, in the order of their first mention.
    package var blocks: [String] {
        var seen: Set<String> = []
        return leaves.flatMap(\.blocks).filter { seen.insert($0).inserted }
    }

    /// The kernels in it, from left to right.
    package var leaves: [(name: Name, blocks: [String])] {
        switch self {
        case .kernel(let name, let blocks): [(name, blocks)]
        case .sum(let parts), .product(let parts): parts.flatMap(\.leaves)
        }
    }
}

extension KernelFormula: CustomStringConvertible {
    /// The formula as it is written canonically; parsing it gives the formula again.
    package var description: String {
        switch self {
        case .kernel(let name, let blocks):
            blocks.isEmpty ? name.rawValue : "\(name.rawValue)(\(blocks.joined(separator: ", ")))"
        case .sum(let terms): terms.map(\.description).joined(separator: " + ")
        case .product(let factors):
            factors.map { factor in
                if case .sum = factor { "(\(factor))" } else { factor.description }
            }.joined(separator: " * ")
        }
    }
}

extension KernelFormula: Codable {
    package init(from decoder: any Decoder) throws {
        self = try KernelFormula(parsing: decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
