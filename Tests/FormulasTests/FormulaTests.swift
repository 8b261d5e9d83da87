import Formulas
import Foundation
import Randomness
import Testing

@Suite struct `A formula` {
    private func value(_ text: String, _ parameters: [String: Double] = [:], x: Double = 0) throws -> Double {
        let names = parameters.keys.sorted()
        let compiled = try CompiledFormula(Formula(parsing: text), variables: ["x"], parameters: names)
        return try compiled.values(at: [x], count: 1, parameters: names.map { parameters[$0] ?? 0 })[0]
    }

    @Test(
        arguments: [
            ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("8 / 4 / 2", 1), ("8 - 4 - 2", 2), ("-2^2", -4), ("(-2)^2", 4),
            ("2^3^2", 512), ("2^-1", 0.5), ("--3", 3), ("2 - -3", 5), ("-x * 2", -6), (".5 + 1.e1 + 2E-1", 10.7),
            ("pi", Double.pi), ("exp(1)", M_E), ("log(exp(2))", 2), ("sqrt(x) ^ 2", 3), ("sin(pi / 6)", 0.5),
            ("cos(0) + tan(0)", 1), ("atan(1) * 4", Double.pi), ("tanh(0.5)", tanh(0.5)), ("erf(0.5)", erf(0.5)),
            ("abs(-2) + min(1, x) + max(1, x)", 6), ("pow(x, 3)", 27), ("hypot(x, 4)", 5), ("1/2*4", 2),
        ] as [(String, Double)])
    func `has the value that its grammar gives it`(text: String, expected: Double) throws {
        #expect(abs(try value(text, x: 3) - expected) < 1e-14 * max(1, abs(expected)))
    }

    @Test(arguments: 0..<40)
    func `drawn at random reads as it was written`(seed: Int) throws {
        var random = RandomFormula(seed: UInt64(seed))
        for _ in 0..<50 {
            let formula = Formula(random.expression(depth: 5))
            #expect(try Formula(parsing: formula.description) == formula)
        }
    }

    @Test(
        arguments: [
            ("a+b*exp(-((x-x0)^2+(y-y0)^2)/(2*w^2))", "a + b * exp(-((x - x0)^2 + (y - y0)^2) / (2 * w^2))"),
            ("((a))-(b-c)", "a - (b - c)"), ("(a*b)*c/(d/e)", "a * b * c / (d / e)"), ("(a^b)^c", "(a^b)^c"),
            ("-(a*b)", "-(a * b)"), ("1.0e3", "1000"), ("1e-5", "1e-05"),
        ])
    func `is written with no more brackets than it needs`(text: String, canonical: String) throws {
        #expect(try Formula(parsing: text).description == canonical)
    }

    @Test(
        arguments: [
            ("a + ", 5, "a number, a name"), ("a b", 3, "an operator"), ("2x", 2, "an operator"), ("(a", 3, "`)`"),
            ("exo(x)", 1, "did you mean `exp`?"), ("exp x", 5, "`(`"), ("min(a)", 6, "another argument of min"),
            ("sin(a, b)", 6, "`)`"), ("a ** b", 4, "a number, a name"), ("a % b", 3, "an operator"), ("", 1, "the end"),
            ("1e999", 1, "1.8e308"), (String(repeating: "(", count: 200), 101, "at most 100 brackets"),
            (String(repeating: "-", count: 5000) + "1", 4097, "at most 4096 characters"),
        ] as [(String, Int, String)])
    func `that is none says where and what was expected`(text: String, column: Int, words: String) {
        let error = #expect(throws: FormulaError.self) { try Formula(parsing: text) }
        #expect(error?.column == column)
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }

    @Test func `names what it cannot resolve, with the nearest name`() throws {
        let formula = try Formula(parsing: "offset + slop * x")
        #expect(formula.names == ["offset", "slop", "x"])
        let error = #expect(throws: FormulaError.self) {
            try CompiledFormula(formula, variables: ["x", "y"], parameters: ["offset", "slope"])
        }
        #expect(error?.column == 10)
        #expect(error?.nearest == "slope")
    }

    @Test func `knows which names may be given`() {
        #expect(Formula.isName("x0") && Formula.isName("w_max") && Formula.isName("Δ"))
        for text in ["", "2x", "a b", "pi", "exp", "a-b", " a"] { #expect(!Formula.isName(text)) }
    }

    @Test(
        arguments: [
            ("a * log(x - b)", "log(x - b)", "not a number", 1),
            ("sqrt(-1 - x^2) + b", "sqrt(-1 - x^2)", "not a number", 0),
            ("a / (x - 5)", "a / (x - 5)", "infinite", 2),
            ("exp(1000 * x) * b", "exp(1000 * x)", "infinite", 0),
            ("-x^b + (a - 4)^0.5", "(a - 4)^0.5", "not a number", 0),
        ] as [(String, String, String, Int)])
    func `without a value at a point says what failed, where and for which parameters`(
        text: String, part: String, result: String, point: Int
    ) throws {
        let formula = try CompiledFormula(Formula(parsing: text), variables: ["x"], parameters: ["a", "b"])
        let error = #expect(throws: UndefinedValue.self) {
            try formula.values(at: [9, 2, 5], count: 3, parameters: [1, 3])
        }
        #expect(error?.part == part)
        #expect(error?.result == result)
        #expect(error?.point == point)
        #expect(error?.description.contains("a = 1.0, b = 3.0") == true)
    }

    @Test func `is the same for a thousand points at once as for each`() throws {
        let formula = try CompiledFormula(
            Formula(parsing: "a + b * exp(-(x - a)^2) * max(y, 0) + b^2"), variables: ["y", "x"],
            parameters: ["a", "b"])
        let elements = (0..<2600).map { sin(Double($0)) }
        let together = try formula.values(at: elements, count: 1300, parameters: [0.3, 1.7])
        for point in [0, 1, 511, 512, 1023, 1299] {
            let alone = try formula.values(
                at: Array(elements[2 * point..<2 * point + 2]), count: 1, parameters: [0.3, 1.7])
            #expect(alone == [together[point]])
        }
        // Without a variable there is one number for all points.
        let constant = try CompiledFormula(Formula(parsing: "a / 2"), variables: [], parameters: ["a"])
        #expect(try constant.values(at: [], count: 3, parameters: [3]) == [1.5, 1.5, 1.5])
    }
}

@Suite struct `The gradient of a formula` {
    private func check(_ formula: Formula, _ elements: [Double], _ parameters: [Double]) throws -> Bool {
        let compiled = try CompiledFormula(formula, variables: ["x", "y"], parameters: ["a", "b", "w_0"])
        let count = elements.count / 2
        let weights = (0..<count).map { cos(2 * Double($0)) + 0.3 }
        func objective(_ parameters: [Double]) throws -> Double {
            zip(try compiled.values(at: elements, count: count, parameters: parameters), weights)
                .reduce(0) { $0 + $1.0 * $1.1 }
        }
        var gradient = [0.0, 0, 0]
        try compiled.addGradient(at: elements, parameters: parameters, weights: weights, to: &gradient)
        let centre = abs(try objective(parameters))
        for index in 0..<3 {
            var moved = parameters
            func value(_ offset: Double) throws -> Double {
                moved[index] = parameters[index] + offset
                return try objective(moved)
            }
            let coarse = try (8 * (value(1e-4) - value(-1e-4)) - (value(2e-4) - value(-2e-4))) / 1.2e-3
            let fine = try (8 * (value(5e-5) - value(-5e-5)) - (value(1e-4) - value(-1e-4))) / 6e-4
            // Near a kink or a pole the two differences disagree, and neither is a truth.
            guard abs(coarse - fine) < 1e-7 * (1 + abs(fine)), centre < 1e4, abs(fine) < 1e4 else { return false }
            #expect(abs(gradient[index] - fine) < 1e-6 * (1 + abs(fine)), "\(formula) in parameter \(index)")
        }
        return true
    }

    @Test func `is that of its finite differences, whatever the formula`() throws {
        var random = RandomFormula(seed: 7)
        var (checked, uses) = (0, Set<String>())
        for _ in 0..<6000 {
            let formula = Formula(random.expression(depth: 4))
            // Beside 3.25e20 the parameters are lost in rounding, and a sine of it shows nothing but that.
            guard !formula.description.contains("e+20") else { continue }
            let parameters = random.source.normals(3).map { 1 + 0.4 * $0 }
            let elements = random.source.normals(14).map { 1 + 0.5 * $0 }
            do {
                guard try check(formula, elements, parameters) else { continue }
                checked += 1
                for function in Formula.Function.allCases where formula.description.contains("\(function.rawValue)(") {
                    uses.insert(function.rawValue)
                }
            } catch is UndefinedValue {
                continue
            }
        }
        #expect(checked > 1500)
        #expect(uses.count == Formula.Function.allCases.count, "every function was among them")
    }

    @Test func `is taken as zero where there is none, and never NaN`() throws {
        for text in ["sqrt(a * 0)", "abs(a - 1)", "hypot(a - 1, b - 1)", "(a - 1)^0.5", "(a - 3)^2", "(a - 1)^1"] {
            let formula = try CompiledFormula(Formula(parsing: text), variables: [], parameters: ["a", "b"])
            var gradient = [0.0, 0]
            try formula.addGradient(at: [], parameters: [1, 1], weights: [1], to: &gradient)
            let expected: Double = text == "(a - 3)^2" ? -4 : text == "(a - 1)^1" ? 1 : 0
            #expect(gradient == [expected, 0], "\(text)")
        }
    }
}
