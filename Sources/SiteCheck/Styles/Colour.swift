import Foundation

/// A colour of sRGB, its parts from 0 to 1.
struct Colour: Hashable {
  var red: Double
  var green: Double
  var blue: Double
  var alpha = 1.0

  /// The luminance relative to white (WCAG 2.1, definition of relative luminance).
  private var luminance: Double {
    func linear(_ part: Double) -> Double { part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4) }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// From 1, nothing to see, to 21, black on white (WCAG 2.1, definition of contrast ratio).
  ///
  /// - Parameter ground: opaque.
  func contrast(on ground: Colour) -> Double {
    let front = over(ground)
    let (bright, dark) = (max(front.luminance, ground.luminance), min(front.luminance, ground.luminance))
    return (bright + 0.05) / (dark + 0.05)
  }

  /// What is seen where it lies on another.
  private func over(_ ground: Colour) -> Colour {
    func mix(_ part: Double, _ below: Double) -> Double { part * alpha + below * (1 - alpha) }
    return Colour(
      red: mix(red, ground.red), green: mix(green, ground.green), blue: mix(blue, ground.blue))
  }
}

extension Colour {
  /// `#fff`, `#ffffff`, `rgb(…)`, `hsl(…)`, `white`, `black`; `nil` for what isn't a colour or is one of another kind.
  init?(parsing text: String) {
    let text = text.lowercased()
    if text.hasPrefix("#") {
      self.init(hex: text.dropFirst())
      return
    }
    switch text {
    case "white": self.init(red: 1, green: 1, blue: 1)
    case "black": self.init(red: 0, green: 0, blue: 0)
    default:
      guard let open = text.firstIndex(of: "("), text.hasSuffix(")") else { return nil }
      let parts = text[text.index(after: open)...].dropLast().split { ", /\n\t".contains($0) }
      guard parts.count == 3 || parts.count == 4 else { return nil }
      let alpha = parts.count == 4 ? Self.number(parts[3], hundred: 1) : 1
      switch text[..<open] {
      case "rgb", "rgba": self.init(rgb: Array(parts), alpha: alpha)
      case "hsl", "hsla": self.init(hsl: Array(parts), alpha: alpha)
      default: return nil
      }
    }
  }

  private init?(hex: Substring) {
    guard hex.utf8.count == 3 || hex.utf8.count == 4 || hex.utf8.count == 6 || hex.utf8.count == 8,
      hex.allSatisfy(\.isHexDigit)
    else { return nil }
    let digits = hex.compactMap(\.hexDigitValue)
    let parts =
      digits.count < 6
      ? digits.map { Double($0) / 15 }
      : stride(from: 0, to: digits.count, by: 2).map { Double(digits[$0] * 16 + digits[$0 + 1]) / 255 }
    self.init(red: parts[0], green: parts[1], blue: parts[2], alpha: parts.count == 4 ? parts[3] : 1)
  }

  private init?(rgb parts: [Substring], alpha: Double?) {
    guard let red = Self.number(parts[0], hundred: 255), let green = Self.number(parts[1], hundred: 255),
      let blue = Self.number(parts[2], hundred: 255), let alpha
    else { return nil }
    self.init(red: red / 255, green: green / 255, blue: blue / 255, alpha: alpha)
  }

  private init?(hsl parts: [Substring], alpha: Double?) {
    let degrees = parts[0].hasSuffix("deg") ? parts[0].dropLast(3) : parts[0]
    guard let hue = Double(degrees), parts[1].hasSuffix("%"), parts[2].hasSuffix("%"),
      let saturation = Self.number(parts[1], hundred: 1), let lightness = Self.number(parts[2], hundred: 1), let alpha
    else { return nil }
    // CSS Color Level 4, section 7.1.
    func part(_ number: Double) -> Double {
      var place = (number + hue / 30).truncatingRemainder(dividingBy: 12)
      if place < 0 { place += 12 }
      return lightness - saturation * min(lightness, 1 - lightness) * max(-1, min(place - 3, 9 - place, 1))
    }
    self.init(red: part(0), green: part(8), blue: part(4), alpha: alpha)
  }

  /// A number, or a percentage of `hundred`.
  private static func number(_ text: Substring, hundred: Double) -> Double? {
    let isPart = text.hasSuffix("%")
    guard let number = Double(isPart ? text.dropLast() : text), number.isFinite, number >= 0 else { return nil }
    let value = isPart ? number / 100 * hundred : number
    return value <= hundred ? value : nil
  }
}
