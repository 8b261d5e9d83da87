import Experiments
import Logging
import Synchronization
import Testing

@testable import Orchestration

/// Keeps what is logged.
private final class Told: Sendable {
    private let list = Mutex<[String]>([])

    var lines: [String] { list.withLock { $0 } }
    func add(_ line: String) { list.withLock { $0.append(line) } }

    var logger: Logger { Logger(label: "test") { _ in Handler(told: self) } }

    private struct Handler: LogHandler {
        let told: Told
        var logLevel = Logger.Level.trace
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { told.add("\(event.level): \(event.message)") }
    }
}

@Suite("The log of a run") struct RunLogTests {
    private let told = Told()

    @Test("says that trainings fail when it begins, when the reason changes and when it ends")
    func trainings() {
        var log = RunLog(1, logger: told.logger)
        let model = ModelSummary(name: "committee", trained: 20)
        log.note(model)
        for point in 3...40 { log.noteFailure("`log(x)` is nan at point \(point) (x = -0.\(point))") }
        #expect(told.lines == ["warning: training failed"])
        log.noteFailure("the covariance cannot be factored")
        log.noteFailure("the covariance cannot be factored")
        #expect(told.lines.count == 2)
        log.note(model)
        log.note(model)
        #expect(told.lines.dropFirst(2) == ["notice: trainings succeed again"])
    }

    @Test("says that an autoencoder is trained, and how long it took")
    func encoders() {
        let log = RunLog(1, logger: told.logger)
        let news = [
            EncoderNews.began(purpose: "the deep kernel", count: 4, images: 2500, epochs: 50),
            .ended(purpose: "the deep kernel", seconds: 3.14, explained: 0.876),
        ]
        for piece in news { log.encoderNews(piece) }
        #expect(told.lines == Array(repeating: "notice: before the first training", count: 2))
        #expect(
            news.map { "\($0)" } == [
                "4 autoencoders are trained for the deep kernel, on 2500 candidates, 50 epochs",
                "trained for the deep kernel in 3.1 s; 88 % of the variance can be decoded",
            ])
    }

    @Test("says that decisions are random when it begins and when it ends")
    func decisions() {
        var log = RunLog(1, logger: told.logger)
        var decision = Decision(step: 0, chooser: .design, function: "maximin", choices: [])
        log.note(decision)
        decision = Decision(step: 1, chooser: .fallback, function: "random", choices: [])
        decision.note = "chosen at random: there is no model yet"
        for _ in 0..<5 { log.note(decision) }
        #expect(told.lines == ["warning: decisions are made at random"])
        for _ in 0..<5 { log.note(Decision(step: 2, chooser: .model, function: "ei", choices: [])) }
        #expect(told.lines.dropFirst() == ["notice: the model decides again"])
    }

    @Test("tells a finding when it is new, whatever its numbers are")
    func findings() {
        var log = RunLog(1, logger: told.logger)
        var model = ModelSummary(name: "deep-kernel", trained: 20)
        for share in [51, 52.5, 60] {
            model.findings = ["objective 0: \(share) % of 20 measurements lie inside"]
            log.note(model)
        }
        #expect(told.lines == ["warning: about the model"])
    }
}
