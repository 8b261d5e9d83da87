/// Priors on the parameters of a process whose targets are standardised, by the names of the parameters.
///
/// A name is that of one group, such as `rbf.length_scale`, or that of all of its kind, such as `length_scale`; where both
/// are given the first counts. Priors act on the scale of training: log-normal ones on the logarithms of positive parameters,
/// normal ones on the mean's free parameters. What is found is the mode of the posterior on that scale. A parameter without
/// a prior is free.
package struct Hyperpriors: Hashable, Sendable {
    /// Those of positive parameters.
    package var byName: [String: LogNormalPrior]
    /// Those of the mean's free parameters.
    package var free: [String: NormalPrior]

    package init(_ byName: [String: LogNormalPrior] = [:], free: [String: NormalPrior] = [:]) {
        self.byName = byName
        self.free = free
    }

    package subscript(name: String) -> LogNormalPrior? {
        get { byName[name] }
        set { byName[name] = newValue }
    }

    package subscript(free name: String) -> NormalPrior? {
        get { free[name] }
        set { free[name] = newValue }
    }

    /// No priors: maximum likelihood.
    package static let none = Hyperpriors()

    /// Returns the normal density of a parameter on the scale of training.
    func trained(_ group: ParameterGroup) -> (location: Double, scale: Double)? {
        guard group.isPositive else {
            return (free[group.name] ?? free[group.kind]).map { ($0.mean / group.unit, $0.deviation / group.unit) }
        }
        return (byName[group.name] ?? byName[group.kind]).map { ($0.location, $0.scale) }
    }

    /// Returns of every parameter of a process whether there is no prior of it, in the order of the parameters.
    func isMissing(for process: GaussianProcess) -> [Bool] {
        process.parameterGroups.flatMap { Array(repeating: trained($0) == nil, count: $0.count) }
    }

    /// Returns these priors with those of `others` in their place.
    ///
    /// A prior that is given for a kind replaces what was there for single groups of that kind.
    package func overridden(by others: Hyperpriors) -> Hyperpriors {
        func isReplaced(_ name: String) -> Bool {
            // A mean's parameters share no kind: theirs may be called as a kernel's.
            guard !name.hasPrefix("\(ParameterGroup.mean)."), let dot = name.lastIndex(of: ".") else { return false }
            return others.byName[String(name[name.index(after: dot)...])] != nil
        }
        var result = self
        result.byName = byName.filter { !isReplaced($0.key) }
        result.byName.merge(others.byName) { $1 }
        result.free.merge(others.free) { $1 }
        return result
    }
}
