extension Message {
    /// Reads a message from its frames.
    ///
    /// - Throws: ``MessageError``; ``Header`` may still be read then, to answer it.
    package init(decoding frames: [[UInt8]], limits: MessageLimits = MessageLimits()) throws(MessageError) {
        try self.init(try Header(frames, limits: limits), frames)
    }

    /// Reads the arrays that belong to a header which was read from the same frames.
    package init(_ header: Header, _ frames: [[UInt8]]) throws(MessageError) {
        let fields = Fields(header.object, path: header.envelope.type)
        let entries = try fields.objects("arrays")
        guard entries.count == frames.count - 2 else {
            throw MessageError(
                .malformed, fields.place("arrays"), "\(entries.count) entries for \(frames.count - 2) binary frames")
        }
        var arrays: [NamedArray] = []
        var names: Set<String> = []
        for (entry, frame) in zip(entries, frames.dropFirst(2)) {
            let array = try NamedArray(entry, frame)
            guard names.insert(array.name).inserted else {
                throw MessageError(.schema, entry.place("name"), "the name `\(array.name)` stands twice")
            }
            arrays.append(array)
        }
        self.init(header.envelope, header.fields.object, arrays: arrays)
    }
}

extension NamedArray {
    /// Reads a frame as its entry describes it.
    fileprivate init(_ entry: Fields, _ frame: [UInt8]) throws(MessageError) {
        name = try entry.require("name")
        guard !name.isEmpty else {
            throw MessageError(.schema, entry.place("name"), "expected a name, got an empty string")
        }
        let codec: String = try entry.optional("codec") ?? "none"
        guard codec == "none" else {
            throw MessageError(.schema, entry.place("codec"), "expected `none`, got `\(codec)`")
        }
        let type = try ElementType(named: try entry.require("dtype"), at: entry.place("dtype"))
        guard entry.object["shape"] != nil else {
            throw MessageError(.schema, entry.place("shape"), "expected an array, got nothing")
        }
        let shape = try entry.list("shape", of: Int.self)
        let size = try entry.require("nbytes", in: 0 ... .max)
        guard size == frame.count else {
            let text = "\(size) bytes announced, but the frame has \(frame.count)"
            throw MessageError(.shape, entry.place("nbytes"), text)
        }
        array = try BinaryArray(type, shape: shape, bytes: frame, at: entry.place("shape"))
        let stated = try entry.require("crc32", in: 0...Int(UInt32.max))
        let found = Int(array.checksum)
        guard stated == found else {
            throw MessageError(
                .checksum, entry.place("crc32"), "\(stated) announced, but the bytes of `\(name)` have \(found)")
        }
    }
}
