import Experiments

extension DatasetLoader {
    /// The spectra with their axis; `channels` is nil for numbers.
    func block(
        _ array: NumericArray, channels: Int?, dimension: RecognizedArray.Dimension?
    ) throws(UnusableData) -> SpectrumBlock {
        let count = channels ?? 1
        var axis = channels == nil ? Axis(name: "value", unit: "", values: [0]) : Axis.channels(count)
        let beside = try axisBesideSpectra(channels, dimension)
        if let name = choice.axis ?? beside {
            let values = try store.read(name)
            guard values.count == count else {
                let advice =
                    choice.axis == nil
                    ? "; no axis is named, so this one would be theirs: name the right one as `data.axis`, or rename it"
                    : ""
                throw refuse(
                    "the axis `\(name)` has \(values.count) values, but a spectrum has \(count) channels\(advice)")
            }
            let leaf = name.split(separator: "/").last.map(String.init) ?? name
            axis = Axis(
                name: leaf.hasSuffix(".npy") ? String(leaf.dropLast(4)) : leaf, unit: "", values: values.doubles)
        } else if let dimension {
            axis = Axis(name: dimension.label, unit: dimension.unit, values: dimension.values)
        }
        if let name = choice.axisName { axis.name = name }
        if let unit = choice.axisUnit { axis.unit = unit }
        guard axis.values.allSatisfy(\.isFinite) else {
            throw refuse("the axis `\(axis.name)` holds values that are not finite")
        }
        return SpectrumBlock(
            array: array, axis: axis, median: choice.spectrumMedian, medianWraps: choice.spectrumMedianWraps)
    }

    /// The name of an array that says by its name that it is the spectra's axis; nil if there is none, or if the file
    /// itself says what the channels are.
    private func axisBesideSpectra(
        _ channels: Int?, _ dimension: RecognizedArray.Dimension?
    ) throws(UnusableData) -> String? {
        guard channels != nil, dimension == nil, try store.holds("axis") else { return nil }
        return "axis"
    }

    /// How many pixels of the image lie between neighbouring spectra.
    ///
    /// - Throws: ``UnusableData`` if the spectra's grid is not the image's, nor that of every n-th pixel.
    func stride(rows: Int, columns: Int, of image: LoadedImage, name: String) throws(UnusableData) -> Int {
        guard image.height != rows || image.width != columns else { return 1 }
        let stride = image.height / rows
        guard stride > 1, stride * rows == image.height, stride * columns == image.width else {
            throw refuse(
                "`\(name)` has \(rows) x \(columns) spectra, but the image has \(image.height) x \(image.width) "
                    + "pixels; expected the same, or one every n-th pixel; give `data.positions` if they lie elsewhere"
            )
        }
        return stride
    }

    /// Where the image's columns and rows lie: the array's first dimension runs along the rows, whatever its label.
    ///
    /// - Parameters:
    ///   - explained: What the file says of the image or of the spectra.
    ///   - stride: Pixels between the places that the file explains.
    /// - Returns: The plan's step if it gives one, else what the file says, else pixels.
    /// - Throws: ``UnusableData`` if the places that the file gives are not evenly spaced.
    func imageAxes(
        _ explained: RecognizedArray?, stride: Int
    ) throws(UnusableData) -> (horizontal: ImageAxis, vertical: ImageAxis) {
        if let step = choice.step {
            let axis = ImageAxis(unit: choice.stepUnit ?? "px", origin: 0, step: step)
            return (axis, axis)
        }
        guard let explained, explained.dimensions.count >= 2 else { return (.pixels, .pixels) }
        var horizontal = try explained.dimensions[1].imageAxis(file: store.file)
        var vertical = try explained.dimensions[0].imageAxis(file: store.file)
        horizontal.step /= Double(stride)
        vertical.step /= Double(stride)
        if let unit = choice.stepUnit {
            horizontal.unit = unit
            vertical.unit = unit
        }
        return (horizontal, vertical)
    }
}
