/// Does jobs that do not depend on each other, several at once.
///
/// - Parameters:
///   - count: How many jobs.
///   - workers: How many go on at once; at least one does.
///   - job: Does the job of an index.
/// - Returns: What the jobs gave, in the order of their indices, whatever order they ended in.
/// - Throws: `CancellationError` if the task is cancelled; what the first failing job throws, after which the others
///   are cancelled.
func concurrently<Result: Sendable>(
    _ count: Int, workers: Int, _ job: @escaping @Sendable (Int) throws -> Result
) async throws -> [Result] {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
        var next = 0
        func start() {
            guard next < count else { return }
            let index = next
            next += 1
            group.addTask {
                try Task.checkCancellation()
                return (index, try job(index))
            }
        }
        for _ in 0..<max(1, workers) { start() }
        var results: [Int: Result] = [:]
        while let (index, result) = try await group.next() {
            results[index] = result
            start()
        }
        return (0..<count).compactMap { results[$0] }
    }
}
