/// Which parts of a pose an autoencoder infers, and what is held likely of them before an image is seen.
package struct PosePrior: Hashable, Sendable {
    /// What is held likely of a rotation.
    package enum Rotation: Hashable, Sendable {
        /// Normal about upright, with a standard deviation in radians; for turns well below 90 degrees.
        case normal(deviation: Double)
        /// Any angle alike. The posterior is a mixture over as many evenly spaced angles as `starts` says, 3 or more, each
        /// with an offset of its own: whichever way an object lies, one of them is near, and no encoder must turn through a
        /// half circle to find it.
        case uniform(starts: Int)
    }

    /// Nil if objects are not turned.
    package var rotation: Rotation?
    /// The standard deviation of the angle of shear in radians; nil if objects are not sheared.
    package var shear: Double?
    /// The standard deviation of the logarithm of the size.
    package var size: Double?
    /// The standard deviation of the shift in x, and in y where there are rows, in half sides.
    package var shift: Double?
    /// Whether images have rows: a spectrum is shifted in x only.
    ///
    /// An ``Autoencoder`` sets it by what it decodes.
    var isPlanar = true

    /// Creates the prior of objects that lie upright.
    package init(rotation: Rotation? = nil, shear: Double? = nil, size: Double? = nil, shift: Double? = nil) {
        self.rotation = rotation
        self.shear = shear
        self.size = size
        self.shift = shift
    }

    /// A continuous part of a pose.
    package enum Part: Hashable, Sendable, CaseIterable {
        case rotation, shear, size, shiftX, shiftY
    }

    /// The continuous parts that are inferred, in the order of the encoder's outputs, each with the standard deviation of its
    /// prior.
    var parts: [(part: Part, deviation: Float)] {
        var parts: [(Part, Float)] = []
        switch rotation {
        case .normal(let deviation): parts.append((.rotation, Float(deviation)))
        // Half the distance of two starts: between them the offsets of both are a deviation or less.
        case .uniform(let starts): parts.append((.rotation, .pi / Float(starts)))
        case nil: break
        }
        if let shear { parts.append((.shear, Float(shear))) }
        if let size { parts.append((.size, Float(size))) }
        if let shift {
            parts.append((.shiftX, Float(shift)))
            if isPlanar { parts.append((.shiftY, Float(shift))) }
        }
        return parts
    }

    /// The number of angles that the posterior is a mixture over; 1 if it is none.
    var starts: Int {
        if case .uniform(let starts) = rotation { starts } else { 1 }
    }
}

extension Pose {
    /// One of the parts.
    subscript(part: PosePrior.Part) -> Float {
        get {
            switch part {
            case .rotation: rotation
            case .shear: shear
            case .size: logSize
            case .shiftX: shiftX
            case .shiftY: shiftY
            }
        }
        set {
            switch part {
            case .rotation: rotation = newValue
            case .shear: shear = newValue
            case .size: logSize = newValue
            case .shiftX: shiftX = newValue
            case .shiftY: shiftY = newValue
            }
        }
    }
}
