/// Where a file below `Templates/assets` names others.
enum AssetReferences {
  struct Reference {
    /// The address as it stands in the file.
    let range: Range<Int>
    let address: String
    /// Whether it surely is an address: in a script it could stand in a comment or a text.
    var isCertain = true
  }

  /// In the order of their places.
  static func all(in bytes: [UInt8], of kind: AssetKind) -> [Reference] {
    switch kind {
    case .style: StyleAddresses.all(in: bytes).map { Reference(range: $0.range, address: $0.text) }
    case .script: imports(in: bytes)
    case .drawing:
      MarkupScanner.scan(bytes, choice: .all).addresses.compactMap { found in
        found.range.map { Reference(range: $0, address: found.text) }
      }
    case .manifest: sources(in: bytes)
    case .other: []
    }
  }

  /// Icons, screenshots and pictures of shortcuts are all named by `src` (Web Application Manifest).
  private static func sources(in bytes: [UInt8]) -> [Reference] {
    var references: [Reference] = []
    var key = ""
    for token in JSONStrings(bytes) {
      switch token {
      case .key(let name): key = name
      case .string(let address, let range) where key == "src":
        references.append(Reference(range: range, address: address))
      case .string, .endOfList: break
      }
    }
    return references
  }

  /// `import "./a.js"`, `import {b} from "./a.js"`, `export … from "./a.js"`, `import("./a.js")`.
  private static func imports(in bytes: [UInt8]) -> [Reference] {
    var references: [Reference] = []
    var words: [Range<Int>] = []
    for word in ["import", "from"] {
      let name = Array(word.utf8)
      var offset = 0
      while let start = bytes[offset...].firstIndex(of: name[0]) {
        offset = start + 1
        if bytes[start...].starts(with: name) { words.append(start..<start + name.count) }
      }
    }
    for word in words.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      var offset = word.upperBound
      while offset < bytes.count, bytes[offset] <= 0x20 || bytes[offset] == UInt8(ascii: "(") { offset += 1 }
      guard offset < bytes.count else { continue }
      let quote = bytes[offset]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { continue }
      let start = offset + 1
      guard let end = bytes[start...].firstIndex(of: quote) else { continue }
      let address = String(decoding: bytes[start..<end], as: UTF8.self)
      guard address.hasPrefix("./") || address.hasPrefix("../") || address.hasPrefix("/") else { continue }
      references.append(Reference(range: start..<end, address: address, isCertain: false))
    }
    return references
  }
}
