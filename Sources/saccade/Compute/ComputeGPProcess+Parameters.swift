import Formulas
import Foundation
import Surrogates

/// The parameters' values, as options give them.
extension ComputeGPProcess {
    /// Numbers for one parameter or one kind of parameters.
    struct Setting {
        let option: String
        let name: String
        let values: [Double]
    }

    /// All settings, those of single parameters last.
    func settings() throws -> [Setting] {
        var result: [Setting] = []
        for (option, name, text) in [
            ("--length-scale", ParameterGroup.lengthScale, lengthScale), ("--period", ParameterGroup.period, period),
        ] {
            guard let text else { continue }
            result.append(
                Setting(option: "\(option) \(text)", name: name, values: try ArrayFile.numbers(text, option)))
        }
        for (option, name, value) in [
            ("--alpha", ParameterGroup.alpha, alpha), ("--output-scale", ParameterGroup.outputScale, outputScale),
            ("--noise", ParameterGroup.noise, noise),
        ] {
            guard let value else { continue }
            result.append(Setting(option: "\(option) \(value)", name: name, values: [value]))
        }
        let own = try parameter.map { text in
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                throw Failure("--parameter \(text): name=a[,b,...] was expected", .usage)
            }
            return Setting(
                option: "--parameter \(text)", name: parts[0],
                values: try ArrayFile.numbers(parts[1], "--parameter \(parts[0])"))
        }
        // What names one kernel's parameter goes before what names all of a kind.
        return result + own.filter { !$0.name.contains(".") } + own.filter { $0.name.contains(".") }
    }

    /// Sets the parameters; checks that none is missing.
    func set(
        _ process: inout GaussianProcess, _ settings: [Setting], _ priors: Hyperpriors, dimension: Int, isFitted: Bool
    ) throws {
        var values = process.parameters
        var isKnown = Set<String>()
        for setting in settings {
            if ["period", "alpha", "output_scale", "length_scale"].contains(setting.name),
                !process.parameterGroups.contains(where: { $0.kind == setting.name })
            {
                throw Failure("\(setting.option): the kernel \(kernel) has none", .usage)
            }
            for group in try groups(setting.name, of: process, setting.option) {
                try check(setting, group)
                let start = Self.start(of: group, in: process)
                for index in 0..<group.count {
                    values[start + index] = setting.values[setting.values.count == 1 ? 0 : index]
                }
                isKnown.insert(group.name)
            }
        }
        for group in process.kernel.parameterGroups where !isKnown.contains(group.name) && !isFitted {
            guard
                let option = [ParameterGroup.lengthScale: "--length-scale", ParameterGroup.period: "--period"][
                    group.kind]
            else {
                values[Self.start(of: group, in: process)] = 1
                continue
            }
            throw Failure("--kernel \(kernel) needs \(option) or --parameter \(group.name)=a[,b,...], or --fit", .usage)
        }
        guard isFitted || noise != nil || isKnown.contains(ParameterGroup.noise) else {
            throw Failure("--noise is missing: the variance of the measurements' noise was expected, or --fit", .usage)
        }
        process.parameters = values
    }

    private func check(_ setting: Setting, _ group: ParameterGroup) throws {
        guard setting.values.count == 1 || setting.values.count == group.count else {
            throw Failure(
                "\(setting.option): \(group.count == 1 ? "1 number was" : "1 or \(group.count) numbers were") expected, one a coordinate",
                .usage)
        }
        if group.name == ParameterGroup.noise {
            guard setting.values[0] >= 0 else {
                throw Failure("\(setting.option): a variance of 0 or more was expected", .usage)
            }
        } else if group.isPositive {
            guard setting.values.allSatisfy({ $0 > 0 }) else {
                throw Failure("\(setting.option): positive numbers were expected", .usage)
            }
        }
    }

    private static func start(of group: ParameterGroup, in process: GaussianProcess) -> Int {
        process.parameterGroups.prefix { $0.name != group.name }.reduce(0) { $0 + $1.count }
    }
}
