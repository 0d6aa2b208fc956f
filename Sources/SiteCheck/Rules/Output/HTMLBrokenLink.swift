import SiteDiagnostics
import SiteMarkdown

extension Rule {
  static let htmlBrokenLink = Rule(
    "html.broken-link", .error, "every address on a page leads to something on the site",
    .output { output, findings in
      for (address, range) in output.lost {
        findings.add("there is nothing at `\(address)`", at: range, missing: address, in: output)
      }
      guard output.isDocument else { return }
      let anchors = output.scan.addresses.filter { $0.count > 1 && output.bytes[$0.lowerBound] == UInt8(ascii: "#") }
      guard !anchors.isEmpty else { return }
      for range in anchors where !output.ids.contains(range.dropFirst(), of: output.bytes.span) {
        let anchor = output.string(range)
        // `#top` leads to the top of every page (HTML, 7.4.6.4).
        // What follows `:~:` tells the browser which words to show.
        let target = anchor.dropFirst().prefix(upTo: anchor.firstRange(of: ":~:")?.lowerBound ?? anchor.endIndex)
        let decoded = AddressText.percentDecoded(CharacterReferences.decode(String(target)))
        if decoded.isEmpty || decoded.lowercased() == "top" || output.ids.contains(decoded) { continue }
        // The old way to name a place.
        if output.elements(.a).contains(where: { output.value(of: .name, in: $0).map(output.string) == decoded }) {
          continue
        }
        findings.add(
          "there is no `\(anchor)` on this page", at: range, hint: "give the place that is meant the id `\(decoded)`",
          in: output)
      }
    })
}
