/// A cost that cannot weigh scores.
package struct UnusableCost: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Cause: Hashable, Sendable {
        case speed(Double)
        case dwell(Double)
        case floor(Double)
        case position(candidate: Int)
        case dose(Double, candidate: Int)
        case doses(expected: Int, found: Int)
        case exponent(Double)
        case spent(Double)
    }

    package let cause: Cause

    init(_ cause: Cause) {
        self.cause = cause
    }

    package var description: String {
        switch cause {
        case .speed(let speed): "cost: the speed \(speed) is not above 0. Give inf where moving costs nothing."
        case .dwell(let dwell): "cost: the dwell \(dwell) is not a finite number of 0 or above."
        case .floor(let floor):
            "cost: the least cost \(floor) is not a finite number above 0. Give one, so that no candidate is free."
        case .position(let candidate): "cost: the position of candidate \(candidate) is not finite."
        case .dose(let dose, let candidate):
            "cost: the dose \(dose) of candidate \(candidate) is not a finite number of 0 or above."
        case .doses(let expected, let found):
            "cost: \(found) doses came with \(expected) candidates. Give one for each."
        case .exponent(let exponent): "cost: the exponent \(exponent) is not from 0 to 1."
        case .spent(let share): "cost: the spent share \(share) of the budget is not from 0 to 1."
        }
    }
}
