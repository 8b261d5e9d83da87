/// A kernel that changes how another is seen, not what it is: on which columns it acts, or which parameters are trained.
package protocol WrappingKernel: Kernel {
    /// The kernel within.
    var base: any Kernel { get }
}

extension Kernel {
    /// The kernel without what wraps it, such as a ``StationaryKernel`` on some columns.
    ///
    /// Its parameters are all that the kernel has; its points are those columns, see ``columns``.
    package var unwrapped: any Kernel { (self as? any WrappingKernel)?.base.unwrapped ?? self }

    /// The columns of the points on which the unwrapped kernel acts, in its order.
    package var columns: [Int] {
        switch self {
        case let kernel as ColumnsKernel: kernel.base.columns.map { kernel.selected[$0] }
        case let kernel as any WrappingKernel: kernel.base.columns
        default: Array(0..<dimension)
        }
    }
}
