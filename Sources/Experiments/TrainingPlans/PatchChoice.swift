/// Which windows are cut out of images to learn from.
package struct PatchChoice: Codable, Hashable, Sendable {
    /// Where the windows lie.
    package enum Centers: Codable, Hashable, Sendable {
        /// Side by side from the upper left corner of each image, so many pixels apart.
        case grid(step: Int)
        /// Around the pixels nearest to the peaks of each image.
        case peaks(PeakSearch)
    }

    /// The side of the square windows in pixels, 1 to 1024.
    ///
    /// As everywhere, the window around row r is the rows r - window/2 ..< r - window/2 + window: an even one reaches one
    /// pixel further up and left than down and right.
    package var window = 16
    package var centers = Centers.grid(step: 1)

    package init(window: Int = 16, centers: Centers = .grid(step: 1)) {
        self.window = window
        self.centers = centers
    }
}
