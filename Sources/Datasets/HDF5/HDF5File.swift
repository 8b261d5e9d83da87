import CHDF5

/// An HDF5 file, open for reading while the library is held.
///
/// Files that are cut short or whose superblock is damaged are refused. Damage inside a file's heaps and object headers
/// is left to the library, which does not survive all of it (1.10.8: `H5HG_read`): open no files from strangers.
///
/// A value lives only inside ``reading(_:named:_:)``, so that every handle is closed before the library is let go.
struct HDF5File: ~Copyable {
    /// How errors name it.
    let name: String
    /// Bytes on disk.
    let size: Int
    let handle: HDF5Handle

    /// Opens a file, passes it to `body` and closes it.
    ///
    /// - Throws: ``UnusableData`` if it is no HDF5 file or cut short, and what `body` throws.
    static func reading<Result: Sendable>(
        _ path: String, named name: String, _ body: (borrowing HDF5File) throws(UnusableData) -> Result
    ) throws(UnusableData) -> Result {
        // Opened by us first: the library does not say whether a file is missing, unreadable or damaged.
        let size = try FileReader(path: path, named: name).remaining
        return try HDF5Library.exclusively { () throws(UnusableData) -> Result in
            guard unsafe H5Fis_hdf5(path) > 0 else {
                throw UnusableData(file: name, reason: "not an HDF5 file: its signature is missing")
            }
            let opened = unsafe H5Fopen(path, 0, 0)
            let handle = try HDF5Handle.owning(opened, in: name, "a damaged HDF5 file, or cut short (\(size) bytes)")
            return try body(HDF5File(name: name, size: size, handle: handle))
        }
    }

    /// Returns whether a file has the signature of HDF5, perhaps behind a block of the user's.
    static func isOne(_ path: String) throws(UnusableData) -> Bool {
        try HDF5Library.exclusively { () throws(UnusableData) -> Bool in unsafe H5Fis_hdf5(path) > 0 }
    }

    private init(name: String, size: Int, handle: consuming HDF5Handle) {
        self.name = name
        self.size = size
        self.handle = handle
    }

    /// Returns all datasets of numbers, in the order of their names, groups entered.
    func datasets() throws(UnusableData) -> [ArrayDescription] {
        var found: [ArrayDescription] = []
        var budget = 100_000
        try visit("/", depth: 0, &budget, &found)
        return found
    }

    /// Links may form circles, so the depth and the number of visited objects are limited.
    private func visit(
        _ group: String, depth: Int, _ budget: inout Int, _ found: inout [ArrayDescription]
    ) throws(UnusableData) {
        for child in children(of: group) {
            budget -= 1
            guard depth < 16, budget > 0 else { return }
            let path = group == "/" ? "/\(child)" : "\(group)/\(child)"
            guard let object = try? HDF5Handle.owning(unsafe H5Oopen(handle.id, path, 0), in: name, "") else {
                continue
            }
            switch H5Iget_type(object.id) {
            case H5I_GROUP:
                try visit(path, depth: depth + 1, &budget, &found)
            case H5I_DATASET:
                guard let dataset = try? dataset(path), (try? dataset.elementType()) != nil else { continue }
                found.append(
                    ArrayDescription(
                        name: path, shape: dataset.shape, unit: dataset.attribute("units") ?? dataset.attribute("unit"))
                )
            default: continue
            }
        }
    }

    /// The names of what is in a group, sorted; empty if it is no group.
    private func children(of group: String) -> [String] {
        var information = H5G_info_t()
        guard unsafe H5Gget_info_by_name(handle.id, group, &information, 0) >= 0 else { return [] }
        return (0..<min(information.nlinks, 10_000)).compactMap { index in
            let length = unsafe H5Lget_name_by_idx(handle.id, group, H5_INDEX_NAME, H5_ITER_INC, index, nil, 0, 0)
            guard length > 0, length < 65_536 else { return nil }
            var bytes = [CChar](repeating: 0, count: length + 1)
            guard
                unsafe H5Lget_name_by_idx(
                    handle.id, group, H5_INDEX_NAME, H5_ITER_INC, index, &bytes, length + 1, 0) == length
            else { return nil }
            return String(decoding: bytes.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    /// Returns whether there is a dataset at a path.
    func holds(_ path: String) -> Bool {
        (try? HDF5Handle.owning(unsafe H5Dopen2(handle.id, path, 0), in: name, "")) != nil
    }

    /// Opens a dataset by its path.
    ///
    /// - Throws: ``UnusableData`` if there is none; the text lists those there are.
    func dataset(_ path: String) throws(UnusableData) -> HDF5Dataset {
        let opened = unsafe H5Dopen2(handle.id, path, 0)
        guard opened >= 0 else {
            throw UnusableData.missing(path, in: name, kind: "dataset", contents: try datasets())
        }
        return try HDF5Dataset(HDF5Handle.owning(opened, in: name, ""), path: path, file: name, fileSize: size)
    }
}
