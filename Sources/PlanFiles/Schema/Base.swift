/// A key whose value stands for a whole map, which the keys beside it override: `preset: rvae`.
///
/// It is read before the others, wherever it stands, and never written: the map is, as it came out.
struct Base<Root> {
    let name: String
    /// What it means, as sentences.
    let meaning: String
    let expected: String
    /// The values one by one, each with its meaning.
    let options: [(name: String, meaning: String)]
    /// Returns what the value stands for; reports what is wrong with it and returns nil.
    let read: (Tree, Path, inout Findings) -> Root?

    init<Value>(_ name: String, _ codec: Codec<Value>, _ meaning: String, make: @escaping (Value) -> Root) {
        self.name = name
        self.meaning = meaning
        expected = codec.expected
        options = codec.options
        read = { tree, path, findings in codec.read(tree, path, &findings).map(make) }
    }

    /// The words before the options where the map is explained.
    var choosing: String {
        "`\(name)` stands for what is left out; one of the following"
    }
}
