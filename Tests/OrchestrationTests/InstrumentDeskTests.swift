import Experiments
import Orchestration
import Testing

@Suite("An instrument's desk") struct InstrumentDeskTests {
    private func desk(takes count: Int = 1) -> InstrumentDesk {
        var desk = InstrumentDesk()
        desk.connect(InstrumentDescription(id: "stem-1", model: "", outputs: [], maximumInFlight: count))
        return desk
    }

    private func request(_ id: String, attempt: Int = 1) -> Request {
        Request(id: id, action: .spectrum, attempt: attempt)
    }

    @Test("serves in the order of asking, and never more than the instrument takes", arguments: [1, 2, 5])
    func order(takes count: Int) {
        var desk = desk(takes: count)
        for number in 0..<4 { desk.enqueue(request("r\(number)")) }
        var sent: [String] = []
        while let next = desk.next() { sent.append(next.id) }
        #expect(sent == (0..<min(count, 4)).map { "r\($0)" })
        #expect(desk.inFlight == min(count, 4))
        desk.finish("r0", attempt: 1)
        #expect(desk.next()?.id == (count < 4 ? "r\(count)" : nil))
    }

    @Test("gives nothing to an instrument that is away, and everything it held when it is back, oldest first")
    func away() {
        var desk = desk(takes: 2)
        for number in 0..<3 { desk.enqueue(request("r\(number)")) }
        _ = (desk.next(), desk.next())
        desk.disconnect()
        #expect(desk.next() == nil)
        #expect(desk.queued == 3)
        desk.connect(InstrumentDescription(id: "stem-1", model: "", outputs: [], maximumInFlight: 3))
        #expect([desk.next(), desk.next(), desk.next()].map { $0?.id } == ["r0", "r1", "r2"])
    }

    @Test("does not take a request twice")
    func twice() {
        var desk = desk()
        desk.enqueue(request("r0"))
        desk.enqueue(request("r0"))
        #expect(desk.queued == 1)
        #expect(desk.next() != nil)
        desk.enqueue(request("r0"))
        #expect(desk.queued == 0)
    }

    @Test("keeps a newer attempt when an older one is answered again")
    func attempts() {
        var desk = desk()
        desk.enqueue(request("r1"))
        #expect(desk.next()?.attempt == 1)
        desk.finish("r1", attempt: 1)
        desk.enqueue(request("r2"))
        #expect(desk.next()?.id == "r2")
        desk.enqueue(request("r1", attempt: 2))
        // The answer to the first attempt comes again, because its acknowledgement was lost.
        desk.finish("r1", attempt: 1)
        desk.finish("r2", attempt: 1)
        #expect(desk.next() == request("r1", attempt: 2))
    }
}
