import Experiments
import Foundation
import Testing

@testable import Datasets

@Suite struct `A data set` {
    /// A folder with an image [4, 6], spectra [4, 6, 3] whose value is 100 row + 10 column + channel, and an axis.
    static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        try TestFiles.withFolder { folder in
            let image = NumericArray(shape: [4, 6], floats: (0..<24).map { Float($0) })
            let cube = (0..<72).map { (index: Int) -> Double in
                let (row, column, channel) = (index / 18, index / 3 % 6, index % 3)
                return Double(100 * row + 10 * column + channel)
            }
            try NPY.write(image, to: "\(folder)/image.npy")
            try NPY.write(NumericArray(shape: [4, 6, 3], doubles: cube), to: "\(folder)/spectra.npy")
            try NPY.write(NumericArray(shape: [3], doubles: [0.1, 0.2, 0.4]), to: "\(folder)/energy.npy")
            return try body(folder)
        }
    }

    static func choice(_ change: (inout Plan.DataChoice) -> Void = { _ in }) -> Plan.DataChoice {
        var choice = Plan.DataChoice()
        choice.path = "set"
        choice.image = .array("image.npy")
        choice.spectra = "spectra"
        choice.axis = "energy.npy"
        choice.axisUnit = "eV"
        change(&choice)
        return choice
    }

    @Test func `in a folder gives each pixel its spectrum: x is the column, y the row`() throws {
        try Self.withFolder { folder in
            var choice = Self.choice()
            choice.step = 0.5
            choice.stepUnit = "nm"
            let set = try Dataset.load(choice, relativeTo: "/elsewhere", overriding: folder)
            #expect(set.axis == Axis(name: "energy", unit: "eV", values: [0.1, 0.2, 0.4]))
            #expect(set.overview.channels == ["image"])
            #expect(set.overview.horizontal == ImageAxis(unit: "nm", origin: 0, step: 0.5))
            #expect(set.overview.positions == nil && set.count == 24 && set.unusableCount == 0)
            // Column 5, row 2, at x = 2.5 nm and y = 1.0 nm.
            #expect(try set.spectrum(at: Position(x: 2.5, y: 1.0)) == [250, 251, 252])
            #expect(try set.truth(at: Position(x: 0, y: 1.5)) == [300, 301, 302])
            #expect(throws: UnmeasurablePosition.self) { try set.spectrum(at: Position(x: 3.1, y: 0)) }
        }
    }

    @Test func `is found from the plan's folder unless overridden`() throws {
        try Self.withFolder { folder in
            let url = URL(fileURLWithPath: folder)
            let choice = Self.choice { $0.path = url.lastPathComponent }
            let set = try Dataset.load(choice, relativeTo: url.deletingLastPathComponent().path)
            #expect(set.count == 24)
            #expect(throws: UnusableData.self) { try Dataset.load(choice, relativeTo: "/elsewhere") }
        }
    }

    @Test func `may hold numbers instead of spectra`() throws {
        try Self.withFolder { folder in
            let choice = Self.choice {
                $0.spectra = "image"
                $0.axis = nil
            }
            let set = try Dataset.load(choice, relativeTo: "", overriding: folder)
            #expect(set.axis.values.count == 1)
            #expect(try set.spectrum(at: Position(x: 4, y: 3)) == [22])
        }
    }

    @Test func `may hold a spectrum every n-th pixel`() throws {
        try Self.withFolder { folder in
            let sparse = NumericArray(shape: [2, 3], doubles: [0, 1, 2, 3, 4, 5])
            try NPY.write(sparse, to: "\(folder)/sparse.npy")
            let choice = Self.choice {
                $0.spectra = "sparse"
                $0.axis = nil
            }
            let set = try Dataset.load(choice, relativeTo: "", overriding: folder)
            #expect(set.overview.positions?.count == 6)
            #expect(set.overview.positions?[4] == Position(x: 2, y: 2))
            #expect(try set.spectrum(at: Position(x: 4, y: 2)) == [5])
            #expect(throws: UnmeasurablePosition.self) { try set.spectrum(at: Position(x: 3, y: 2)) }
            #expect(set.notes == ["2 x 3 spectra over 4 x 6 pixels: every 2. pixel"])
        }
    }

    @Test func `may hold spectra at a list of points`() throws {
        try Self.withFolder { folder in
            try NPY.write(NumericArray(shape: [2, 3], doubles: [1, 2, 3, 4, 5, 6]), to: "\(folder)/few.npy")
            try NPY.write(NumericArray(shape: [2, 2], doubles: [4.2, 1, 0, 3]), to: "\(folder)/xy.npy")
            let choice = Self.choice {
                $0.spectra = "few"
                $0.positions = "xy"
            }
            let set = try Dataset.load(choice, relativeTo: "", overriding: folder)
            #expect(set.overview.positions == [Position(x: 4.2, y: 1), Position(x: 0, y: 3)])
            #expect(try set.spectrum(at: Position(x: 4.2, y: 1)) == [1, 2, 3])
            #expect(try set.spectrum(at: Position(x: 0, y: 3)) == [4, 5, 6])
            #expect(throws: UnmeasurablePosition.self) { try set.spectrum(at: Position(x: 1, y: 1)) }
        }
    }

    @Test func `names a position outside the image`() throws {
        try Self.withFolder { folder in
            try NPY.write(NumericArray(shape: [2], doubles: [1, 2]), to: "\(folder)/few.npy")
            try NPY.write(NumericArray(shape: [2, 2], doubles: [4, 1, 6, 3]), to: "\(folder)/xy.npy")
            let choice = Self.choice {
                $0.spectra = "few"
                $0.positions = "xy"
                $0.axis = nil
            }
            let error = #expect(throws: UnusableData.self) {
                try Dataset.load(choice, relativeTo: "", overriding: folder)
            }
            #expect(error?.reason.contains("position 1 at x 6.0 px, y 3.0 px is outside the image") == true)
        }
    }

    @Test func `takes several arrays or a stack as channels`() throws {
        try Self.withFolder { folder in
            let stack = NumericArray(shape: [2, 4, 6], floats: (0..<48).map { Float($0) })
            try NPY.write(stack, to: "\(folder)/stack.npy")
            let choice = Self.choice { $0.image = .array("image, stack.npy") }
            let overview = try Dataset.load(choice, relativeTo: "", overriding: folder).overview
            #expect(overview.channels == ["image", "stack 0", "stack 1"])
            #expect(overview.values[48] == 24)
        }
    }

    @Test(arguments: [
        (
            "spectra", "nothing",
            "no array `nothing`. It holds energy.npy [3], image.npy [4 x 6], spectra.npy [4 x 6 x 3]."
        ),
        ("axis", "image", "the axis `image` has 24 values, but a spectrum has 3 channels"),
        ("spectra", "energy", "`energy` has shape [3]; expected [rows, columns, channels]"),
        ("image", "energy", "`energy` has shape [3]; expected [rows, columns]"),
    ])
    func `that does not fit together is refused by name`(key: String, name: String, reason: String) throws {
        try Self.withFolder { folder in
            let choice = Self.choice {
                switch key {
                case "spectra": $0.spectra = name
                case "axis": $0.axis = name
                default: $0.image = .array(name)
                }
            }
            let error = #expect(throws: UnusableData.self) {
                try Dataset.load(choice, relativeTo: "", overriding: folder)
            }
            #expect(error?.reason.contains(reason) == true, "\(String(describing: error))")
        }
    }

    @Test func `that follows NSID needs only its path`() throws {
        var choice = Plan.DataChoice()
        choice.path = TestFiles.fixture("nsid.h5")
        let set = try Dataset.load(choice, relativeTo: "/elsewhere")
        #expect(set.overview.channels == ["Height", "Phase"])
        #expect(set.overview.vertical == ImageAxis(unit: "nm", origin: 10, step: 2))
        #expect(set.overview.horizontal == ImageAxis(unit: "nm", origin: 5, step: -1))
        #expect(set.axis == Axis(name: "Bias", unit: "V", values: [0, 1, 0, -1, 0.5]))
        #expect(try set.spectrum(at: Position(x: 4, y: 14)) == [35, 36, 37, 38, 39])
        choice.image = .array("Phase")
        #expect(try Dataset.load(choice, relativeTo: "").overview.channels == ["Phase"])
    }

    @Test func `keeps spectra that are not finite, and counts them`() throws {
        var choice = Plan.DataChoice()
        choice.path = TestFiles.fixture("nsid.h5")
        choice.image = .spectra(Scalarizer())
        let set = try Dataset.load(choice, relativeTo: "")
        #expect(set.unusableCount == 1)
        #expect(try set.spectrum(at: Position(x: 3, y: 12))[3].isNaN)
        // Pixel (1, 2) has no value of its own: the upper median of its neighbours' 5, 10, 20, 35, 40.
        #expect(set.overview.values == [0, 5, 10, 15, 20, 20, 30, 35, 40, 45, 50, 55])
        #expect(set.notes.contains { $0.hasPrefix("1 of 12 pixels of the image are filled") })
        #expect(set.notes.contains("1 of 12 spectra hold values that are not finite"))
    }

    @Test func `whose image is asked in the wrong unit is refused at once`() throws {
        var choice = Plan.DataChoice()
        choice.path = TestFiles.fixture("nsid.h5")
        var scalarizer = Scalarizer()
        scalarizer.quantity = .bandMean(Scalarizer.Band(from: 0, to: 1, unit: "nm"))
        choice.image = .spectra(scalarizer)
        let error = #expect(throws: UnusableData.self) { try Dataset.load(choice, relativeTo: "") }
        #expect(error?.reason.hasPrefix("the image cannot be computed: ") == true)
    }

    @Test func `from an NPZ file is the same as from the folder`() throws {
        try Self.withFolder { folder in
            let names = ["image", "spectra", "energy"]
            let arrays = try names.map { try NPY.read("\(folder)/\($0).npy") }
            try NPZ.write(["image": arrays[0], "spectra": arrays[1], "energy": arrays[2]], to: "\(folder)/all.npz")
            let fromFolder = try Dataset.load(Self.choice(), relativeTo: "", overriding: folder)
            let fromFile = try Dataset.load(Self.choice(), relativeTo: "", overriding: "\(folder)/all.npz")
            #expect(fromFile.overview == fromFolder.overview && fromFile.axis == fromFolder.axis)
            #expect(fromFile.spectra.array == fromFolder.spectra.array)
        }
    }

    @Test func `takes an array called axis for its axis where the plan names none`() throws {
        try Self.withFolder { folder in
            let cube = try NPY.read("\(folder)/spectra.npy")
            let image = try NPY.read("\(folder)/image.npy")
            let axis = NumericArray(shape: [3], doubles: [0.5, 0.25, 0])
            try NPZ.write(["image": image, "spectra": cube, "axis": axis], to: "\(folder)/all.npz")
            try NPZ.write(["image": image, "spectra": cube, "axis": image], to: "\(folder)/odd.npz")
            let choice = Self.choice { $0.axis = nil }
            let set = try Dataset.load(choice, relativeTo: "", overriding: "\(folder)/all.npz")
            #expect(set.axis == Axis(name: "axis", unit: "eV", values: [0.5, 0.25, 0]))
            // A folder without one counts its channels.
            #expect(try Dataset.load(choice, relativeTo: "", overriding: folder).axis.values == [0, 1, 2])
            let error = #expect(throws: UnusableData.self) {
                try Dataset.load(choice, relativeTo: "", overriding: "\(folder)/odd.npz")
            }
            #expect(
                error?.reason.hasPrefix(
                    "the axis `axis` has 24 values, but a spectrum has 3 channels; no axis is named")
                    == true, "\(String(describing: error))")
        }
    }

    @Test func `of arrays called image, spectra and axis needs no names`() throws {
        try Self.withFolder { folder in
            let (image, cube) = (try NPY.read("\(folder)/image.npy"), try NPY.read("\(folder)/spectra.npy"))
            let axis = NumericArray(shape: [3], doubles: [0.5, 0.25, 0])
            try NPZ.write(["image": image, "spectra": cube, "axis": axis], to: "\(folder)/all.npz")
            for path in [folder, "\(folder)/all.npz"] {
                let set = try Dataset.load(Plan.DataChoice(), relativeTo: "", overriding: path)
                #expect(set.overview.channels == ["image"] && set.count == 24)
                #expect(set.axis.values == (path == folder ? [0, 1, 2] : [0.5, 0.25, 0]))
            }
            // A name in the plan goes before those of the arrays.
            let named = Self.choice { ($0.image, $0.spectra, $0.axis) = (.array("spectra"), "image", nil) }
            #expect(throws: UnusableData.self) { try Dataset.load(named, relativeTo: "", overriding: folder) }
        }
        let plain = try Dataset.loadOverview(
            Plan.DataChoice(), relativeTo: "", overriding: TestFiles.fixture("plain.h5"))
        #expect(plain.channels == ["image"])
        // What an NSID file says of its images goes before a name.
        let nsid = try Dataset.loadOverview(
            Plan.DataChoice(), relativeTo: "", overriding: TestFiles.fixture("nsid.h5"))
        #expect(nsid.channels.count == 2)
    }

    @Test func `whose spectra are not named asks for the key by its whole name`() throws {
        try Self.withFolder { folder in
            try FileManager.default.moveItem(atPath: "\(folder)/spectra.npy", toPath: "\(folder)/eels.npy")
            let error = #expect(throws: UnusableData.self) {
                try Dataset.load(Self.choice { $0.spectra = nil }, relativeTo: "", overriding: folder)
            }
            #expect(error?.reason.contains("Say `data.spectra` in the plan; an array called `spectra`") == true)
            #expect(error?.reason.contains("eels.npy [4 x 6 x 3]") == true)
        }
    }

    @Test(
        arguments: [
            (
                "scan.npz", Array("energy,counts\n1,2\n".utf8),
                "a text that begins with `energy,counts`, not an NPZ file"
            ),
            ("scan.h5", [], "empty, not an HDF5 file as the ending `.h5` says"),
            ("scan.npz", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a], "a PNG picture, not an NPZ file"),
            (
                "scan", Array("MATLAB 5.0 MAT-file, Platform".utf8),
                "a MATLAB file from before version 7.3. Expected a folder"
            ),
            (
                "scan.dat", [0x00, 0x01, 0x02, 0x03],
                "of a kind that is not known. Expected a folder of NPY files, an NPZ"
            ),
        ] as [(String, [UInt8], String)])
    func `that holds no arrays is told as what it is`(name: String, bytes: [UInt8], words: String) throws {
        try TestFiles.withFolder { folder in
            try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
            let error = #expect(throws: UnusableData.self) {
                try Dataset.load(Plan.DataChoice(), relativeTo: "", overriding: "\(folder)/\(name)")
            }
            #expect(error?.reason.hasPrefix("the file is \(words)") == true, "\(String(describing: error))")
        }
    }

    @Test func `given as one array asks for its folder`() {
        var choice = Plan.DataChoice()
        choice.path = TestFiles.fixture("cube.npy")
        let error = #expect(throws: UnusableData.self) { try Dataset.load(choice, relativeTo: "") }
        #expect(error?.reason.contains("give the folder") == true)
    }
}
