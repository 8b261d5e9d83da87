/// How far a run may go; whatever is reached first ends it.
package struct Budget: Codable, Hashable, Sendable {
    /// Measurements after the seed points.
    package var measurements = 150
    /// Seconds of running time, pauses and the daemon's own absences not counted.
    package var time: Double?
    /// Ends the run when a measured objective has this merit or better (see ``Goal/merit(of:)``): for `maximize` a
    /// value to reach or exceed, for `minimize` one to reach or fall below.
    package var target: Double?
    /// Ends the run when the largest standard deviation over the pool falls below this, in the objective's unit.
    package var uncertainty: Double?

    package init() {}
}

extension Budget {
    package init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.measurements, into: &measurements)
        try stored.take(.time, into: &time)
        try stored.take(.target, into: &target)
        try stored.take(.uncertainty, into: &uncertainty)
    }
}
