package import Experiments
import Messages

/// What a successful result holds.
package enum InstrumentAnswer: Hashable, Sendable {
    /// The overview image.
    case overview(Overview)
    /// A spectrum, or a number as a spectrum of one channel.
    ///
    /// `axis` is nil where that of the instrument's first output holds.
    case spectrum([Double], axis: Axis? = nil, actualPosition: Position? = nil)
}

extension Outcome {
    /// Reads the arrays of a successful result as what was asked for.
    ///
    /// Values of a spectrum may be NaN or infinite: what cannot be learned is kept all the same.
    ///
    /// - Parameter instrument: What the instrument said of its outputs.
    /// - Returns: An overview, or a spectrum with its axis.
    /// - Throws: ``MessageError`` if an array is missing or its shape does not fit.
    func answer(of instrument: InstrumentDescription) throws(MessageError) -> InstrumentAnswer {
        switch action {
        case .overview: .overview(try overview())
        case .spectrum: try spectrum(instrument.outputs.first)
        }
    }

    private func overview() throws(MessageError) -> Overview {
        let image = try array("overview")
        let shape = image.shape
        guard shape.count == 2 || shape.count == 3 else {
            throw MessageError(
                .shape, "result.overview",
                "expected rows x columns, or channels x rows x columns, got the shape \(shape)")
        }
        let fields = try fields.optionalObject("overview") ?? Fields(JSONObject(), path: "result.overview")
        let count = shape.count == 3 ? shape[0] : 1
        var channels = try fields.list("channels", of: String.self)
        if channels.isEmpty { channels = count == 1 ? ["image"] : (0..<count).map { "channel \($0 + 1)" } }
        guard channels.count == count else {
            throw MessageError(.shape, fields.place("channels"), "\(channels.count) names for \(count) channels")
        }
        guard image.nonFiniteCount == 0 else {
            let text = "\(image.nonFiniteCount) of \(image.count) values are not finite"
            throw MessageError(.nonFinite, "result.overview", text)
        }
        do {
            return try Overview(
                channels: channels, height: shape[shape.count - 2], width: shape[shape.count - 1], values: image.floats,
                horizontal: try ImageAxis(try fields.optionalObject("horizontal")),
                vertical: try ImageAxis(try fields.optionalObject("vertical")), positions: try positions())
        } catch let error as MessageError {
            throw error
        } catch {
            throw MessageError(.shape, "result.overview", "\(error)")
        }
    }

    private func positions() throws(MessageError) -> [Position]? {
        guard let list = arrays.first(where: { $0.name == "positions" })?.array else { return nil }
        guard list.shape.count == 2, list.shape[1] == 2 else {
            throw MessageError(.shape, "result.positions", "expected positions x 2 (x, y), got the shape \(list.shape)")
        }
        let values = list.doubles
        return (0..<list.shape[0]).map { Position(x: values[2 * $0], y: values[2 * $0 + 1]) }
    }

    private func spectrum(_ output: InstrumentDescription.Output?) throws(MessageError) -> InstrumentAnswer {
        let name = output?.name ?? arrays.first { $0.name != "axis" }?.name ?? "spectrum"
        let values = try array(name)
        guard values.shape.count <= 1, values.count > 0 else {
            throw MessageError(
                .shape, "result.\(name)", "expected a list of values or a single number, got the shape \(values.shape)")
        }
        let axis = try axis(output?.axis, count: values.count)
        guard axis.values.count == values.count else {
            let text = "\(values.count) values, but the axis `\(axis.name)` has \(axis.values.count) channels"
            throw MessageError(.shape, "result.\(name)", text)
        }
        let position = try fields.optionalObject("actual_position")
        return .spectrum(
            values.doubles, axis: axis,
            actualPosition: try position.map { fields throws(MessageError) in try Position(fields) })
    }

    /// The axis that comes with the values, else that of the output, else the channels' numbers.
    private func axis(_ declared: Axis?, count: Int) throws(MessageError) -> Axis {
        guard let values = arrays.first(where: { $0.name == "axis" })?.array else {
            return declared ?? .channels(count)
        }
        let fields = try fields.optionalObject("axis")
        guard values.nonFiniteCount == 0 else {
            throw MessageError(.nonFinite, "result.axis", "\(values.nonFiniteCount) values are not finite")
        }
        return Axis(
            name: try fields?.optional("name") ?? declared?.name ?? "",
            unit: try fields?.optional("unit") ?? declared?.unit ?? "", values: values.doubles)
    }

    private func array(_ name: String) throws(MessageError) -> BinaryArray {
        if let array = arrays.first(where: { $0.name == name })?.array { return array }
        let names = arrays.map { "`\($0.name)`" }.joined(separator: ", ")
        throw MessageError(
            .schema, "result.arrays", "expected an array `\(name)`, got \(names.isEmpty ? "none" : names)")
    }
}

extension ImageAxis {
    /// Reads a direction of the overview; pixels where nothing is said.
    init(_ fields: Fields?) throws(MessageError) {
        guard let fields else {
            self = .pixels
            return
        }
        self.init(
            unit: try fields.optional("unit") ?? "px", origin: try fields.optional("origin") ?? 0,
            step: try fields.optional("step") ?? 1)
    }

    var json: JSONValue { ["unit": .string(unit), "origin": .number(origin), "step": .number(step)] }
}
