import Foundation
import Testing

@testable import Figures

#if canImport(FoundationXML)
import FoundationXML
#endif

/// A figure and its name, for tests over all of them.
struct FigureCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let figure: any Figure

    static let all =
        others
        + PictureSamples.all.map { FigureCase(testDescription: $0.name, figure: $0.figure) }

    private static let others = [
        FigureCase(testDescription: "decision", figure: Samples.decision(rows: 12, columns: 9)),
        FigureCase(testDescription: "decision, wide", figure: Samples.decision(rows: 4, columns: 25)),
        FigureCase(testDescription: "decision, tall", figure: Samples.decision(rows: 200, columns: 32)),
        FigureCase(testDescription: "decision, one line", figure: Samples.decision(rows: 1, columns: 40)),
        FigureCase(testDescription: "decision, one pixel", figure: Samples.decision(rows: 1, columns: 1)),
        FigureCase(testDescription: "decision on points", figure: Samples.decisionOnPoints),
        FigureCase(testDescription: "decision before any measurement", figure: Samples.emptyDecision),
        FigureCase(testDescription: "learning curves", figure: Samples.learningCurves),
        FigureCase(testDescription: "learning curves without curves", figure: Samples.emptyLearningCurves),
        FigureCase(testDescription: "calibration", figure: Samples.calibration),
        FigureCase(testDescription: "calibration of no model", figure: Samples.emptyCalibration),
        FigureCase(testDescription: "run", figure: Samples.run(measurements: 30)),
        FigureCase(testDescription: "run of one measurement", figure: Samples.run(measurements: 1)),
        FigureCase(testDescription: "run before any measurement", figure: Samples.run(measurements: 0)),
        FigureCase(testDescription: "front", figure: Samples.front(objectives: 2, measurements: 30)),
        FigureCase(
            testDescription: "front of three objectives", figure: Samples.front(objectives: 3, measurements: 30)),
        FigureCase(
            testDescription: "front before any measurement", figure: Samples.front(objectives: 2, measurements: 0)),
        FigureCase(testDescription: "spectra", figure: Samples.spectra),
    ]
}

@Suite("The bytes of a figure")
struct EncodingTests {
    @Test("as PNG have the size of the page in pixels", arguments: FigureCase.all, [1.0, 2.0])
    func png(figureCase: FigureCase, pixelsPerPoint: Double) throws {
        let figure = figureCase.figure
        let bytes = try figure.encoded(as: .png, pixelsPerPoint: pixelsPerPoint)
        // PNG (ISO/IEC 15948) 5.2 and 11.2.2: signature; the header's length, type, width and height.
        #expect(Array(bytes[..<8]) == [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
        #expect(Array(bytes[8..<16]) == [0, 0, 0, 13] + Array("IHDR".utf8))
        func number(at offset: Int) -> Int { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
        #expect(number(at: 16) == Int((figure.size.width * pixelsPerPoint).rounded(.up)))
        #expect(number(at: 20) == Int((figure.size.height * pixelsPerPoint).rounded(.up)))
        // 11.2.5: the end, whose check value is always the same.
        #expect(Array(bytes.suffix(12)) == [0, 0, 0, 0] + Array("IEND".utf8) + [0xae, 0x42, 0x60, 0x82])
    }

    @Test("as SVG are well-formed XML of the size of the page", arguments: FigureCase.all)
    func svg(figureCase: FigureCase) throws {
        let bytes = try figureCase.figure.encoded(as: .svg)
        final class Root: NSObject, XMLParserDelegate {
            var name = ""
            var viewBox = ""
            func parser(
                _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
                attributes: [String: String]
            ) {
                if name.isEmpty { (name, viewBox) = (element, attributes["viewBox"] ?? "") }
            }
        }
        let root = Root()
        let parser = XMLParser(data: Data(bytes))
        parser.delegate = root
        #expect(parser.parse())
        #expect(root.name == "svg")
        let size = figureCase.figure.size
        #expect(root.viewBox.split(separator: " ").compactMap { Double($0) } == [0, 0, size.width, size.height])
    }

    @Test("as PDF begin and end as a PDF, with a cross-reference where the end says", arguments: FigureCase.all)
    func pdf(figureCase: FigureCase) throws {
        let bytes = try figureCase.figure.encoded(as: .pdf)
        // PDF (ISO 32000-1) 7.5.2, 7.5.5.
        #expect(bytes.starts(with: Array("%PDF-1.".utf8)))
        let lines = String(decoding: bytes.suffix(64), as: UTF8.self).split(whereSeparator: \.isNewline)
        #expect(lines.last == "%%EOF")
        try #require(lines.count >= 3)
        #expect(lines[lines.count - 3] == "startxref")
        let offset = try #require(Int(lines[lines.count - 2]))
        try #require(offset < bytes.count)
        #expect(bytes[offset...].starts(with: Array("xref".utf8)))
    }

    @Test("as PNG are the same each time", arguments: FigureCase.all)
    func repeatability(figureCase: FigureCase) throws {
        // Not so as SVG, whose names Cairo numbers on, or PDF, which holds the time.
        #expect(
            try figureCase.figure.encoded(as: .png, pixelsPerPoint: 1)
                == figureCase.figure.encoded(as: .png, pixelsPerPoint: 1))
    }

    @Test("cannot be had of a page that is too large for an image")
    func tooLarge() throws {
        let failure = try #require(throws: UndrawableFigure.self) {
            _ = try Samples.spectra.encoded(as: .png, pixelsPerPoint: 1000)
        }
        #expect(failure.size == Samples.spectra.size)
        #expect(!failure.reason.isEmpty)
    }

    @Test("hold ink on every page, and none outside the margin", arguments: FigureCase.all)
    func margins(figureCase: FigureCase) throws {
        let pixels = try figureCase.figure.pixels(pixelsPerPoint: 1)
        let white: UInt32 = 0xffff_ffff
        #expect(pixels.words.count { $0 != white } > 500)
        let edge = 3
        let stained = pixels.words.indices.count { index in
            let (row, column) = (index / pixels.width, index % pixels.width)
            let isInside = (edge..<pixels.height - edge).contains(row) && (edge..<pixels.width - edge).contains(column)
            return !isInside && pixels.words[index] != white
        }
        #expect(stained == 0)
    }

    @Test("cover the last pixel of a page that is no whole number of them")
    func fraction() throws {
        let pixels = try Samples.spectra.pixels(pixelsPerPoint: 1.003)
        #expect(pixels.words.suffix(pixels.width).allSatisfy { $0 == 0xffff_ffff })
        #expect(pixels.color(column: pixels.width - 1, row: 100) == .white)
    }
}
