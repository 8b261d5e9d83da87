import Control
import Experiments
import Foundation
import LinearAlgebra
import Orchestration
import PlanFiles
import Storage

/// The daemon as the control link sees it: commands, handed on to the orchestrator.
struct Daemon: ControlDelegate {
    let orchestrator: Orchestrator
    let journal: SQLiteJournal
    let directory: DataDirectory
    let instrumentEndpoint: String
    let started = ContinuousClock.now

    func submit(_ submission: Submission) async throws -> Entry.RunID {
        let plan: Plan
        do {
            plan = try PlanFile.parse(
                text: submission.text, name: submission.file, overriding: submission.overrides)
        } catch {
            throw ControlError(.badPlan, error.description)
        }
        guard case .instrument = plan.source else {
            throw ControlError(
                .badPlan,
                "\(submission.file): the plan names no `instrument`; `saccade simulate \(submission.file)` runs it offline"
            )
        }
        do {
            let weights =
                try submission.folder.flatMap { folder throws(UnusableWeights) in
                    try WeightsFile.content(for: plan, relativeTo: folder)
                }
            return try await orchestrator.submit(plan, text: submission.text, weights: weights)
        } catch let error as UnusableWeights {
            throw ControlError(.badPlan, error.description)
        }
    }

    func pause(_ run: Entry.RunID) async throws { try await refusing { try await orchestrator.pause(run) } }
    func resume(_ run: Entry.RunID) async throws { try await refusing { try await orchestrator.resume(run) } }
    func stop(_ run: Entry.RunID) async throws { try await refusing { try await orchestrator.stop(run) } }

    private func refusing(_ command: () async throws -> Void) async throws {
        do {
            try await command()
        } catch let refusal as CommandRefused {
            throw ControlError(refusal.isKnown ? .refused : .unknownRun, refusal.description)
        }
    }

    func runs() async throws -> [RunStatus] {
        await orchestrator.statuses()
    }

    func instruments() async throws -> [LiveInstrument] {
        await orchestrator.instrumentDesks().sorted { $0.key < $1.key }.map { id, desk in
            let state = desk.isConnected ? (desk.isSuspect ? "suspect" : "connected") : "awaited"
            return LiveInstrument(
                id: id, model: desk.description?.model ?? "", state: state, inFlight: desk.inFlight,
                waiting: desk.queued, maximumInFlight: desk.description?.maximumInFlight ?? 0)
        }
    }

    func status() async throws -> DaemonStatus {
        DaemonStatus(
            version: Version.number, processID: Int(ProcessInfo.processInfo.processIdentifier),
            uptime: started.duration(to: .now).seconds, dataDirectory: directory.path,
            instrumentEndpoint: instrumentEndpoint, blas: BLAS.configuration, residentBytes: Self.residentBytes,
            lastSequence: try await journal.lastSequence())
    }

    func entries(after sequence: Int, limit: Int) async throws -> [Entry] {
        try await journal.entries(after: sequence, limit: limit)
    }

    /// Bytes of memory that this process occupies, as Linux tells; 0 elsewhere.
    private static var residentBytes: Int {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
