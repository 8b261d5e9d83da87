import ServiceLifecycle

/// Something that goes on until the daemon is asked to end.
struct Work: Service {
    let body: @Sendable () async throws -> Void

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            do {
                try await body()
            } catch is CancellationError {
                // That is how it ends.
            }
        }
    }
}
