internal import SiteMarkdown

/// The last part of a term's address.
///
/// As of any text, but for two signs at the end of a word, which are all that parts `C` from `C++` and `C#`, and `Region 50` from
/// `Region 50+`: they are spelled. Where a site wants another one, it says so below the taxonomy's `terms` in `site.yaml`.
package enum TermSlug {
  /// What a folder's name can have on every system, in bytes.
  static let longestPart = 255
  private static let longestName = 100

  package static func slug(of name: String, in taxonomy: SiteConfiguration.Taxonomy) -> String {
    taxonomy.termSlugs[name] ?? slug(of: name)
  }

  static func slug(of name: String) -> String {
    guard name.utf8.contains(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "#") }) else {
      return PageSlug.slug(of: name)
    }
    var spelled = ""
    var isAfterWord = false
    let scalars = Array(name.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let endsWord =
        isAfterWord
        && scalars[index...].first { $0 != "+" && $0 != "#" }.map { !$0.properties.isAlphabetic && !isDigit($0) }
          ?? true
      switch scalar {
      case "+" where endsWord: spelled += " plus"
      case "#" where endsWord: spelled += " sharp"
      default:
        spelled.unicodeScalars.append(scalar)
        isAfterWord = scalar.properties.isAlphabetic || isDigit(scalar)
      }
    }
    return PageSlug.slug(of: spelled)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

  /// Why a name can be no term, and what to do.
  static func fault(of name: String, in taxonomy: SiteConfiguration.Taxonomy) -> (message: String, hint: String)? {
    // A name of a few letters of ASCII has an address, whatever else is in it.
    if name.utf8.count <= longestName,
      name.utf8.contains(where: { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) })
    {
      return nil
    }
    if name.count > longestName {
      return (
        "a name of \(name.count) characters is no entry of `\(taxonomy.key)`",
        "shorten it to a few words; a text belongs into `summary`"
      )
    }
    let slug = slug(of: name, in: taxonomy)
    if slug.isEmpty {
      return (
        "`\(name)` has no letter or digit to make an address of",
        "choose another name, or give it an address below `taxonomies:` in `site.yaml`: "
          + "`\(taxonomy.key): {terms: {\(YAMLText.quoted(name)): {slug: name}}}`"
      )
    }
    if slug.utf8.count > longestPart {
      return ("the address of `\(name.prefix(20))…` would be longer than \(longestPart) bytes", "shorten it")
    }
    return nil
  }
}
