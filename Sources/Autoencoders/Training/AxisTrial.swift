/// A comparison of two angles of the shear's axis: both are trained for a while, and the better one is kept.
///
/// Small steps do not lead from one to the other. Turned by 90 degrees, with a turn of each object, a shear is the same but for its
/// second order: of two angles that are as good as each other at first one is right. Turned by 45 degrees it cannot be told in
/// which direction to go.
package struct AxisTrial: Hashable, Sendable {
    /// What is tried beside the axis as it is.
    package enum Turn: Hashable, Sendable {
        case by45Degrees
        /// Shears and rotations are encoded as they have to be then.
        case by90Degrees
    }

    /// The epoch before which it takes place.
    package var epoch: Int
    package var turn: Turn
    /// How many epochs each of the two is trained for; they do not count as epochs of the training.
    package var length: Int

    /// Creates a trial.
    package init(_ turn: Turn, beforeEpoch epoch: Int, length: Int) {
        self.epoch = epoch
        self.turn = turn
        self.length = length
    }
}
