import Experiments
import Messages

extension SessionTable {
    /// Takes a message that could be read.
    mutating func take(
        _ content: AdapterMessage, _ envelope: Envelope, from peer: Session.Peer, at moment: Moment,
        isReachable: (Directive) -> Bool
    ) -> [Directive] {
        if case .hello(let hello) = content {
            return greet(hello, envelope, from: peer, at: moment, isReachable: isReachable)
        }
        guard let id = envelope.session, let instrument = sessions[id]?.instrument.id else {
            if case .error(let complaint) = content { return [.note("a peer complains: \(complaint)")] }
            return []
        }
        switch content {
        case .hello, .pong: return []
        case .accept(let accept):
            return [.report(.accepted(instrument: instrument, request: accept.attempt.request))]
        case .progress(let progress):
            let request = progress.attempt.request
            return [.report(.progress(instrument: instrument, request: request, fraction: progress.fraction))]
        case .reject(let reject):
            let (attempt, fault) = (reject.attempt, reject.fault)
            sessions[id]?.note(.refusal, of: attempt)
            return [.report(failure(of: attempt, fault, instrument))] + finish(attempt, in: id, at: moment)
        case .result(let outcome): return take(outcome, envelope.id, in: id, at: moment)
        case .error(let complaint):
            return [.note("\(instrument) complains: \(complaint.code): \(complaint.place): \(complaint.text)")]
        case .ping:
            return [message(.pong(Pong()), in: id, replyingTo: envelope.id, at: moment)].compactMap(\.self)
        case .bye(let bye):
            sessions[id] = nil
            return [.note("\(instrument) says bye: \(bye.reason)"), .report(.disconnected(instrument: instrument))]
        }
    }

    private mutating func take(_ outcome: Outcome, _ reply: String, in id: String, at moment: Moment) -> [Directive] {
        guard let instrument = sessions[id]?.instrument else { return [] }
        let attempt = outcome.attempt
        switch outcome.status {
        case .ok:
            if let action = asked[attempt], action != outcome.action {
                let text = "`\(action.rawValue)` was asked for, got `\(outcome.action.rawValue)`"
                let error = MessageError(.schema, "result.action", text)
                return [.note("from \(instrument.id): \(error)")]
                    + reject(attempt, error, isRetryable: false, in: id, result: reply, at: moment)
            }
            do throws(MessageError) {
                let answer = try outcome.answer(of: instrument)
                sessions[id]?.note(.result(reply), of: attempt)
                return [.report(report(outcome, answer, instrument.id))] + finish(attempt, in: id, at: moment)
            } catch {
                return [.note("from \(instrument.id): \(error)")]
                    + reject(
                        attempt, error, isRetryable: instrument.isRepeatable, in: id, result: reply, at: moment)
            }
        case .failed, .unknown:
            var fault = outcome.fault ?? Outcome(interrupted: attempt, outcome.action).fault
            if outcome.status == .unknown { fault?.isRetryable = instrument.isRepeatable }
            // The adapter owes it until it is stored, or a daemon that dies in between would ask in vain.
            sessions[id]?.note(.result(reply), of: attempt)
            let report = fault.map { Directive.report(failure(of: attempt, $0, instrument.id)) }
            return [report].compactMap(\.self) + finish(attempt, in: id, at: moment)
        }
    }

    private func report(_ outcome: Outcome, _ answer: InstrumentAnswer, _ instrument: String) -> InstrumentReport {
        let (request, attempt) = (outcome.attempt.request, outcome.attempt.number)
        switch answer {
        case .overview(let overview):
            return .overviewed(
                instrument: instrument, request: request, attempt: attempt, overview, digest: outcome.digest)
        case .spectrum(let values, let axis, let position):
            let measurement = Measurement(
                request: request, attempt: attempt, values: values, axis: axis ?? .channels(values.count),
                actualPosition: position, digest: outcome.digest)
            return .measured(instrument: instrument, measurement)
        }
    }

    func failure(of attempt: Attempt, _ fault: Fault, _ instrument: String) -> InstrumentReport {
        .failed(
            instrument: instrument, request: attempt.request, attempt: attempt.number, code: fault.code.rawValue,
            text: fault.text, isRetryable: fault.isRetryable)
    }

    /// Opens a session, or says why not.
    private mutating func greet(
        _ hello: Hello, _ envelope: Envelope, from peer: Session.Peer, at moment: Moment,
        isReachable: (Directive) -> Bool
    ) -> [Directive] {
        guard hello.versions.overlaps(InstrumentProtocol.versions) else {
            let text =
                "the adapter speaks version \(Self.words(hello.versions)) of the protocol, "
                + "this daemon \(Self.words(InstrumentProtocol.versions))"
            let refuse = Refuse(code: .version, text: text, retryAfter: nil)
            return [.note(text), message(.refuse(refuse), to: peer, replyingTo: envelope.id, at: moment)]
        }
        let instrument = hello.instrument.id
        if let holder = session(of: instrument) {
            if isAlive(holder, besides: peer, at: moment, isReachable) {
                let text = "another adapter speaks for \(instrument); it has priority while it is heard of"
                let refuse = Refuse(code: .duplicateInstrument, text: text, retryAfter: patience)
                return [.note(text), message(.refuse(refuse), to: peer, replyingTo: envelope.id, at: moment)]
            }
            sessions[holder] = nil
        }
        var session = Session(newID(), with: hello.instrument, at: peer, moment.instant)
        session.received = envelope.sequence ?? 0
        sessions[session.id] = session
        let version = min(hello.versions.upperBound, InstrumentProtocol.versions.upperBound)
        let welcome = Welcome(version: version, daemon: daemon, limits: limits)
        let answer = message(.welcome(welcome), in: session.id, replyingTo: envelope.id, at: moment)
        return [answer, .report(.connected(hello.instrument))].compactMap(\.self)
    }

    /// Whether a session must not be taken over: it was heard of lately, and its connection stands.
    private mutating func isAlive(
        _ id: String, besides peer: Session.Peer, at moment: Moment, _ isReachable: (Directive) -> Bool
    ) -> Bool {
        guard let session = sessions[id], session.peer != peer, !session.isSuspect,
            session.lastHeard.duration(to: moment.instant) <= patience,
            let probe = message(.ping(Ping()), in: id, at: moment)
        else { return false }
        return isReachable(probe)
    }

    private static func words(_ versions: ClosedRange<Int>) -> String {
        versions.count == 1 ? "\(versions.lowerBound)" : "\(versions.lowerBound) to \(versions.upperBound)"
    }
}
