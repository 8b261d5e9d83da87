/// What the command line asks for.
struct Options {
    static let usage = """
        usage: Benchmarks [--output bench.json] [--threads 1,2] [--quick] [--processor-time] [--only GROUP ...]

          --output PATH   where the rows are written as JSON (default bench.json)
          --threads N,... how many threads may be used; with several numbers, all is measured with each (default 1,2)
          --quick         fewer repetitions: seconds instead of a minute, and noisier
          --processor-time
                          time that the processor spent on us rather than time on the wall: for busy machines; what
                          several threads spend is added, so that thresholds of several threads are not looked at
          --only GROUP    measure this group only; may be repeated

        The exit status is 1 if a threshold does not hold. Times are the shortest of several; measure on a quiet machine.
        """

    var output = "bench.json"
    var threads = [1, 2]
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
                let numbers = try Options.value(of: word, from: &words).split(separator: ",").map { Int($0) ?? 0 }
                guard !numbers.isEmpty, numbers.allSatisfy({ (1...64).contains($0) }) else {
                    throw Misuse(reason: "--threads takes numbers from 1 to 64, separated by commas")
                }
                threads = numbers
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
