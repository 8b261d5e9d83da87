import ArgumentParser
import Experiments
import Figures
import Foundation
import Orchestration
import Storage

/// `saccade inspect`: why a point was chosen.
struct Inspect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says how a run went, or why a decision was made; draws it.",
        discussion: """
            Without --step: the run and all its decisions. With --step K: decision K, its runners-up, what other functions \
            would have chosen, and the model behind it. --figure draws the decision (the last one without --step). --pareto draws what there is to \
            choose from when several objectives are sought.
            """)

    @Argument(help: "The number of the run.") var run: Int
    @Option(help: "The decision: 1, 2, 3, ...; 0 for the seed points.") var step: Int?
    @Option(help: "Draw the decision: PNG, SVG or PDF.") var figure: String?
    @Option(help: "Draw the whole run: PNG, SVG or PDF.") var runFigure: String?
    @Option(help: "Draw the front of a run with several objectives: PNG, SVG or PDF.") var pareto: String?
    @OptionGroup var data: DataDirectoryOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let figureFile = try figure.map { try FigureFile($0) }
        let runFigureFile = try runFigure.map { try FigureFile($0) }
        let frontFile = try pareto.map { try FigureFile($0) }
        let history = try await RunHistory(self.run, in: try data.directory())
        let chosen = try decision(of: history)
        if json {
            try printJSON(history, chosen?.decision)
        } else if let step, let chosen {
            for line in DecisionReport(history, chosen.entry, chosen.decision, step: step).lines { print(line) }
        } else {
            for line in RunReport(history).lines { print(line) }
        }
        if let figureFile {
            guard let chosen else { throw Failure("run \(self.run) has no decision to draw yet", .badData) }
            guard let decision = try await maps(of: chosen.entry), decision.maps != nil else {
                throw Failure(
                    "this decision of run \(self.run) was made without a model and has no maps to draw; choose another with "
                        + "--step", .badData)
            }
            try figureFile.write(try DecisionPicture(history, chosen.entry, decision).figure)
            if !json { print("picture  \(figureFile.path)") }
        }
        if let frontFile {
            try frontFile.write(
                try FrontPicture(history.run, heading: "run \(history.number) · \(history.title)").figure)
            if !json { print("picture  \(frontFile.path)") }
        }
        if let runFigureFile {
            try runFigureFile.write(try RunPicture(history).figure)
            if !json { print("picture  \(runFigureFile.path)") }
        }
    }

    /// The decision of an entry with its maps, which are read only for the one that is drawn.
    private func maps(of entry: Entry) async throws -> Decision? {
        let journal = try SQLiteJournal(reading: try data.directory())
        guard case .decided(let decision)? = try await journal.entry(at: entry.sequence)?.event else { return nil }
        return decision
    }

    /// The decision that was asked for, or the last one.
    private func decision(of history: RunHistory) throws -> (entry: Entry, decision: Decision)? {
        let decisions = history.decisions
        guard let step else { return decisions.last { $0.decision.chooser != .design } ?? decisions.last }
        guard let found = decisions.first(where: { $0.decision.step == step }) else {
            let last = decisions.last.map { "it has 0 to \($0.decision.step)" } ?? "it has made none yet"
            throw Failure("run \(self.run) has no decision \(step); \(last)", .noInput)
        }
        return found
    }

    private func printJSON(_ history: RunHistory, _ decision: Decision?) throws {
        struct Document: Encodable {
            let status: RunStatus
            let decision: Decision?
            let decisions: [Decision]?
        }
        let status = RunStatus(run: history.number, history.run, isConnected: true, trouble: nil)
        print(
            try JSONText.encode(
                Document(
                    status: status, decision: step == nil ? nil : decision,
                    decisions: step == nil ? history.decisions.map(\.decision) : nil)))
    }
}
