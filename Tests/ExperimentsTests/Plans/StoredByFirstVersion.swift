/// What the first version of Saccade (commit 1a9e3ec) stored in its journals, as its `JSONEncoder` wrote it but for white space.
///
/// Made by a program of that version which set the properties that the tests name; never to be changed.
enum StoredByFirstVersion {
    /// A plan with nothing at its default.
    static let planOfInstrument = """
        {
            "acquisition": {"function": "ucb", "kappa": 3, "xi": 0.1},
            "attempts": 2,
            "batch": {"count": 4, "inFlight": 2},
            "budget": {"measurements": 50, "target": 0.9, "time": 2700, "uncertainty": 0.05},
            "candidates": {
                "exclusionRadius": 1.5,
                "forbidden": [{"columns": [10, 19], "rows": [0, 3]}],
                "margin": 3,
                "positions": {"stride": {"_0": 2}}
            },
            "features": {
                "patch": {"_0": {"border": "nearest", "normalization": "patch", "window": 8}}
            },
            "goal": {"minimize": {}},
            "name": "edge plasmons",
            "overview": {"channels": ["HAADF", "BF"]},
            "randomSeed": 18446744073709551615,
            "scalarizer": {
                "axis": "energy",
                "isNegated": true,
                "quantity": {
                    "bandRatio": {
                        "_0": {"from": 0.3, "to": 0.4, "unit": "eV"},
                        "over": {"from": 1, "to": 2, "unit": "eV"}
                    }
                },
                "transformation": {"asinh": {"scale": 0.5}}
            },
            "seeds": {"count": 10, "design": "grid"},
            "source": {"instrument": {"_0": "stem-1"}},
            "surrogate": {
                "deepKernel": {
                    "_0": {
                        "activation": "tanh",
                        "coldIterations": 100,
                        "ensemble": 2,
                        "kernel": "rbf",
                        "layers": [32, 2],
                        "networkLearningRate": 0.002,
                        "objective": "marginal-likelihood",
                        "processLearningRate": 0.03,
                        "warmIterations": 5,
                        "weightDecay": 0.01,
                        "weightPrecision": 0.5
                    }
                }
            },
            "training": {"every": 3, "schedule": "lockstep"}
        }
        """

    /// A plan of recorded data, for a band, by a Gaussian process on coordinates.
    static let planOfData = """
        {
            "acquisition": {"function": "band", "kappa": 2, "xi": 0},
            "attempts": 1,
            "batch": {"count": 1, "inFlight": 1},
            "budget": {"measurements": 150},
            "candidates": {
                "exclusionRadius": 0,
                "forbidden": [],
                "margin": 0,
                "positions": {"all": {}}
            },
            "features": {"coordinates": {}},
            "goal": {"band": {"_0": [0.6, 0.8]}},
            "name": "",
            "overview": {"channels": []},
            "randomSeed": 0,
            "scalarizer": {
                "isNegated": false,
                "quantity": {"value": {"index": 0}},
                "transformation": {"none": {}}
            },
            "seeds": {"count": 20, "design": "maximin"},
            "source": {
                "data": {
                    "_0": {
                        "axis": "voltage",
                        "axisName": "bias",
                        "axisUnit": "V",
                        "image": {
                            "spectra": {
                                "_0": {
                                    "isNegated": false,
                                    "quantity": {"value": {"index": 0}},
                                    "transformation": {"none": {}}
                                }
                            }
                        },
                        "imageMedian": 3,
                        "imagePercentiles": [2, 98],
                        "path": "cube.npz",
                        "positions": "xy",
                        "spectra": "spectra",
                        "spectrumMedian": 5,
                        "spectrumMedianWraps": true,
                        "step": 40.8,
                        "stepUnit": "nm"
                    }
                }
            },
            "surrogate": {
                "gaussianProcess": {"_0": {"isAnisotropic": false, "kernel": "matern-3/2"}}
            },
            "training": {"every": 1, "schedule": "concurrent"}
        }
        """

    /// A plan of a sample, else at its defaults.
    static let planOfSample = """
        {
            "acquisition": {"function": "log-ei", "kappa": 2, "xi": 0},
            "attempts": 1,
            "batch": {"count": 1, "inFlight": 1},
            "budget": {"measurements": 150},
            "candidates": {
                "exclusionRadius": 0,
                "forbidden": [],
                "margin": 0,
                "positions": {"all": {}}
            },
            "features": {
                "patch": {"_0": {"border": "reflect", "normalization": "overview", "window": 16}}
            },
            "goal": {"maximize": {}},
            "name": "",
            "overview": {"channels": []},
            "randomSeed": 0,
            "scalarizer": {
                "isNegated": false,
                "quantity": {"value": {"index": 0}},
                "transformation": {"none": {}}
            },
            "seeds": {"count": 20, "design": "maximin"},
            "source": {
                "sample": {
                    "_0": {
                        "height": 32,
                        "name": "ferroelectric",
                        "noise": 0.1,
                        "seed": 9,
                        "width": 48
                    }
                }
            },
            "surrogate": {
                "deepKernel": {
                    "_0": {
                        "activation": "relu",
                        "coldIterations": 200,
                        "ensemble": 4,
                        "kernel": "matern-5/2",
                        "layers": [64, 64, 8],
                        "networkLearningRate": 0.001,
                        "objective": "leave-one-out",
                        "processLearningRate": 0.01,
                        "warmIterations": 10,
                        "weightDecay": 0,
                        "weightPrecision": 1
                    }
                }
            },
            "training": {"every": 1, "schedule": "concurrent"}
        }
        """

    /// A decision by the model, with everything that it can hold.
    static let decision = """
        {
            "alternatives": [{"candidate": 9, "function": "ucb", "pixel": {"column": 1, "row": 0}}],
            "choices": [
                {
                    "candidate": 7,
                    "mean": 0.4,
                    "nearestMeasured": 3,
                    "pixel": {"column": 15, "row": 2},
                    "position": {"x": 1.5, "y": 0.2},
                    "score": -1.25,
                    "standardDeviation": 0.05
                }
            ],
            "chooser": "model",
            "counts": {
                "clippedVariances": 5,
                "eligible": 100,
                "masked": 4,
                "measured": 23,
                "nonFinite": 1,
                "pending": 1,
                "ties": 2
            },
            "function": "log-ei",
            "incumbent": 0.6,
            "largestUncertainty": 0.3,
            "model": {
                "appended": 1,
                "believed": 1,
                "embeddingRank": 1.75,
                "embeddingSpread": 2.5,
                "isColdStart": false,
                "iterations": 10,
                "jitter": 1e-08,
                "leaveOneOut": -0.9,
                "leaveOneOutOfCoordinates": -1.1,
                "lengthScales": [0.5, 2],
                "name": "deep-kernel",
                "noise": 0.01,
                "outputScale": 1.5,
                "trained": 22
            },
            "note": "the sample was drawn at 10 candidates",
            "runnersUp": [
                {
                    "candidate": 8,
                    "pixel": {"column": 16, "row": 2},
                    "position": {"x": 1.6, "y": 0.2}
                }
            ],
            "step": 3,
            "timing": {"acquire": 0.125, "fit": 0.5, "predict": 0.25}
        }
        """

    /// A decision by the seed design.
    static let seedPoints = """
        {
            "alternatives": [],
            "choices": [
                {
                    "candidate": 7,
                    "mean": 0.4,
                    "nearestMeasured": 3,
                    "pixel": {"column": 15, "row": 2},
                    "position": {"x": 1.5, "y": 0.2},
                    "score": -1.25,
                    "standardDeviation": 0.05
                }
            ],
            "chooser": "design",
            "counts": {
                "clippedVariances": 0,
                "eligible": 0,
                "masked": 0,
                "measured": 0,
                "nonFinite": 0,
                "pending": 0,
                "ties": 1
            },
            "function": "maximin",
            "runnersUp": [],
            "step": 0,
            "timing": {"acquire": 0, "fit": 0, "predict": 0}
        }
        """
}
