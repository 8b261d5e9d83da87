private import LinearAlgebra
private import Networks

extension Autoencoder {
    /// Lets the content begin anew: it is encoded as before, but shows in no image until the decoder has learned what for.
    ///
    /// What classes have taken over from it must not stay in it: otherwise any class could be drawn as any other.
    func forgetContent() {
        let weights = decoder.parameters[0]
        for dimension in 0..<design.contentDimensions {
            for output in 0..<weights.value.rows { weights.value[output, dimension] = 0 }
        }
    }
}
