import Experiments
import Logging
import Messages

extension InstrumentAdapter {
    /// Takes a message of the daemon.
    ///
    /// - Returns: How long to wait before the next hello on a fresh socket, if the conversation is over.
    func take(_ frames: [[UInt8]]) async throws -> Duration? {
        let content: DaemonMessage
        do throws(MessageError) {
            content = try DaemonMessage(Message(decoding: frames))
        } catch {
            logger.warning("the daemon sent what cannot be read", metadata: ["reason": "\(error)"])
            if (try? Header(frames))?.envelope.type != Complaint.type { send(.error(Complaint(error))) }
            return nil
        }
        switch content {
        case .welcome:
            session = (try? Header(frames))?.envelope.session
            logger.notice("connected", metadata: ["session": "\(session ?? "")"])
            forgetDeliveries()
        case .measure(let measure):
            take(measure.request)
        case .ack(let ack):
            try await take(ack)
        case .refuse(let refuse):
            logger.notice("refused", metadata: ["code": "\(refuse.code)", "reason": "\(refuse.text)"])
            guard let pause = refuse.retryAfter else { throw MessageError(refuse.code, "hello", refuse.text) }
            return pause
        case .bye(let bye):
            logger.notice("the daemon says bye", metadata: ["reason": "\(bye.reason)"])
            return options.heartbeat
        case .ping:
            send(.pong(Pong()))
        case .error(let complaint):
            logger.warning("the daemon complains", metadata: ["complaint": "\(complaint)"])
        case .pong:
            break
        }
        return nil
    }

    private func take(_ request: Request) {
        let attempt = Attempt(request.id, request.attempt)
        switch ledger[attempt] {
        case .running:
            send(.accept(Accept(attempt)))
        case .interrupted, .answered:
            forgetDelivery(of: attempt)
        case .settled(_, let kept?):
            send(.result(kept))
        case .settled(let disposition, nil):
            let text = "it was measured and acknowledged before (\(disposition.rawValue)), and is not kept"
            let mayRetry = instrument.description.isRepeatable
            send(.result(Outcome(request, Fault(.conflict, text, isRetryable: mayRetry))))
        case nil:
            if !waiting.contains(where: { Attempt($0.id, $0.attempt) == attempt }) {
                if let fault = objection(to: request) {
                    send(.reject(Reject(attempt, fault)))
                    return
                }
                waiting.append(request)
            }
            send(.accept(Accept(attempt)))
        }
    }

    private func objection(to request: Request) -> Fault? {
        guard instrument.description.actions.contains(request.action.rawValue) else {
            let actions = instrument.description.actions.map { "`\($0)`" }.joined(separator: ", ")
            return Fault(.schema, "the instrument does \(actions), not `\(request.action.rawValue)`")
        }
        return instrument.objection(to: request)
    }

    private func take(_ ack: Ack) async throws {
        switch ledger[ack.attempt] {
        case .answered, .interrupted:
            if ack.disposition == .rejected || ack.disposition == .conflict {
                let reason = "\(ack.code?.rawValue ?? ack.disposition.rawValue): \(ack.text)"
                logger.warning(
                    "a result was not taken", metadata: ["request": "\(ack.attempt.request)", "reason": "\(reason)"])
            }
            try await settle(ack)
        case .running, .settled, nil:
            // Nothing is owed: it was acknowledged before, or what was refused before it was begun.
            break
        }
    }
}
