import ArgumentParser
import Experiments
import Foundation
import Instruments
import Logging
import ServiceLifecycle
import Storage
import UnixSignals
import ZeroMQ

/// `saccade twin`: a simulated microscope.
struct Twin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Starts a simulated microscope that measures a sample or a recorded data set.",
        discussion: """
            It is a process of its own and speaks the instrument protocol, as a real adapter does. The plan says what it \
            measures: `sample` or `data`. It prints `measured REQUEST` for every exposure.
            """)

    @Argument(help: "A plan with `sample` or `data`.") var plan: String
    @Option(help: "The name by which plans ask for it.") var id = "twin"
    @Option(help: "Where the daemon waits for instruments.") var connect = "tcp://127.0.0.1:5671"
    @Option(help: "Seconds that a measurement takes.") var dwell = 0.05
    @Option(help: "A folder of NPY files, an NPZ or an HDF5 file in place of the plan's.") var data: String?
    @Option(
        help: ArgumentHelp(
            "Where it notes what it did, so that nothing is measured twice; ID.instrument in the data directory if not given.",
            valueName: "file"))
    var journal: String?
    @OptionGroup var directory: DataDirectoryOptions

    func run() async throws {
        guard dwell >= 0, dwell.isFinite else { throw Failure("--dwell \(dwell): seconds were expected", .usage) }
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = .notice
            return handler
        }
        let source = try PlanSource(plan)
        let specimen = try source.plan.specimen(relativeTo: source.folder, overriding: data)
        let instrument = SimulatedInstrument(id: id, specimen: specimen, dwell: .seconds(dwell)) { request in
            let place = request.pixel.map { " at pixel \($0)" } ?? ""
            Terminal.standard.write("measured \(request.id) attempt \(request.attempt)\(place)\n")
        }
        let adapter = InstrumentAdapter(
            instrument, connectingTo: connect, in: Context(), journal: try FileJournal(path: try journalPath()),
            options: AdapterOptions(adapter: Program(name: "saccade twin", version: Version.number)),
            logger: Logger(label: id))
        Terminal.standard.write("\(id) · \(source.plan.source.words) · connecting to \(connect)\n")
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: Work { try await adapter.run() })],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: id)))
        try await group.run()
    }

    private func journalPath() throws -> String {
        if let journal { return journal }
        let path = try directory.directory().path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure("cannot make \(path): \(error.localizedDescription)", .cannotWrite)
        }
        return "\(path)/\(id).instrument"
    }
}
