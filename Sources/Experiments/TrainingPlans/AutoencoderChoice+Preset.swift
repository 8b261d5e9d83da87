extension AutoencoderChoice {
    /// The names under which some combinations of parts are known.
    package enum Preset: String, CaseIterable, Hashable, Sendable {
        case ae, vae, rvae, rsvae, rtvae, jvae, jrvae, jrsvae, ssvae, ssrvae, ssrsvae, cvae, crvae, ved

        /// What it is, as a sentence.
        package var meaning: String {
            switch self {
            case .ae: "An autoencoder: latents are numbers, without a prior."
            case .vae: "A variational autoencoder."
            case .rvae: "One whose objects may be turned."
            case .rsvae: "One whose objects may be turned and sheared."
            case .rtvae: "One whose objects may be turned and shifted."
            case .jvae: "One with a class beside the latents, found without labels (joint)."
            case .jrvae: "The same, whose objects may be turned."
            case .jrsvae: "The same, whose objects may be turned and sheared."
            case .ssvae: "One with a class that is told for some of the images (semi-supervised)."
            case .ssrvae: "The same, whose objects may be turned."
            case .ssrsvae: "The same, whose objects may be turned and sheared."
            case .cvae: "One that is told the class of every image (conditional)."
            case .crvae: "The same, whose objects may be turned."
            case .ved: "An encoder-decoder from an input to something else, through a variational bottleneck."
            }
        }
    }

    /// Creates what a name stands for.
    package init(_ preset: Preset) {
        self.init()
        switch preset {
        case .ae: isVariational = false
        case .vae: break
        case .rvae, .jrvae, .ssrvae, .crvae: pose.rotation = .free(starts: 12)
        case .rsvae, .jrsvae, .ssrsvae:
            pose.rotation = .free(starts: 12)
            pose.shear = 12
        case .rtvae:
            pose.rotation = .free(starts: 12)
            pose.shift = 0.1
        case .jvae, .ssvae, .cvae: break
        case .ved:
            latents = 16
            likelihood = .gaussian(deviation: 0.1)
        }
        switch preset {
        case .jvae, .jrvae, .jrsvae: classes.count = 4
        case .ssvae, .ssrvae, .ssrsvae:
            classes.count = 4
            classes.labelled = 0.05
        case .cvae, .crvae: conditions = ["class"]
        default: break
        }
    }
}
