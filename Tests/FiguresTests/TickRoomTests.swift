import Synchronization
import Testing

@testable import Figures

/// A page that only asks for the ticks of an axis.
private struct Probe: Figure {
    final class Answer: Sendable {
        let labels = Mutex<(texts: [String], widest: Double)>(([], 0))
    }

    let range: ClosedRange<Double>
    let length: Double
    let answer = Answer()

    var size: Size { Size(width: 100, height: 100) }

    func draw(on canvas: Canvas) {
        let ticks = canvas.separateTicks(covering: range, along: length, atMost: 8, leavingOut: 0, apart: 0)
        answer.labels.withLock { $0 = (ticks.labels, canvas.width(of: ticks)) }
    }
}

@Suite("The labels of a horizontal axis") struct TickRoomTests {
    private func labels(_ range: ClosedRange<Double>, along length: Double) throws -> (texts: [String], widest: Double)
    {
        let probe = Probe(range: range, length: length)
        _ = try probe.pixels()
        return probe.answer.labels.withLock { $0 }
    }

    @Test("do not touch, however long they are", arguments: [1234.5621, 98_765.43125, 0.00123])
    func long(start: Double) throws {
        let end = start + 0.0007
        let (texts, widest) = try labels(start...end, along: 330)
        let numbers = texts.compactMap(Double.init)
        #expect(numbers.count == texts.count && (1...7).contains(texts.count))
        for (one, other) in zip(numbers, numbers.dropFirst()) {
            #expect((other - one) / (end - start) * 330 >= widest + 7.9, "\(texts)")
        }
    }

    @Test("stay as many as there may be where they are short")
    func short() throws {
        #expect(try labels(0...7, along: 330).texts == ["0", "1", "2", "3", "4", "5", "6", "7"])
    }
}
