extension Plan {
    /// The files of weights that the plan names, each once: those of features and that of the deep kernel.
    ///
    /// A plan that was checked names one at most.
    package var weightFiles: [String] {
        var files: [String] = []
        for block in features.blocks {
            if case .autoencoder(let choice) = block.kind, let file = choice.weights { files.append(file) }
        }
        if let file = surrogate.extractor?.weights { files.append(file) }
        return files.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
