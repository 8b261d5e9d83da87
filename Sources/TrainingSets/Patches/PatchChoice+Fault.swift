import Experiments

extension PatchChoice {
    /// What is out of range for images of this size, or nil.
    func fault(_ images: ImageStack) -> String? {
        guard (1...1024).contains(window) else { return "a window of \(window) pixels; expected 1 to 1024" }
        guard window <= images.height, window <= images.width else {
            return "a window of \(window) x \(window) pixels does not fit into images of "
                + "\(images.height) x \(images.width)"
        }
        switch centers {
        case .grid(let step):
            return step > 0 ? nil : "windows \(step) pixels apart; expected at least 1"
        case .peaks(let search):
            return search.fault(channels: images.channels)
        }
    }
}
