import Testing

@testable import Datasets

@Suite struct `A field of numbers` {
    // numpy.percentile([1, 2, 4, 8], [0, 25, 50, 90, 100])
    @Test(arguments: zip([0, 25, 50, 90, 100.0], [1, 1.75, 3, 6.8, 8]))
    func `has the percentiles of NumPy`(percent: Double, expected: Double) {
        #expect(abs(ScalarField.percentile(percent, of: [1, 2, 4, 8]) - expected) < 1e-12)
    }

    @Test func `loses single outliers to the median filter and mirrors its edges`() {
        var field = ScalarField(rows: 3, columns: 3, values: [1, 1, 9, 1, 50, 9, 1, 1, 9])
        field.medianFilter(side: 3)
        // scipy.ndimage.median_filter([[1, 1, 9], [1, 50, 9], [1, 1, 9]], 3, mode="reflect")
        #expect(field.floats == [1, 1, 9, 1, 1, 9, 1, 1, 9])
    }

    @Test func `without any known value stays as it is`() {
        var field = ScalarField(rows: 1, columns: 2, values: [nil, nil])
        #expect(field.fillFromNeighbors() == nil)
    }
}
