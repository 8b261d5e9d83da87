import Experiments
import Messages

extension SessionTable {
    /// Sends a request, now or as soon as the instrument takes one more.
    ///
    /// - Returns: Nil if the instrument is away; else what is to be sent, nothing if the request is there already.
    mutating func send(_ request: Request, to instrument: String, at moment: Moment) -> [Directive]? {
        let attempt = Attempt(request.id, request.attempt)
        asked[attempt] = request.action
        guard let id = session(of: instrument), let session = sessions[id], !session.isSuspect else { return nil }
        guard !session.inFlight.contains(attempt) else { return [] }
        guard session.inFlight.count < session.instrument.maximumInFlight else {
            sessions[id]?.waiting.removeAll { $0.id == request.id }
            sessions[id]?.waiting.append(request)
            return []
        }
        return dispatch(request, in: id, at: moment)
    }

    private mutating func dispatch(_ request: Request, in id: String, at moment: Moment) -> [Directive] {
        sessions[id]?.inFlight.insert(Attempt(request.id, request.attempt))
        return [message(.measure(Measure(request)), in: id, at: moment)].compactMap(\.self)
    }

    /// Notes that an attempt was answered, and sends the request that waited for it.
    mutating func finish(_ attempt: Attempt, in id: String, at moment: Moment) -> [Directive] {
        sessions[id]?.inFlight.remove(attempt)
        sessions[id]?.waiting.removeAll { $0.id == attempt.request && $0.attempt <= attempt.number }
        guard let session = sessions[id], let next = session.waiting.first,
            session.inFlight.count < session.instrument.maximumInFlight
        else { return [] }
        sessions[id]?.waiting.removeFirst()
        return dispatch(next, in: id, at: moment)
    }

    /// Tells an instrument what became of a result; one that is away hears it when it sends the result again.
    ///
    /// A result that was reported as being of no use is rejected for that reason, whatever `ack` says.
    mutating func acknowledge(_ ack: Ack, to instrument: String, at moment: Moment) -> [Directive] {
        asked[ack.attempt] = nil
        guard let id = session(of: instrument) else { return [] }
        let answer = sessions[id]?.takeAnswer(of: ack.attempt)
        guard sessions[id]?.isSuspect == false else { return [] }
        let told: (ack: Ack, reply: String?)
        switch answer {
        case nil: told = (ack, nil)
        case .result(let reply): told = (ack, reply)
        case .unusable(let reply, let error):
            let text = "\(error.place): \(error.text)"
            told = (Ack(ack.attempt, .rejected, code: error.code, text: text), reply)
        case .refusal: return []
        }
        return [message(.ack(told.ack), in: id, replyingTo: told.reply, at: moment)].compactMap(\.self)
    }

    /// Notes the passing of time: instruments that were not heard of for too long become suspect.
    mutating func tick(at moment: Moment) -> [Directive] {
        sessions.values.filter { !$0.isSuspect && $0.lastHeard.duration(to: moment.instant) > patience }
            .sorted { $0.instrument.id < $1.instrument.id }.flatMap { suspect($0.id) }
    }

    /// Notes that a message could not be handed to a connection: it is gone.
    mutating func lose(_ peer: Session.Peer) -> [Directive] {
        sessions.values.filter { $0.peer == peer && !$0.isSuspect }.flatMap { session in
            sessions[session.id]?.forgetRequests()
            return suspect(session.id)
        }
    }

    private mutating func suspect(_ id: String) -> [Directive] {
        guard let instrument = sessions[id]?.instrument.id else { return [] }
        sessions[id]?.isSuspect = true
        return [.report(.suspect(instrument: instrument))]
    }

    /// Moves a session to another connection; what was sent on the old one may be lost with it.
    mutating func rebind(_ id: String, to peer: Session.Peer) {
        sessions[id]?.forgetRequests()
        sessions[id]?.peer = peer
        sessions[id]?.isSuspect = true
    }

    /// Ends all sessions.
    mutating func close(reason: String, at moment: Moment) -> [Directive] {
        let directives = sessions.keys.sorted().compactMap { message(.bye(Bye(reason: reason)), in: $0, at: moment) }
        sessions = [:]
        return directives
    }
}
