private import CCairo

extension Canvas {
    /// Draws what `body` draws inside `rectangle`; where it is a crowd, a vector format holds it as one picture of pixels.
    ///
    /// Ten thousand marks of their own would make a file of megabytes that programs are slow to show.
    func flattened(to rectangle: Rectangle, isCrowd: Bool, _ body: (Canvas) -> Void) {
        guard isVector && isCrowd else { return clipped(to: rectangle) { body(self) } }
        let fineness = 3.0
        let surface = unsafe cairo_image_surface_create(
            CAIRO_FORMAT_ARGB32, Int32((rectangle.width * fineness).rounded(.up)),
            Int32((rectangle.height * fineness).rounded(.up)))
        defer { unsafe cairo_surface_destroy(surface) }
        guard let surface = unsafe surface, unsafe cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else {
            return clipped(to: rectangle) { body(self) }
        }
        let canvas = unsafe Canvas(on: surface, isVector: false)
        unsafe cairo_scale(canvas.context, fineness, fineness)
        unsafe cairo_translate(canvas.context, -rectangle.x, -rectangle.y)
        body(canvas)
        unsafe cairo_surface_flush(surface)

        unsafe cairo_save(context)
        unsafe cairo_translate(context, rectangle.x, rectangle.y)
        unsafe cairo_scale(context, 1 / fineness, 1 / fineness)
        unsafe cairo_set_source_surface(context, surface, 0, 0)
        unsafe cairo_paint(context)
        unsafe cairo_restore(context)
    }
}
