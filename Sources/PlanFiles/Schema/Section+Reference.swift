extension Section {
    /// Returns every key inside, and the keys inside those, for the reference.
    func entries(at path: Path) -> [PlanReference.Entry] {
        (base.map { [$0.entry(at: path)] } ?? [])
            + alternatives.flatMap { alternative in
                let place = path.appending(alternative.name)
                return [
                    PlanReference.Entry(
                        path: place.description, key: alternative.name, expected: alternative.expected ?? "nothing",
                        standard: nil, meaning: alternative.meaning)
                ] + alternative.keys(place)
            }
            + keys.flatMap { key in
                let place = path.appending(key.name)
                let inside = key.keys(place)
                return [
                    PlanReference.Entry(
                        path: place.description, key: key.name, expected: key.expected,
                        standard: key.standard(initial), meaning: key.meaning,
                        options: inside.isEmpty ? PlanReference.lines(of: key.options) : [])
                ] + inside
            }
    }
}

extension Base {
    fileprivate func entry(at path: Path) -> PlanReference.Entry {
        PlanReference.Entry(
            path: path.appending(name).description, key: name, expected: expected, standard: nil, meaning: meaning,
            options: PlanReference.lines(of: options))
    }
}
