import Datasets
import Experiments

extension Plan {
    /// The specimen that the plan is simulated on: a recorded data set or a synthetic sample.
    ///
    /// - Parameters:
    ///   - folder: The plan's own folder.
    ///   - path: What `--data` gave, if anything.
    /// - Returns: The specimen.
    /// - Throws: ``Failure`` if the plan drives an instrument and no data are given; what reading them throws.
    func specimen(relativeTo folder: String, overriding path: String?) throws -> any Specimen {
        switch source {
        case .data(let choice):
            return try Dataset.load(choice, relativeTo: folder, overriding: path)
        case .sample(let choice):
            if let path { return try Dataset.load(Plan.DataChoice(), relativeTo: folder, overriding: path) }
            return try Sample.make(choice)
        case .instrument(let id):
            if let path { return try Dataset.load(Plan.DataChoice(), relativeTo: folder, overriding: path) }
            throw Failure(
                "the plan drives the instrument `\(id)`; to simulate it, give `--data PATH`, or `sample` or `data` in "
                    + "place of `instrument`", .usage)
        }
    }
}
