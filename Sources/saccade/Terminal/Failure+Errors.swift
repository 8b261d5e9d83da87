import Datasets
import Experiments
import Figures
import Foundation
import Orchestration
import PlanFiles
import Storage
import Surrogates
import TrainingSets
import ZeroMQ

extension Failure {
    /// The failure that an error of one of the modules amounts to; nil for what the argument parser reports itself.
    init?(describing error: any Error) {
        switch error {
        case let error as PlanErrors: self.init(error.description, .badData)
        case let error as UnusableData:
            self.init(error.description, FileManager.default.fileExists(atPath: error.file) ? .badData : .noInput)
        case let error as ZeroMQError: self.init("\(error)", error.code == .addressInUse ? .inUse : .other)
        case let error as UnusableWeights:
            if case .missing = error.cause {
                self.init(error.description, .noInput)
            } else {
                self.init(error.description, .badData)
            }
        case let error as UnusableOverview: self.init(error.description, .badData)
        case let error as UnusablePool: self.init(error.description, .badData)
        case let error as UnmeasurablePosition: self.init(error.description, .badData)
        case let error as NothingToSimulate: self.init(error.description, .badData)
        case let error as UnusableCalibration: self.init(error.description, .usage)
        case let error as SingularCovariance: self.init("\(error)", .badData)
        case let error as Contradiction: self.init("the journal contradicts itself: \(error)", .badData)
        case let error as UnknownFigureFormat: self.init("\(error)", .usage)
        case let error as UnwritableFigure: self.init("\(error)", .cannotWrite)
        case let error as DataDirectoryError:
            if case .inUse = error.reason {
                self.init(error.description, .inUse)
            } else {
                self.init(error.description, .cannotWrite)
            }
        case let error as JournalError:
            switch error.reason {
            case .missing, .noRun: self.init(error.description, .noInput)
            case .diskFull, .diskFailed: self.init(error.description, .cannotWrite)
            default: self.init(error.description, .badData)
            }
        case let error as UnusableTrainingSet: self.init(error.description, .badData)
        case let error as UnfitTrainingSet: self.init(error.description, .badData)
        case let error as UnusableAutoencoder: self.init(error.description, .badData)
        case is CancellationError: self.init("interrupted", .other)
        default: return nil
        }
    }
}
