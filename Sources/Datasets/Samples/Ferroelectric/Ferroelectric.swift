import Experiments
private import Foundation
private import Randomness

/// A ferroelectric film with domain walls, seen by piezoresponse force microscopy and switching spectroscopy.
///
/// The overview is the vertical PFM image: amplitude, and phase in degrees. A spectrum is a piezoresponse loop over the
/// voltage of the tip (SS-PFM: Jesse, Baddorf & Kalinin, Appl. Phys. Lett. 88, 062908 (2006)). `Samples.md` has all
/// formulas.
struct Ferroelectric: SamplePhysics {
    let channels = ["amplitude", "phase"]
    let pixelSize = 25.0
    let axis: Axis

    private let height: Int
    private let width: Int
    private let seed: UInt64
    /// What is known of each pixel, row by row.
    private let sites: [Site]

    /// The state of the film under one pixel, and the loop it gives.
    private struct Site {
        /// The out-of-plane polarisation of the virgin film, -1 to 1.
        var vertical: Double
        /// The in-plane polarisation that the tip feels through the tilt of the surface.
        var lateral: Double
        var defects: Double
        /// The response of the saturated film.
        var saturation: Double
        /// Half the distance of the two coercive biases, in V.
        var coercive: Double
        /// The mean of the two coercive biases, in V.
        var imprint: Double
        /// How gradually the film switches, in V.
        var spread: Double
    }

    init(height: Int, width: Int, seed: UInt64) {
        // 0 -> +8 -> -8 -> 0 V in 64 steps of 0.5 V.
        let voltages = (0..<64).map { (step: Int) -> Double in
            let halves = step <= 16 ? step : step <= 48 ? 32 - step : step - 64
            return Double(halves) / 2
        }
        axis = Axis(name: "voltage", unit: "V", values: voltages)
        self.height = height
        self.width = width
        self.seed = seed

        var source = RandomSource(seed: seed, stream: "ferroelectric/fields")
        let polarity = RandomField(waves: 32, wavelengths: 360...800, &source)
        let defects = RandomField(waves: 32, wavelengths: 160...360, &source)
        let lamellae = Lamella.network(
            width: Double(width) * pixelSize, height: Double(height) * pixelSize, seed: seed)
        var sites: [Site] = []
        sites.reserveCapacity(height * width)
        for row in 0..<height {
            for column in 0..<width {
                let (x, y) = (Double(column) * pixelSize, Double(row) * pixelSize)
                sites.append(Self.site(x, y, polarity, defects, lamellae))
            }
        }
        self.sites = sites
    }

    private static func site(
        _ x: Double, _ y: Double, _ polarity: RandomField, _ defectField: RandomField, _ lamellae: [Lamella]
    ) -> Site {
        let (value, slope) = polarity.valueAndSlope(x, y)
        // Near a zero of the field, value over slope is the distance from the wall.
        let wallDistance = value / max(slope, 1e-6)
        let polarization = tanh(wallDistance / 30)
        let defects = max(defectField.value(x, y), 0)

        var cover = 1.0
        var lateral = 0.0
        var helped = 0.0
        var hindered = 0.0
        for lamella in lamellae {
            guard abs(lamella.x - x) < 900, abs(lamella.y - y) < 900 else { continue }
            let (distance, side) = lamella.distance(toX: x, y: y)
            let inside = 0.5 * (1 - tanh(distance / 14))
            cover *= 1 - 0.9 * inside
            lateral += lamella.polarization * inside
            // Head to tail where the needle's polarisation turns into the film's; head to head, and charged, else.
            let continuity = 0.5 * (1 + lamella.polarization * side * polarization)
            let nearness = exp(-max(distance, 0) / 75)
            helped += nearness * continuity
            hindered += nearness * (1 - continuity)
        }
        helped = min(helped, 1.2)
        hindered = min(hindered, 1.2)
        let nucleation = exp(-abs(wallDistance) / 55)
        return Site(
            vertical: polarization * cover, lateral: lateral, defects: defects,
            saturation: cover * (1 - 0.28 * min(defects, 2)) * (1 + 0.7 * helped + 0.4 * hindered),
            coercive: 2.4 * (1 - 0.45 * nucleation) * (1 + 0.35 * helped + 0.1 * hindered) * (1 + 0.08 * defects),
            imprint: polarization * (0.3 + 0.9 * hindered),
            spread: 0.55 + 0.45 * defects)
    }

    func deviation(of value: Double) -> Double { 1 }

    func truth(at pixel: Pixel) -> [Double] {
        let site = sites[pixel.row * width + pixel.column]
        return axis.values.enumerated().map { step, voltage in
            // The branch: down from +8 V to -8 V, up before and after.
            let isFalling = step > 16 && step <= 48
            let switching = site.imprint + (isFalling ? -site.coercive : site.coercive)
            let electrostatic = 0.02 * voltage + 0.03
            return site.saturation * tanh((voltage - switching) / site.spread) + electrostatic
        }
    }

    func overviewValues() -> [Float] {
        var source = RandomSource(seed: seed, stream: "ferroelectric/overview")
        let offset = 60 * Double.pi / 180
        var amplitudes: [Float] = []
        var phases: [Float] = []
        for row in 0..<height {
            let gain = 1 + 0.02 * source.normal()
            for column in 0..<width {
                let site = sites[row * width + column]
                let (first, second) = source.normalPair()
                let real = site.vertical * (1 - 0.28 * min(site.defects, 2)) + 0.03 * first
                let imaginary = 0.3 * site.lateral + 0.03 * second
                amplitudes.append(Float(gain * (real * real + imaginary * imaginary).squareRoot()))
                // The lock-in's own phase keeps both polarities away from the jump at 180 degrees.
                let turned = atan2(
                    imaginary * cos(offset) + real * sin(offset), real * cos(offset) - imaginary * sin(offset))
                phases.append(Float(turned * 180 / Double.pi))
            }
        }
        return amplitudes + phases
    }
}
