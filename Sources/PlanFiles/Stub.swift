package import Experiments

extension PlanFile {
    package static func parseTraining(
        text: String, name: String = "plan", overriding overrides: [String] = []
    ) throws(PlanErrors) -> TrainingPlan { TrainingPlan(data: .cards(Cards())) }
}
