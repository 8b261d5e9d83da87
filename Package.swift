// swift-tools-version: 6.2
import PackageDescription

#if os(Linux)
// libzmq's pkg-config file names a flag that SwiftPM refuses with a warning; its header is on the default path.
let zeroMQPackageConfig: String? = nil
#else
let zeroMQPackageConfig: String? = "libzmq"
#endif

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// A C library of the system, and where Debian and Homebrew keep it.
func system(_ name: String, _ packageConfig: String?, apt: String, brew: String) -> Target {
    .systemLibrary(name: name, pkgConfig: packageConfig, providers: [.apt([apt]), .brew([brew])])
}

/// A module of Saccade.
///
/// What it may import is held by `ArchitectureTests`.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of a module, in the folder that mirrors its sources.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, resources: resources,
        swiftSettings: settings)
}

let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let services = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "saccade",
    products: [.executable(name: "saccade", targets: ["saccade"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        system("COpenBLAS", "openblas", apt: "libopenblas-dev", brew: "openblas"),
        system("CLAPACKE", "lapacke", apt: "liblapacke-dev", brew: "openblas"),
        system("CZeroMQ", zeroMQPackageConfig, apt: "libzmq3-dev", brew: "zeromq"),
        system("CHDF5", "hdf5", apt: "libhdf5-dev", brew: "hdf5"),
        system("CCairo", "cairo", apt: "libcairo2-dev", brew: "cairo"),
        system("CZlib", "zlib", apt: "zlib1g-dev", brew: "zlib"),

        module("Randomness"),
        module("Formulas"),

        // What it means: numbers in, numbers out.
        module("LinearAlgebra", ["COpenBLAS", "CLAPACKE"]),
        module("Networks", ["LinearAlgebra", "Randomness"]),
        module("Surrogates", ["Formulas", "Networks", "LinearAlgebra", "Randomness"]),
        module("Acquisition", ["Randomness", "LinearAlgebra"]),
        module("Autoencoders", ["Networks", "LinearAlgebra", "Randomness"]),
        module("Scores", ["LinearAlgebra", "Randomness"]),

        // What happened: the record and its meaning.
        module("Experiments", ["Formulas", "Randomness"]),
        module("TrainingSets", ["Experiments", "Randomness"]),

        // Adapters to the world: each sees only the record.
        module("PlanFiles", ["Formulas", "Experiments", yams]),
        module("Datasets", ["TrainingSets", "Experiments", "Randomness", "CHDF5", "CZlib"]),
        module("Figures", ["CCairo"]),
        module("Storage", ["Experiments", "CZlib", grdb, sqlite]),
        module("ZeroMQ", ["CZeroMQ"]),
        module("Messages", ["CZlib"]),
        module("Instruments", ["ZeroMQ", "Messages", "Experiments", logging]),
        module("Control", ["ZeroMQ", "Messages", "Experiments", logging]),

        // Where both sides meet.
        module(
            "Orchestration",
            [
                "Formulas", "Experiments", "TrainingSets", "Randomness", "LinearAlgebra", "Networks", "Surrogates",
                "Acquisition", "Autoencoders", logging,
            ]),
        module("TestSupport", ["Experiments"]),
        .executableTarget(
            name: "saccade",
            dependencies: [
                "Formulas", "LinearAlgebra", "Networks", "Surrogates", "Acquisition", "Autoencoders", "Experiments",
                "TrainingSets", "PlanFiles", "Datasets", "Figures", "Storage", "ZeroMQ", "Messages", "Instruments",
                "Control", "Orchestration",
                "Randomness", arguments, logging, services, signals,
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "Formulas", "LinearAlgebra", "Networks", "Surrogates", "Acquisition", "Autoencoders", "Scores",
                "Experiments", "TrainingSets", "Datasets", "Orchestration", "Randomness", arguments,
            ],
            swiftSettings: settings),

        .testTarget(name: "ArchitectureTests", swiftSettings: settings),
        tests("Randomness"),
        tests("Formulas", ["Randomness"]),
        tests("LinearAlgebra"),
        tests("Networks", ["LinearAlgebra", "Randomness"]),
        tests("Surrogates", ["Formulas", "Networks", "LinearAlgebra", "Randomness"], resources: [.copy("Fixtures")]),
        tests("Acquisition", ["Randomness", "LinearAlgebra"]),
        tests("Autoencoders", ["Networks", "LinearAlgebra", "Randomness"]),
        tests("Scores", ["LinearAlgebra", "Randomness"]),
        tests("Experiments", ["Randomness"]),
        tests("PlanFiles", ["Experiments", "Randomness"]),
        tests("TrainingSets", ["Experiments", "Randomness"]),
        tests("Datasets", ["TrainingSets", "Experiments", "Randomness"], resources: [.copy("Fixtures")]),
        tests("Figures"),
        tests("Storage", ["Experiments", "Randomness", grdb]),
        tests("ZeroMQ"),
        tests("Messages", ["Randomness"]),
        tests("Instruments", ["TestSupport", "ZeroMQ", "Messages", "Experiments", logging]),
        tests("Control", ["ZeroMQ", "Messages", "Experiments", logging]),
        tests(
            "Orchestration",
            [
                "TestSupport", "Experiments", "TrainingSets", "Acquisition", "Surrogates", "Autoencoders", "Networks",
                "LinearAlgebra", "Randomness", logging,
            ]),
        .testTarget(name: "EndToEndTests", dependencies: ["saccade", "TestSupport"], swiftSettings: settings),
    ]
)
