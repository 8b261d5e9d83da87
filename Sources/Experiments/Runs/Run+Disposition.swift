extension Run {
    /// Says what is to become of a result before it is recorded: only ``Disposition/stored`` and ``Disposition/late``
    /// are recorded.
    package func disposition(of measurement: Measurement) -> Disposition {
        disposition(request: measurement.request, attempt: measurement.attempt, digest: measurement.digest)
    }

    /// Says what is to become of a result of which only the digest is known.
    package func disposition(request id: Request.ID, attempt: Int, digest: String) -> Disposition {
        guard let dossier = dossiers[id] else { return .unknown }
        if let stored = dossier.digests[attempt] { return stored == digest ? .duplicate : .conflict }
        return dossier.isOpen && !hasEnded ? .stored : .late
    }

    /// Whether a request of this name was made.
    package func made(_ id: Request.ID) -> Bool {
        dossiers[id] != nil
    }

    /// Whether the instrument took the request.
    package func isAccepted(_ id: Request.ID) -> Bool {
        dossiers[id]?.isAccepted ?? false
    }
}
