import SiteDiagnostics

extension Rule {
  static let htmlDuplicateID = Rule(
    "html.duplicate-id", .error, "an id stands once on a page",
    .output { output, findings in
      guard output.ids.hasTwins else { return }
      var seen: Set<ArraySlice<UInt8>> = []
      for id in output.ids.ranges where !id.isEmpty && !seen.insert(output.bytes[id]).inserted {
        findings.add(
          "the id `\(output.string(id))` stands twice on the page", at: id.lowerBound - 4..<id.upperBound + 1,
          hint: "links and labels find only the first one", in: output)
      }
    })
}
