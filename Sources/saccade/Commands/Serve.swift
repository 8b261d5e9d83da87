import ArgumentParser
import Control
import Experiments
import Foundation
import Instruments
import LinearAlgebra
import Logging
import Orchestration
import ServiceLifecycle
import Storage
import UnixSignals
import ZeroMQ

/// `saccade serve`: the daemon.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Starts the daemon: takes up unfinished runs, waits for instruments and plans.",
        discussion: """
            Ends on SIGTERM or Ctrl-C; runs go on when it is started again. Instruments connect to --instruments; commands \
            come through a socket in the data directory.
            """)

    @Option(help: "Where instruments connect.") var instruments = "tcp://127.0.0.1:5671"
    @OptionGroup var data: DataDirectoryOptions
    @Option(help: "How much the log on standard error tells.") var logLevel = LogLevel.info

    func run() async throws {
        BLAS.threads = 1
        let level = logLevel.level
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        let logger = Logger(label: "saccade")
        let directory = try data.directory()
        let journal = try SQLiteJournal(try directory.lock())
        let context = Context()
        let program = Program(name: "saccade", version: Version.number)
        let link = try InstrumentLink(
            at: instruments, in: context, options: LinkOptions(daemon: program), logger: logger)
        let publisher = try EventPublisher(
            endpoints: [try directory.eventsEndpoint], after: try await journal.lastSequence(), context: context,
            logger: logger)
        let orchestrator = Orchestrator(journal: journal, port: link, logger: logger) { notice in
            switch notice {
            case .recorded(let entry): publisher.publish(entry)
            case .progress(let run, let request, let fraction):
                publisher.publish(.progress(run: run, request: request, fraction: fraction))
            case .instrument(let id, let state):
                publisher.publish(.instrument(id: id, state: state))
                logger.info("instrument \(id) \(state)")
            }
        }
        let daemon = Daemon(
            orchestrator: orchestrator, journal: journal, directory: directory, instrumentEndpoint: link.endpoint)
        let control = try ControlServer(
            endpoints: [try directory.controlEndpoint], delegate: daemon, context: context, logger: logger)
        announce(directory, link.endpoint)
        let group = ServiceGroup(
            configuration: .init(
                services: [
                    .init(service: Work { await publisher.run() }), .init(service: Work { try await link.run() }),
                    .init(service: Work { try await orchestrator.run() }),
                    .init(service: Work { await control.run() }),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
    }

    private func announce(_ directory: DataDirectory, _ endpoint: String) {
        Terminal.standard.write(
            "\(Version.text) · data \(directory.path) · instruments \(endpoint) · "
                + BLAS.configuration.split(separator: " ").prefix(2).joined(separator: " ")
                + ", \(BLAS.threads) thread\(BLAS.threads == 1 ? "" : "s")\n")
    }
}

/// The levels of the daemon's log, by the names of swift-log.
enum LogLevel: String, ExpressibleByArgument, CaseIterable {
    case trace, debug, info, notice, warning, error, critical

    var level: Logger.Level { Logger.Level(rawValue: rawValue) ?? .info }
}
