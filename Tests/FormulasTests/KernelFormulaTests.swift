import Formulas
import Foundation
import Testing

@Suite struct `A kernel formula` {
    @Test(
        arguments: [
            ("rbf", "rbf"),
            ("rbf+periodic", "rbf + periodic"),
            ("rbf * (linear + periodic)", "rbf * (linear + periodic)"),
            (" ( ( matern-1/2 ) ) ", "matern-1/2"),
            ("matern-5/2(stem) + rbf(coordinates)", "matern-5/2(stem) + rbf(coordinates)"),
            ("rbf*linear+periodic", "rbf * linear + periodic"),
            ("(rbf+linear)+periodic", "rbf + linear + periodic"),
            ("rbf*(linear*periodic)", "rbf * linear * periodic"),
            ("rational-quadratic( stem ,coordinates )", "rational-quadratic(stem, coordinates)"),
            ("matern52+matern12", "matern-5/2 + matern-1/2"),
            ("constant+rbf", "constant + rbf"),
        ])
    func `is written canonically`(text: String, canonical: String) throws {
        let formula = try KernelFormula(parsing: text)
        #expect(formula.description == canonical)
        #expect(try KernelFormula(parsing: canonical) == formula)
    }

    @Test(arguments: 0..<20)
    func `drawn at random reads as it was written`(seed: Int) throws {
        var random = RandomFormula(seed: UInt64(seed))
        for _ in 0..<50 {
            let formula = random.kernel(depth: 4)
            #expect(try KernelFormula(parsing: formula.description) == formula)
            let coded = try JSONDecoder().decode([KernelFormula].self, from: JSONEncoder().encode([formula]))
            #expect(coded == [formula])
        }
    }

    @Test func `names its blocks once, its kernels from left to right`() throws {
        let formula = try KernelFormula(parsing: "rbf(stem) * (linear(stem, coordinates) + constant)")
        #expect(formula.blocks == ["stem", "coordinates"])
        #expect(formula.leaves.map(\.name) == [.rbf, .linear, .constant])
    }

    @Test(
        arguments: [
            ("rbf + perodic", 7, "did you mean `periodic`?"),
            ("", 1, "found the end"),
            ("rbf +", 6, "a kernel"),
            ("rbf - periodic", 5, "found `-`"),
            ("(rbf", 5, "`)`"),
            ("rbf)", 4, "the end"),
            ("rbf rbf", 5, "`+`, `*` or the end"),
            ("rbf(3)", 5, "the name of a block"),
            ("rbf(stem,)", 10, "the name of a block"),
            ("rbf(stem, stem)", 11, "another block"),
            ("constant(stem)", 9, "a constant acts on no features"),
            ("2 * rbf", 1, "a kernel"),
            ("matern-7/2", 1, "did you mean `matern-1/2`?"),
            (String(repeating: "(", count: 100) + "rbf", 51, "at most 50 brackets"),
            (String(repeating: "rbf +", count: 1000) + "rbf", 4100, "at most 4096 characters"),
        ] as [(String, Int, String)])
    func `that is none says where and what was expected`(text: String, column: Int, words: String) {
        let error = #expect(throws: FormulaError.self) { try KernelFormula(parsing: text) }
        #expect(error?.column == column)
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
}
