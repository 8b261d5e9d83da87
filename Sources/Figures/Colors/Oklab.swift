private import Foundation

/// A colour by its lightness, chroma and hue as people see them (Ottosson, "A perceptual color space", 2020).
///
/// Equal distances in it look about equally far apart.
struct Oklab: Hashable, Sendable {
    /// From 0, black, to 1, white.
    var lightness: Double
    /// The distance from grey; sRGB reaches about 0.3 at best.
    var chroma: Double
    /// The direction away from grey in degrees; may be beyond 360 to say which way round a path goes.
    var hue: Double

    private var greenRed: Double { chroma * cos(hue * Double.pi / 180) }
    private var blueYellow: Double { chroma * sin(hue * Double.pi / 180) }

    /// The Euclidean distance in the space.
    func distance(to other: Oklab) -> Double {
        let (l, a, b) = (lightness - other.lightness, greenRed - other.greenRed, blueYellow - other.blueYellow)
        return (l * l + a * a + b * b).squareRoot()
    }

    /// The colour between this one (at 0) and `other` (at 1).
    func mixed(with other: Oklab, at t: Double) -> Oklab {
        Oklab(
            lightness: lightness + t * (other.lightness - lightness), chroma: chroma + t * (other.chroma - chroma),
            hue: hue + t * (other.hue - hue))
    }

    /// Red, green and blue in linear light; outside 0...1 where sRGB has no such colour.
    var linearLight: [Double] {
        let (a, b) = (greenRed, blueYellow)
        let long = lightness + 0.3963377774 * a + 0.2158037573 * b
        let medium = lightness - 0.1055613458 * a - 0.0638541728 * b
        let short = lightness - 0.0894841775 * a - 1.2914855480 * b
        let (l, m, s) = (long * long * long, medium * medium * medium, short * short * short)
        return [
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
        ]
    }

    /// The colour in sRGB (IEC 61966-2-1), clamped to what it can show.
    var color: Color {
        let channels = linearLight.map { light in
            let light = min(max(light, 0), 1)
            return light <= 0.0031308 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055
        }
        return Color(red: channels[0], green: channels[1], blue: channels[2])
    }
}
