import Messages

/// What the daemon says of itself.
package struct DaemonStatus: Hashable, Sendable {
    package var version: String
    package var processID: Int
    /// Seconds since it was started.
    package var uptime: Double
    package var dataDirectory: String
    /// Where instruments connect, for example `tcp://127.0.0.1:5671`.
    package var instrumentEndpoint: String
    /// The linear-algebra library and its threads.
    package var blas: String
    /// Bytes of memory that it occupies.
    package var residentBytes: Int
    /// The place of the journal's last entry; 0 if it is empty.
    package var lastSequence: Int

    package init(
        version: String, processID: Int, uptime: Double, dataDirectory: String, instrumentEndpoint: String,
        blas: String, residentBytes: Int, lastSequence: Int
    ) {
        self.version = version
        self.processID = processID
        self.uptime = uptime
        self.dataDirectory = dataDirectory
        self.instrumentEndpoint = instrumentEndpoint
        self.blas = blas
        self.residentBytes = residentBytes
        self.lastSequence = lastSequence
    }
}

extension DaemonStatus: Document {
    init(_ fields: Fields) throws(MessageError) {
        version = try fields.require("version")
        processID = try fields.require("process_id")
        uptime = try fields.require("uptime")
        dataDirectory = try fields.require("data_directory")
        instrumentEndpoint = try fields.require("instrument_endpoint")
        blas = try fields.require("blas")
        residentBytes = try fields.require("resident_bytes")
        lastSequence = try fields.require("last_sequence")
    }

    var json: JSONObject {
        [
            "version": .text(version), "process_id": .integer(processID), "uptime": .real(uptime),
            "data_directory": .text(dataDirectory), "instrument_endpoint": .text(instrumentEndpoint),
            "blas": .text(blas), "resident_bytes": .integer(residentBytes), "last_sequence": .integer(lastSequence),
        ]
    }
}
