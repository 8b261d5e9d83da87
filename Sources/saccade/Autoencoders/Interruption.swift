import Dispatch
import Foundation
import Synchronization

/// Whether somebody wants the command to end.
///
/// Asked once, it finishes the work in hand; a second time, it ends at once.
final class Interruption {
    private final class Flag: Sendable {
        private let isRaised = Mutex(false)

        var isAsked: Bool { isRaised.withLock { $0 } }

        /// Raises it, and tells whether it was raised before.
        func raise() -> Bool {
            isRaised.withLock { isRaised in
                defer { isRaised = true }
                return isRaised
            }
        }
    }

    private let flag = Flag()
    private let sources: [any DispatchSourceSignal]

    /// Takes over SIGINT and SIGTERM from here on.
    init() {
        let flag = flag
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { if flag.raise() { exit(128 + number) } }
            source.resume()
            return source
        }
    }

    deinit { for source in sources { source.cancel() } }

    var isAsked: Bool { flag.isAsked }
}
