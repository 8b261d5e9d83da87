private import CZeroMQ
private import Foundation

/// What a ``PollThread`` does, and where other threads leave it work.
///
/// Apart from the executor, which it outlives: jobs hold the executor while they wait to be run, and the loop ends
/// when nobody holds it.
final class PollLoop: Sendable {
    /// What any thread may leave for the loop to find.
    private struct Mail {
        var jobs: [UnownedJob] = []
        /// Whose jobs they are; held so that it lives until they have run.
        var executor: PollThread?
        var waits: [Wait] = []
        var isOver = false
        /// Whether the loop will look here again of its own accord.
        var isAttended = true
    }

    private let mailbox = Guarded(Mail())
    /// The two ends of a pipe; a byte in it interrupts the loop's wait.
    private let bell: (out: Int32, in: Int32)

    init() {
        var ends: [Int32] = [-1, -1]
        precondition(unsafe pipe(&ends) == 0, "no file descriptors left for a poll thread")
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        bell = (ends[0], ends[1])
    }

    deinit {
        close(bell.out)
        close(bell.in)
    }

    /// Lets `job` run after those that were added before.
    func add(_ job: UnownedJob, of executor: PollThread) {
        leave {
            $0.jobs.append(job)
            $0.executor = executor
        }
    }

    /// Lets the loop end `wait` when it is due.
    func add(_ wait: Wait) {
        leave { $0.waits.append(wait) }
    }

    /// Ends the loop; called when no job and no wait can come any more.
    func end() {
        leave { $0.isOver = true }
    }

    /// Changes the mailbox, and rings if the loop would not otherwise look.
    private func leave(_ change: (inout Mail) -> Void) {
        let mustRing = mailbox.withLock { mail in
            change(&mail)
            defer { mail.isAttended = true }
            return !mail.isAttended
        }
        if mustRing { _ = unsafe write(bell.in, [1], 1) }
    }

    private func collect() -> Mail {
        mailbox.withLock { mailbox in
            let mail = mailbox
            mailbox = Mail()
            mailbox.isOver = mail.isOver
            mailbox.isAttended = !mail.jobs.isEmpty
            return mail
        }
    }

    /// Runs jobs and ends waits on the calling thread until ``end()``.
    func run() {
        var waits: [Wait] = []
        while true {
            let mail = collect()
            waits += mail.waits
            if let executor = mail.executor {
                for job in mail.jobs { unsafe job.runSynchronously(on: executor.asUnownedSerialExecutor()) }
            }
            waits.removeAll(where: \.hasEnded)
            if mail.isOver { return }
            // After jobs there may be more: then the sockets get a glance, so that neither starves the other.
            if mail.jobs.isEmpty {
                poll(for: waits, isBlocking: true)
            } else if !waits.isEmpty {
                poll(for: waits, isBlocking: false)
            }
        }
    }

    /// Ends the waits that are due, after one is or the bell rings if `isBlocking`.
    private func poll(for waits: [Wait], isBlocking: Bool) {
        var items = unsafe [zmq_pollitem_t(socket: nil, fd: bell.out, events: Int16(ZMQ_POLLIN), revents: 0)]
        var polled: [Wait] = []
        var deadline: ContinuousClock.Instant?
        for wait in waits {
            guard let pointer = unsafe wait.socket.pointer else {
                let error = ZeroMQError(function: "zmq_poll", subject: "on a closed socket", code: .notASocket)
                wait.end(.failure(error))
                continue
            }
            let events = wait.event == .readable ? ZMQ_POLLIN : ZMQ_POLLOUT
            unsafe items.append(zmq_pollitem_t(socket: pointer, fd: 0, events: Int16(events), revents: 0))
            polled.append(wait)
            deadline = [deadline, wait.deadline].compactMap(\.self).min()
        }
        var timeout = -1
        if !isBlocking || polled.count < waits.count {
            timeout = 0
        } else if let deadline {
            timeout = max(0, ContinuousClock.now.duration(to: deadline).wholeMilliseconds)
        }
        let count = unsafe zmq_poll(&items, Int32(items.count), timeout)
        // A signal; the loop comes back here.
        guard count >= 0 || ZeroMQError.last("zmq_poll").code != .interrupted else { return }
        if unsafe items[0].revents != 0 { silenceBell() }
        let now = ContinuousClock.now
        for (index, wait) in polled.enumerated() {
            // Other failures belong to a socket, and are reported by its next call.
            if unsafe count < 0 || items[index + 1].revents != 0 {
                wait.end(.success(true))
            } else if let deadline = wait.deadline, deadline <= now {
                wait.end(.success(false))
            }
        }
    }

    private func silenceBell() {
        var rings = [UInt8](repeating: 0, count: 16)
        _ = unsafe read(bell.out, &rings, rings.count)
    }
}
