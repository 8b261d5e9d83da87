import LinearAlgebra
import Networks
import Testing

@Suite("Adam") struct AdamTests {
    // Worked out from algorithm 2 of Loshchilov & Hutter (2019) in 64-bit arithmetic for rate 0.1 from w = 1 with the
    // gradients 1, -2, 1/2, 0. The first step is by the rate itself, whatever the gradient.
    static let gradients = [1.0, -2, 0.5, 0]
    static let plain = [0.900000001, 0.9366103534720749, 0.9502794196738216, 0.9614762869563946]
    static let decayed = [0.899000001, 0.9347113534710749, 0.9474457083193505, 0.9576951298936042]

    @Test("takes the steps worked out by hand", arguments: [(0, plain), (0.01, decayed)] as [(Double, [Double])])
    func sequence(decay: Double, expected: [Double]) {
        var adam = Adam(learningRate: 0.1, weightDecay: decay)
        var scalar = ScalarAdam(learningRate: 0.1, weightDecay: decay)
        // Eleven numbers, so that the vector loop and its remainder are both in it.
        let parameter = Variable(Matrix(rows: 1, columns: 11, elements: Array(repeating: 1, count: 11)))
        var values = [1.0, 1.0]
        for (gradient, expected) in zip(Self.gradients, expected) {
            parameter.gradient.fill(with: Float(gradient))
            adam.step([parameter])
            scalar.step(&values, gradients: [gradient, gradient])
            #expect(parameter.value.elements.allSatisfy { abs(Double($0) - expected) < 1e-6 })
            #expect(values.allSatisfy { abs($0 - expected) < 1e-15 })
        }
        #expect(adam.steps == 4 && scalar.steps == 4)
    }

    @Test("steps by the rate, against the sign, while the gradient stays the same", arguments: [1e-3, 0.5, 300])
    func constantGradient(size: Double) {
        var adam = Adam(learningRate: 0.01)
        let parameter = Variable(Matrix(rows: 1, columns: 2, elements: [0, 0]))
        for step in 1...50 {
            parameter.gradient = Matrix(rows: 1, columns: 2, elements: [Float(size), -Float(size)])
            adam.step([parameter])
            #expect(abs(parameter.value[0, 0] + 0.01 * Float(step)) < 2e-5)
            #expect(abs(parameter.value[0, 1] - 0.01 * Float(step)) < 2e-5)
        }
    }

    @Test("lets weights without a gradient decay geometrically, by nothing but the decay")
    func decay() {
        var adam = Adam(learningRate: 0.1, weightDecay: 0.5)
        var scalar = ScalarAdam(learningRate: 0.1, weightDecay: 0.5)
        let parameter = Variable(Matrix(rows: 1, columns: 3, elements: [1, -2, 4]))
        var values = [1.0, -2, 4]
        for _ in 0..<20 {
            adam.step([parameter])
            scalar.step(&values, gradients: [0, 0, 0])
        }
        // (1 - 0.1 * 0.5)^20.
        let share = 0.3584859224085422
        for (value, start) in zip(parameter.value.elements, [1.0, -2, 4]) {
            #expect(abs(Double(value) - start * share) < 1e-6)
        }
        for (value, start) in zip(values, [1.0, -2, 4]) { #expect(abs(value - start * share) < 1e-14) }
    }

    @Test("leaves the gradients at zero for the next to add to")
    func clears() {
        var adam = Adam()
        let parameters = [Variable(rows: 3, columns: 7), Variable(rows: 1, columns: 1)]
        for parameter in parameters { parameter.gradient.fill(with: 3) }
        adam.step(parameters)
        for parameter in parameters { #expect(parameter.gradient.elements.allSatisfy { $0 == 0 }) }
    }

    @Test("goes on as if nothing had happened when it is copied together with the weights")
    func resumes() {
        var adam = Adam(learningRate: 0.1)
        let parameter = Variable(Matrix(rows: 1, columns: 2, elements: [3, -1]))
        func descend(_ adam: inout Adam, _ parameter: Variable) {
            parameter.gradient = parameter.value.copy()
            adam.step([parameter])
        }
        for _ in 0..<5 { descend(&adam, parameter) }
        var later = adam
        let copy = parameter.copy()
        #expect(later == adam)
        for _ in 0..<5 { descend(&adam, parameter) }
        for _ in 0..<5 { descend(&later, copy) }
        #expect(copy.value.elements == parameter.value.elements)
        #expect(later == adam)
    }

    @Test("finds the bottom of a valley a thousand times longer than wide")
    func valley() {
        var adam = ScalarAdam(learningRate: 0.05)
        var values = [3.0, -2.0]
        for _ in 0..<2000 { adam.step(&values, gradients: [values[0], 1000 * values[1]]) }
        #expect(values.allSatisfy { abs($0) < 1e-3 })
    }

    @Test("stops the program when it is given other parameters than before")
    func preconditions() async {
        await #expect(processExitsWith: .failure) {
            var adam = Adam()
            adam.step([Variable(rows: 1, columns: 2)])
            adam.step([Variable(rows: 1, columns: 3)])
        }
        await #expect(processExitsWith: .failure) {
            var adam = ScalarAdam()
            var values = [1.0]
            adam.step(&values, gradients: [1, 2])
        }
        await #expect(processExitsWith: .failure) { _ = Adam(beta1: 1) }
    }
}
