import Foundation

@testable import Figures

/// Figures of autoencoders, of invented numbers.
enum PictureSamples {
    /// An ellipse, turned by an angle in radians, and brighter in its upper half: bright on dark, from 0 to 1.
    static func ellipse(_ angle: Double, rows: Int = 16, columns: Int = 16) -> [Double] {
        (0..<rows * columns).map { index in
            let x = (Double(index % columns) + 0.5) / Double(columns) * 2 - 1
            let y = 1 - (Double(index / columns) + 0.5) / Double(rows) * 2
            let (u, v) = (cos(angle) * x + sin(angle) * y, cos(angle) * y - sin(angle) * x)
            return u * u / 0.7 + v * v / 0.15 < 1 ? (v > 0 ? 1 : 0.8) : 0
        }
    }

    static func tile(_ angle: Double) -> ImageTile { .image(ellipse(angle), rows: 16, columns: 16) }

    static func manifold(columns: Int, rows: Int, tile: (Int) -> ImageTile) -> ManifoldFigure {
        ManifoldFigure(
            heading: "Cards 4", remark: "a remark", x: LatentAxis("z1", values: (0..<columns).map { Double($0) / 3 }),
            y: LatentAxis("shear", unit: "°", values: (0..<rows).map { Double($0) * 1.5 - 2 }),
            tiles: (0..<columns * rows).map(tile), colors: TileColors(.lagoon, unit: "nm", showsBar: true),
            footnote: "a note")
    }

    static let traversals: TraversalFigure = {
        let steps = (0..<7).map { Double($0) - 3 }
        let rows = ["rotation", "z1"].flatMap { name in
            (0..<2).map { group in
                TraversalFigure.Row(
                    name, unit: name == "z1" ? "" : "°", values: steps.map { $0 * (name == "z1" ? 0.5 : 40) },
                    tiles: steps.map(tile), group: "class \(group)")
            }
        }
        return TraversalFigure(heading: "jrVAE", remark: "others at 0", rows: rows)
    }()

    static func row(_ name: String, _ count: Int, shift: Double, numbers: Bool = false) -> ReconstructionFigure.Row {
        ReconstructionFigure.Row(
            name, tiles: (0..<count).map { tile(Double($0) + shift) },
            numbers: numbers ? (0..<count).map { $0 == 1 ? .nan : 0.01 * Double($0) } : [],
            quantity: numbers ? "RMSE" : "")
    }

    static func reconstruction(_ count: Int) -> ReconstructionFigure {
        let (input, made) = (row("input", count, shift: 0), row("reconstruction", count, shift: 0.1, numbers: true))
        return ReconstructionFigure(
            heading: "Reconstructions", remark: "held-out", rows: [input, made, .difference(of: made, from: input)],
            examples: (0..<count).map { "card \($0)" }, footnote: "a note")
    }

    /// Two clouds; one point has no place, one no class and no number.
    static func latents(_ count: Int, panels: Int) -> LatentScatterFigure {
        let places = (0..<count).map { (index: Int) -> (x: Double, y: Double) in
            let (angle, radius) = (Double(index) * 2.4, sqrt(Double(index) / Double(count)))
            return (index == 3 ? .nan : radius * cos(angle) + (index % 2 == 0 ? 2 : -2), radius * sin(angle))
        }
        let classes = (0..<count).map { $0 == 4 ? nil : $0 % 2 }
        let numbers = (0..<count).map { $0 == 4 ? .nan : Double($0) }
        let all: [LatentScatterFigure.Panel] = [
            .init("Suit", .classes(["hearts", "spades"], of: classes)), .init("Index", .numbers(numbers, unit: "px")),
        ]
        return LatentScatterFigure(
            heading: "Latents", remark: "\(count) cards", x: LatentAxis("z1", values: places.map(\.x)),
            y: LatentAxis("angle", unit: "°", values: places.map(\.y)), panels: (0..<panels).map { all[$0 % 2] })
    }

    static func encodedMaps(rows: Int, columns: Int, candidates: Candidates = .everyPixel) -> EncodedMapsFigure {
        let grid = Grid(rows: rows, columns: columns)
        let count = candidates.count(on: grid)
        return EncodedMapsFigure(
            heading: "Encoded", remark: "patches", grid: grid,
            image: .init("HAADF", values: Samples.field(rows: rows, columns: columns)), candidates: candidates,
            maps: [
                .init("z1", values: (0..<count).map { $0 == 2 ? .nan : Double($0) }),
                .init(
                    "rotation", unit: "°", values: (0..<count).map { Double($0 % 360) - 180 }, colorMap: .compass,
                    limits: .fixed(-180...180)),
            ], footnote: "a note")
    }

    static func losses(epochs: Int) -> LossFigure {
        let numbers = (0..<epochs).map { Double($0) + 1 }
        let fall = numbers.map { 50 + 700 * exp(-$0 / 6) }
        return LossFigure(
            heading: "Training", remark: "a remark", epochs: numbers,
            panels: [
                .init(
                    "Reconstruction", quantity: "nats",
                    curves: [
                        .init("reconstruction", training: fall, heldOut: fall.map { $0 > 300 ? .nan : $0 + 5 })
                    ], isLogarithmic: true),
                .init(
                    "Divergences", quantity: "nats",
                    curves: (0..<7).map { part in
                        .init("KL \(part)", training: numbers.map { Double(part) + sin($0) })
                    }), .init("Nothing", quantity: "", curves: [], isLogarithmic: true),
            ],
            marks: [.init("content released", epoch: 2), .init("shear released", epoch: 3), .init("best", epoch: 40)]
        )
    }

    static let all: [(name: String, figure: any Figure)] = [
        ("manifold", manifold(columns: 9, rows: 7) { tile(Double($0) / 9) }),
        ("manifold of one tile", manifold(columns: 1, rows: 1) { _ in tile(0) }),
        (
            "manifold of constant tiles",
            manifold(columns: 2, rows: 3) { _ in .image([1, 1, 1, 1], rows: 2, columns: 2) }
        ),
        (
            "manifold of nothing",
            manifold(columns: 2, rows: 2) { _ in .image([.nan, .nan, .infinity, .nan], rows: 2, columns: 2) }
        ),
        (
            "manifold of wide tiles",
            manifold(columns: 5, rows: 40) { index in
                .image((0..<100).map { Double($0 * index % 17) }, rows: 1, columns: 100)
            }
        ),
        (
            "manifold of spectra",
            manifold(columns: 3, rows: 3) { index in
                .spectrum((0..<30).map { $0 == index ? .nan : sin(Double($0 + index)) }, behind: [0, 1])
            }
        ),
        (
            "reconstructions of spectra",
            ReconstructionFigure(
                heading: "Spectra",
                rows: ["input", "reconstruction"].map { name in
                    .init(
                        name,
                        tiles: (0..<20).map { index in
                            .spectrum(
                                (0..<30).map { 1e-6 * sin(Double($0 + index)) },
                                over: SpectralAxis(
                                    "frequency", unit: "Hz", values: (0..<30).map { 3e5 + 1e3 * Double($0) }))
                        })
                })
        ), ("manifold of many", manifold(columns: 120, rows: 90) { .image([Double($0)], rows: 1, columns: 1) }),
        ("traversals", traversals),
        (
            "traversal of one colour tile",
            TraversalFigure(
                heading: "", rows: [.init("", values: [.nan], tiles: [.color([1, 0, .nan], rows: 1, columns: 1)])])
        ), ("reconstructions", reconstruction(6)), ("reconstruction of one", reconstruction(1)),
        ("reconstructions of many", reconstruction(50)),
        ("latents", latents(300, panels: 3)), ("latents, crowded", latents(4000, panels: 1)),
        ("latents of five", latents(5, panels: 2)), ("latents of none", latents(0, panels: 2)),
        ("encoded maps", encodedMaps(rows: 20, columns: 30)),
        ("encoded maps, wide", encodedMaps(rows: 4, columns: 200)),
        ("encoded maps, tall", encodedMaps(rows: 100, columns: 9)),
        ("encoded maps of a pixel", encodedMaps(rows: 1, columns: 1)),
        (
            "encoded maps at points",
            encodedMaps(
                rows: 30, columns: 30,
                candidates: .points(
                    (0..<40).map { GridPoint(column: Double($0 * 37 % 29) + 0.3, row: Double($0 * 17 % 27) + 0.1) }))
        ), ("losses", losses(epochs: 60)), ("losses of an epoch", losses(epochs: 1)),
        ("losses before training", losses(epochs: 0)),
    ]
}
