/// What a plan's scalarizers made of one spectrum.
package struct Reading: Hashable, Sendable {
    /// One value a quantity, in the order of the plan's ``Plan/quantities``.
    package let values: [Double]
    /// The variance of each value's own noise, in squared units of the value; 0 where the plan does not say how large
    /// the noise is.
    package let noiseVariances: [Double]

    package init(values: [Double], noiseVariances: [Double]? = nil) {
        precondition(noiseVariances.map { $0.count == values.count } ?? true, "a noise variance a value, or none")
        self.values = values
        self.noiseVariances = noiseVariances ?? values.map { _ in 0 }
    }
}

extension Plan {
    /// Makes a number of a spectrum for every quantity, or none of any.
    ///
    /// - Parameters:
    ///   - values: One value a channel.
    ///   - axis: What the channels stand for.
    /// - Returns: A value and a noise variance a quantity.
    /// - Throws: ``UnusableSpectrum`` of the first scalarizer that refuses it, with the quantity's name where there are
    ///   several.
    package func reading(of values: [Double], axis: Axis) throws(UnusableSpectrum) -> Reading {
        let numbers = try quantityValues(of: values, axis: axis)
        let variances = try ofEachQuantity { scalarizer throws(UnusableSpectrum) in
            try scalarizer.objectiveVariance(of: values, axis: axis) ?? 0
        }
        return Reading(values: numbers, noiseVariances: variances)
    }

    /// The same without the noise, which takes far longer to find than the values.
    package func quantityValues(of values: [Double], axis: Axis) throws(UnusableSpectrum) -> [Double] {
        try ofEachQuantity { scalarizer throws(UnusableSpectrum) in try scalarizer.objective(of: values, axis: axis) }
    }

    /// Checks what can be known of an axis before there is a spectrum.
    ///
    /// - Throws: ``UnusableSpectrum`` of the first scalarizer that does not fit it, with the quantity's name where there
    ///   are several.
    package func check(on axis: Axis) throws(UnusableSpectrum) {
        _ = try ofEachQuantity { scalarizer throws(UnusableSpectrum) in try scalarizer.check(on: axis) }
    }

    private func ofEachQuantity<Result>(
        _ body: (Scalarizer) throws(UnusableSpectrum) -> Result
    ) throws(UnusableSpectrum) -> [Result] {
        var results: [Result] = []
        for quantity in quantities {
            do throws(UnusableSpectrum) {
                results.append(try body(quantity.scalarizer))
            } catch {
                throw quantities.count == 1 ? error : UnusableSpectrum(error.cause, "\(quantity.name): \(error.reason)")
            }
        }
        return results
    }
}
