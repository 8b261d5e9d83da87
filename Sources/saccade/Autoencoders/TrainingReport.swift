import Autoencoders
import Experiments
import Networks
import Orchestration
import TrainingSets

/// What a training tells while it goes on and at its end.
final class TrainingReport {
    private let title: String
    private let isQuiet: Bool
    private let terminal = Terminal.standard
    /// Where nobody watches a line move, so many epochs get a line each.
    private static let lines = 10

    init(title: String, isQuiet: Bool) {
        self.title = title
        self.isQuiet = isQuiet
    }

    func say(_ text: String) {
        // At once, and in order with what else is: a log shows how far it is.
        if !isQuiet { terminal.write(text + "\n") }
    }

    /// Tells what is learned, from what.
    func begin(_ about: AutoencoderDescription, set: TrainingSet, from epoch: Int, checkpoint: String) {
        let model = about.plan.model
        say(
            "\(title) · \(set.name): \(about.imageCount.grouped) \(set.noun) learned, \(about.heldOutCount.grouped) held out · "
                + "\(about.input.inWords)" + (about.isTranslation ? " to \(about.output.inWords)" : ""))
        say(Self.latents(model, conditions: about.plan.model.conditions))
        for note in set.notes { say("note: \(note)") }
        if about.heldOutCount > 0, about.plan.data.examplesOverlap {
            say("note: windows overlap: those held out share pixels with those learned, and flatter the loss held out")
        }
        if epoch > 0 { say("going on after epoch \(epoch) of \(about.plan.training.epochs) (\(checkpoint))") }
    }

    /// The latents in words.
    private static func latents(_ model: AutoencoderChoice, conditions: [String]) -> String {
        var parts = [model.latents.counted("latent", "latents")]
        switch model.pose.rotation {
        case .free: parts.append("any rotation")
        case .small(let degrees): parts.append("rotation (± \(degrees.text()) deg)")
        case nil: break
        }
        if let shear = model.pose.shear { parts.append("shear (± \(shear.text()) deg)") }
        if let size = model.pose.size { parts.append("size (± \((100 * size).text()) %)") }
        if let shift = model.pose.shift { parts.append("shift (± \((100 * shift).text()) % of a half side)") }
        if model.classes.count > 0 {
            let told = model.classes.labelled > 0 ? ", \((100 * model.classes.labelled).text()) % told" : ""
            parts.append("\(model.classes.count) classes\(told)")
        }
        if !conditions.isEmpty { parts.append("told \(conditions.joined(separator: ", "))") }
        return parts.joined(separator: ", ")
    }

    /// Tells of the epoch that is over: on a terminal in one line that moves, else in a line now and then.
    func show(_ about: AutoencoderDescription, isLast: Bool) {
        guard !isQuiet, let epoch = about.epochs.last else { return }
        let (count, all) = (about.epochs.count, about.plan.training.epochs)
        let seconds = Self.median(about.epochs.suffix(10).map(\.seconds))
        if terminal.isInteractive {
            let left = (Double(all - count) * seconds).duration
            // What matters most comes first: of a line that the terminal wraps only the last part could be replaced.
            let line =
                "\(ProgressBar().text(Double(count) / Double(all))) \(count)/\(all)"
                + (count < all ? " · \(left) left" : "")
                + (epoch.heldOut.map { " · held out \($0.total.fixed(1))" } ?? "")
                + " · \(Self.parts(epoch.learned, of: about)) · \(epoch.seconds.text()) s an epoch"
            terminal.write("\r\u{1B}[K" + line.prefix(max(1, terminal.width - 1)))
        } else if count == 1 || isLast || count % max(1, all / Self.lines) == 0 {
            terminal.write(
                "epoch \(count)/\(all)  \(Self.parts(epoch.learned, of: about))"
                    + (epoch.heldOut.map { "  held out \($0.total.fixed(1))" } ?? "")
                    + "  \(epoch.seconds.text()) s\n")
        }
    }

    func finish() {
        if !isQuiet, terminal.isInteractive { terminal.write("\r\u{1B}[K") }
    }

    /// Tells where it ended.
    func end(_ about: AutoencoderDescription, path: String) {
        guard !isQuiet, let last = about.epochs.dropLast(about.epochs.count - about.keptEpochs).last else {
            return say("nothing was trained: the plan has no epochs")
        }
        var table = TextTable([("nats an image", .left), ("learned", .right), ("held out", .right)])
        for part in LossPart.present(in: about) {
            table.add([part.name, part.value(last.learned).fixed(2), (last.heldOut.map(part.value)).fixed(2)])
        }
        for line in table.lines() { say(line) }
        let seconds = Self.median(about.epochs.map(\.seconds))
        say(
            "\(about.epochs.count.counted("epoch", "epochs")), \(seconds.text()) s each"
                + (about.keptEpochs < about.epochs.count ? "; the weights of epoch \(about.keptEpochs) were kept" : ""))
        say("autoencoder  \(path)")
    }

    private static func parts(_ loss: LossParts, of about: AutoencoderDescription) -> String {
        let parts = LossPart.present(in: about).filter { $0 != .total && $0 != .bound }
        return "loss \(loss.total.fixed(1)) ("
            + parts.map { "\($0.shortName) \($0.value(loss).fixed(1))" }.joined(separator: ", ") + ")"
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
    }

    /// The losses of all epochs, for other programs.
    struct Document: Encodable {
        let title: String
        let images: Int
        let heldOut: Int
        let keptEpochs: Int
        let epochs: [AutoencoderDescription.Epoch]

        init(_ about: AutoencoderDescription) {
            title = about.plan.title
            images = about.imageCount
            heldOut = about.heldOutCount
            keptEpochs = about.keptEpochs
            epochs = about.epochs
        }
    }
}
