import Experiments
import Instruments
import Messages
import Testing

/// A result of request `r-1` that cannot be used.
enum UnusableResult: CaseIterable, CustomTestStringConvertible {
    case checksum, twoDimensional, otherLength, empty, noArray, otherName, overviewNotFinite, overviewFlat
    case overviewChannels, overviewAxis, positionOutside, bigEndian, truncated, extraFrame

    var testDescription: String { "\(self)" }

    var code: MessageError.Code {
        switch self {
        case .checksum: .checksum
        case .twoDimensional, .otherLength, .empty, .overviewFlat, .overviewChannels, .overviewAxis, .positionOutside,
            .truncated:
            .shape
        case .noArray, .otherName: .schema
        case .overviewNotFinite: .nonFinite
        case .bigEndian: .elementType
        case .extraFrame: .malformed
        }
    }

    var outcome: Outcome {
        switch self {
        case .checksum, .bigEndian, .truncated, .extraFrame: .spectrum("r-1")
        case .twoDimensional: spectrum(BinaryArray(doubles: [1, 2, 3], shape: [1, 3]))
        case .otherLength: spectrum(BinaryArray(doubles: [1, 2]))
        case .empty: spectrum(BinaryArray(doubles: []))
        case .noArray: Outcome(Attempt("r-1", 1), .spectrum, status: .ok)
        case .otherName: spectrum(BinaryArray(doubles: [1, 2, 3]), name: "image")
        case .overviewNotFinite: overview(BinaryArray(floats: [1, .nan, 3, 4], shape: [2, 2]))
        case .overviewFlat: overview(BinaryArray(floats: [1, 2]))
        case .overviewChannels:
            overview(BinaryArray(floats: [1, 2, 3, 4], shape: [2, 2]), ["channels": ["HAADF", "BF"]])
        case .overviewAxis:
            overview(BinaryArray(floats: [1, 2, 3, 4], shape: [2, 2]), ["horizontal": ["step": 0]])
        case .positionOutside:
            overview(
                BinaryArray(floats: [1, 2, 3, 4], shape: [2, 2]),
                more: [NamedArray("positions", BinaryArray(doubles: [5, 5], shape: [1, 2]))])
        }
    }

    /// What is changed in the frames.
    func change(_ frames: inout [[UInt8]]) {
        switch self {
        case .checksum: frames[2][0] ^= 1
        case .bigEndian:
            frames[1] = Array(String(decoding: frames[1], as: UTF8.self).replacing("<f8", with: ">f8").utf8)
        case .truncated: frames[2].removeLast()
        case .extraFrame: frames.append([1])
        default: break
        }
    }

    private func spectrum(_ array: BinaryArray, name: String = "spectrum") -> Outcome {
        Outcome(Attempt("r-1", 1), .spectrum, status: .ok, arrays: [NamedArray(name, array)])
    }

    private func overview(
        _ array: BinaryArray, _ fields: JSONObject = JSONObject(), more: [NamedArray] = []
    ) -> Outcome {
        Outcome(
            Attempt("r-1", 1), .overview, status: .ok, details: ["overview": .object(fields)],
            arrays: [NamedArray("overview", array)] + more)
    }
}
