import LinearAlgebra

/// Points divided by a kernel's length scales, laid out for distances to all of them at once.
struct ScaledPoints {
    let count: Int
    let dimension: Int
    /// Coordinate after coordinate: those of dimension i are elements i n ..< (i + 1) n.
    let coordinates: [Double]

    init(_ points: borrowing Matrix<Double>, by kernel: some DistanceKernel) {
        precondition(points.columns == kernel.dimension, "a point has as many coordinates as its kernel has dimensions")
        let (count, dimension) = (points.rows, points.columns)
        self.count = count
        self.dimension = dimension
        coordinates = unsafe points.withUnsafeElements { points in
            unsafe Array(unsafeUninitializedCapacity: count * dimension) { target, initialized in
                for column in 0..<dimension {
                    let scale = 1 / kernel.lengthScale(column)
                    for row in 0..<count {
                        unsafe target[column * count + row] = points[row * dimension + column] * scale
                    }
                }
                initialized = count * dimension
            }
        }
    }

    /// Whether there are so few coordinates that differences are as fast as a matrix product.
    var areFew: Bool { dimension <= 8 }

    /// Sets the leading elements of `row` to the squared distances of these points from one of `others`.
    func squaredDistances(
        from others: ScaledPoints, _ index: Int, into row: UnsafeMutableBufferPointer<Double>
    ) {
        unsafe coordinates.withUnsafeBufferPointer { coordinates in
            let length = row.count
            for column in 0..<dimension {
                let origin = others.coordinates[column * others.count + index]
                let start = column * count
                if column == 0 {
                    for position in 0..<length {
                        let difference = unsafe origin - coordinates[start + position]
                        unsafe row[position] = difference * difference
                    }
                } else {
                    for position in 0..<length {
                        let difference = unsafe origin - coordinates[start + position]
                        unsafe row[position] += difference * difference
                    }
                }
            }
        }
    }

    /// Sets `result` to all squared distances between two sets, by a matrix product.
    ///
    /// |a|² + |b|² - 2 a'b cancels where points are close, so those pairs are computed again from their differences;
    /// what remains is accurate to about 1e-11 of itself.
    static func fillSquaredDistances(_ first: ScaledPoints, _ second: ScaledPoints, into result: inout Matrix<Double>) {
        let (rows, columns) = (first.count, second.count)
        guard rows > 0, columns > 0 else { return }
        let (firstNorms, secondNorms) = (first.squaredNorms(), second.squaredNorms())
        unsafe result.withUnsafeMutableElements { result in
            unsafe first.coordinates.withUnsafeBufferPointer { a in
                unsafe second.coordinates.withUnsafeBufferPointer { b in
                    guard let a = a.baseAddress, let b = b.baseAddress, let c = result.baseAddress else { return }
                    unsafe Double.gemm(
                        .first, rows: rows, columns: columns, inner: first.dimension, scale: -2, a, strideA: rows, b,
                        strideB: columns, adding: 0, c, strideC: columns)
                }
            }
            for row in 0..<rows {
                let norm = firstNorms[row]
                for column in 0..<columns {
                    let sum = norm + secondNorms[column]
                    let squared = unsafe sum + result[row * columns + column]
                    unsafe result[row * columns + column] =
                        squared > 1e-4 * sum ? squared : first.squaredDistance(row, second, column)
                }
            }
        }
    }

    private func squaredNorms() -> [Double] {
        var norms = [Double](repeating: 0, count: count)
        for column in 0..<dimension {
            for row in 0..<count {
                norms[row] += coordinates[column * count + row] * coordinates[column * count + row]
            }
        }
        return norms
    }

    private func squaredDistance(_ index: Int, _ others: ScaledPoints, _ other: Int) -> Double {
        var squared = 0.0
        for column in 0..<dimension {
            let difference = coordinates[column * count + index] - others.coordinates[column * others.count + other]
            squared += difference * difference
        }
        return squared
    }
}
