/// The characters by the names that Unicode gives them, for `\N{BULLET}` in strings.
enum CharacterNames {
  /// The character of a name, whatever its case; `nil` if there is none.
  static func scalar(named name: String) -> Unicode.Scalar? {
    let name = name.uppercased()
    return scalars[name] ?? numbered(name)
  }

  /// Where they are: everywhere but among the ideographs and syllables.
  private static let named: [ClosedRange<UInt32>] = [
    0...0x33FF, 0x4DC0...0x4DFF, 0xA000...0xABFF, 0xD7B0...0x1FFFF, 0xE0000...0xE01EF,
  ]

  /// Those with a name of their own, and their corrected names. Made when a template first asks: it takes some
  /// hundredths of a second.
  private static let scalars: [String: Unicode.Scalar] = {
    var scalars: [String: Unicode.Scalar] = [:]
    for range in named {
      for scalar in range.lazy.compactMap(Unicode.Scalar.init) {
        if let name = scalar.properties.name { scalars[name] = scalar }
        if let alias = scalar.properties.nameAlias { scalars[alias] = scalar }
      }
    }
    return scalars
  }()

  /// An ideograph or syllable: these are named by a number or by their sounds, and too many to keep.
  private static func numbered(_ name: String) -> Unicode.Scalar? {
    let digits = name.split(separator: "-").last.flatMap { UInt32($0, radix: 16) }
    if let scalar = digits.flatMap(Unicode.Scalar.init), scalar.properties.name == name { return scalar }
    guard name.hasPrefix("HANGUL SYLLABLE ") else { return nil }
    return (0xAC00...0xD7A3 as ClosedRange<UInt32>).lazy.compactMap(Unicode.Scalar.init)
      .first { $0.properties.name == name }
  }
}
