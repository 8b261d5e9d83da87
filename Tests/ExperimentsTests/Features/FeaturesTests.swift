import Experiments
import Testing

@Suite struct `A choice of features` {
    private func patch(_ window: Int, _ border: PatchFeatures.Border) -> PatchFeatures {
        var patch = PatchFeatures()
        (patch.window, patch.border) = (window, border)
        return patch
    }

    @Test func `names its blocks by their kind unless told otherwise`() {
        let features = Features([
            .init(.stem(StemFeatures())), .init(.patch(PatchFeatures()), named: "near"), .init(.coordinates),
            .init(.components(ComponentFeatures())),
        ])
        #expect(features.blocks.map(\.name) == ["stem", "near", "coordinates", "components"])
    }

    @Test func `has as many numbers as its blocks have together`() {
        var (encoder, cropped) = (AutoencoderFeatures(), AutoencoderFeatures())
        (encoder.latents, cropped.patch) = (5, patch(6, .crop))
        let features = Features([
            .init(.patch(patch(4, .reflect))), .init(.autoencoder(encoder)), .init(.autoencoder(cropped), named: "b"),
        ])
        #expect(features.dimension(channels: 2) == 32 + 5 + 8)
        #expect(features.croppedWindows == [6])
    }

    @Test func `and a surrogate name a file of weights once`() {
        var plan = Plan(source: .instrument("a"))
        #expect(plan.weightFiles.isEmpty)
        var (encoder, kernel, committee) = (AutoencoderFeatures(), DeepKernelChoice(), CommitteeChoice())
        (encoder.weights, kernel.weights, committee.deepKernel.weights) = ("a", "a", "b")
        plan.features = Features([.init(.autoencoder(encoder)), .init(.autoencoder(AutoencoderFeatures()))])
        plan.surrogate = .deepKernel(kernel)
        #expect(plan.weightFiles == ["a"])
        plan.surrogate = .committee(committee)
        #expect(plan.weightFiles == ["a"])
        committee.members.append(.deepKernel)
        plan.surrogate = .committee(committee)
        #expect(plan.weightFiles == ["a", "b"])
    }

    @Test func `leaves out the points where one of its windows does not fit`() throws {
        let overview = try Overview(
            channels: ["a"], height: 10, width: 12, values: [Float](repeating: 0, count: 120))
        var components = ComponentFeatures()
        components.patch = patch(6, .crop)
        let choices: [(Features, Int)] = [
            (.patch(patch(4, .crop)), 7 * 9),
            (Features([.init(.patch(patch(4, .crop))), .init(.coordinates)]), 7 * 9),
            (Features([.init(.patch(patch(4, .crop))), .init(.components(components))]), 5 * 7),
            (.components(components), 5 * 7), (Features([.init(.stem(StemFeatures())), .init(.coordinates)]), 120),
            (Features([.init(.patch(patch(9, .reflect))), .init(.coordinates)]), 120),
        ]
        for (features, count) in choices {
            let pool = try CandidatePool(Plan.CandidateChoice(), features: features, overview: overview)
            #expect(pool.candidates.count == count)
            #expect(pool.leftOut == 120 - count)
        }
    }
}
