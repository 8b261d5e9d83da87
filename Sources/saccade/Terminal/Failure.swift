import Control
import Datasets
import Experiments
import Figures
import Foundation
import Orchestration
import PlanFiles
import Storage

/// Why a command ends, in words for standard error, and its exit code after sysexits.h.
struct Failure: Error, CustomStringConvertible {
    /// After sysexits.h, where 70 is for what fails inside: here a model.
    enum Code: Int32 {
        case other = 1
        case usage = 64
        case badData = 65
        case noInput = 66
        case unavailable = 69
        case noModel = 70
        case cannotWrite = 73
        case inUse = 75
    }

    let description: String
    let code: Code

    init(_ description: String, _ code: Code = .other) {
        self.description = description
        self.code = code
    }

    /// Prints a warning on standard error; the command goes on.
    static func warn(_ text: String) {
        FileHandle.standardError.write(Data(("warning: " + text + "\n").utf8))
    }

    /// Prints the failure and ends the process.
    func report() -> Never {
        FileHandle.standardError.write(Data((description + "\n").utf8))
        exit(code.rawValue)
    }
}
