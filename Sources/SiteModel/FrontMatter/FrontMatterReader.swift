package import SiteDiagnostics
package import SiteMarkdown

/// Turns the entries of a front matter into `PageMetadata`.
package struct FrontMatterReader {
  /// The keys that every page may have, taxonomies apart.
  package static let fixedKeys: Set<String> = [
    "title", "date", "updated", "summary", "slug", "aliases", "author", "authors", "image", "weight", "draft",
    "publishDate", "expiryDate", "template", "noindex", "check", "extra",
  ]

  private let taxonomies: [SiteConfiguration.Taxonomy]
  private let clock: SiteClock
  private var fields: FieldReader

  /// `needsDate`: editions and articles stand in time, other pages needn't.
  package static func read(
    _ frontMatter: FrontMatter, of source: SourceText, configuration: SiteConfiguration, clock: SiteClock,
    needsDate: Bool
  ) -> (PageMetadata, [Diagnostic]) {
    var reader = FrontMatterReader(
      taxonomies: configuration.taxonomies, clock: clock,
      fields: FieldReader(frontMatter.entries, of: source, area: "front-matter"))
    let metadata = reader.metadata(needsDate: needsDate)
    return (consume metadata, reader.fields.diagnostics)
  }

  private mutating func metadata(needsDate: Bool) -> PageMetadata {
    var page = PageMetadata()
    if let title = fields.takeText("title") {
      page.title = title
    } else if fields.node(forKey: "title")?.isNull ?? true {
      fields.report(
        "missing-title", "the page has no title", at: fields.node(forKey: "title"),
        hint: "add `title: …` to its front matter")
    }
    page.date = takeDate("date")
    if needsDate, fields.node(forKey: "date")?.isNull ?? true {
      fields.report(
        "missing-date", "the page has no date", at: fields.node(forKey: "date"),
        hint: "editions and articles need one: add `date: \(clock.today.description.prefix(10))` to the front matter")
    }
    page.updated = takeDate("updated")
    page.publishDate = takeDate("publishDate")
    page.expiryDate = takeDate("expiryDate")
    if let updated = page.updated, let date = page.date, updated.day < date.day {
      fields.report(
        "date-order", "`updated` lies before `date`", at: fields.node(forKey: "updated"), severity: .warning,
        hint: "one of the two is wrong, or `updated` isn't needed")
    }
    page.summary = fields.takeText("summary")
    page.slug = takeSlug()
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
    }
    let taxonomies = taxonomies
    fields.finish { _ in Self.hintForUnknown(taxonomies) }
    return page
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
      return try SiteDate(parsing: text, clock: clock)
    } catch {
      let (message, hint) = explanation(of: error, key: key, text: text)
      fields.report("bad-date", message, at: fields.node(forKey: key), hint: hint)
      return nil
    }
  }

  private func explanation(of error: SiteDate.ParseError, key: String, text: String) -> (String, String) {
    let today = clock.today.description.prefix(10)
    switch error {
    case .form:
      return (
        "`\(key)` is no date: `\(text)`",
        "write it as year, month, day: `\(key): \(today)`, with a time if you like: `\(today)T09:30`"
      )
    case .german(let iso): return ("`\(key)` is written day first: `\(text)`", "write `\(key): \(iso)`")
    case .noSuchMonth: return ("there is no such month: `\(text)`", "the order is year, month, day: `\(today)`")
    case .noSuchDay(let days): return ("there is no such day: `\(text)`", "that month has \(days) days")
    case .noSuchTime: return ("there is no such time: `\(text)`", "times go from 00:00 to 23:59")
    }
  }

  private mutating func takeSlug() -> String? {
    guard let slug = fields.takeText("slug") else { return nil }
    let clean = SiteMarkdown.slug(of: slug)
    guard slug == clean, !slug.isEmpty else {
      fields.report(
        "bad-slug", "`\(slug)` can't be part of an address", at: fields.node(forKey: "slug"),
        hint: clean.isEmpty ? "use lower-case letters, digits and hyphens" : "write `slug: \(clean)`")
      return nil
    }
    return slug
  }

  private mutating func takeAliases() -> [String] {
    (fields.takeTexts("aliases") ?? []).compactMap { text, node in
      let parts = text.split(separator: "/")
      let isClean =
        !parts.contains { $0 == ".." || $0 == "." || $0.utf8.first == UInt8(ascii: ".") }
        && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !#""<>\?#%"#.utf8.contains($0) }
      guard text.hasPrefix("/"), isClean, !parts.isEmpty else {
        fields.report(
          "bad-alias", "`\(text)` is no address that can lead here", at: node,
          hint: "write the old address as a path in the site that begins with a slash: `/alte-seite/`")
        return nil
      }
      return text
    }
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
    image.finish()
    fields.adopt(image.diagnostics)
    guard let src else {
      fields.report("missing-key", "`image` has no `src`", at: node, hint: "add `src: picture.jpg`")
      return nil
    }
    return PageMetadata.Image(src: src, alt: alt, credit: credit, caption: caption)
  }

  /// Whether there is something in a name to make an address of.
  private func hasSlug(_ text: String) -> Bool {
    text.utf8.contains { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) }
      || !SiteMarkdown.slug(of: text).isEmpty
  }

  private mutating func takeTerms() -> [PageMetadata.TermReference] {
    var terms: [PageMetadata.TermReference] = []
    for (index, taxonomy) in taxonomies.enumerated() {
      let texts = fields.takeTexts(taxonomy.key) ?? []
      terms.reserveCapacity(terms.count + texts.count)
      for (text, node) in texts {
        let term = PageMetadata.TermReference(taxonomy: index, name: text)
        if !hasSlug(text) {
          fields.report(
            "bad-term", "`\(text)` has no letter or digit to make an address of", at: node, hint: "choose another name")
        } else if terms.contains(term) {
          fields.report(
            "repeated-term", "`\(text)` stands here twice", at: node, severity: .warning, hint: "remove one of the two")
        } else {
          terms.append(term)
        }
      }
    }
    return terms
  }
}
