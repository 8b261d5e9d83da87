import Control
import Experiments
import Foundation
import Messages
import Testing
import ZeroMQ

@Suite struct `The control link` {
    let folder: SocketFolder
    let daemon = FakeDaemon()

    init() throws {
        folder = try SocketFolder()
    }

    @Test func `carries every command and its answer`() async throws {
        try await withDaemon(daemon, in: folder) { _ in
            let client = ControlClient(endpoint: folder.control)
            let submission = Submission(
                text: "name: \"ü\"\n\t🔬", file: "a plan.yaml", overrides: ["a=1", "b.c=[2]"], folder: "/a b/c")
            #expect(try await client.submit(submission) == 12)
            try await client.pause(1)
            try await client.resume(2)
            try await client.stop(3)
            #expect(try await client.runs() == [Examples.run, Examples.freshRun])
            #expect(try await client.instruments() == [Examples.instrument])
            #expect(try await client.status().version == "0.1.0")
            #expect(try await client.entries(after: 0) == EntryPage(entries: [], isComplete: true))
        }
        #expect(
            await daemon.asked == [
                "submit a plan.yaml 16 [\"a=1\", \"b.c=[2]\"]", "pause 1", "resume 2", "stop 3", "entries 0",
            ])
    }

    @Test func `carries what is wrong with a command, word by word`() async throws {
        try await withDaemon(daemon, in: folder) { _ in
            let client = ControlClient(endpoint: folder.control)
            await #expect(throws: ControlError(.unknownRun, "there is no run 100")) { try await client.stop(100) }
            let plan = ControlError(
                .badPlan, "bad.yaml has 2 faults", lines: ["bad.yaml:3: seeds: unknown key", "bad.yaml:9: ü"])
            await #expect(throws: plan) { _ = try await client.submit(Submission(text: "", file: "bad.yaml")) }
            #expect(plan.description == "bad.yaml has 2 faults\nbad.yaml:3: seeds: unknown key\nbad.yaml:9: ü")
            await #expect(throws: ControlError(.daemonFailed, "no room on the disk")) {
                _ = try await client.submit(Submission(text: "", file: "full.yaml"))
            }
        }
    }

    @Test func `answers whatever it is sent, and goes on`() async throws {
        try await withDaemon(daemon, in: folder) { _ in
            let stranger = try await Stranger(folder.control)
            let id = "0123456789abcdef0123456789ABCDEF"
            func code(_ frames: [[UInt8]]) async throws -> [String?] {
                let answer = try await stranger.ask(frames)
                return [
                    answer.envelope.inReplyTo, try answer.fields.optional("code"), try answer.fields.optional("text"),
                ]
            }
            let magic = Message.magic
            #expect(try await code([[], []])[1] == "E_PROTO")
            #expect(try await code([magic, Array("{".utf8)])[1] == "E_PROTO")
            #expect(try await code([magic, Array("GET / HTTP/1.1".utf8)])[1] == "E_PROTO")
            let dance = try await code([magic, Array("{\"type\": \"dance\", \"id\": \"\(id)\"}".utf8)])
            #expect(dance[0] == id && dance[1] == "E_UNKNOWN_TYPE")
            #expect(dance[2]?.hasPrefix("type: expected `submit`, `pause`,") == true)
            let pause = try await code([magic, Array("{\"type\": \"pause\", \"id\": \"\(id)\", \"run\": \"x\"}".utf8)])
            #expect(pause == [id, "E_SCHEMA", "pause.run: expected an integer, got the string \"x\""])
            let since = try await code(
                [magic, Array("{\"type\": \"events_since\", \"id\": \"\(id)\", \"after\": -1}".utf8)])
            #expect(since[1] == "E_SCHEMA")
            let extra = try await code([magic, Array("{\"type\": \"runs\", \"id\": \"\(id)\"}".utf8), [1], [2]])
            #expect(extra[0] == id && extra[1] == "E_TOO_BIG")
            #expect(try await ControlClient(endpoint: folder.control).status().version == "0.1.0")
        }
    }

    @Test func `carries plans of a megabyte, and refuses larger ones than it carries`() async throws {
        try await withDaemon(daemon, in: folder) { _ in
            let client = ControlClient(endpoint: folder.control)
            let large = String(repeating: "#", count: 1 << 20)
            let run = try await client.submit(Submission(text: large, file: "large.yaml"))
            #expect(run == 12)
            let error = await #expect(throws: ControlError.self) {
                _ = try await client.submit(Submission(text: String(repeating: large, count: 5), file: "x"))
            }
            #expect(error?.code == .tooBig)
            #expect(await daemon.asked == ["submit large.yaml 1048576 []"])
        }
    }

    @Test func `gives each of many clients its own answer`() async throws {
        try await withDaemon(daemon, in: folder) { _ in
            try await withThrowingTaskGroup { group in
                for client in 0..<8 {
                    group.addTask { [folder] in
                        let link = ControlClient(endpoint: folder.control)
                        try await withThrowingTaskGroup { group in
                            for index in 0..<5 {
                                group.addTask {
                                    let number = client * 100 + index
                                    let submission = Submission(text: "\(number)", file: "f")
                                    let answer = try await link.submit(submission)
                                    #expect(answer == number)
                                }
                            }
                            try await group.waitForAll()
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        #expect(await daemon.asked.count == 40)
    }

    @Test func `lets no command wait for another`() async throws {
        let (gate, open) = AsyncStream<Void>.makeStream()
        await daemon.hold(until: gate)
        try await withDaemon(daemon, in: folder) { _ in
            let client = ControlClient(endpoint: folder.control)
            async let number = client.submit(Submission(text: "5", file: "slow"))
            while await daemon.asked.isEmpty { await Task.yield() }
            let version = try await client.status().version
            #expect(version == "0.1.0")
            open.finish()
            let run = try await number
            #expect(run == 5)
        }
    }

    @Test func `turns commands away when it has too many`() async throws {
        let (gate, open) = AsyncStream<Void>.makeStream()
        await daemon.hold(until: gate)
        try await withDaemon(daemon, in: folder) { _ in
            let stranger = try await Stranger(folder.control)
            for index in 0..<64 {
                let id = String(repeating: "0", count: 30) + "\(index + 10)"
                let text = "{\"type\": \"submit\", \"id\": \"\(id)\", \"text\": \"7\"}"
                try await stranger.send([Message.magic, Array(text.utf8)])
            }
            while await daemon.asked.count < 64 { await Task.yield() }
            let error = await #expect(throws: ControlError.self) {
                _ = try await ControlClient(endpoint: folder.control).status()
            }
            #expect(error?.code == .busy)
            open.finish()
            for _ in 0..<64 { #expect(try await stranger.receive().fields.require("run") == 7) }
            #expect(try await ControlClient(endpoint: folder.control).status().version == "0.1.0")
        }
    }

    @Test func `does not mind clients that vanish`() async throws {
        let (gate, open) = AsyncStream<Void>.makeStream()
        await daemon.hold(until: gate)
        try await withDaemon(daemon, in: folder) { _ in
            let client = ControlClient(endpoint: folder.control)
            let task = Task { try await client.submit(Submission(text: "5", file: "gone")) }
            while await daemon.asked.isEmpty { await Task.yield() }
            task.cancel()
            await #expect(throws: CancellationError.self) { _ = try await task.value }
            open.finish()
            let version = try await client.status().version
            #expect(version == "0.1.0")
        }
    }

    @Test func `says that there is no daemon`() async throws {
        for endpoint in [folder.control, "tcp://127.0.0.1:1"] {
            let client = ControlClient(endpoint: endpoint, timeout: .milliseconds(200))
            let expected = ControlError(
                .noAnswer, "no daemon answers at \(endpoint); start one with `saccade serve`")
            await #expect(throws: expected) { _ = try await client.status() }
        }
    }

    @Test func `says that the daemon does not answer, and what is left in doubt`() async throws {
        let context = Context()
        let deaf = try Socket(.router, in: context)
        try deaf.bind(to: folder.control)
        let client = ControlClient(endpoint: folder.control, timeout: .milliseconds(300))
        let status = await #expect(throws: ControlError.self) { _ = try await client.status() }
        #expect(status?.code == .noAnswer)
        #expect(status?.text.hasSuffix("did not answer `status` within 0.3 seconds") == true)
        let stop = await #expect(throws: ControlError.self) { try await client.stop(1) }
        #expect(stop?.text.hasSuffix("may have done it or not: `saccade runs` tells") == true)
        deaf.close()
    }

    @Test func `finds a daemon that was started again`() async throws {
        let client = ControlClient(endpoint: folder.control)
        for _ in 0..<3 {
            try await withDaemon(FakeDaemon(), in: folder) { _ in
                let version = try await client.status().version
                #expect(version == "0.1.0")
            }
        }
    }

    @Test func `listens to this user of this machine only`() async throws {
        let error = #expect(throws: ControlError.self) {
            _ = try ControlServer(
                endpoints: ["tcp://0.0.0.0:*"], delegate: daemon, context: Context(), logger: quiet)
        }
        #expect(error?.code == .unauthorized)
        #expect(error?.text.hasPrefix("cannot listen on tcp://0.0.0.0:*: ") == true)
        let server = try ControlServer(
            endpoints: [folder.control, "tcp://127.0.0.1:*"], delegate: daemon, context: Context(), logger: quiet)
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/control.ipc")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        try await withThrowingTaskGroup { group in
            group.addTask { await server.run() }
            for endpoint in server.endpoints {
                let status = try await ControlClient(endpoint: endpoint).status()
                #expect(status.version == "0.1.0")
            }
            group.cancelAll()
        }
        #expect(throws: ZeroMQError.self) {
            _ = try ControlServer(
                endpoints: ["ipc:///dev/null/x"], delegate: daemon, context: Context(), logger: quiet)
        }
    }
}

/// A client that sends what it likes.
private actor Stranger {
    private nonisolated let thread = PollThread(name: "stranger")
    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }
    private let socket: Socket

    init(_ endpoint: String) async throws {
        socket = try Socket(.dealer, in: Context())
        try socket.connect(to: endpoint)
    }

    func send(_ frames: [[UInt8]]) async throws {
        try await thread.waitUntilWritable(socket)
        try socket.send(frames)
    }

    func receive() async throws -> Message {
        while true {
            if let frames = try socket.receive() { return try Message(decoding: frames) }
            try await thread.waitUntilReadable(socket)
        }
    }

    func ask(_ frames: [[UInt8]]) async throws -> Message {
        try await send(frames)
        return try await receive()
    }
}
