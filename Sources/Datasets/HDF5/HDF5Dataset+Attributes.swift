import CHDF5

extension HDF5Dataset {
    /// Returns an attribute that is one text; nil if there is none.
    func attribute(_ name: String) -> String? {
        guard let values = attributes(name), values.count == 1 else { return nil }
        return values[0]
    }

    /// Returns an attribute that is a list of texts, of fixed or variable length; nil if there is none.
    func attributes(_ name: String) -> [String]? {
        guard let attribute = HDF5Attribute(name, of: handle) else { return nil }
        let count = attribute.count
        guard H5Tget_class(attribute.type.id) == H5T_STRING, count <= 256 else { return nil }
        guard H5Tis_variable_str(attribute.type.id) > 0 else {
            let size = H5Tget_size(attribute.type.id)
            guard size > 0, size <= 1 << 12 else { return nil }
            var bytes = [UInt8](repeating: 0, count: size * count)
            guard unsafe H5Aread(attribute.handle.id, attribute.type.id, &bytes) >= 0 else { return nil }
            return (0..<count).map { index in
                String(decoding: bytes[index * size..<(index + 1) * size].prefix { $0 != 0 }, as: UTF8.self)
            }
        }
        var pointers = unsafe [UnsafeMutablePointer<CChar>?](repeating: nil, count: count)
        guard unsafe H5Aread(attribute.handle.id, attribute.type.id, &pointers) >= 0 else { return nil }
        let texts = unsafe pointers.map { pointer in unsafe pointer.map { unsafe String(cString: $0) } ?? "" }
        for index in 0..<count { _ = unsafe H5free_memory(pointers[index]) }
        return texts
    }

    /// Opens the dimension scale attached to a dimension (HDF5 Dimension Scale Specification); nil if there is none.
    func scale(ofDimension dimension: Int) -> HDF5Handle? {
        guard let attribute = HDF5Attribute("DIMENSION_LIST", of: handle) else { return nil }
        let count = attribute.count
        guard H5Tget_class(attribute.type.id) == H5T_VLEN, count == shape.count, dimension < count,
            let base = try? HDF5Handle.owning(H5Tget_super(attribute.type.id), in: path, ""),
            H5Tget_class(base.id) == H5T_REFERENCE, H5Tget_size(base.id) == MemoryLayout<hobj_ref_t>.size
        else { return nil }
        var lists = unsafe [hvl_t](repeating: hvl_t(len: 0, p: nil), count: count)
        guard unsafe H5Aread(attribute.handle.id, attribute.type.id, &lists) >= 0 else { return nil }
        defer {
            for index in 0..<count { _ = unsafe H5free_memory(lists[index].p) }
        }
        let list = unsafe lists[dimension]
        guard unsafe list.len > 0, let reference = unsafe list.p else { return nil }
        return try? HDF5Handle.owning(unsafe H5Rdereference2(handle.id, 0, H5R_OBJECT, reference), in: path, "")
    }
}

/// An attribute, its type and its number of elements.
private struct HDF5Attribute: ~Copyable {
    let handle: HDF5Handle
    let type: HDF5Handle
    let count: Int

    /// Opens an attribute; nil if there is none of this name or it has no elements.
    init?(_ name: String, of object: borrowing HDF5Handle) {
        guard unsafe H5Aexists(object.id, name) > 0,
            let handle = try? HDF5Handle.owning(unsafe H5Aopen(object.id, name, 0), in: name, ""),
            let type = try? HDF5Handle.owning(H5Aget_type(handle.id), in: name, ""),
            let space = try? HDF5Handle.owning(H5Aget_space(handle.id), in: name, "")
        else { return nil }
        let count = H5Sget_simple_extent_npoints(space.id)
        guard count > 0, count <= 1 << 16 else { return nil }
        self.handle = handle
        self.type = type
        self.count = Int(count)
    }
}
