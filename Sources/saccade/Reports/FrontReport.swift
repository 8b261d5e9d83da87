import Acquisition
import Experiments

/// The front of a run in lines of text: what there is to choose from, best in the first objective first.
struct FrontReport {
    private let front: FrontStatus
    /// The volume that the front dominates, and from where it is counted; nil for more than three objectives.
    let hypervolume: (volume: Double, reference: [Double])?

    /// Tells a front.
    ///
    /// - Parameters:
    ///   - front: What was found.
    ///   - reference: Where hypervolumes are counted from; nil takes the worst of the front's own values and a tenth of
    ///     their range beyond.
    init(_ front: FrontStatus, reference: [Double]? = nil) {
        self.front = front
        let objectives = front.quantities.indices.filter { front.quantities[$0].goal != nil }
        let directions = objectives.map { front.quantities[$0].goal == "minimize" ? Direction.minimize : .maximize }
        let values = objectives.map { objective in front.members.map { $0.values[objective] } }
        hypervolume =
            objectives.count > 3
            ? nil
            : (reference ?? ReferencePoint.standard(of: values, directions: directions)).map {
                (Hypervolume.volume(of: values, directions: directions, reference: $0), $0)
            }
    }

    var lines: [String] {
        guard !front.members.isEmpty else { return ["nothing on the front yet"] }
        var table = TextTable(
            [(Pixel.heading, .left)] + front.quantities.map { ($0.heading, .right) } + [("chosen by", .left)])
        for member in front.members {
            table.add(
                ["\(member.pixel)"] + member.values.map { $0.text(4) }
                    + [member.step == 0 ? "seeds" : "decision \(member.step)"])
        }
        let count = front.members.count
        return ["front: \(count) \(count == 1 ? "measurement" : "measurements") that no other one surpasses"]
            + table.lines() + (volumeLine.map { [$0] } ?? [])
    }

    private var volumeLine: String? {
        hypervolume.map { volume, reference in
            let place = zip(front.quantities, reference).map { "\($0.name) \($1.text(4))" }
            return "hypervolume \(volume.text(4)), counted from \(place.joined(separator: ", "))"
        }
    }
}

extension FrontStatus.Quantity {
    /// For example `coercive voltage (V), min` or `shift (V), -0.2 to 0.2`.
    var heading: String {
        name + (unit.isEmpty ? "" : " (\(unit))")
            + (goal.map { $0 == "minimize" ? ", min" : ", max" } ?? ", \(boundsInWords)")
    }

    private var boundsInWords: String {
        switch (above, below) {
        case (let above?, let below?): "\(above.text()) to \(below.text())"
        case (let above?, nil): "from \(above.text())"
        case (nil, let below?): "to \(below.text())"
        case (nil, nil): ""
        }
    }
}
