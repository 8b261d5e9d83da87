private import CCairo

extension Figure {
    /// Draws the page and makes a file of it, in memory.
    ///
    /// - Parameters:
    ///   - format: The format of the file.
    ///   - pixelsPerPoint: The fineness of a PNG; 2 gives 144 pixels an inch. SVG and PDF need none.
    /// - Returns: The bytes of the file.
    /// - Throws: ``UndrawableFigure`` if the page has no area or more than 32,767 pixels along a side.
    package func encoded(as format: FigureFormat, pixelsPerPoint: Double = 2) throws(UndrawableFigure) -> [UInt8] {
        let sink = ByteSink()
        let closure = unsafe Unmanaged.passUnretained(sink).toOpaque()
        // Cairo calls back during the calls below only, all within the life of the sink.
        defer { withExtendedLifetime(sink) {} }
        switch format {
        case .png:
            let surface = unsafe imageSurface(pixelsPerPoint: pixelsPerPoint)
            defer { unsafe cairo_surface_destroy(surface) }
            try unsafe draw(on: surface, isVector: false)
            try unsafe check(cairo_surface_write_to_png_stream(surface, ByteSink.append, closure))
        case .svg:
            let surface = unsafe cairo_svg_surface_create_for_stream(ByteSink.append, closure, size.width, size.height)
            defer { unsafe cairo_surface_destroy(surface) }
            try unsafe draw(on: surface, isVector: true)
        case .pdf:
            let surface = unsafe cairo_pdf_surface_create_for_stream(ByteSink.append, closure, size.width, size.height)
            defer { unsafe cairo_surface_destroy(surface) }
            try unsafe draw(on: surface, isVector: true)
        }
        return sink.bytes
    }

    /// This figure as the pixels that a PNG of it holds.
    func pixels(pixelsPerPoint: Double = 2) throws(UndrawableFigure) -> Pixels {
        let surface = unsafe imageSurface(pixelsPerPoint: pixelsPerPoint)
        defer { unsafe cairo_surface_destroy(surface) }
        try unsafe draw(on: surface, isVector: false)
        let width = Int(unsafe cairo_image_surface_get_width(surface))
        let height = Int(unsafe cairo_image_surface_get_height(surface))
        let stride = Int(unsafe cairo_image_surface_get_stride(surface))
        var words: [UInt32] = []
        words.reserveCapacity(width * height)
        if let bytes = unsafe cairo_image_surface_get_data(surface) {
            for row in 0..<height {
                for column in 0..<width {
                    let word = unsafe UnsafeRawPointer(bytes).load(
                        fromByteOffset: row * stride + 4 * column, as: UInt32.self)
                    // The upper byte of an opaque surface is undefined.
                    words.append(word | 0xff00_0000)
                }
            }
        }
        return Pixels(width: width, height: height, words: words)
    }

    private func imageSurface(pixelsPerPoint: Double) -> OpaquePointer? {
        func pixels(_ points: Double) -> Int32 {
            Int32(exactly: min(1e6, max(0, points * pixelsPerPoint)).rounded(.up)) ?? 0
        }
        let surface = unsafe cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixels(size.width), pixels(size.height))
        unsafe cairo_surface_set_device_scale(surface, pixelsPerPoint, pixelsPerPoint)
        return unsafe surface
    }

    /// Draws the page on `surface` and completes it.
    private func draw(on surface: OpaquePointer?, isVector: Bool) throws(UndrawableFigure) {
        try unsafe check(cairo_surface_status(surface))
        guard size.width > 0 && size.height > 0, let surface = unsafe surface else {
            throw UndrawableFigure(size: size, reason: "it has no area")
        }
        let canvas = unsafe Canvas(on: surface, isVector: isVector)
        canvas.paper()
        draw(on: canvas)
        try unsafe check(cairo_status(canvas.context))
        if isVector { unsafe cairo_surface_finish(surface) } else { unsafe cairo_surface_flush(surface) }
        try unsafe check(cairo_surface_status(surface))
    }

    private func check(_ status: cairo_status_t) throws(UndrawableFigure) {
        guard status != CAIRO_STATUS_SUCCESS else { return }
        throw UndrawableFigure(size: size, reason: unsafe String(cString: cairo_status_to_string(status)))
    }
}

/// Where Cairo leaves the bytes of a file.
private final class ByteSink {
    var bytes: [UInt8] = []

    static let append: cairo_write_func_t = { closure, data, length in
        guard let closure = unsafe closure else { return CAIRO_STATUS_WRITE_ERROR }
        let sink = unsafe Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
        unsafe sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
        return CAIRO_STATUS_SUCCESS
    }
}
