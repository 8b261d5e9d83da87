import Foundation
import TestSupport
import Testing

/// `Examples/adapter.py` as a process that can be killed, with arrays of 4 x 5 pixels and 3 channels.
final class PythonAdapter {
    private static let python = "/usr/bin/python3"
    private let folder = FileManager.default.temporaryDirectory.appending(
        path: "saccade-\(UUID().uuidString.prefix(8))")
    private let endpoint: String
    private var process: ChildProcess?

    /// Whether there is a Python with pyzmq and NumPy.
    static let isPossible = (try? ChildProcess.run(python, ["-c", "import zmq, numpy"])) == 0

    init(connectingTo endpoint: String) throws {
        self.endpoint = endpoint
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let maker = """
            import numpy as np, sys
            image = np.arange(20, dtype="<i2").reshape(4, 5)
            for name, array in dict(image=image, spectra=image[..., None] + [0, 0.25, 0.5], axis=[1, 2, 3]).items():
                np.save(f"{sys.argv[1]}/{name}.npy", array)
            """
        let made = try ChildProcess.run(Self.python, ["-c", maker, folder.path])
        try #require(made == 0)
    }

    deinit {
        kill()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Starts the adapter, with the journal of those before it.
    func start() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        var arguments = [root.appending(path: "Examples/adapter.py").path, "--connect", endpoint, "--id", "stem-1"]
        arguments += ["image", "spectra", "axis"].flatMap {
            ["--\($0)", folder.appending(path: "\($0).npy").path]
        }
        arguments += ["--journal", folder.appending(path: "journal").path]
        process = try ChildProcess(Self.python, arguments)
    }

    /// Kills it as nothing else does: it notices nothing.
    func kill() {
        // Its end is waited for: it is not to write its journal beside its successor.
        process = nil
    }
}
