package import Randomness

extension RationalQuadraticKernel: SpectralSampling {
    package func randomFeatures(_ count: Int, using source: inout RandomSource) -> RandomFeatures? {
        .rationalQuadratic(
            count, mixture: alpha, lengthScales: (0..<dimension).map(lengthScale), variance: outputScale,
            using: &source)
    }
}

extension LinearKernel: SpectralSampling {
    package func randomFeatures(_ count: Int, using source: inout RandomSource) -> RandomFeatures? {
        let slopes = (0..<dimension).map { index in
            let scale = lengthScales[lengthScales.count == 1 ? 0 : index]
            return outputScale / (scale * scale)
        }
        return .linear(
            count, slopeVariances: slopes, centre: Array(repeating: 0, count: dimension), offsetVariance: outputScale,
            using: &source)
    }
}

extension ConstantKernel: SpectralSampling {
    /// Draws nothing: cosines of frequency zero are constants.
    package func randomFeatures(_ count: Int, using source: inout RandomSource) -> RandomFeatures? {
        RandomFeatures(count: count, dimension: dimension, variance: outputScale)
    }
}

extension ColumnsKernel: SpectralSampling {
    package func randomFeatures(_ count: Int, using source: inout RandomSource) -> RandomFeatures? {
        (base as? any SpectralSampling)?.randomFeatures(count, using: &source)?.onColumns(selected, of: dimension)
    }
}

extension FixedKernel: SpectralSampling {
    package func randomFeatures(_ count: Int, using source: inout RandomSource) -> RandomFeatures? {
        (base as? any SpectralSampling)?.randomFeatures(count, using: &source)
    }
}

extension SumKernel: SpectralSampling {
    /// Shares the features among the terms.
    package func randomFeatures(_ count: Int, using source: inout RandomSource) -> RandomFeatures? {
        var terms: [RandomFeatures] = []
        for (index, part) in parts.enumerated() {
            let share = max(1, (count + index) / parts.count)
            guard let part = part as? any SpectralSampling,
                let features = part.randomFeatures(share, using: &source)
            else { return nil }
            terms.append(features)
        }
        return .joined(terms)
    }
}

extension ProductKernel: SpectralSampling {
    package func randomFeatures(_ count: Int, using source: inout RandomSource) -> RandomFeatures? {
        var result: RandomFeatures?
        for part in parts {
            guard let part = part as? any SpectralSampling,
                let features = part.randomFeatures(count, using: &source)
            else { return nil }
            result = result?.multiplied(by: features, using: &source) ?? features
        }
        return result
    }
}
