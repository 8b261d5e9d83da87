/// The datasets of an HDF5 file.
///
/// A name is a dataset's path, or, in a file that follows NSID, the `quantity` of the only dataset that has it.
struct HDF5Store: ArrayStore {
    let path: String
    let file: String

    func list() throws(UnusableData) -> [ArrayDescription] {
        try HDF5File.reading(path, named: file) { file throws(UnusableData) in try file.datasets() }
    }

    func holds(_ name: String) throws(UnusableData) -> Bool { try resolve(name) != nil }

    func read(_ name: String) throws(UnusableData) -> NumericArray {
        let resolved = try resolve(name) ?? name
        return try HDF5File.reading(path, named: file) { file throws(UnusableData) in
            try file.dataset(resolved).read()
        }
    }

    /// The path of the dataset that a plan means.
    func resolve(_ name: String) throws(UnusableData) -> String? {
        let wanted = name.hasPrefix("/") ? name : "/\(name)"
        let isPath = try HDF5File.reading(path, named: file) { file throws(UnusableData) in file.holds(wanted) }
        if isPath { return wanted }
        let matches = try recognized().filter { $0.quantity == name }
        return matches.count == 1 ? matches[0].path : nil
    }

    func recognized() throws(UnusableData) -> [RecognizedArray] {
        try HDF5File.reading(path, named: file) { file throws(UnusableData) in
            var found: [RecognizedArray] = []
            for description in try file.datasets() {
                let dataset = try file.dataset(description.name)
                guard let type = dataset.attribute("data_type"), let dimensions = dimensions(of: dataset, in: file)
                else { continue }
                found.append(
                    RecognizedArray(
                        path: description.name, shape: description.shape, type: type,
                        quantity: dataset.attribute("quantity") ?? "", dimensions: dimensions))
            }
            return found
        }
    }

    /// What the dimensions stand for; nil if the dataset does not say it of all of them.
    private func dimensions(
        of dataset: borrowing HDF5Dataset, in file: borrowing HDF5File
    ) -> [RecognizedArray.Dimension]? {
        guard let labels = dataset.attributes("DIMENSION_LABELS"), labels.count == dataset.shape.count else {
            return nil
        }
        var result: [RecognizedArray.Dimension] = []
        for (index, label) in labels.enumerated() {
            guard let scale = scale(index, label, of: dataset, in: file), let values = try? scale.read().doubles,
                values.count == dataset.shape[index]
            else { return nil }
            result.append(
                RecognizedArray.Dimension(label: label, unit: scale.attribute("units") ?? "", values: values))
        }
        return result
    }

    /// The scale attached to a dimension, or else the dataset beside this one that has its label.
    private func scale(
        _ index: Int, _ label: String, of dataset: borrowing HDF5Dataset, in file: borrowing HDF5File
    ) -> HDF5Dataset? {
        if let attached = dataset.scale(ofDimension: index) {
            return try? HDF5Dataset(attached, path: label, file: file.name, fileSize: file.size)
        }
        let folder = dataset.path.split(separator: "/").dropLast().joined(separator: "/")
        return try? file.dataset("/\(folder)/\(label)")
    }
}
