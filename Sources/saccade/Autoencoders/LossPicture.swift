import Experiments
import Figures
import Networks
import Orchestration

/// How the loss of a training fell.
struct LossPicture {
    private let about: AutoencoderDescription

    init(_ about: AutoencoderDescription) { self.about = about }

    var figure: LossFigure {
        let parts = LossPart.present(in: about)
        let large = parts.filter { $0 == .total || $0 == .reconstruction }
        let small = parts.filter { ![.total, .reconstruction, .bound].contains($0) }
        var panels = [panel("Loss and reconstruction", "loss, \(unit)", large)]
        if !small.isEmpty { panels.append(panel("Divergences", unit, small)) }
        return LossFigure(
            heading: about.plan.title,
            remark: "\(about.imageCount.grouped) \(isOfImages ? "images" : "spectra") learned, "
                + "\(about.heldOutCount.grouped) held out",
            epochs: about.epochs.indices.map { Double($0 + 1) }, panels: panels, marks: marks, footnote: footnote)
    }

    private var isOfImages: Bool { about.input.height > 1 }

    /// The unit of every part of the loss.
    private var unit: String { isOfImages ? "nats an image" : "nats a spectrum" }

    private func panel(_ title: String, _ quantity: String, _ parts: [LossPart]) -> LossFigure.Panel {
        let isWatched = about.heldOutCount > 0
        return LossFigure.Panel(
            title, quantity: quantity,
            curves: parts.map { part in
                LossFigure.Curve(
                    part.name, training: about.epochs.map { part.value($0.learned) },
                    heldOut: isWatched ? about.epochs.map { $0.heldOut.map(part.value) ?? .nan } : [])
            })
    }

    /// After which epoch the decoder was told more, and after which the weights were kept.
    private var marks: [LossFigure.Mark] {
        var marks = about.stages.map { LossFigure.Mark($0.name, epoch: Double($0.epoch)) }
        if about.keptEpochs < about.epochs.count {
            marks.append(LossFigure.Mark("weights kept", epoch: Double(about.keptEpochs)))
        }
        return marks
    }

    /// What the names of the marks mean.
    private var footnote: String {
        let stages = about.stages.filter { $0.epoch <= about.epochs.count }.map(\.name)
        guard !stages.isEmpty else { return "" }
        return "Upright dashes: after that epoch, counted as the plan's `stages` are, the decoder is told more: "
            + stages.joined(separator: ", ") + "."
    }
}
