/// What one pixel of a convolution's result sees of the image: which neighbours, and at which pixels it is computed.
///
/// The image is surrounded by zeros, `dilation` x (kernel / 2) on each side, so that with stride 1 the result has the
/// image's size; with dilation 1 that is PyTorch's `padding=kernel // 2`, else `padding="same"`.
package struct ConvolutionWindow: Hashable, Sendable, Codable {
    /// The number of rows of the kernel: 1, 3, 5 or 7.
    package let kernelHeight: Int
    /// The number of columns of the kernel: 1, 3, 5 or 7.
    package let kernelWidth: Int
    /// The distance of the pixels at which the result is computed, along rows and columns: 1 or 2.
    package let stride: Int
    /// The distance of the kernel's rows and columns in the image: 1 to 4.
    package let dilation: Int

    /// Creates a window; for signals let `kernelHeight` be 1.
    package init(kernelHeight: Int, kernelWidth: Int, stride: Int = 1, dilation: Int = 1) {
        precondition([1, 3, 5, 7].contains(kernelHeight), "a kernel has 1, 3, 5 or 7 rows")
        precondition([1, 3, 5, 7].contains(kernelWidth), "a kernel has 1, 3, 5 or 7 columns")
        precondition(stride == 1 || stride == 2, "a convolution's stride is 1 or 2")
        precondition((1...4).contains(dilation), "a convolution's dilation is 1 to 4")
        self.kernelHeight = kernelHeight
        self.kernelWidth = kernelWidth
        self.stride = stride
        self.dilation = dilation
    }

    /// Creates a window of a square kernel.
    package init(kernel: Int, stride: Int = 1, dilation: Int = 1) {
        self.init(kernelHeight: kernel, kernelWidth: kernel, stride: stride, dilation: dilation)
    }

    /// The number of weights between a channel and another.
    package var taps: Int { kernelHeight * kernelWidth }

    /// The rows of zeros above the image, and below.
    var paddingHeight: Int { dilation * (kernelHeight / 2) }

    /// The columns of zeros left of the image, and right.
    var paddingWidth: Int { dilation * (kernelWidth / 2) }

    /// Whether each pixel sees itself alone and all are computed.
    var isPointwise: Bool { taps == 1 && stride == 1 }

    /// Returns the shape of the result: each side divided by the stride, rounded up.
    package func result(of shape: ImageShape, channels: Int) -> ImageShape {
        ImageShape(
            channels: channels, height: (shape.height + stride - 1) / stride,
            width: (shape.width + stride - 1) / stride)
    }
}
