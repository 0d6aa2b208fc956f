import SiteDiagnostics

/// Says of the files of `Content` that are taken over as they are what is active in them. Whoever may write texts may put
/// pictures there, and no more: a program in one would be the site's own for every browser that opens it.
struct ActiveContentReport: Sendable {
  /// Whether the site's settings vouch for all HTML in `Content`.
  let trustsPages: Bool

  /// So many places of one file are told apart.
  private static let limit = 50

  /// - Parameter path: of the output.
  func concerns(fileAt path: String) -> Bool { language(of: path) != nil }

  func diagnostics(for source: SourceText, output path: String) -> [Diagnostic] {
    guard let language = language(of: path), isLookedAt(source, path) else { return [] }
    let parts = ActiveMarkup.parts(of: source.bytes, language)
    guard !parts.isEmpty else { return [] }
    var cursor = SourceCursor(source)
    return parts.prefix(Self.limit).enumerated().map { number, part in
      let others = number == Self.limit - 1 ? parts.count - Self.limit : 0
      let edit = others > 0 ? edit(of: Array(parts[number...]), source) : edit(of: [part], source)
      return .error(
        "output.active-content", text(of: part, others: others, language),
        at: cursor.location(of: part.range),
        notes: [Diagnostic.Note("the file goes to readers as it is, at `/\(path)`")],
        hint: hint(for: part, language, isMended: edit != nil), fix: edit)
    }
  }

  // MARK: Which files

  private func language(of path: String) -> ActiveMarkup.Language? {
    switch path.utf8.lastIndex(of: UInt8(ascii: ".")).map({ path[$0...].dropFirst().lowercased() }) ?? "" {
    case "svg", "svgz": .drawing
    case _ where trustsPages: nil
    case "html", "htm", "shtml", "hta": .page
    case "xhtml", "xht", "xml", "xsl", "xslt", "rdf", "rss", "atom", "mml", "mathml": .document
    default: nil
    }
  }

  /// XML is data as long as it has nothing that browsers show.
  private func isLookedAt(_ source: SourceText, _ path: String) -> Bool {
    guard language(of: path) == .document, !path.lowercased().hasSuffix(".xhtml"), !path.lowercased().hasSuffix(".xht")
    else { return true }
    return ActiveEncoding.strange(source.bytes) != nil
      || ["www.w3.org/", "<!ENTITY", "<?xml-stylesheet"].contains {
        SearchMemory($0).search(from: 0, in: source.bytes) != nil
      }
  }

  // MARK: Words

  private func text(of part: ActivePart, others: Int, _ language: ActiveMarkup.Language) -> String {
    let file = language == .drawing ? "drawing" : "file"
    let more =
      others == 0 ? "" : ", and so \(others == 1 ? "does" : "do") \(others) more \(others == 1 ? "place" : "places")"
    switch part.kind {
    case .element(let name) where name.lowercased().hasSuffix("form"):
      return "`<\(name)>` in this \(file) could send what readers type to anybody" + more
    case .element(let name) where ["script", "handler"].contains { name.lowercased().hasSuffix($0) }:
      return "`<\(name)>` in this \(file) would run in the browser of everybody who opens it" + more
    case .element(let name):
      return "`<\(name)>` brings a page with all that it can do into this \(file)" + more
    case .handler(let name):
      return "`\(name)` in this \(file) would run in the browser of everybody who opens it" + more
    case .address(let name, "srcdoc"):
      return "`\(name)` holds a page with a program" + more
    case .address(let name, let scheme):
      return "`\(name)` leads to `\(scheme)`, which is a program and no address" + more
    case .declarations:
      return "the declarations in `<!DOCTYPE>` can put a program where nobody sees it"
    case .instruction:
      return "`<?xml-stylesheet?>` has another file make a page of this one" + more
    case .encoding(let name):
      return "the file is written in \(name), in which nobody can see whether there is a program in it"
    case .packed:
      return "the file is packed, so nobody can see whether there is a program in it"
    }
  }

  private func hint(for part: ActivePart, _ language: ActiveMarkup.Language, isMended: Bool) -> String {
    switch part.kind {
    case .encoding: return "save it as UTF-8"
    case .packed: return "save it unpacked: in Inkscape as \u{201C}Plain SVG\u{201D}"
    default: break
    }
    if isMended {
      return "`sitegen check --fix` takes it out; or save the drawing as \u{201C}Plain SVG\u{201D} in Inkscape"
    }
    if language == .drawing { return "open the drawing in Inkscape and save it as \u{201C}Plain SVG\u{201D}" }
    return
      "take it out: what should run belongs below `Templates`; or, if you trust everybody who writes in `Content`, set `markdown: raw_html: pass` in `site.yaml`"
  }

  // MARK: Mending

  /// One edit that takes out all of the parts, which come in their order and don't overlap.
  private func edit(of parts: [ActivePart], _ source: SourceText) -> TextEdit? {
    guard let first = parts.first?.removal, let last = parts.last?.removal else { return nil }
    var replacement: [UInt8] = []
    var position = first.lowerBound
    for part in parts {
      guard let removal = part.removal, removal.lowerBound >= position else { return nil }
      replacement += source.bytes[position..<removal.lowerBound] + part.replacement
      position = removal.upperBound
    }
    return TextEdit(source, first.lowerBound..<last.upperBound, replacement: replacement)
  }
}
