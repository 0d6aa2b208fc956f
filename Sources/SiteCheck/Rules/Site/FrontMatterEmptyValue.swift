import SiteDiagnostics

extension Rule {
  static let frontMatterEmptyValue = Rule(
    "front-matter.empty-value", .note, "a key in front matter has a value",
    .page { page, findings in
      let lines = page.frontMatterLines
      for (index, line) in lines.enumerated() {
        guard let colon = page.bytes[line].firstIndex(of: UInt8(ascii: ":")), let first = page.bytes[line].first,
          isLetter(first), page.bytes[(colon + 1)..<line.upperBound].allSatisfy({ $0 <= 0x20 })
        else { continue }
        // A list or mapping below it is its value.
        let next = lines.dropFirst(index + 1).first.flatMap { page.bytes[$0].first }
        if let next, next == 0x20 || next == 0x09 || next == UInt8(ascii: "-") { continue }
        let key = page.string(line.lowerBound..<colon)
        findings.add("`\(key)` has no value", at: line.lowerBound..<colon, hint: "write one, or remove the line")
      }
    })
}
