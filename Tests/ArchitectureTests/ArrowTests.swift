import Foundation
import Testing

/// What each module may import, beside Foundation and its kin: the picture in the architecture article, enforced.
private let allowed: [String: Set<String>] = [
    "Randomness": [],
    "Formulas": [],
    "LinearAlgebra": ["COpenBLAS", "CLAPACKE"],
    "Networks": ["LinearAlgebra", "Randomness"],
    "Surrogates": ["Formulas", "Networks", "LinearAlgebra", "Randomness"],
    "Acquisition": ["Randomness", "LinearAlgebra"],
    "Autoencoders": ["Networks", "LinearAlgebra", "Randomness"],
    "Scores": ["LinearAlgebra", "Randomness"],
    "Experiments": ["Formulas", "Randomness"],
    "TrainingSets": ["Experiments", "Randomness"],
    "PlanFiles": ["Formulas", "Experiments", "Yams"],
    "Datasets": ["TrainingSets", "Experiments", "Randomness", "CHDF5", "CZlib"],
    "Figures": ["CCairo"],
    "Storage": ["Experiments", "CZlib", "GRDB", "GRDBSQLite"],
    "ZeroMQ": ["CZeroMQ"],
    "Messages": ["CZlib"],
    "Instruments": ["ZeroMQ", "Messages", "Experiments", "Logging"],
    "Control": ["ZeroMQ", "Messages", "Experiments", "Logging"],
    "Orchestration": [
        "Formulas", "Experiments", "TrainingSets", "Surrogates", "Acquisition", "Autoencoders", "LinearAlgebra",
        "Networks", "Randomness", "Logging",
    ],
    "TestSupport": ["Experiments"],
    "Benchmarks": [
        "Formulas", "LinearAlgebra", "Networks", "Surrogates", "Acquisition", "Autoencoders", "Scores", "Experiments",
        "TrainingSets", "Datasets", "Orchestration", "Randomness", "ArgumentParser",
    ],
    "saccade": [
        "Formulas", "LinearAlgebra", "Networks", "Surrogates", "Acquisition", "Autoencoders", "Experiments",
        "TrainingSets", "PlanFiles", "Datasets", "Figures", "Storage", "ZeroMQ", "Messages", "Instruments", "Control",
        "Orchestration", "Randomness", "ArgumentParser",
        "Logging", "ServiceLifecycle", "UnixSignals",
    ],
]

/// Modules of the system that anyone may import.
private let system: Set<String> = [
    "Foundation", "FoundationEssentials", "Glibc", "Dispatch", "Synchronization", "_Concurrency", "RegexBuilder",
]

/// Modules below the shell: what they do must not depend on the moment, the machine or the file system.
private let pure: Set<String> = [
    "Randomness", "Formulas", "LinearAlgebra", "Networks", "Surrogates", "Acquisition", "Autoencoders", "Scores",
    "Experiments", "TrainingSets",
]

private let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources")

private func swiftFiles() throws -> [(module: String, name: String, text: String)] {
    let enumerator = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    return try enumerator.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map { file in
        let path = file.standardizedFileURL.path.dropFirst(sources.standardizedFileURL.path.count + 1)
        let module = String(path.prefix { $0 != "/" })
        return (module, String(path), try String(contentsOf: file, encoding: .utf8))
    }
}

@Suite("The architecture") struct ArrowTests {
    @Test("knows every module, and no module that is not there")
    func modules() throws {
        #expect(Set(try swiftFiles().map(\.module)) == Set(allowed.keys))
    }

    @Test("has only the arrows that are drawn")
    func arrows() throws {
        let importing =
            /(?m)^\s*(?:@\w+\s+)*(?:(?:package|public|private|internal|fileprivate)\s+)?import\s+(?:(?:struct|class|enum|func|protocol)\s+)?(\w+)/
        var seen = 0
        for file in try swiftFiles() {
            for match in file.text.matches(of: importing) {
                let name = String(match.1)
                seen += 1
                #expect(
                    system.contains(name) || allowed[file.module, default: []].contains(name),
                    "\(file.name) imports \(name)")
            }
        }
        #expect(seen > 50, "the expression that finds imports finds none")
    }

    @Test("has no circle")
    func acyclic() {
        var levels: [String: Int] = [:]
        func level(_ module: String, _ path: [String]) -> Int {
            #expect(!path.contains(module), "\(path + [module])")
            if path.contains(module) { return 0 }
            if let known = levels[module] { return known }
            let below = allowed[module, default: []].map { level($0, path + [module]) }.max() ?? -1
            levels[module] = below + 1
            return below + 1
        }
        for module in allowed.keys { _ = level(module, []) }
    }

    @Test("keeps clocks, tasks, files and global randomness out of the pure modules")
    func purity() throws {
        let impure =
            /\b(ContinuousClock|SuspendingClock|Date\(\)|Task\s*\{|Task\.|FileManager|FileHandle|URLSession|SystemRandomNumberGenerator|\.random\(in:|ProcessInfo|print\()/
        for file in try swiftFiles() where pure.contains(file.module) {
            let code = file.text.split(separator: "\n").filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }
            for line in code {
                #expect(line.firstMatch(of: impure) == nil, "\(file.name): \(line)")
            }
        }
    }

    @Test("has no crash on outside data, and gives a reason wherever the compiler is told to look away")
    func promises() throws {
        let forbidden = /try!|fatalError\(|nonisolated\(unsafe\)|unsafeFlags|TODO|FIXME/
        for file in try swiftFiles() {
            var previous = Substring()
            for line in file.text.split(separator: "\n", omittingEmptySubsequences: false) {
                #expect(line.firstMatch(of: forbidden) == nil, "\(file.name): \(line)")
                if line.contains("@unchecked Sendable") {
                    #expect(
                        line.contains("//") || previous.drop(while: \.isWhitespace).hasPrefix("//"),
                        "\(file.name) gives no reason: \(line)")
                }
                previous = line
            }
        }
    }

    @Test("keeps files small")
    func sizes() throws {
        for file in try swiftFiles() {
            let lines = file.text.count { $0 == "\n" }
            #expect(lines <= 400, "\(file.name) has \(lines) lines")
        }
    }
}
