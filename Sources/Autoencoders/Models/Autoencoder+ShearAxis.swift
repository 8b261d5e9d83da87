private import LinearAlgebra
private import Networks

extension Autoencoder {
    /// How far the axis is turned by a unit of its parameter, in radians: a step of the others' size would be slow.
    private static let axisUnit: Float = 5

    /// The direction along which objects are sheared, in radians.
    ///
    /// What is drawn upright lies any way round, as it was found before there was a shear; the shear's axis is to be found there.
    var axis: Float { (shearAxis?.value[0, 0] ?? 0) * Self.axisUnit }

    /// Adds the slopes of the loss in all poses.
    func addAxisSlope() {
        guard let shearAxis else { return }
        shearAxis.gradient[0, 0] += Self.axisUnit * workspace.poseSlopes.reduce(0) { $0 + $1.shearAxis }
    }

    /// Turns the axis, by radians.
    func turnAxis(by angle: Float) { shearAxis?.value[0, 0] += angle / Self.axisUnit }

    /// Takes the shear for one along the axis at a right angle to the present one, with a turn.
    ///
    /// Sh(gamma) R(phi) and R(-90) Sh(-gamma) R(90) R(phi - tan gamma) differ by terms of gamma^2 only. A training may have found
    /// the one where the other is right, and does not get from one to the other by small steps: images are to be encoded about as
    /// well at once, and training goes on from there.
    func exchangeShear() {
        guard let rotation = design.pose.parts.firstIndex(where: { $0.part == .rotation }),
            let shear = design.pose.parts.firstIndex(where: { $0.part == .shear })
        else { return }
        let parts = design.pose.parts
        let ratio = parts[shear].deviation / parts[rotation].deviation
        let first = layout.pose.lowerBound
        turnAxis(by: .pi / 2)
        for parameter in head.parameters.suffix(2) {
            // Weights have a row for each output, biases a column.
            let isBias = parameter.value.rows == 1
            for index in 0..<(isBias ? 1 : parameter.value.columns) {
                func at(_ output: Int) -> (Int, Int) { isBias ? (0, output) : (output, index) }
                let (turn, lean) = (at(first + rotation), at(first + shear))
                let value = parameter.value[lean.0, lean.1]
                parameter.value[turn.0, turn.1] -= ratio * value
                parameter.value[lean.0, lean.1] = -value
            }
        }
    }
}
