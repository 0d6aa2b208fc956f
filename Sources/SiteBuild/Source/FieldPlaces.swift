import SiteDiagnostics
import SiteMarkdown
import SiteModel

/// Where the fields of pages stand in their files. Files are read again for it, because only messages ever ask.
struct FieldPlaces: Sendable {
  let folder: SourceFolder

  enum Place {
    case value(SourceLocation)
    /// The front matter has the key, but not what the path names below it.
    case missingBelow(SourceLocation)
    /// The front matter has no such key; the beginning of the file.
    case missing(SourceLocation)
    /// The file can't be read any more.
    case unknown(SourceLocation)
  }

  /// The place of the value at `path` in the front matter of `file` (with `Content/`). Any of `keys` may begin the path.
  func place(of path: [String], keys: [String], in file: String) -> Place {
    let whole = SourceLocation(path: file)
    guard let source = RelativePath(file).flatMap({ folder.text($0).0 }),
      let frontMatter = FrontMatter.parse(source).0
    else { return .unknown(whole) }
    guard let entry = frontMatter.entries.first(where: { keys.contains($0.key.text ?? "") }) else {
      return .missing(source.location(at: 0))
    }
    var node = entry.value
    var deepest = entry.key
    for part in path.dropFirst() {
      guard let next = node.mapping?.first(where: { $0.key.text == part }) else {
        return .missingBelow(deepest.location(in: source))
      }
      deepest = next.key
      node = next.value
    }
    return .value(node.location(in: source))
  }

  /// For whoever knows pages by their paths below `Content` and fields by what they say.
  var locator: FieldLocator {
    { source, key, value in
      guard let text = RelativePath("Content/\(source)").flatMap({ folder.text($0).0 }),
        let entry = FrontMatter.parse(text).0?.entries.first(where: { $0.key.text == key })
      else { return nil }
      let items = entry.value.sequence ?? []
      let item = items.first { $0.text == value } ?? items.first { AddressText.percentDecoded($0.text ?? "") == value }
      return (item ?? entry.value).location(in: text)
    }
  }

  /// The place of the value at `path` in a file that is YAML from end to end, or of the deepest key above it.
  func setting(_ path: [String], in file: String) -> SourceLocation {
    guard let source = RelativePath(file).flatMap({ folder.text($0).0 }), var node = YAMLParser.parse(source).0 else {
      return SourceLocation(path: file)
    }
    var place = SourceLocation(path: file)
    for part in path {
      guard let entry = node.mapping?.first(where: { $0.key.text == part }) else { break }
      place = (entry.value.mapping == nil ? entry.value : entry.key).location(in: source)
      node = entry.value
    }
    return place
  }

  /// The place of a top-level field's value, or of the file where it has none.
  func location(of key: String, in file: String) -> SourceLocation {
    locations(of: [key], in: file)[key] ?? SourceLocation(path: file)
  }

  /// The places of top-level fields' values, or of the file for those that it doesn't have.
  func locations(of keys: Set<String>, in file: String) -> [String: SourceLocation] {
    guard let source = RelativePath(file).flatMap({ folder.text($0).0 }) else { return [:] }
    return Self.locations(of: keys, in: source, FrontMatter.parse(source).0?.entries ?? [])
  }

  /// As above, in a file that is at hand, be it only up to the end of its front matter.
  static func locations(
    of keys: Set<String>, in source: SourceText, _ frontMatter: [YAMLNode.Entry]
  ) -> [String: SourceLocation] {
    Dictionary(
      uniqueKeysWithValues: keys.map { key in
        let entry = frontMatter.first { $0.key.text == key }
        return (key, entry?.value.location(in: source) ?? source.location(at: 0))
      })
  }
}
