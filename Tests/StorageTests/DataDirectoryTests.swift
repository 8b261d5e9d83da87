import Foundation
import Storage
import Testing

@Suite struct `A data directory` {
    @Test(arguments: [
        (["SACCADE_DATA": "/a/b/", "XDG_DATA_HOME": "/x", "HOME": "/h"], "/a/b"),
        (["SACCADE_DATA": "", "XDG_DATA_HOME": "/x", "HOME": "/h"], "/x/saccade"),
        // The XDG specification: relative paths are to be ignored.
        (["XDG_DATA_HOME": "x", "HOME": "/h"], "/h/.local/share/saccade"),
        (["HOME": "/h"], "/h/.local/share/saccade"),
    ])
    func `is named by the environment`(environment: [String: String], path: String) throws {
        let directory = try DataDirectory(environment: environment)
        #expect(directory.path == path)
        #expect(directory.journalPath == path + "/journal.sqlite")
        #expect(try directory.controlEndpoint == "ipc://\(path)/control.ipc")
        #expect(try directory.eventsEndpoint == "ipc://\(path)/events.ipc")
    }

    @Test func `needs a home`() {
        #expect(throws: DataDirectoryError(path: "", reason: .unnamed)) {
            _ = try DataDirectory(environment: ["HOME": ""])
        }
    }

    @Test func `given by a relative path is the current directory's`() {
        #expect(DataDirectory(path: "x/../y").path == FileManager.default.currentDirectoryPath + "/y")
    }

    @Test func `is made on demand, for its owner only`() throws {
        let temporary = try TemporaryDirectory()
        let directory = DataDirectory(path: temporary.path + "/not/yet/there")
        _ = try directory.lock()
        let attributes = try FileManager.default.attributesOfItem(atPath: directory.path)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
    }

    @Test func `refuses a second daemon and says which process is the first`() throws {
        let temporary = try TemporaryDirectory()
        let lock = try temporary.data.lock()
        let error = #expect(throws: DataDirectoryError.self) { _ = try temporary.data.lock() }
        #expect(error?.reason == .inUse(process: Int(ProcessInfo.processInfo.processIdentifier)))
        #expect(error?.description.contains("process \(ProcessInfo.processInfo.processIdentifier);") == true)
        withExtendedLifetime(lock) {}
    }

    @Test func `can be locked again once the lock is gone`() throws {
        let temporary = try TemporaryDirectory()
        do {
            let lock = try temporary.data.lock()
            #expect(lock.directory == temporary.data)
        }
        _ = try temporary.data.lock()
    }

    @Test func `can be locked again after its daemon was killed`() async throws {
        let temporary = try TemporaryDirectory()
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = temporary.data.path as String] in
            let lock = try DataDirectory(path: path).lock()
            kill(getpid(), SIGKILL)
            withExtendedLifetime(lock) {}
        }
        #expect(temporary.files == ["saccade.lock"])
        _ = try temporary.data.lock()
    }

    @Test func `that others may write is refused`() throws {
        let temporary = try TemporaryDirectory()
        try FileManager.default.setAttributes([.posixPermissions: 0o770], ofItemAtPath: temporary.path)
        let error = #expect(throws: DataDirectoryError.self) { _ = try DataDirectory(path: temporary.path).lock() }
        #expect(error?.reason == .openToOthers(mode: 0o770))
        #expect(error?.description.contains("(mode 770)") == true)
    }

    @Test func `that is a file is refused`() throws {
        let temporary = try TemporaryDirectory()
        try Data().write(to: URL(filePath: temporary.data.path))
        let error = #expect(throws: DataDirectoryError.self) { _ = try temporary.data.lock() }
        #expect(error?.reason == .notADirectory)
    }

    @Test func `that cannot be made is refused`() {
        let error = #expect(throws: DataDirectoryError.self) { _ = try DataDirectory(path: "/dev/null/x").lock() }
        guard case .cannotCreate = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(.enabled(if: geteuid() != 0, "the superuser may write everywhere"))
    func `that cannot be written is refused`() throws {
        let temporary = try TemporaryDirectory()
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: temporary.path)
        let error = #expect(throws: DataDirectoryError.self) { _ = try DataDirectory(path: temporary.path).lock() }
        #expect(error?.reason == .unwritable(why: "Permission denied"))
    }

    @Test func `knows how long the path of a socket may be`() throws {
        let limit = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1
        // Bytes count, not characters: 2 for `é`, and 12 for `/control.ipc`.
        let longest = DataDirectory(path: "/é" + String(repeating: "x", count: limit - 3 - 12))
        #expect(try longest.controlEndpoint.utf8.count == "ipc://".count + limit)
        let tooLong = DataDirectory(path: longest.path + "x")
        let error = #expect(throws: DataDirectoryError.self) { _ = try tooLong.controlEndpoint }
        #expect(error?.reason == .tooLong(socket: tooLong.path + "/control.ipc", limit: limit))
        #expect(error?.description.contains("\(limit)") == true)
    }
}
