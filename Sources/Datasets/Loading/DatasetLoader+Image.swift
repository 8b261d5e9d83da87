import Experiments

/// An image before it has axes.
struct LoadedImage {
    var channels: [String]
    var height: Int
    var width: Int
    var values: [Float]
    /// What the file says of its first channel.
    var explained: RecognizedArray?
}

extension DatasetLoader {
    /// The image that the plan names or has computed from the spectra.
    func image(
        from spectra: SpectrumBlock, rows: Int, columns: Int, _ notes: inout [String]
    ) throws(UnusableData) -> LoadedImage {
        guard case .spectra(let scalarizer)? = choice.image else { return try arrays(named: imageNames()) }
        return try computed(by: scalarizer, from: spectra, rows: rows, columns: columns, &notes)
    }

    /// The arrays that the plan names as the image, one name or several with commas between them; if it names none, those
    /// that say themselves that they are images, or else the one called `image`.
    func imageNames() throws(UnusableData) -> [String] {
        if case .array(let name)? = choice.image {
            if try store.holds(name) || !name.contains(",") { return [name] }
            return name.split(separator: ",").map { part in
                String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
        }
        let found = recognized.filter { $0.type == "IMAGE" }
        guard !found.isEmpty else {
            if try store.holds("image") { return ["image"] }
            let listed = try store.list().map(\.description).joined(separator: ", ")
            throw refuse(
                "which array is the image? Say `data.image` in the plan: an array, or how to compute it from the spectra; "
                    + "an array called `image` needs no word. There are \(listed).")
        }
        return found.map(\.path)
    }

    /// Reads arrays [rows, columns] or [channels, rows, columns] as the channels of one image.
    func arrays(named names: [String]) throws(UnusableData) -> LoadedImage {
        var image: LoadedImage?
        for name in names {
            let array = try store.read(name)
            guard array.shape.count == 2 || array.shape.count == 3, array.count > 0 else {
                throw refuse(
                    "`\(name)` has shape \(array.shape); expected [rows, columns] or [channels, rows, columns]")
            }
            let explained = try recognized(name)
            let (height, width) = (array.shape[array.shape.count - 2], array.shape[array.shape.count - 1])
            var next =
                image ?? LoadedImage(channels: [], height: height, width: width, values: [], explained: explained)
            guard next.height == height, next.width == width else {
                throw refuse(
                    "`\(name)` has \(height) x \(width) pixels, but `\(names[0])` has \(next.height) x \(next.width); "
                        + "the channels of an image need one size")
            }
            let title = title(name, explained)
            next.channels += array.shape.count == 2 ? [title] : (0..<array.shape[0]).map { "\(title) \($0)" }
            next.values += array.floats
            image = next
        }
        guard let image else { throw refuse("the image has no channels") }
        return image
    }

    /// A short name for a channel: what was measured if the file says it, or else the last part of the path.
    private func title(_ name: String, _ explained: RecognizedArray?) -> String {
        if let quantity = explained?.quantity, !quantity.isEmpty { return quantity }
        let leaf = name.split(separator: "/").last.map(String.init) ?? name
        return leaf.hasSuffix(".npy") ? String(leaf.dropLast(4)) : leaf
    }

    func overview(
        _ image: LoadedImage, _ axes: (horizontal: ImageAxis, vertical: ImageAxis), positions: [Position]?
    ) throws(UnusableData) -> Overview {
        do {
            return try Overview(
                channels: image.channels, height: image.height, width: image.width, values: image.values,
                horizontal: axes.horizontal, vertical: axes.vertical, positions: positions)
        } catch {
            throw refuse(error.description)
        }
    }

    private func computed(
        by scalarizer: Scalarizer, from spectra: SpectrumBlock, rows: Int, columns: Int, _ notes: inout [String]
    ) throws(UnusableData) -> LoadedImage {
        var values: [Double?] = []
        values.reserveCapacity(spectra.count)
        var firstRefusal: UnusableSpectrum?
        for index in 0..<spectra.count {
            do {
                values.append(try scalarizer.objective(of: spectra[index], axis: spectra.axis))
            } catch {
                guard error.cause == .values else { throw refuse("the image cannot be computed: \(error)") }
                firstRefusal = firstRefusal ?? error
                values.append(nil)
            }
        }
        var pixels = ScalarField(rows: rows, columns: columns, values: values)
        if let firstRefusal {
            guard let missing = pixels.fillFromNeighbors() else {
                throw refuse("no spectrum gives a value for the image: \(firstRefusal)")
            }
            notes.append(
                "\(missing) of \(values.count) pixels of the image are filled from their neighbours, for "
                    + "their spectra give no value (first: \(firstRefusal))")
        }
        if let percentiles = choice.imagePercentiles {
            guard percentiles.count == 2, percentiles[0] >= 0, percentiles[0] < percentiles[1], percentiles[1] <= 100
            else {
                throw refuse("`data.image-percentiles` is \(percentiles); expected two rising numbers from 0 to 100")
            }
            pixels.clip(toPercentiles: percentiles[0], percentiles[1])
        }
        pixels.medianFilter(side: choice.imageMedian)
        return LoadedImage(
            channels: ["spectra"], height: rows, width: columns, values: pixels.floats, explained: nil)
    }
}
