internal import Foundation

/// Hosts in all letters, as the domain name system has them: `münchen.example` is `xn--mnchen-3ya.example`.
///
/// Source of the encoding: RFC 3492; of the lower case and the composed form that come first: RFC 5895.
enum Punycode {
  /// A host, with a port where there is one; `nil` where it can be none.
  static func host(_ text: String) -> String? {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let port = parts.dropFirst().map { ":\($0)" }.joined()
    guard port.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    let plain = parts[0].lowercased().precomposedStringWithCanonicalMapping
    // Full stops that Chinese and Japanese keyboards write.
    let dotted = plain.replacing(/[\u{3002}\u{FF0E}\u{FF61}]/, with: ".")
    var labels: [String] = []
    for label in dotted.split(separator: ".", omittingEmptySubsequences: false) {
      guard let encoded = encoded(String(label)) else { return nil }
      labels.append(encoded)
    }
    return labels.joined(separator: ".") + port
  }

  private static func encoded(_ label: String) -> String? {
    let scalars = label.unicodeScalars.map(\.value)
    if scalars.allSatisfy({ $0 < 0x80 }) { return label }
    // Letters, marks, digits and hyphens.
    let isFit = label.unicodeScalars.allSatisfy { scalar in
      scalar.value < 0x80
        ? scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value) || scalar == "-"
        : scalar.properties.isXIDContinue
    }
    guard isFit, let code = code(of: scalars) else { return nil }
    let whole = "xn--" + code
    return whole.utf8.count <= 63 ? whole : nil
  }

  /// RFC 3492, 6.3.
  private static func code(of scalars: [UInt32]) -> String? {
    guard scalars.count <= 63 else { return nil }
    var output = scalars.filter { $0 < 0x80 }.map { UInt8($0) }
    let basicCount = output.count
    if basicCount > 0 { output.append(UInt8(ascii: "-")) }
    var (next, delta, bias, handled) = (UInt32(0x80), 0, 72, basicCount)
    while handled < scalars.count {
      guard let least = scalars.filter({ $0 >= next }).min() else { return nil }
      delta += Int(least - next) * (handled + 1)
      next = least
      for scalar in scalars {
        if scalar < next { delta += 1 }
        guard scalar == next else { continue }
        var rest = delta
        var position = 36
        while true {
          let threshold = min(max(position - bias, 1), 26)
          if rest < threshold { break }
          output.append(digit(threshold + (rest - threshold) % (36 - threshold)))
          rest = (rest - threshold) / (36 - threshold)
          position += 36
        }
        output.append(digit(rest))
        bias = adapted(delta, count: handled + 1, isFirst: handled == basicCount)
        delta = 0
        handled += 1
      }
      delta += 1
      next += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// RFC 3492, 6.1.
  private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / count
    var position = 0
    while delta > 455 {
      delta /= 35
      position += 36
    }
    return position + 36 * delta / (delta + 38)
  }

  private static func digit(_ value: Int) -> UInt8 {
    UInt8(value < 26 ? 0x61 + value : 0x30 + value - 26)
  }
}
