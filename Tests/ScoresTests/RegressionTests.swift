import Foundation
import LinearAlgebra
import Testing

@testable import Scores

@Suite struct `What is foretold` {
    static let curve = zip(ScatteredPoints.u, zip(ScatteredPoints.v, ScatteredPoints.w)).map {
        sin(4 * $0) + $1.0 * $1.0 - 0.3 * $1.1
    }

    /// scikit-learn 1.9.1: cross_val_score(KNeighborsRegressor(5), cv=KFold(k), scoring='r2').mean().
    @Test(arguments: [(300, 5, 0.9267748653854984), (298, 7, 0.933044628562989)])
    func `by neighbours is as another library's`(count: Int, folds: Int, score: Double) {
        let all = Array(0..<count)
        let model = NearestNeighbours(ScatteredPoints.cube.subset(all), Array(Self.curve[..<count]))
        #expect(abs(model.crossValidated(NearestNeighbours.folds(of: all, count: folds)) - score) < 1e-12)
    }

    @Test func `by neighbours is the mean of the nearest`() {
        let model = NearestNeighbours(Points(dimension: 1, elements: [0, 1, 2, 10]), [1, 2, 6, 100], count: 2)
        #expect(model.predictions(at: Points(dimension: 1, elements: [0.1, 9, 1.9])) == [1.5, 53, 4])
    }

    @Test func `of folds leaves nothing out`() {
        let folds = NearestNeighbours.folds(of: Array(0..<11), count: 3)
        #expect(folds == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10]])
    }

    /// scikit-learn 1.9.1: LinearRegression.
    @Test func `by a line is as another library's`() throws {
        let inputs = Matrix(rows: 300, columns: 3, elements: ScatteredPoints.cube.elements)
        let targets = Matrix(rows: 300, columns: 2, elements: Self.curve.flatMap { [$0, $0 * $0] })
        let model = try LinearRegression(inputs.rows(0..<200), targets.rows(0..<200))
        let predicted = model.predictions(at: inputs.rows(200..<300))
        #expect(abs(predicted[0, 0] - 0.81234868) < 1e-7 && abs(predicted[0, 1] - 1.13902371) < 1e-7)
        #expect(abs(predicted[99, 0] - 0.52354652) < 1e-7 && abs(predicted[99, 1] - 0.84238471) < 1e-7)
        let share = Determination.value((0..<100).map { predicted[$0, 0] }, of: Array(Self.curve[200...]))
        #expect(abs(share - 0.523435340961752) < 1e-10)
    }

    @Test func `explains as much as its errors leave`() {
        #expect(Determination.value([1, 2, 3], of: [1, 2, 3]) == 1)
        #expect(Determination.value([2, 2, 2], of: [1, 2, 3]) == 0)
        #expect(Determination.value([1, 2, 5], of: [1, 2, 3]) == -1)
        #expect(Determination.value([1, 1], of: [1, 1]) == 0)
        #expect(Determination.value([1, 2], of: [1, 3], beside: [0, 0]) == 0.9)
    }
}
