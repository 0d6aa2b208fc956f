package import SiteDiagnostics

/// The YAML between the two `---` lines that a page begins with, and where its Markdown starts.
package struct FrontMatter: Sendable {
  /// The keys, in the order of the file; an empty mapping where the block is empty.
  package var entries: [YAMLNode.Entry]
  /// Offset of the first byte after the closing line.
  package var bodyStart: Int
  /// What YAML leaves out or joins without a word.
  package var losses: [YAMLLoss] = []

  /// Where a page's Markdown starts; at the end of what has no front matter that is closed.
  package static func bodyStart(in source: SourceText) -> Int {
    FrontMatterBlock(source)?.bodyStart ?? source.bytes.count
  }

  /// Splits a page and reads its front matter. `nil` where there is none or it can't be read: then an error says why.
  package static func parse(_ source: SourceText) -> (FrontMatter?, [Diagnostic]) {
    guard let block = FrontMatterBlock(source) else {
      return (nil, [ForeignHeader.explanation(in: source)])
    }
    guard let bodyStart = block.bodyStart else {
      return (
        nil,
        [FrontMatterFence.unclosed(in: source, opening: block.opening, after: block.yaml.lowerBound)]
      )
    }
    let document = YAMLParser.document(in: source, range: block.yaml)
    let diagnostics = document.diagnostics + FrontMatterFence.second(in: source, from: bodyStart)
    if diagnostics.hasErrors { return (nil, diagnostics) }
    guard let root = document.root, !root.isNull else {
      return (FrontMatter(entries: [], bodyStart: bodyStart), diagnostics)
    }
    guard let entries = root.mapping else {
      let place = root.location(in: source)
      return (
        nil,
        [
          YAMLKeyLine.trouble(in: source, from: Int(root.start.line) + 1, through: Int(root.start.line) + 1)
            ?? .error(
              "front-matter.not-a-mapping", "front matter must be `key: value` lines, this is \(root.kindName)",
              at: place, hint: "write a colon and a space after the key, as in `title: Amiens`")
        ]
      )
    }
    return (FrontMatter(entries: entries, bodyStart: bodyStart, losses: document.losses), diagnostics)
  }
}

/// Where the parts of the block stand, before anybody looks into it.
struct FrontMatterBlock {
  var opening: Range<Int>
  var yaml: Range<Int>
  /// `nil` where the closing line is missing.
  var bodyStart: Int?

  init?(_ source: SourceText) {
    let bytes = source.bytes
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let firstLine = Self.fence(in: bytes, at: start) else { return nil }
    opening = start..<start + 3
    var line = firstLine
    while line < bytes.count {
      if let end = Self.fence(in: bytes, at: line) {
        yaml = firstLine..<line
        bodyStart = end
        return
      }
      guard let newline = bytes[line...].firstIndex(of: UInt8(ascii: "\n")) else { break }
      line = newline + 1
    }
    yaml = firstLine..<bytes.count
    bodyStart = nil
  }

  /// The offset of the line after a line `---` at `start`, or `nil` where the line is another.
  static func fence(in bytes: [UInt8], at start: Int) -> Int? {
    guard start + 3 <= bytes.count, bytes[start..<start + 3].allSatisfy({ $0 == UInt8(ascii: "-") }) else {
      return nil
    }
    var offset = start + 3
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): offset += 1
      case UInt8(ascii: "\n"): return offset + 1
      default: return nil
      }
    }
    return offset
  }
}
