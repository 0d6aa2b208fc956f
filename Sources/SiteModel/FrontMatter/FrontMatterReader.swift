package import SiteDiagnostics
package import SiteMarkdown

private enum FilePath {
  /// The name of a file without ending, that of its folder for an index.
  static func name(of path: String) -> String {
    let parts = path.split(separator: "/")
    guard let last = parts.last else { return path }
    let name = last.prefix { $0 != "." }
    return String(name == "index" || name.isEmpty ? parts.dropLast().last ?? last : name)
  }
}

/// Turns the entries of a front matter into `PageMetadata`.
package struct FrontMatterReader {
  /// The keys that every page may have, taxonomies apart.
  package static let fixedKeys: Set<String> = [
    "title", "date", "updated", "summary", "slug", "url", "aliases", "author", "authors", "image", "weight", "draft",
    "publishDate", "expiryDate", "template", "noindex", "check", "extra",
  ]

  private let taxonomies: [SiteConfiguration.Taxonomy]
  private let clock: SiteClock
  private let losses: [YAMLLoss]
  var fields: FieldReader

  /// `needsDate`: editions and articles stand in time, other pages needn't.
  package static func read(
    _ frontMatter: FrontMatter, of source: SourceText, configuration: SiteConfiguration, clock: SiteClock,
    needsDate: Bool
  ) -> (PageMetadata, [Diagnostic]) {
    var reader = FrontMatterReader(
      taxonomies: configuration.taxonomies, clock: clock, losses: frontMatter.losses,
      fields: FieldReader(frontMatter.entries, of: source, area: "front-matter"))
    let metadata = reader.metadata(needsDate: needsDate, of: source.path)
    return (consume metadata, reader.fields.diagnostics)
  }

  /// Warns of aliases that are the page's own address, which is known once its front matter is read.
  package static func ownAliases(
    in frontMatter: FrontMatter, of source: SourceText, address: String
  ) -> [Diagnostic] {
    var fields = FieldReader(frontMatter.entries, of: source, area: "front-matter")
    guard let entry = frontMatter.entries.first(where: { $0.key.text == "aliases" }) else { return [] }
    for (index, node) in (entry.value.sequence ?? [entry.value]).enumerated() {
      guard let text = node.text, case .path(let path) = OldAddress(text), OldAddress.isSame(path, address) else {
        continue
      }
      fields.report(
        "own-alias", "`\(text)` is the page's own address", at: node, severity: .warning, hint: "remove it",
        fix: fields.removal(ofItem: index, from: entry))
    }
    return fields.diagnostics
  }

  private mutating func metadata(needsDate: Bool, of path: String) -> PageMetadata {
    var page = PageMetadata()
    if !losses.isEmpty { reportLosses() }
    page.title = takeTitle() ?? FilePath.name(of: path)
    page.date = takeDate("date")
    if needsDate, fields.node(forKey: "date")?.isNull ?? true, !hasForeignName(for: "date"), !isLost("date") {
      reportMissingDate()
    }
    page.updated = takeDate("updated")
    page.publishDate = takeDate("publishDate")
    page.expiryDate = takeDate("expiryDate")
    if let updated = page.updated, let date = page.date, updated.day < date.day {
      fields.report(
        "date-order", "`updated` lies before `date`", at: fields.node(forKey: "updated"), severity: .warning,
        hint: "one of the two is wrong, or `updated` isn't needed")
    }
    if let updated = page.updated, updated.day > clock.today.day, page.date?.day ?? Int32.min <= clock.today.day {
      fields.report(
        "future-update", "`updated` lies ahead", at: fields.node(forKey: "updated"), severity: .warning,
        hint: "feeds and the sitemap would tell it as the day of the last change; write that day")
    }
    page.summary = fields.takeText("summary")
    page.slug = takeSlug()
    page.url = takeURL()
    page.aliases = takeAliases()
    page.authors = takeAuthors()
    page.image = takeImage()
    page.weight = fields.takeInt("weight", in: -1_000_000...1_000_000)
    page.template = fields.takeText("template")
    page.isDraft = fields.takeBool("draft") ?? false
    page.isHiddenFromIndexes = fields.takeBool("noindex") ?? false
    page.terms = takeTerms()
    page.ruleSettings = fields.takeRuleSettings("check")
    if let entries = fields.takeMapping("extra") {
      page.extra = .mapping(entries.map { .init(key: $0.key.text ?? "", value: DataValue($0.value)) })
      lookInExtra(entries)
      fields.reportChangedNumbers(in: entries)
    }
    let taxonomies = taxonomies
    fields.finish { entry, fields in
      Self.remedy(for: entry, fields, taxonomies: taxonomies)
    } hintForUnknown: { _ in
      Self.hintForUnknown(taxonomies)
    }
    return page
  }

  // MARK: What YAML leaves out

  /// Whether nothing of a key's value is left, which is told already.
  private func isLost(_ key: String) -> Bool { losses.contains { $0.isWhole && $0.key == key } }

  private mutating func reportLosses() {
    for loss in losses {
      var diagnostic = loss.diagnostic(in: fields.source)
      if let key = loss.key, loss.isWhole {
        if ["title", "date"].contains(key) { diagnostic.severity = .error }
        // `tags: #Hafen, #Logistik`: hashtags, which are terms.
        if case .comment = loss.kind, let meant = loss.meant, taxonomies.contains(where: { $0.key == key }),
          let terms = TermList(meant.typed)
        {
          diagnostic.hint = "write `\(key): \(terms.yaml)`"
          diagnostic.fix = TextEdit(fields.source, meant.range, replacement: Array(terms.yaml.utf8))
        }
      }
      fields.adopt([diagnostic])
    }
  }

  /// `nil` where there is none, which is then said. Pages that list it needn't have empty links and headings as well: the
  /// name of its file takes the title's place there.
  private mutating func takeTitle() -> String? {
    let node = fields.node(forKey: "title")
    if let title = fields.takeText("title") {
      if !title.isBlank { return title }
      fields.report(
        "missing-title", "the page has no title: there is nothing in it that can be seen", at: node,
        hint: "write `title: …`")
    } else if node?.isNull ?? true, !hasForeignName(for: "title"), !isLost("title") {
      var word = ""
      if case .scalar(let text, _) = node?.content { word = text }
      fields.report(
        "missing-title", "the page has no title", at: node,
        hint: word.isEmpty
          ? "add `title: …` to its front matter"
          : "`\(word)` means that there is nothing; if it is the title, put it in quotes: `title: \"\(word)\"`")
    }
    return nil
  }

  private mutating func reportMissingDate() {
    let node = fields.node(forKey: "date")
    guard let day = SiteDate(inNameOf: fields.source.path) else {
      fields.report(
        "missing-date", "the page has no date", at: node,
        hint: "editions and articles need one: add `date: YYYY-MM-DD`, the day of publication, to the front matter")
      return
    }
    let line = "date: \(day)"
    var fix = node.flatMap { _ in fields.entries.first { $0.key.text == "date" } }.flatMap {
      fields.edit(of: $0, to: line)
    }
    if node == nil, let title = fields.entries.first(where: { $0.key.text == "title" }) {
      let end = fields.lines(of: title).upperBound
      let newline = end >= 2 && fields.source.bytes[end - 2] == 0x0D ? "\r\n" : "\n"
      fix = TextEdit(fields.source, end..<end, replacement: Array("\(line)\(newline)".utf8))
    }
    fields.report(
      "missing-date", "the page has no date", at: node,
      hint: "editions and articles need one: add `\(line)`, as the file's name says", fix: fix)
  }

  private static func hintForUnknown(_ taxonomies: [SiteConfiguration.Taxonomy]) -> String {
    let own = "keys of your own belong below `extra:`"
    if taxonomies.isEmpty { return own }
    let names = taxonomies.map { "`\($0.key)`" }.joined(separator: ", ")
    return "\(own); the taxonomies of `site.yaml` are \(names)"
  }

  private mutating func takeDate(_ key: String) -> SiteDate? {
    guard let text = fields.takeText(key, expected: "a date") else { return nil }
    do throws(SiteDate.ParseError) {
      let date = try SiteDate(parsing: text, clock: clock)
      warnOfSkippedHour(date, text, key: key)
      return date
    } catch {
      let node = fields.node(forKey: key)
      let (message, hint, meant) = explanation(of: error, key: key, text: text)
      fields.report(
        "bad-date", message, at: node, hint: hint,
        fix: node.flatMap { node in meant.flatMap { fields.edit(of: node, to: $0) } })
      return nil
    }
  }

  /// In the hour that clocks skip in spring there is no time; the moment is the one that clocks show as an hour later
  /// (RFC 5545, 3.3.5).
  private mutating func warnOfSkippedHour(_ date: SiteDate, _ text: String, key: String) {
    guard let time = date.time, text.utf8.count <= 19, !text.hasSuffix("Z"), !text.hasSuffix("z") else { return }
    let shown = date.description.dropFirst(11).prefix(5)
    guard !text.contains(shown), text.utf8.dropFirst(11).prefix(3).elementsEqual(shown.utf8.prefix(3)) == false,
      time.second >= 0
    else { return }
    fields.report(
      "skipped-hour", "there is no such time on that day: clocks are put forward", at: fields.node(forKey: key),
      severity: .warning,
      hint: "write `\(key): \(date.description.prefix(16))`, which it counts as")
  }

  private func explanation(of error: SiteDate.ParseError, key: String, text: String) -> (String, String, meant: String?)
  {
    switch WrittenDate(text) {
    case .certain(let date):
      let isGerman = if case .german = error { true } else { false }
      return (
        isGerman ? "`\(key)` is written day first: `\(text)`" : "`\(key)` isn't written as year, month, day: `\(text)`",
        "write `\(key): \(date)`", date
      )
    case .ambiguous(let dates):
      let choices = dates.map { "`\(key): \($0)`" }.joined(separator: " or ")
      return ("`\(key)` can be two days: `\(text)`", "write \(choices)", nil)
    case nil: break
    }
    switch error {
    case .form, .german:
      return (
        "`\(key)` is no date: `\(text)`",
        "write it as year, month, day: `\(key): YYYY-MM-DD`, with a time if you like: `YYYY-MM-DDThh:mm`", nil
      )
    case .noSuchYear: return ("there is no such year: `\(text)`", "years go from 0001 to 9999", nil)
    case .noSuchMonth: return ("there is no such month: `\(text)`", "the order is year, month, day: `YYYY-MM-DD`", nil)
    case .noSuchDay(let days): return ("there is no such day: `\(text)`", "that month has \(days) days", nil)
    case .noSuchTime: return ("there is no such time: `\(text)`", "times go from 00:00 to 23:59", nil)
    }
  }

  private mutating func takeSlug() -> String? {
    guard let slug = fields.takeText("slug") else { return nil }
    guard PageSlug.isFit(slug) else {
      let node = fields.node(forKey: "slug")
      let meant = PageSlug.meant(by: slug)
      fields.report(
        "bad-slug", "`\(slug)` can't be part of an address", at: node,
        hint: meant.isEmpty ? PageSlug.advice : "write `slug: \(meant)`",
        fix: meant.isEmpty ? nil : node.flatMap { fields.edit(of: $0, to: meant) })
      return nil
    }
    return slug
  }

  /// An address of the page's own, which some sites had that were made by other programs.
  private mutating func takeURL() -> String? {
    guard let text = fields.takeText("url"), let node = fields.node(forKey: "url") else { return nil }
    guard case .path(let path) = OldAddress(text) else {
      if case .refused(let message, let hint, let meant) = OldAddress(text) {
        let edit = meant.flatMap { fields.edit(of: node, to: YAMLText.scalar($0)) }
        fields.report("bad-url", message, at: node, hint: hint, fix: edit)
      }
      return nil
    }
    let name = fields.source.path.folderAndName
    if name.folder == "Content", name.name.hasPrefix("index.") || name.name.hasPrefix("404.") {
      fields.report("bad-url", "the address of this page can't be another", at: node, hint: "remove the line")
      return nil
    }
    guard path.hasSuffix("/") else {
      let last = path.folderAndName.name
      let stem = last.contains(".") ? path.dropLast(last.utf8.count - last.prefix { $0 != "." }.utf8.count) : path[...]
      fields.report(
        "bad-url", "`\(text)` doesn't end with a slash, as the addresses of pages do", at: node,
        hint: last.contains(".")
          ? "write `url: \(stem)/`, and `aliases: [\(path)]` for readers who know the other one"
          : "write `url: \(path)/`",
        fix: last.contains(".") ? nil : fields.edit(of: node, to: YAMLText.scalar(path + "/")))
      return nil
    }
    if fields.node(forKey: "slug") != nil {
      fields.report(
        "slug-beside-url", "`slug` means nothing beside `url`", at: fields.node(forKey: "slug"), severity: .warning,
        hint: "remove one of the two")
    }
    return path
  }

  private mutating func takeAliases() -> [String] {
    var aliases: [String] = []
    var places: Set<Substring> = []
    let entry = fields.entries.first { $0.key.text == "aliases" }
    for (index, (text, node)) in (fields.takeTexts("aliases") ?? []).enumerated() {
      switch OldAddress(text) {
      case .path(let path):
        if !places.insert(OldAddress.place(path)).inserted {
          fields.report(
            "repeated-alias", "`\(text)` stands here twice", at: node, severity: .warning,
            hint: "remove one of the two",
            fix: entry.flatMap { fields.removal(ofItem: index, from: $0) })
        } else {
          aliases.append(path)
        }
      case .refused(let message, let hint, let meant):
        fields.report(
          "bad-alias", message, at: node, hint: hint,
          fix: meant.flatMap { fields.edit(of: node, to: YAMLText.item($0)) })
      }
    }
    return aliases
  }

  private mutating func takeAuthors() -> [String] {
    let author = fields.takeTexts("author")?.map(\.text) ?? []
    let authors = fields.takeTexts("authors")?.map(\.text) ?? []
    if !author.isEmpty, !authors.isEmpty {
      fields.report(
        "two-authors", "both `author` and `authors` are given", at: fields.node(forKey: "author"),
        hint: "list all of them below `authors:`")
    }
    return authors.isEmpty ? author : authors
  }

  private mutating func takeImage() -> PageMetadata.Image? {
    guard let node = fields.take("image") else { return nil }
    guard let entries = node.mapping else {
      return fields.text(of: node, key: "image", expected: "a path or a mapping with `src` and `alt`").map {
        PageMetadata.Image(src: $0)
      }
    }
    var image = fields.reader(for: entries)
    let src = image.takeText("src")
    let alt = image.takeText("alt")
    let credit = image.takeText("credit")
    let caption = image.takeText("caption")
    image.finish { entry, image in
      guard let key = entry.key.text, let name = ForeignKey.ofImage[ForeignKey.normal(key)], image.isFree(name) else {
        return nil
      }
      return FieldReader.Remedy(hint: "it is `\(name)` here", fix: image.edit(of: entry.key, to: name))
    }
    fields.adopt(image.diagnostics)
    guard let src else {
      // Where another program's word for it stands, that is told.
      if entries.contains(where: { ForeignKey.ofImage[ForeignKey.normal($0.key.text ?? "")] == "src" }) { return nil }
      fields.report("missing-key", "`image` has no `src`", at: node, hint: "add `src: picture.jpg`")
      return nil
    }
    return PageMetadata.Image(src: src, alt: alt, credit: credit, caption: caption)
  }

  private mutating func takeTerms() -> [PageMetadata.TermReference] {
    var terms: [PageMetadata.TermReference] = []
    var known: Set<PageMetadata.TermReference> = []
    for (index, taxonomy) in taxonomies.enumerated() {
      let texts = fields.takeTexts(taxonomy.key) ?? []
      terms.reserveCapacity(terms.count + texts.count)
      // Few are compared with each other faster than they are put into a table.
      let isMany = texts.count > 16
      for (text, node) in texts {
        let term = PageMetadata.TermReference(taxonomy: index, name: text)
        if let (message, hint) = TermSlug.fault(of: text, in: taxonomy) {
          fields.report("bad-term", message, at: node, hint: hint)
        } else if isMany ? !known.insert(term).inserted : terms.contains(term) {
          fields.report(
            "repeated-term", "`\(text)` stands here twice", at: node, severity: .warning, hint: "remove one of the two",
            fix: repetition(of: node, below: taxonomy.key))
        } else {
          warnOfList(text, at: node, key: taxonomy.key)
          terms.append(term)
        }
      }
    }
    return terms
  }

  private func repetition(of node: YAMLNode, below key: String) -> TextEdit? {
    guard let entry = fields.entries.first(where: { $0.key.text == key }),
      let index = entry.value.sequence?.firstIndex(where: { $0.start == node.start })
    else { return nil }
    return fields.removal(ofItem: index, from: entry)
  }

  /// `tags: Hafen, Kanal` is one term with a comma in its name, and hardly ever meant so.
  private mutating func warnOfList(_ text: String, at node: YAMLNode, key: String) {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "#") }),
      case .scalar(_, let isPlain) = node.content, let terms = TermList(text), terms.names.count > 1
    else { return }
    let isItem = fields.node(forKey: key)?.sequence != nil
    // In a list quotes say that it is one.
    if isItem, !isPlain { return }
    fields.report(
      "list-as-text", "`\(text)` is one entry of `\(key)`, with all its signs", at: node, severity: .warning,
      hint: isItem
        ? "write an item for each, or put it in quotes if it is one: `\(YAMLText.quoted(text))`"
        : "write `\(key): \(terms.yaml)`, or `\(key): [\(YAMLText.quoted(text))]` if it is one",
      fix: isItem ? nil : fields.edit(of: node, to: terms.yaml))
  }
}
