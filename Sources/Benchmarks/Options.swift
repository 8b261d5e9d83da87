/// What the command line asks for.
struct Options {
    static let usage = """
        usage: Benchmarks [--output bench.json] [--threads 1] [--quick] [--processor-time] [--only GROUP ...]

          --output PATH   where the rows are written as JSON (default bench.json)
          --threads N     how many threads a product may use (default 1)
          --quick         fewer repetitions: seconds instead of a minute, and noisier
          --processor-time
                          time that the processor spent on us rather than time on the wall: for busy machines
          --only GROUP    measure this group only; may be repeated
        """

    var output = "bench.json"
    var threads = 1
    var isQuick = false
    var usesProcessorTime = false
    var only: [String] = []
    var wantsHelp = false

    /// Reads the options from the words after the command's name.
    init(_ arguments: some Sequence<String>) throws(Misuse) {
        var words = Array(arguments)[...]
        while let word = words.popFirst() {
            switch word {
            case "--output": output = try Options.value(of: word, from: &words)
            case "--threads":
                guard let number = Int(try Options.value(of: word, from: &words)), number > 0 else {
                    throw Misuse(reason: "--threads takes a positive number")
                }
                threads = number
            case "--quick": isQuick = true
            case "--processor-time": usesProcessorTime = true
            case "--only": only.append(try Options.value(of: word, from: &words))
            case "--help", "-h": wantsHelp = true
            default: throw Misuse(reason: "unknown option \(word)")
            }
        }
        if let unknown = only.first(where: { name in !Benchmarks.groups.contains { $0.name == name } }) {
            let known = Benchmarks.groups.map(\.name).joined(separator: ", ")
            throw Misuse(reason: "no group is called \(unknown); there are \(known)")
        }
    }

    private static func value(of option: String, from words: inout ArraySlice<String>) throws(Misuse) -> String {
        guard let value = words.popFirst() else { throw Misuse(reason: "\(option) takes a value") }
        return value
    }

    /// A command line that cannot be followed.
    struct Misuse: Error, Hashable, Sendable, CustomStringConvertible {
        let reason: String
        var description: String { "\(reason)\n\(Options.usage)" }
    }
}
