extension GaussianProcess {
    /// The mean of the process where no prior means are given for the candidates.
    var constantMean: Double { mean }
}
