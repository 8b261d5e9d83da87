import Experiments
import Foundation
import Messages
import Testing
import ZeroMQ

@testable import Control

@Suite struct `The events link` {
    let folder: SocketFolder

    init() throws {
        folder = try SocketFolder()
    }

    /// Patient, as the machine may be busy with other tests.
    private func subscriber(after sequence: Int = 0, patience: Duration = .seconds(60)) throws -> EventSubscriber {
        let control = ControlClient(endpoint: folder.control, timeout: .seconds(60))
        return try EventSubscriber(endpoint: folder.events, control: control, after: sequence, patience: patience)
    }

    @Test func `tells what was recorded before, then what is recorded now`() async throws {
        let daemon = FakeDaemon()
        for index in 0..<600 { _ = await daemon.append(.accepted(request: "\(index)")) }
        try await withDaemon(daemon, in: folder) { publisher in
            let subscriber = try subscriber(after: 100)
            #expect(try await sequences(subscriber, 400) == Array(101...500))
            for index in 0..<50 { publisher.publish(await daemon.append(.accepted(request: "\(index)"))) }
            #expect(try await sequences(subscriber, 150) == Array(501...650))
        }
    }

    @Test func `tells what passes by`() async throws {
        let daemon = FakeDaemon()
        try await withDaemon(daemon, in: folder) { publisher in
            let subscriber = try subscriber()
            publisher.publish(await daemon.append(.paused))
            #expect(try await sequences(subscriber, 1) == [1])
            let events: [PassingEvent] = [
                .progress(run: 1, request: "r-1", fraction: 0.25), .instrument(id: "stem-1", state: "suspect"),
            ]
            // Until the subscription has arrived there, what passes by is missed.
            let publishing = Task {
                while !Task.isCancelled {
                    for event in events { publisher.publish(event) }
                    try await Task.sleep(for: .milliseconds(50))
                }
            }
            let received = try await passing(subscriber, 2)
            publishing.cancel()
            #expect(Set(received) == Set(events))
        }
    }

    @Test func `is held up by no slow subscriber, who misses nothing all the same`() async throws {
        let daemon = FakeDaemon()
        let text = String(repeating: "x", count: 20_000)
        let fast = try subscriber()
        let slow = try subscriber()
        try await withDaemon(daemon, in: folder) { publisher in
            publisher.publish(await daemon.append(.paused))
            let first = try await sequences(slow, 1)
            #expect(first == [1])
            let same = try await sequences(fast, 1)
            #expect(same == [1])
            // Far beyond what sockets and the system's buffers hold for the slow one.
            for index in 0..<2000 {
                let event = Event.failed(request: "\(index)", attempt: 1, code: "", text: text, isRetryable: false)
                publisher.publish(await daemon.append(event))
                let told = try await sequences(fast, 1)
                #expect(told == [index + 2])
            }
            let caughtUp = try await sequences(slow, 2000)
            #expect(caughtUp == Array(2...2001))
            // It did miss some: each subscriber asks once at its beginning, and only then for what it missed.
            #expect(await daemon.asked.count > 10)
        }
    }

    @Test func `lets a subscriber see that it missed the last message`() async throws {
        let daemon = FakeDaemon()
        for _ in 0..<5 { _ = await daemon.append(.paused) }
        try await withDaemon(daemon, in: folder, ahead: 1) { _ in
            let subscriber = try subscriber()
            let before = try await sequences(subscriber, 5)
            #expect(before == Array(1...5))
            // Its message is lost, and no other follows: only the pulse tells.
            _ = await daemon.append(.resumed)
            let missed = try await sequences(subscriber, 1)
            #expect(missed == [6])
        }
    }

    @Test func `lets a subscriber fill gaps and leave out what it has`() async throws {
        let daemon = FakeDaemon()
        for _ in 0..<9 { _ = await daemon.append(.paused) }
        let entries = await daemon.entries
        let server = try ControlServer(
            endpoints: [folder.control], delegate: daemon, context: Context(), logger: quiet)
        let publisher = try Socket(.xpub, in: Context())
        try publisher.bind(to: folder.events)
        try await withThrowingTaskGroup { group in
            group.addTask { await server.run() }
            let subscriber = try subscriber(after: 9)
            while try publisher.receive() == nil { await Task.yield() }
            // The subscriber has subscribed; now come old news, garbage, a late pulse, and a gap.
            _ = await daemon.append(.resumed)
            _ = await daemon.append(.paused)
            let last = await daemon.append(.resumed)
            for message in [entries[3], last, entries[8], last].map({ EntryReport($0).message }) {
                try publisher.send(message.encoded())
            }
            try publisher.send([[1, 2, 3]])
            try publisher.send(Message(Envelope("news"), ["x": 1]).encoded())
            try publisher.send(Message(Envelope("pulse"), ["last_sequence": 3]).encoded())
            #expect(try await sequences(subscriber, 3) == [10, 11, 12])
            let next = await daemon.append(.paused)
            try publisher.send(EntryReport(next).message.encoded())
            #expect(try await sequences(subscriber, 1) == [13])
            group.cancelAll()
        }
    }

    @Test func `tells that the daemon is silent, and goes on when it is back`() async throws {
        let daemon = FakeDaemon()
        let control = ControlClient(endpoint: folder.control, timeout: .milliseconds(300))
        let subscriber = try EventSubscriber(
            endpoint: folder.events, control: control, after: 0, patience: .milliseconds(1500))
        #expect(try await subscriber.next() == .silence)
        try await withDaemon(daemon, in: folder) { publisher in
            publisher.publish(await daemon.append(.paused))
            let told = try await sequences(subscriber, 1)
            #expect(told == [1])
        }
        _ = await daemon.append(.resumed)
        #expect(try await subscriber.next() == .silence)
        try await withDaemon(daemon, in: folder) { publisher in
            publisher.publish(await daemon.append(.paused))
            let told = try await sequences(subscriber, 2)
            #expect(told == [2, 3])
        }
    }

    @Test func `tells that the journal is another one`() async throws {
        let daemon = FakeDaemon()
        _ = await daemon.append(.paused)
        try await withDaemon(daemon, in: folder) { _ in
            let subscriber = try subscriber(after: 7)
            let error = await #expect(throws: ControlError.self) { _ = try await subscriber.next() }
            #expect(error?.code == .refused)
            #expect(error?.text.hasPrefix("the daemon has another journal now, of 1 entries; 7 were seen") == true)
        }
    }

    @Test func `ends with its task`() async throws {
        let subscriber = try subscriber()
        let task = Task { try await subscriber.next() }
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
    }

    /// The numbers of the next entries.
    private func sequences(_ subscriber: EventSubscriber, _ count: Int) async throws -> [Int] {
        var sequences: [Int] = []
        while sequences.count < count {
            if case .entry(let entry) = try await subscriber.next() { sequences.append(entry.sequence) }
        }
        return sequences
    }

    /// What passes by next, of different kinds.
    private func passing(_ subscriber: EventSubscriber, _ count: Int) async throws -> [PassingEvent] {
        var events: [PassingEvent] = []
        while events.count < count {
            if case .passing(let event) = try await subscriber.next(), !events.contains(event) { events.append(event) }
        }
        return events
    }
}
