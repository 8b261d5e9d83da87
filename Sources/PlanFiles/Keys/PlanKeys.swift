internal import Experiments

/// Every key of a plan, in the order in which it is explained: the one table that plans are read by and told from.
enum PlanKeys {
    static var plan: Section<Plan> {
        Section(
            initial: Plan(source: .sample(Plan.SampleChoice(name: Plan.SampleChoice.names[0]))),
            keys: [
                Key("name", \.name, .text(canBeEmpty: true), "A title for tables and pictures."),
                Key(
                    "overview", \.overview, overview.codec, "The image of the whole field, from which patches are cut."),
                Key("candidates", \.candidates, candidates.codec, "The points that may be measured."),
                Key(
                    "features", \.features, features,
                    "What a deep kernel or a Gaussian process sees of a candidate: one block of numbers, or a list of blocks, as in "
                        + "[stem, coordinates]. The simple models of a committee see the stem, the coordinates and "
                        + "components whatever stands here."
                ),
                Key(
                    "scalarizer", \.scalarizer, scalarizer.codec, "How a spectrum becomes the objective, a number.",
                    isWritten: { !$0.hasNamedObjectives }),
                Key(
                    "objective", \.goal, goal.codec, "What is looked for in the objective.",
                    isWritten: { !$0.hasNamedObjectives }),
                Key(
                    "objectives", \.namedObjectives, objectives,
                    "Several objectives sought at once, in place of `scalarizer` and `objective`."),
                Key(
                    "constraints", \.namedConstraints, constraints,
                    "Quantities that must lie within bounds: what lies outside of them does not count."),
                Key("surrogate", \.surrogate, surrogate.codec, "The model that predicts the objective."),
                Key(
                    "acquisition", \.acquisition, acquisition.codec,
                    "What decides where to measure next. The default is `straddle` for a level and `band` for a band, `log-ehvi` "
                        + "for two objectives and `parego` for more."),
                Key("batch", \.batch, batch.codec, "How many points are chosen, and asked of the instrument, at once."),
                Key(
                    "seeds", \.seeds, seeds.codec,
                    "The first measurements, chosen before anything is known; those that cannot be used are not replaced."
                ),
                Key("budget", \.budget, budget.codec, "How far the run may go; whatever is reached first ends it."),
                Key("training", \.training, training.codec, "When the model is trained, and with what."),
                Key(
                    "attempts", \.attempts, .integer(1...100),
                    "How often one place may be measured if a result cannot be used; 1 spares the sample. However often it was tried, a "
                        + "place counts once in the budget."),
                Key("random-seed", \.randomSeed, .integer(0...UInt64.max), "The seed of everything random in the run."),
            ],
            alternatives: sources, needsAlternative: true)
    }

    static var seeds: Section<SeedChoice> {
        Section(
            initial: SeedChoice(),
            keys: [
                Key("count", \.count, .integer(1...100_000), "How many."),
                Key(
                    "design", \.design, .choice,
                    "Anywhere at random; in even rows and columns; at random in each of as many equal cells; or each as far as "
                        + "possible from those before, which favours the borders."),
            ],
            shorthand: "count")
    }

    static var batch: Section<Plan.Batch> {
        Section(
            initial: Plan.Batch(),
            keys: [
                Key("count", \.count, .integer(1...1000), "Points chosen by one decision."),
                Key(
                    "in-flight", \.inFlight, .integer(1...1000),
                    "Requests that the instrument holds at once, so that it never waits; at most what it takes."),
                Key(
                    "strategy", \.strategy, .choice,
                    "What is assumed of a decision's earlier points while the next is chosen: that they are measured at their "
                        + "predicted mean, or at the worst, mean or best value so far; that the score falls around them; or "
                        + "nothing, each further point being the best of a draw of its own."),
            ],
            shorthand: "count")
    }

    static var budget: Section<Budget> {
        Section(
            initial: Budget(),
            keys: [
                Key(
                    "measurements", \.measurements, .integer(0...10_000_000),
                    "Measurements after the seed points. A place whose result could not be used counts too: it was irradiated as well."
                ),
                Key(
                    "time", \.time, Codec.duration.optional,
                    "Running time; pauses and the daemon's absences do not count."),
                Key(
                    "target", \.target, Codec.number().optional,
                    "A measured objective that ends the run: reached or exceeded for `maximize`, reached or undercut for "
                        + "`minimize`."),
                Key(
                    "uncertainty", \.uncertainty, Codec.positive.optional,
                    "Ends the run when no candidate's standard deviation, in the objective's unit, is larger."),
            ],
            shorthand: "measurements")
    }

    static var training: Section<Plan.TrainingChoice> {
        Section(
            initial: Plan.TrainingChoice(),
            keys: [
                Key(
                    "schedule", \.schedule, .choice,
                    "Beside the measurement, or in step with it: before each decision, which waits, as a simulation does."
                ),
                Key("every", \.every, .integer(1...100_000), "A training after this many new measurements."),
                Key(
                    "memory", \.memory, .bytes,
                    "Memory that predictions of the pool may take, those in use and those in the making together."),
                Key(
                    "threads", \.threads, Codec.integer(1...64).optional("automatic"),
                    "Threads that a training may use; automatic takes one, so that several runs at once do not fight."),
            ],
            shorthand: "schedule")
    }

    static var goal: Section<Goal> {
        Section(
            initial: .maximize,
            alternatives: [
                Alternative("maximize", "As large as possible.", get: { $0 == .maximize }, set: { $0 = .maximize }),
                Alternative("minimize", "As small as possible.", get: { $0 == .minimize }, set: { $0 = .minimize }),
                Alternative(
                    "level", .number(), "As near as possible to a value.",
                    get: { if case .level(let level) = $0 { level } else { nil } }, set: { $0 = .level($1) }),
                Alternative(
                    "band", .range, "Within a range, bounds included.",
                    get: { if case .band(let band) = $0 { band } else { nil } }, set: { $0 = .band($1) }),
            ])
    }
}
