import Foundation
import TestSupport
import Testing

/// The Python adapter of the examples, measuring arrays that this test writes.
struct PythonAdapter {
    let process: RunningCommand

    private static let python = "/usr/bin/python3"

    /// Whether there is a Python with pyzmq and numpy.
    static let isPossible = (try? ChildProcess.run(python, ["-c", "import zmq, numpy"])) == 0

    /// Starts the adapter as instrument `python-1`.
    init(_ laboratory: Laboratory) throws {
        let maker = """
            import numpy as np, sys
            rows, columns = np.mgrid[0:12, 0:14]
            image = np.sin(rows / 3.0) * np.cos(columns / 4.0)
            axis = np.linspace(0, 4, 9)
            spectra = image[..., None] * np.exp(-(axis - 1.5) ** 2) + 0.01 * axis
            for name, array in dict(image=image, spectra=spectra, axis=axis).items():
                np.save(sys.argv[1] + "/" + name + ".npy", array)
            """
        let made = try ChildProcess.run(Self.python, ["-c", maker, laboratory.workshop.folder.path])
        try #require(made == 0)
        let adapter = Workshop.checkout.appending(path: "Examples/adapter.py").path
        process = try laboratory.workshop.start(
            Self.python,
            [
                adapter, "--connect", laboratory.endpoint, "--id", "python-1", "--journal",
                laboratory.workshop.path("python-1.sqlite"), "--image", laboratory.workshop.path("image.npy"),
                "--spectra", laboratory.workshop.path("spectra.npy"), "--axis", laboratory.workshop.path("axis.npy"),
            ], log: "python")
    }
}
