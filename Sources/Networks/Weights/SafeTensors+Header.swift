extension SafeTensors {
    /// The header: what each tensor is and where its numbers are.
    struct Header: Decodable {
        var entries: [String: Entry] = [:]
        var metadata: [String: String] = [:]

        struct Entry: Decodable {
            let type: String
            let shape: [Int]
            /// Where the numbers begin and end, counted from the header's end.
            let offsets: [Int]

            enum CodingKeys: String, CodingKey {
                case type = "dtype"
                case shape
                case offsets = "data_offsets"
            }
        }

        /// Any name.
        private struct Name: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }

            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Name.self)
            for name in container.allKeys {
                if name.stringValue == SafeTensors.metadataName {
                    metadata = try container.decode([String: String].self, forKey: name)
                } else {
                    entries[name.stringValue] = try container.decode(Entry.self, forKey: name)
                }
            }
        }
    }
}
