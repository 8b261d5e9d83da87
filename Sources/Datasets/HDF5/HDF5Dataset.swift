import CHDF5

/// A dataset of an open HDF5 file.
struct HDF5Dataset: ~Copyable {
    let path: String
    let shape: [Int]
    let handle: HDF5Handle
    private let file: String
    private let fileSize: Int
    private let count: Int

    /// Reads the extents.
    ///
    /// - Throws: ``UnusableData`` if they cannot be read or are too many.
    init(_ handle: consuming HDF5Handle, path: String, file: String, fileSize: Int) throws(UnusableData) {
        let place = "\(file):\(path)"
        let space = try HDF5Handle.owning(H5Dget_space(handle.id), in: place, "its extents cannot be read")
        let rank = Int(H5Sget_simple_extent_ndims(space.id))
        guard (0...32).contains(rank), H5Sget_simple_extent_type(space.id) != H5S_NULL else {
            throw UnusableData(file: place, reason: "it has no extents")
        }
        var extents = [hsize_t](repeating: 0, count: rank)
        if rank > 0, unsafe H5Sget_simple_extent_dims(space.id, &extents, nil) < 0 {
            throw UnusableData(file: place, reason: "its extents cannot be read")
        }
        var count = 1
        for extent in extents {
            let (product, overflow) = count.multipliedReportingOverflow(by: Int(clamping: extent))
            guard !overflow, extent <= Int.max else {
                throw UnusableData(file: place, reason: "its extents \(extents) are too large")
            }
            count = product
        }
        self.count = count
        self.shape = extents.map { Int($0) }
        self.path = path
        self.file = file
        self.fileSize = fileSize
        self.handle = handle
    }

    private var place: String { "\(file):\(path)" }

    /// The type in memory of the elements.
    ///
    /// - Throws: ``UnusableData`` if they are no plain numbers.
    func elementType() throws(UnusableData) -> ElementType {
        try memoryType().element
    }

    private func memoryType() throws(UnusableData) -> MemoryType {
        let stored = try HDF5Handle.owning(H5Dget_type(handle.id), in: place, "its element type cannot be read")
        let native = try HDF5Handle.owning(
            H5Tget_native_type(stored.id, H5T_DIR_ASCEND), in: place, Self.refusal(H5Tget_class(stored.id)))
        // h5py stores truth values as an enumeration over bytes.
        if H5Tget_class(native.id) == H5T_ENUM {
            let base = try HDF5Handle.owning(H5Tget_super(native.id), in: place, "its element type cannot be read")
            return try MemoryType(reading: native, element: element(of: base.id))
        }
        let element = try element(of: native.id)
        return MemoryType(reading: native, element: element)
    }

    private func element(of type: hid_t) throws(UnusableData) -> ElementType {
        let isBigEndian = H5Tget_order(type) == H5T_ORDER_BE
        let kind: ElementType.Kind? =
            switch H5Tget_class(type) {
            case H5T_FLOAT: .float
            case H5T_INTEGER: H5Tget_sign(type) == H5T_SGN_NONE ? .unsigned : .signed
            default: nil
            }
        guard let kind, let element = ElementType(kind, size: H5Tget_size(type), isBigEndian: isBigEndian) else {
            throw UnusableData(file: place, reason: Self.refusal(H5Tget_class(type)))
        }
        return element
    }

    private static func refusal(_ type: H5T_class_t) -> String {
        let what =
            switch type {
            case H5T_STRING: "text"
            case H5T_COMPOUND: "records or complex numbers"
            case H5T_REFERENCE: "references"
            case H5T_VLEN, H5T_ARRAY: "lists"
            default: "elements of an unknown type"
            }
        return "it holds \(what); expected integers or floats of at most 8 bytes"
    }

    /// Reads all elements.
    ///
    /// - Throws: ``UnusableData`` if they are no numbers, if the extents claim more than the file can hold even
    ///   compressed, or if the library cannot read them (cut short, an unknown filter).
    func read() throws(UnusableData) -> NumericArray {
        let type = try memoryType()
        let (bytes, overflow) = count.multipliedReportingOverflow(by: type.element.size)
        // Deflate shrinks to 1/1032 at best; small datasets may be all fill value and not stored at all.
        guard !overflow, bytes / 1032 <= fileSize + 65_536 else {
            throw UnusableData(
                file: place, reason: "its extents \(shape) cannot be in a file of \(fileSize) bytes: it is damaged")
        }
        guard count > 0 else { return NumericArray(shape: shape, doubles: []) }
        var raw = [UInt8](repeating: 0, count: bytes)
        let status = unsafe raw.withUnsafeMutableBytes {
            unsafe H5Dread(handle.id, type.handle.id, 0, 0, 0, $0.baseAddress)
        }
        guard status >= 0 else {
            throw UnusableData(
                file: place, reason: "cannot be read: the file is damaged or uses a filter that is not installed here")
        }
        if type.element.fitsFloat {
            var values: [Float] = []
            unsafe raw.withUnsafeBytes { unsafe type.element.append($0, to: &values) }
            return NumericArray(shape: shape, floats: values)
        }
        var values: [Double] = []
        unsafe raw.withUnsafeBytes { unsafe type.element.append($0, to: &values) }
        return NumericArray(shape: shape, doubles: values)
    }

    /// A library type to read into, and how we decode it.
    private struct MemoryType: ~Copyable {
        let handle: HDF5Handle
        let element: ElementType

        init(reading handle: consuming HDF5Handle, element: ElementType) {
            self.handle = handle
            self.element = element
        }
    }
}
