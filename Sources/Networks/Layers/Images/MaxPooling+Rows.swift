/// A row, or two, made one: eight pixels of the result at a time.
extension MaxPooling {
    private typealias Eight = SIMD8<Float>

    /// Sets a row of the result from the rows that become it.
    func pool(_ rows: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>) {
        let target = UnsafeMutableRawPointer(result)
        let width = resultShape.width
        guard width >= 8 else {
            for column in 0..<width { unsafe result[column] = rows[greatest(of: rows, column)] }
            return
        }
        for start in stride(from: 0, to: width, by: 8) {
            // The last eight may have been set in part before, to the same.
            let column = min(start, width - 8)
            var (greatest, right) = unsafe Self.pairs(rows + 2 * column)
            greatest.replace(with: right, where: Self.exceeds(right, greatest))
            if height == 2 {
                let left: Eight
                unsafe (left, right) = Self.pairs(rows + shape.width + 2 * column)
                greatest.replace(with: left, where: Self.exceeds(left, greatest))
                greatest.replace(with: right, where: Self.exceeds(right, greatest))
            }
            unsafe target.storeBytes(of: greatest, toByteOffset: 4 * column, as: Eight.self)
        }
    }

    /// Sets the gradient in the rows that become a row of the result from that in the result.
    func route(
        _ slopes: UnsafePointer<Float>, by rows: UnsafePointer<Float>, to gradient: UnsafeMutablePointer<Float>
    ) {
        let source = unsafe UnsafeRawPointer(slopes)
        let width = resultShape.width
        for row in 0..<height {
            // All pixels of few pairs, and of many the one that is left over.
            for rest in (width < 8 ? 0 : 2 * width)..<shape.width { unsafe gradient[row * shape.width + rest] = 0 }
        }
        guard width >= 8 else {
            for column in 0..<width { unsafe gradient[greatest(of: rows, column)] = slopes[column] }
            return
        }
        for start in stride(from: 0, to: width, by: 8) {
            let column = min(start, width - 8)
            let slope = unsafe source.loadUnaligned(fromByteOffset: 4 * column, as: Eight.self)
            var (greatest, right) = unsafe Self.pairs(rows + 2 * column)
            var isRight = Self.exceeds(right, greatest)
            var isLeft = .!isRight
            if height == 2 {
                greatest.replace(with: right, where: isRight)
                let (lowerLeft, lowerRight) = unsafe Self.pairs(rows + shape.width + 2 * column)
                var isLowerLeft = Self.exceeds(lowerLeft, greatest)
                greatest.replace(with: lowerLeft, where: isLowerLeft)
                let isLowerRight = Self.exceeds(lowerRight, greatest)
                isLowerLeft = isLowerLeft .& .!isLowerRight
                let isAbove = .!(isLowerLeft .| isLowerRight)
                isLeft = isLeft .& isAbove
                isRight = isRight .& isAbove
                let lower = unsafe gradient + shape.width + 2 * column
                unsafe Self.store(slope, left: isLowerLeft, right: isLowerRight, at: lower)
            }
            unsafe Self.store(slope, left: isLeft, right: isRight, at: gradient + 2 * column)
        }
    }

    /// Returns where among the rows the greatest of the pixels is that become one.
    private func greatest(of rows: UnsafePointer<Float>, _ column: Int) -> Int {
        var place = 2 * column
        for row in 0..<height {
            let first = row * shape.width + 2 * column
            for other in first..<first + 2 where unsafe rows[other] > rows[place] || rows[other].isNaN {
                place = other
            }
        }
        return place
    }

    /// Returns the left and the right ones of eight pairs of pixels.
    @inline(__always) private static func pairs(_ pixels: UnsafePointer<Float>) -> (Eight, Eight) {
        let pixels = unsafe UnsafeRawPointer(pixels).loadUnaligned(as: SIMD16<Float>.self)
        return (pixels.evenHalf, pixels.oddHalf)
    }

    /// Returns where `other` is greater than `greatest`, or not a number.
    @inline(__always) private static func exceeds(_ other: Eight, _ greatest: Eight) -> SIMDMask<Eight.MaskStorage> {
        (other .> greatest) .| (other .!= other)
    }

    /// Sets eight pairs of pixels to `slope` where told to, and to zero elsewhere.
    @inline(__always) private static func store(
        _ slope: Eight, left: SIMDMask<Eight.MaskStorage>, right: SIMDMask<Eight.MaskStorage>,
        at target: UnsafeMutablePointer<Float>
    ) {
        var pairs = SIMD16<Float>()
        pairs.evenHalf = Eight(repeating: 0).replacing(with: slope, where: left)
        pairs.oddHalf = Eight(repeating: 0).replacing(with: slope, where: right)
        unsafe UnsafeMutableRawPointer(target).storeBytes(of: pairs, as: SIMD16<Float>.self)
    }
}
