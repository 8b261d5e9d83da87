private import CCairo

/// A page to draw on, whatever it becomes: pixels, SVG or PDF.
///
/// Lengths are points from the upper left corner of the page. All that the module knows of Cairo is in this folder.
@safe package final class Canvas {
    /// The Cairo context (`cairo_t`), owned.
    let context: OpaquePointer
    /// Whether the page can be enlarged without end, so that a picture in it has to bring pixels of its own.
    let isVector: Bool

    /// Creates a canvas that draws on a Cairo surface, which the context then holds.
    init(on surface: OpaquePointer, isVector: Bool) {
        unsafe context = unsafe cairo_create(surface)
        self.isVector = isVector
        configureText()
    }

    deinit {
        unsafe cairo_destroy(context)
    }

    /// Sets letters in their true proportions, so that one layout serves every format and scale.
    private func configureText() {
        let options = unsafe cairo_font_options_create()
        unsafe cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        unsafe cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        unsafe cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        unsafe cairo_set_font_options(context, options)
        unsafe cairo_font_options_destroy(options)
    }

    /// Makes the page white to its last pixel, even if a length of it is no whole number of pixels.
    func paper() {
        use(.white)
        unsafe cairo_paint(context)
    }

    /// Draws what `body` draws, but only where it falls inside `rectangle`.
    func clipped(to rectangle: Rectangle, _ body: () -> Void) {
        unsafe cairo_save(context)
        unsafe cairo_rectangle(context, rectangle.x, rectangle.y, rectangle.width, rectangle.height)
        unsafe cairo_clip(context)
        body()
        unsafe cairo_restore(context)
    }
}
