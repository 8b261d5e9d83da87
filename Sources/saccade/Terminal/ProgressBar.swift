/// A bar that fills while something goes on.
struct ProgressBar {
    let width: Int

    init(width: Int = 20) {
        self.width = width
    }

    /// Returns the bar filled to a share: 0 to 1.
    func text(_ share: Double) -> String {
        let filled = Int((min(max(share, 0), 1) * Double(width)).rounded(.down))
        return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    }
}
