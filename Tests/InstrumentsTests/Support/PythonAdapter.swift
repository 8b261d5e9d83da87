import Foundation
import Testing

/// `Examples/adapter.py` as a process that can be killed, with arrays of 4 x 5 pixels and 3 channels.
final class PythonAdapter {
    private static let python = "/usr/bin/python3"
    private let folder = FileManager.default.temporaryDirectory.appending(
        path: "saccade-\(UUID().uuidString.prefix(8))")
    private let endpoint: String
    private var process: Process?

    /// Whether there is a Python with pyzmq and NumPy.
    static let isPossible = (try? run(["-c", "import zmq, numpy"]).terminationStatus) == 0

    init(connectingTo endpoint: String) throws {
        self.endpoint = endpoint
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let maker = """
            import numpy as np, sys
            image = np.arange(20, dtype="<i2").reshape(4, 5)
            for name, array in dict(image=image, spectra=image[..., None] + [0, 0.25, 0.5], axis=[1, 2, 3]).items():
                np.save(f"{sys.argv[1]}/{name}.npy", array)
            """
        try #require(try Self.run(["-c", maker, folder.path]).terminationStatus == 0)
    }

    deinit {
        kill()
        try? FileManager.default.removeItem(at: folder)
    }

    private static func run(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process
    }

    /// Starts the adapter, with the journal of those before it.
    func start() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let process = Process()
        process.executableURL = URL(filePath: Self.python)
        process.arguments = [root.appending(path: "Examples/adapter.py").path, "--connect", endpoint, "--id", "stem-1"]
        process.arguments? += ["image", "spectra", "axis"].flatMap {
            ["--\($0)", folder.appending(path: "\($0).npy").path]
        }
        process.arguments? += ["--journal", folder.appending(path: "journal").path]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        self.process = process
    }

    /// Kills it as nothing else does: it notices nothing.
    func kill() {
        guard let process else { return }
        _ = Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        self.process = nil
    }
}
