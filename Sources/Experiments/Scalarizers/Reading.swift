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
        var numbers: [Double] = []
        var variances: [Double] = []
        for quantity in quantities {
            do throws(UnusableSpectrum) {
                numbers.append(try quantity.scalarizer.objective(of: values, axis: axis))
                variances.append(try quantity.scalarizer.objectiveVariance(of: values, axis: axis) ?? 0)
            } catch {
                throw blaming(quantity, error)
            }
        }
        return Reading(values: numbers, noiseVariances: variances)
    }

    /// Checks what can be known of an axis before there is a spectrum.
    ///
    /// - Throws: ``UnusableSpectrum`` of the first scalarizer that does not fit it, with the quantity's name where there
    ///   are several.
    package func check(on axis: Axis) throws(UnusableSpectrum) {
        for quantity in quantities {
            do throws(UnusableSpectrum) {
                try quantity.scalarizer.check(on: axis)
            } catch {
                throw blaming(quantity, error)
            }
        }
    }

    private func blaming(_ quantity: Quantity, _ error: UnusableSpectrum) -> UnusableSpectrum {
        quantities.count == 1 ? error : UnusableSpectrum(error.cause, "\(quantity.name): \(error.reason)")
    }
}
