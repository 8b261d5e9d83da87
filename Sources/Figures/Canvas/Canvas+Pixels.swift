private import CCairo

extension Canvas {
    /// Draws `pixels` so that they fill `rectangle`, each as a cell with sharp edges.
    func draw(_ pixels: Pixels, in rectangle: Rectangle) {
        guard pixels.width > 0 && pixels.height > 0 && rectangle.width > 0 && rectangle.height > 0 else { return }
        // Four pixels a point are fine enough for the smallest of tiles, and keep a page of hundreds small.
        let fineness = min(480, Int((4 * max(rectangle.width, rectangle.height)).rounded(.up)))
        let picture = isVector ? pixels.enlarged(to: fineness) : pixels
        let surface = unsafe cairo_image_surface_create(
            CAIRO_FORMAT_ARGB32, Int32(picture.width), Int32(picture.height))
        defer { unsafe cairo_surface_destroy(surface) }
        guard let bytes = unsafe cairo_image_surface_get_data(surface) else { return }
        let stride = Int(unsafe cairo_image_surface_get_stride(surface))
        unsafe picture.words.withUnsafeBytes { words in
            for row in 0..<picture.height {
                let line = unsafe UnsafeRawBufferPointer(
                    rebasing: words[row * picture.width * 4..<(row + 1) * picture.width * 4])
                unsafe UnsafeMutableRawBufferPointer(start: bytes + row * stride, count: line.count).copyMemory(
                    from: line)
            }
        }
        unsafe cairo_surface_mark_dirty(surface)

        let scale = (x: rectangle.width / Double(picture.width), y: rectangle.height / Double(picture.height))
        unsafe cairo_save(context)
        unsafe cairo_translate(context, rectangle.x, rectangle.y)
        unsafe cairo_scale(context, scale.x, scale.y)
        unsafe cairo_set_source_surface(context, surface, 0, 0)
        // A cell smaller than a pixel of the page would be dropped by the nearest neighbour: average those instead.
        var device = (x: 1.0, y: 1.0)
        unsafe cairo_surface_get_device_scale(cairo_get_target(context), &device.x, &device.y)
        let isReduced = !isVector && min(scale.x * device.x, scale.y * device.y) < 1
        unsafe cairo_pattern_set_filter(cairo_get_source(context), isReduced ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST)
        unsafe cairo_rectangle(context, 0, 0, Double(picture.width), Double(picture.height))
        unsafe cairo_fill(context)
        unsafe cairo_restore(context)
    }
}
