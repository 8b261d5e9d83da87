import Experiments
import Messages

extension SessionTable {
    /// Takes a message that arrived.
    ///
    /// Whatever is wrong with it is answered with the coded error, and changes nothing else.
    ///
    /// - Parameters:
    ///   - frames: The frames after the routing id, as many as were kept.
    ///   - isWhole: Whether all were kept.
    ///   - peer: The routing id.
    ///   - moment: Now.
    ///   - isReachable: Says whether a message could be handed to a connection: asked of the holder of an instrument's
    ///     session when another says hello in its name.
    /// - Returns: What is to be done, in this order.
    mutating func receive(
        _ frames: [[UInt8]], isWhole: Bool = true, from peer: Session.Peer, at moment: Moment,
        isReachable: (Directive) -> Bool
    ) -> [Directive] {
        let header: Header
        do throws(MessageError) {
            header = try Header(Array(frames.prefix(2)), limits: limits)
        } catch {
            return [.note("\(error)"), message(.error(Complaint(error)), to: peer, replyingTo: nil, at: moment)]
        }
        let envelope = header.envelope
        guard envelope.type == Hello.type || envelope.type == Complaint.type || isKnown(envelope.session) else {
            // A ping outside of a session is a peer that looks whether anybody is there.
            let text = envelope.session.map { "the session \"\($0.prefix(80))\" is not known" } ?? "there is no session"
            let refuse = Refuse(code: .unknownSession, text: "\(text); say hello", retryAfter: .zero)
            return [message(.refuse(refuse), to: peer, replyingTo: envelope.id, at: moment)]
        }
        // Answers go where the question came from.
        if let id = envelope.session, let session = sessions[id], session.peer != peer { rebind(id, to: peer) }
        let directives: [Directive]
        do throws(MessageError) {
            let content = try read(header, frames, isWhole: isWhole)
            directives = take(content, envelope, from: peer, at: moment, isReachable: isReachable)
        } catch {
            directives = refuse(header, error, from: peer, at: moment)
        }
        guard envelope.type != Hello.type, let id = envelope.session, sessions[id] != nil else { return directives }
        return directives + noteSign(of: id, envelope, at: moment)
    }

    private func isKnown(_ session: String?) -> Bool {
        session.map { sessions[$0] != nil } ?? false
    }

    private func read(_ header: Header, _ frames: [[UInt8]], isWhole: Bool) throws(MessageError) -> AdapterMessage {
        guard isWhole else {
            let text = "more than \(limits.frames) frames or \(limits.bytes) bytes"
            throw MessageError(.tooBig, header.envelope.type, text)
        }
        return try AdapterMessage(Message(header, frames))
    }

    /// Answers a message that cannot be used; a result that names its attempt is answered when it is acknowledged.
    private mutating func refuse(
        _ header: Header, _ error: MessageError, from peer: Session.Peer, at moment: Moment
    ) -> [Directive] {
        let envelope = header.envelope
        let note = Directive.note("from \(instrument(envelope.session)): \(error)")
        // Two programs that complain of each other's complaints would never end.
        if envelope.type == Complaint.type { return [note] }
        guard envelope.type == Outcome.type, let id = envelope.session, let attempt = try? Attempt(header.fields) else {
            if let id = envelope.session, sessions[id] != nil, envelope.type != Hello.type {
                let answer = message(.error(Complaint(error)), in: id, replyingTo: envelope.id, at: moment)
                return [note, answer].compactMap(\.self)
            }
            return [note, message(.error(Complaint(error)), to: peer, replyingTo: envelope.id, at: moment)]
        }
        let isRepeatable = sessions[id]?.instrument.isRepeatable ?? false
        return [note] + reject(attempt, error, isRetryable: isRepeatable, in: id, result: envelope.id, at: moment)
    }

    /// Reports that a result cannot be used at all; the adapter hears it when that is stored.
    mutating func reject(
        _ attempt: Attempt, _ error: MessageError, isRetryable: Bool, in id: String, result: String, at moment: Moment
    ) -> [Directive] {
        guard let instrument = sessions[id]?.instrument.id else { return [] }
        sessions[id]?.note(.unusable(result, error), of: attempt)
        let fault = Fault(error.code, "\(error.place): \(error.text)", isRetryable: isRetryable)
        return [.report(failure(of: attempt, fault, instrument))] + finish(attempt, in: id, at: moment)
    }

    /// Notes that a session was heard of; if it had been missed, its requests may be sent again.
    private mutating func noteSign(of id: String, _ envelope: Envelope, at moment: Moment) -> [Directive] {
        guard var session = sessions[id] else { return [] }
        defer { sessions[id] = session }
        var directives: [Directive] = []
        if let sequence = envelope.sequence {
            if sequence != session.received + 1 {
                let text = "message \(sequence) came after \(session.received)"
                directives.append(.note("from \(session.instrument.id): \(text)"))
            }
            session.received = sequence
        }
        session.lastHeard = moment.instant
        if session.isSuspect { directives.append(.report(.connected(session.instrument))) }
        session.isSuspect = false
        return directives
    }

    private func instrument(_ session: String?) -> String {
        session.flatMap { sessions[$0]?.instrument.id } ?? "an unknown peer"
    }
}
