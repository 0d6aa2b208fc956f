import SiteDiagnostics

extension Rule {
  static let textColourAlone = Rule(
    "text.colour-alone", .note, "nothing is told by its colour alone",
    .page { page, findings in
      for hit in page.text.hits where hit.meaning == .colour {
        let end = min(page.bytes.count, hit.range.upperBound + 24)
        let rest = String(decoding: page.bytes[hit.range.upperBound..<end], as: UTF8.self).lowercased()
        let words = rest.split { !$0.isLetter }
        guard let next = words.first, signs.contains(where: { next.hasPrefix($0) }) else { continue }
        findings.add(
          "this may be told by its colour alone", at: hit.range,
          hint: "who doesn't see the colour can't follow: name the thing, its place or its text as well")
      }
    })

  private static let signs = [
    "markiert", "gekennzeichnet", "hinterlegt", "hervorgehoben", "schaltfläche", "knopf", "button", "felder", "feld",
    "marked", "highlighted", "fields", "field",
  ]
}
