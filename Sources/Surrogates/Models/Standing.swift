/// How one of several models stands among them, by its predictions of measurements that it did without.
package struct Standing: Hashable, Sendable {
    /// What decision records call the model, such as `stem`.
    package let name: String
    /// Its weight in the posterior, an objective; 0 for a model that only looks on.
    package let weights: [Double]
    /// The mean log predictive density of the measurements, an objective, in nats a point on the standardised scale.
    package let logDensities: [Double]
    /// The same mean, in which a measurement counts for as many candidates as are nearest to it.
    ///
    /// It says what is to be expected of the whole pool, wherever the search has been. Models are weighed by it.
    package let representativeLogDensities: [Double]
    /// Why there are no numbers, if the model could not be trained.
    package let failure: String?
}
