/// What an encoder makes of the patches: the posterior means of its latents.
///
/// It is trained without labels on the patches of the overview, before anything is measured, or was trained before.
package struct AutoencoderFeatures: Codable, Hashable, Sendable {
    /// How the patches are cut.
    package var patch = PatchFeatures()
    /// How many latents tell what a patch shows, at least one.
    package var latents = 8
    /// Whether they are drawn from a posterior that is held to a prior; otherwise they are numbers.
    package var isVariational = true
    /// How objects may be turned in their patches, so that the latents do not tell how they lie; nil if they are not.
    package var rotation: PoseChoice.Rotation?
    /// The widths of the encoder's layers; the decoder has them the other way round.
    package var layers = [128, 64]
    package var epochs = 50
    /// A file that `saccade train` wrote, relative to the plan's own folder; nil trains an autoencoder.
    ///
    /// What it was trained with stands in it; the patches are scaled as then.
    package var weights: String?

    package init() {}
}

extension AutoencoderFeatures {
    package init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.patch, into: &patch)
        try stored.take(.latents, into: &latents)
        try stored.take(.isVariational, into: &isVariational)
        try stored.take(.rotation, into: &rotation)
        try stored.take(.layers, into: &layers)
        try stored.take(.epochs, into: &epochs)
        try stored.take(.weights, into: &weights)
    }
}
