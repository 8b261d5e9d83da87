import Experiments
import Figures
import Orchestration

/// How the loss of a training fell.
struct LossPicture {
    private let about: AutoencoderDescription

    init(_ about: AutoencoderDescription) { self.about = about }

    var figure: LossFigure {
        let parts = LossPart.present(in: about)
        let large = parts.filter { $0 == .total || $0 == .reconstruction }
        let small = parts.filter { ![.total, .reconstruction, .bound].contains($0) }
        var panels = [panel("Loss and reconstruction", large)]
        if !small.isEmpty { panels.append(panel("Divergences", small)) }
        return LossFigure(
            heading: about.plan.title,
            remark: "\(about.imageCount.grouped) images learned, \(about.heldOutCount.grouped) held out",
            epochs: about.epochs.indices.map { Double($0 + 1) }, panels: panels, marks: marks)
    }

    private func panel(_ title: String, _ parts: [LossPart]) -> LossFigure.Panel {
        let isWatched = about.heldOutCount > 0
        return LossFigure.Panel(
            title, quantity: "an image", unit: "nats",
            curves: parts.map { part in
                LossFigure.Curve(
                    part.name, training: about.epochs.map { part.value($0.learned) },
                    heldOut: isWatched ? about.epochs.map { $0.heldOut.map(part.value) ?? .nan } : [])
            })
    }

    /// When the decoder was told more, and which weights were kept.
    private var marks: [LossFigure.Mark] {
        var marks = about.stages.map { LossFigure.Mark($0.name, epoch: Double($0.epoch + 1)) }
        if about.keptEpochs < about.epochs.count {
            marks.append(LossFigure.Mark("kept", epoch: Double(about.keptEpochs)))
        }
        return marks
    }
}
