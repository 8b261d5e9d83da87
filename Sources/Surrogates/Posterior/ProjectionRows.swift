import LinearAlgebra

/// The rows of V = L⁻¹ k(X, X*) of the newest observations, N numbers each, shared by copies.
///
/// Rows are kept in one of two precisions, and the oldest are dropped where memory ends.
struct ProjectionRows: Sendable {
    /// Rows in one of the two precisions.
    enum Elements: Sendable {
        case double([ProjectionRow<Double>])
        case single([ProjectionRow<Float>])

        var count: Int {
            switch self {
            case .double(let rows): rows.count
            case .single(let rows): rows.count
            }
        }

        func prefix(_ number: Int) -> Elements {
            switch self {
            case .double(let rows): .double(Array(rows.prefix(number)))
            case .single(let rows): .single(Array(rows.prefix(number)))
            }
        }

        func suffix(_ number: Int) -> Elements {
            switch self {
            case .double(let rows): .double(Array(rows.suffix(number)))
            case .single(let rows): .single(Array(rows.suffix(number)))
            }
        }
    }

    /// The number N of candidates.
    let width: Int
    /// The bytes that the rows may take.
    let limit: Int
    /// Whether single precision will do where double takes too much.
    let permitsSingle: Bool
    private(set) var elements: Elements

    init(width: Int, precision: PosteriorStorage.Precision, limit: Int, permitsSingle: Bool) {
        self.width = width
        self.limit = limit
        self.permitsSingle = permitsSingle
        elements = precision == .double ? .double([]) : .single([])
    }

    var precision: PosteriorStorage.Precision {
        switch elements {
        case .double: .double
        case .single: .single
        }
    }

    /// The number of rows kept.
    var count: Int { elements.count }

    var bytes: Int { count * width * size }

    /// How many rows there is room for.
    var capacity: Int { width == 0 ? .max : limit / (width * size) }

    private var size: Int { precision == .double ? MemoryLayout<Double>.size : MemoryLayout<Float>.size }

    /// Adds `number` rows at the end, which have no values yet.
    mutating func append(_ number: Int) {
        switch elements {
        case .double(let rows):
            elements = .double(rows + (0..<number).map { _ in ProjectionRow(count: width) })
        case .single(let rows):
            elements = .single(rows + (0..<number).map { _ in ProjectionRow(count: width) })
        }
    }

    /// Drops the last row.
    mutating func removeLast() {
        elements = elements.prefix(count - 1)
    }

    /// Steps down to single precision, then to fewer rows, until `number` more rows have room.
    ///
    /// - Returns: How many there is room for.
    mutating func makeRoom(for number: Int) -> Int {
        if case .double(let rows) = elements, rows.count + number > capacity, permitsSingle {
            elements = .single([])
            elements = .single(rows.map(ProjectionRow<Float>.init(rounding:)))
        }
        elements = elements.suffix(max(0, min(count, capacity - number)))
        return min(number, capacity)
    }
}

extension ProjectionRows {
    /// Returns a range of the last row, as a matrix of one row.
    func last(over range: Range<Int>) -> Matrix<Double> {
        let elements: [Double] =
            switch elements {
            case .double(let rows): unsafe Array(rows[rows.count - 1].elements[range])
            case .single(let rows): unsafe rows[rows.count - 1].elements[range].map { Double($0) }
            }
        return Matrix(rows: 1, columns: range.count, elements: elements)
    }

    /// Returns the elements of some columns, a row a row of V, if the rows are in double precision.
    func columns(_ candidates: [Int]) -> Matrix<Double>? {
        guard case .double(let rows) = elements else { return nil }
        var result = Matrix<Double>(rows: rows.count, columns: candidates.count)
        let count = candidates.count
        unsafe result.withUnsafeMutableElements { result in
            for (index, row) in rows.enumerated() {
                for (column, candidate) in candidates.enumerated() {
                    unsafe result[index * count + column] = row.elements[candidate]
                }
            }
        }
        return result
    }

    /// Adds to `target` the sum of the rows, in a range of columns, times `scale` times a weight a row.
    func addSum(
        _ weights: borrowing Matrix<Double>, scale: Double, over range: Range<Int>,
        to target: UnsafeMutableBufferPointer<Double>
    ) {
        guard let base = target.baseAddress, !range.isEmpty else { return }
        switch elements {
        case .double(let rows):
            for (index, row) in rows.enumerated() {
                unsafe row.withStart(range.lowerBound) { source in
                    unsafe Double.axpy(range.count, scale: scale * weights[index, 0], source, base)
                }
            }
        case .single(let rows):
            // Sums of few terms in single precision, and those in double.
            let group = 16
            unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: range.count) { partial in
                guard let start = partial.baseAddress else { return }
                for first in stride(from: 0, to: rows.count, by: group) {
                    unsafe partial.update(repeating: 0)
                    for index in first..<min(first + group, rows.count) {
                        unsafe rows[index].withStart(range.lowerBound) { source in
                            unsafe Float.axpy(range.count, scale: Float(scale * weights[index, 0]), source, start)
                        }
                    }
                    for index in 0..<range.count { unsafe base[index] += Double(partial[index]) }
                }
            }
        }
    }

    /// Copies a range of columns, if the rows are in double precision.
    func packDouble(_ range: Range<Int>) -> Matrix<Double>? {
        guard case .double(let rows) = elements else { return nil }
        return pack(rows, range)
    }

    /// Copies a range of columns, if the rows are in single precision.
    func packSingle(_ range: Range<Int>) -> Matrix<Float>? {
        guard case .single(let rows) = elements else { return nil }
        return pack(rows, range)
    }

    private func pack<Scalar>(_ rows: [ProjectionRow<Scalar>], _ range: Range<Int>) -> Matrix<Scalar> {
        var result = Matrix<Scalar>(rows: rows.count, columns: range.count)
        unsafe result.withUnsafeMutableElements { target in
            for (index, row) in rows.enumerated() {
                let part = unsafe UnsafeMutableBufferPointer(
                    rebasing: target[index * range.count..<(index + 1) * range.count])
                _ = unsafe part.update(fromContentsOf: row.elements[range])
            }
        }
        return result
    }
}

/// One row of V over the pool.
///
/// `@unchecked Sendable`: its elements are set once, before it is shared, and never changed after.
@safe final class ProjectionRow<Scalar: BLASScalar>: @unchecked Sendable {
    let elements: UnsafeMutableBufferPointer<Scalar>

    /// Creates a row whose elements have no value yet.
    init(count: Int) {
        unsafe elements = .allocate(capacity: count)
    }

    deinit {
        unsafe elements.deallocate()
    }

    /// Calls `body` with the address of an element.
    func withStart(_ start: Int, _ body: (UnsafePointer<Scalar>) -> Void) {
        guard let base = unsafe elements.baseAddress else { return }
        unsafe body(UnsafePointer(base + start))
    }
}

extension ProjectionRow<Float> {
    convenience init(rounding row: ProjectionRow<Double>) {
        self.init(count: unsafe row.elements.count)
        for index in unsafe elements.indices { unsafe elements[index] = Float(row.elements[index]) }
    }
}
