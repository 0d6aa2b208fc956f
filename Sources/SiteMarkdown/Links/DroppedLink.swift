internal import SiteDiagnostics

/// An address that is left out because a browser could run it, or could not open it: what to do instead depends on what
/// it holds.
struct DroppedLink {
  private let address: String

  init(_ address: String) { self.address = address }

  func diagnostic(at place: SourceLocation) -> Diagnostic {
    let lower = address.prefix(80).lowercased().filter { !$0.isWhitespace }
    guard lower.hasPrefix("data:") else {
      if lower.hasPrefix("file:") {
        let name = address.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        return diagnostic(
          .error, at: place, hint: "put the file into the folder of this page and link to its name: `\(name)`")
      }
      return diagnostic(.error, at: place, hint: "link to an `https:` address or to a file of the site")
    }
    // Nothing runs in data of these kinds: the text stays, and readers miss the file only.
    let type = lower.dropFirst("data:".count).prefix { $0 != ";" && $0 != "," }
    let kinds: [Substring: (what: String, name: String)] = [
      "text/calendar": ("the entry of a calendar", "termin.ics"), "text/vcard": ("the contact", "kontakt.vcf"),
      "text/x-vcard": ("the contact", "kontakt.vcf"), "text/csv": ("the table", "tabelle.csv"),
      "text/plain": ("the text", "text.txt"), "application/pdf": ("the document", "dokument.pdf"),
      "application/ics": ("the entry of a calendar", "termin.ics"),
    ]
    guard let (what, name) = kinds[type] else {
      return diagnostic(
        .error, at: place, hint: "put what it holds into a file in the folder of this page, and link to that")
    }
    return diagnostic(
      .warning, at: place,
      hint: "put \(what) into a file in the folder of this page, as `\(name)`, and link to that: `[…](\(name))`")
  }

  private func diagnostic(_ severity: Diagnostic.Severity, at place: SourceLocation, hint: String) -> Diagnostic {
    Diagnostic(
      severity, id: "markdown.unsafe-link", "the address `\(address.prefix(40))` is not safe and was left out",
      at: place,
      hint: hint)
  }
}
