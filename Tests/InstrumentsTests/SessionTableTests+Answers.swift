import Experiments
import Messages
import Testing

@testable import Instruments

/// What the daemon's side does with answers, and when it acknowledges them.
extension `The session table` {
    /// What is told for an attempt: the acks, and the messages that they answer.
    private func acknowledge(
        _ table: inout SessionTable, _ id: String, _ disposition: Ack.Disposition = .stored
    ) throws -> [(ack: Ack, reply: String?)] {
        try table.acknowledge(Ack(Attempt(id, 1), disposition), to: "stem-1", at: moment()).compactMap { directive in
            guard case .send(let message, _) = directive, case .ack(let ack) = try DaemonMessage(message) else {
                return nil
            }
            return (ack, message.envelope.inReplyTo)
        }
    }

    @Test(arguments: Outcome.Status.allCases)
    func `acknowledges a result of whatever status only when it is told`(status: Outcome.Status) throws {
        var table = table()
        let session = try greet(&table, description(), from: peer)
        _ = ask(&table, "r-1")
        let outcome =
            switch status {
            case .ok: Outcome.spectrum("r-1")
            case .failed: Outcome(.spectrum("r-1"), Fault(.hardware, "no beam"))
            case .unknown: Outcome(interrupted: Attempt("r-1", 1), .spectrum)
            }
        let directives = try say(.result(outcome), to: &table, session: session, from: peer)
        #expect(reports(directives).count == 1)
        #expect(try sent(directives).isEmpty, "a crash before it is stored must not lose it")
        let told = try acknowledge(&table, "r-1")
        #expect(told.map(\.ack) == [Ack(Attempt("r-1", 1), .stored)])
        #expect(told.first?.reply == String(repeating: "a", count: 32))
    }

    @Test func `gives each result of an attempt its own verdict, in their order`() throws {
        var table = table()
        let session = try greet(&table, description(), from: peer)
        let useless = Outcome(Attempt("r-1", 1), .spectrum, status: .ok)
        for outcome in [useless, .spectrum("r-1"), useless] {
            let directives = try say(.result(outcome), to: &table, session: session, from: peer)
            #expect(try sent(directives).isEmpty)
        }
        let first = try #require(try acknowledge(&table, "r-1").first?.ack)
        #expect(first.disposition == .rejected)
        #expect(first.code == .schema)
        #expect(first.text.hasPrefix("result.arrays: "))
        #expect(try acknowledge(&table, "r-1", .late).map(\.ack) == [Ack(Attempt("r-1", 1), .late)])
        #expect(try acknowledge(&table, "r-1", .duplicate).first?.ack == first, "no use is no use")
    }

    @Test func `owes nothing for a request that was refused`() throws {
        var table = table()
        let session = try greet(&table, description(), from: peer)
        _ = ask(&table, "r-1")
        let reject = AdapterMessage.reject(Reject(Attempt("r-1", 1), Fault(.busy, "later")))
        _ = try say(reject, to: &table, session: session, from: peer)
        _ = ask(&table, "r-1")
        _ = try say(.result(.spectrum("r-1")), to: &table, session: session, from: peer)
        // The verdict on the refusal must not let the adapter forget what it measured afterwards.
        #expect(try acknowledge(&table, "r-1").isEmpty)
        #expect(try acknowledge(&table, "r-1").map(\.ack) == [Ack(Attempt("r-1", 1), .stored)])
    }

    @Test func `drops the verdict on what a suspect instrument sent, which sends it again`() throws {
        var table = table()
        let session = try greet(&table, description(), from: peer)
        let useless = Outcome(Attempt("r-1", 1), .spectrum, status: .ok)
        _ = try say(.result(useless), to: &table, session: session, from: peer)
        _ = table.tick(at: moment(6))
        #expect(try acknowledge(&table, "r-1").isEmpty)
        _ = try say(.result(useless), to: &table, session: session, from: peer, at: 7)
        #expect(try acknowledge(&table, "r-1", .duplicate).map(\.ack.disposition) == [.rejected])
    }

    /// The session's end does not matter: what was asked for is remembered until the verdict.
    @Test(arguments: [Request.Action.overview, .spectrum], [false, true])
    func `rejects a result of another action than was asked for`(action: Request.Action, isAnew: Bool) throws {
        var table = table()
        var instrument = description()
        instrument.isRepeatable = true
        var session = try greet(&table, instrument, from: peer)
        let request = action == .overview ? Request(id: "r-1", action: .overview) : .spectrum("r-1")
        _ = table.send(request, to: "stem-1", at: moment())
        if isAnew { session = try greet(&table, instrument, from: peer) }
        let image = NamedArray("overview", BinaryArray(floats: [1, 2, 3, 4], shape: [2, 2]))
        let outcome =
            action == .spectrum
            ? Outcome(Attempt("r-1", 1), .overview, status: .ok, arrays: [image]) : .spectrum("r-1")
        let directives = try say(.result(outcome), to: &table, session: session, from: peer)
        let other = action == .overview ? "spectrum" : "overview"
        let text = "result.action: `\(action.rawValue)` was asked for, got `\(other)`"
        #expect(
            reports(directives) == [
                .failed(
                    instrument: "stem-1", request: "r-1", attempt: 1, code: "E_SCHEMA", text: text, isRetryable: false)
            ])
        #expect(try sent(directives).isEmpty)
        let ack = Ack(Attempt("r-1", 1), .rejected, code: .schema, text: text)
        #expect(try acknowledge(&table, "r-1").map(\.ack) == [ack])
        #expect(table.asked.isEmpty)
    }

    @Test func `asks again only what may be repeated after an interruption`() throws {
        for isRepeatable in [false, true] {
            var table = table()
            var instrument = description()
            instrument.isRepeatable = isRepeatable
            let session = try greet(&table, instrument, from: peer)
            let unknown = Outcome(interrupted: Attempt("r-1", 1), .spectrum)
            let directives = try say(.result(unknown), to: &table, session: session, from: peer)
            guard case .failed(_, "r-1", 1, "E_INTERRUPTED", _, let isRetryable)? = reports(directives).first else {
                throw CancellationError()
            }
            #expect(isRetryable == isRepeatable)
            #expect(try sent(directives).isEmpty)
        }
    }
}
