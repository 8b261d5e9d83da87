import Foundation
import Testing

@testable import Autoencoders

@Suite struct `A canvas` {
    /// Draws a canvas of one channel in a pose.
    private func draw(_ canvas: [Float], height: Int, width: Int, _ pose: Pose) -> [Float] {
        let renderer = CanvasRenderer(channels: canvas.count / height / width, height: height, width: width)
        let pixels = PixelList(PixelCoordinates(height: height, width: width))
        return unsafe canvas.withUnsafeBufferPointer { unsafe Array(renderer.draw($0, in: pose, at: pixels)) }
    }

    private static let canvas = (0..<30).map { Float(($0 * 17) % 31) }

    private func expect(_ found: [Float], _ truth: [Float], within tolerance: Float = 1e-4) {
        #expect(found.count == truth.count && zip(found, truth).allSatisfy { abs($0 - $1) <= tolerance }, "\(found)")
    }

    @Test func `that lies upright is the image`() {
        expect(draw(Self.canvas, height: 5, width: 6, Pose()), Self.canvas)
    }

    @Test func `turned by half a circle is read backwards`() {
        expect(draw(Self.canvas, height: 5, width: 6, Pose(rotation: .pi)), Self.canvas.reversed(), within: 1e-3)
    }

    /// c' = (-y, x): what the image shows at the right end of a row is the canvas's lower end.
    @Test func `turned by a quarter has rows for columns`() {
        let square = Array(Self.canvas.prefix(25))
        let truth = (0..<25).map { (index: Int) -> Float in
            let (row, column) = (index / 5, index % 5)
            return square[column * 5 + 4 - row]
        }
        expect(draw(square, height: 5, width: 5, Pose(rotation: .pi / 2)), truth, within: 1e-3)
    }

    @Test func `is shifted by whole pixels, and goes on at its edge`() {
        // Two pixels of six columns are 2 x 2 / 6.
        let moved = draw(Self.canvas, height: 5, width: 6, Pose(shiftX: 2 / 3))
        let truth = (0..<30).map { (index: Int) -> Float in
            let column = min(index % 6 + 2, 5)
            return Self.canvas[index / 6 * 6 + column]
        }
        expect(moved, truth)
        let raised = draw(Self.canvas, height: 5, width: 6, Pose(shiftY: 1 / 3))
        let lower = (0..<30).map { (index: Int) -> Float in
            let row = min(index / 6 + 1, 4)
            return Self.canvas[row * 6 + index % 6]
        }
        expect(raised, lower)
    }

    /// A canvas that rises along a line does so in any pose, by the pose's own map.
    @Test(arguments: [
        Pose(rotation: 0.7), Pose(shear: -0.4), Pose(logSize: 0.3), Pose(shiftX: 0.1, shiftY: -0.2),
        Pose(rotation: -0.5, shear: 0.3, logSize: 0.2, shiftX: 0.05, shiftY: 0.1),
    ])
    func `is laid into any pose as told`(pose: Pose) {
        let side = 41
        let half = Double(side - 1) / 2
        let canvas = (0..<side * side).map { Float(Double($0 % side) * 2 - Double($0 / side)) }
        let found = draw(canvas, height: side, width: side, pose)
        for (row, column) in [(20, 20), (15, 22), (26, 17)] {
            // The map of models.md, its rotation and shear in the order of a body that is sheared and then turned.
            let x = (Double(column) - half) * 2 / Double(side)
            let y = (Double(row) - half) * 2 / Double(side)
            let (sine, cosine) = (sin(Double(pose.rotation)), cos(Double(pose.rotation)))
            let turned = (x: (cosine * x - sine * y), y: (sine * x + cosine * y))
            let size = exp(Double(pose.logSize))
            let placeX = (turned.x + tan(Double(pose.shear)) * turned.y) / size + Double(pose.shiftX)
            let placeY = turned.y / size + Double(pose.shiftY)
            let truth = (placeX * Double(side) / 2 + half) * 2 - (placeY * Double(side) / 2 + half)
            #expect(abs(Double(found[row * side + column]) - truth) < 1e-3)
        }
    }
}
