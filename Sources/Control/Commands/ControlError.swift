package import Messages

/// A command that could not be carried out: a code for programs, a text for people.
///
/// What the daemon answers with, and what ``ControlClient`` throws; the codes are those of the protocol.
package struct ControlError: Error, Hashable, Sendable, CustomStringConvertible {
    package typealias Code = MessageError.Code

    package let code: Code
    /// What is wrong, and what to do.
    package let text: String
    /// The same in detail, a line each, such as all that is wrong with a plan; may be empty.
    package let lines: [String]

    package init(_ code: Code, _ text: String, lines: [String] = []) {
        self.code = code
        self.text = text
        self.lines = lines
    }

    /// The text, and the lines below it.
    package var description: String { ([text] + lines).joined(separator: "\n") }
}

extension MessageError.Code {
    /// There is no run of this number.
    package static let unknownRun = Self(rawValue: "E_UNKNOWN_RUN")
    /// The plan cannot be read or carried out.
    package static let badPlan = Self(rawValue: "E_PLAN")
    /// The run, or the daemon, is not in a state for it.
    package static let refused = Self(rawValue: "E_REFUSED")
    /// The daemon failed, for example because its disk is full.
    package static let daemonFailed = Self(rawValue: "E_DAEMON")
    /// Nobody answers; never sent, but found by the client.
    package static let noAnswer = Self(rawValue: "E_NO_ANSWER")
}

extension ControlError {
    init(_ error: MessageError) {
        self.init(error.code, "\(error.place): \(error.text)")
    }
}
