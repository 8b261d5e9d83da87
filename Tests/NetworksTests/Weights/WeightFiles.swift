import Foundation

/// Files written by the Python package safetensors 0.8.0 (numpy 2.4.6), safetensors.numpy.save.
enum WeightFiles {
    /// The tensors layers.0.weight (3 x 2), layers.0.bias, layers.1.weight (1 x 3) and layers.1.bias, each
    /// numpy.arange(size) * 0.25 - 1, with metadata.
    static let network = bytes(
        """
        YAEAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJtYWRlIGJ5Ijoic2FmZXRlbnNvcnMgXCIwLjguMFwiIGZvciBTYWNjYWRlJ3MgdGVz
        dHMsIMK1bSJ9LCJsYXllcnMuMC5iaWFzIjp7ImR0eXBlIjoiRjMyIiwic2hhcGUiOlszXSwiZGF0YV9vZmZzZXRzIjpbMCwxMl19
        LCJsYXllcnMuMC53ZWlnaHQiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzMsMl0sImRhdGFfb2Zmc2V0cyI6WzEyLDM2XX0sImxh
        eWVycy4xLmJpYXMiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzFdLCJkYXRhX29mZnNldHMiOlszNiw0MF19LCJsYXllcnMuMS53
        ZWlnaHQiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzEsM10sImRhdGFfb2Zmc2V0cyI6WzQwLDUyXX19AACAvwAAQL8AAAC/AACA
        vwAAQL8AAAC/AACAvgAAAAAAAIA+AACAvwAAgL8AAEC/AAAAvw==
        """)

    /// double = [1.5, -2.25, 1e300, 0.1] in 64 bits; half = [[1, -2.5], [6e-8, 65504]] and infinite in 16 bits;
    /// single = 3.14159274, a number without dimensions; none, 0 x 4.
    static let precisions = bytes(
        """
        MAEAAAAAAAB7ImRvdWJsZSI6eyJkdHlwZSI6IkY2NCIsInNoYXBlIjpbNF0sImRhdGFfb2Zmc2V0cyI6WzAsMzJdfSwibm9uZSI6
        eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpbMCw0XSwiZGF0YV9vZmZzZXRzIjpbMzIsMzJdfSwic2luZ2xlIjp7ImR0eXBlIjoiRjMy
        Iiwic2hhcGUiOltdLCJkYXRhX29mZnNldHMiOlszMiwzNl19LCJoYWxmIjp7ImR0eXBlIjoiRjE2Iiwic2hhcGUiOlsyLDJdLCJk
        YXRhX29mZnNldHMiOlszNiw0NF19LCJpbmZpbml0ZSI6eyJkdHlwZSI6IkYxNiIsInNoYXBlIjpbMl0sImRhdGFfb2Zmc2V0cyI6
        WzQ0LDQ4XX19ICAgAAAAAAAA+D8AAAAAAAACwJx1AIg85Dd+mpmZmZmZuT/bD0lAADwAwQEA/3sAfAD8
        """)

    private static func bytes(_ base64: String) -> [UInt8] {
        Array(Data(base64Encoded: base64, options: .ignoreUnknownCharacters) ?? Data())
    }
}
