internal import SiteDiagnostics
internal import SiteMarkdown

/// What is said of keys that are known elsewhere.
extension FrontMatterReader {
  typealias Remedy = FieldReader.Remedy

  /// Whether a key stands there that means this one, so that it isn't missing but misnamed.
  func hasForeignName(for key: String) -> Bool {
    fields.entries.contains { entry in
      guard let name = entry.key.text, name != key else { return false }
      if case .renamed(key, _) = ForeignKey(name) { return true }
      return name.lowercased() == key || name.trimmedOfBlanks == key
    }
  }

  static func remedy(
    for entry: YAMLNode.Entry, _ fields: FieldReader, taxonomies: [SiteConfiguration.Taxonomy]
  ) -> Remedy? {
    guard let key = entry.key.text, let meaning = ForeignKey(key) else { return nil }
    let value = entry.value
    switch meaning {
    case .renamed(let name, let isCertain): return renamed(entry, to: name, isCertain: isCertain, fields)
    case .taxonomy: return taxonomy(key, entry, fields, taxonomies)
    case .published: return published(value.bool ?? FieldReader.truth(of: value), entry, fields)
    case .status: return status(entry, fields)
    case .draft: return published(FieldReader.truth(of: value).map { !$0 }, entry, fields)
    case .hidden: return hidden(entry, fields)
    case .address: return address(entry, fields)
    case .language:
      let code = value.text ?? "en"
      return Remedy(hint: "remove it; the language is part of the file's name: `\(fileName(fields, in: code))`")
    case .menu: return Remedy(hint: "remove it; what stands in a menu is said in `site.yaml`, below `navigation`")
    case .template:
      return Remedy(
        hint: "remove it; the place of a file decides what it is, and `template: name.html` names another template")
    case .picture(let name):
      return Remedy(hint: "it belongs to the picture: write `\(name): …` below `image:`, beside `src: …`")
    case .time:
      let date = fields.node(forKey: "date")?.text?.prefix(10) ?? "2026-01-31"
      return Remedy(hint: "the time belongs to the date: `date: \(date)T\(value.text.flatMap(clock) ?? "09:30")`")
    case .content: return Remedy(hint: "the text stands below the second line `---`")
    case .own:
      return Remedy(
        hint: "nothing here reads it: remove it, or move it below `extra:` where a template of yours asks for it")
    }
  }

  private static func clock(_ text: String) -> String? {
    guard let time = DateWords.time(DateWords(text).all), time.hasPrefix("T") else { return nil }
    return String(time.dropFirst())
  }

  private static func fileName(_ fields: FieldReader, in code: String) -> String {
    let name = fields.source.path.folderAndName.name
    let stem = name.prefix { $0 != "." }
    return Language.isCode(code) ? "\(stem).\(code).md" : "\(stem).en.md"
  }

  private static func renamed(_ entry: YAMLNode.Entry, to name: String, isCertain: Bool, _ fields: FieldReader)
    -> Remedy
  {
    let key = entry.key.text ?? ""
    guard fields.isFree(name) else {
      return Remedy(hint: "it is `\(name)` here, and there is one already: keep one of the two")
    }
    // Several keys may mean the same: the first one that can be it is.
    let rival = fields.entries.first { other in
      guard let text = other.key.text, case .renamed(name, isCertain: true) = ForeignKey(text) else { return false }
      return true
    }
    let isFirst = rival?.key.text == key
    if name == "image", let items = entry.value.sequence {
      let first = items.first?.text
      return Remedy(
        hint: "one picture leads a page: write `image: \(first ?? "…")`",
        fix: isFirst && items.count == 1
          ? first.flatMap { fields.edit(of: entry, to: "image: \(YAMLText.scalar($0))") } : nil)
    }
    if !isCertain { return Remedy(hint: advice(name, key)) }
    return Remedy(hint: hint(name, entry, fields), fix: isFirst ? fields.edit(of: entry.key, to: name) : nil)
  }

  /// The entry under its right name, where it is short enough to be shown.
  private static func hint(_ name: String, _ entry: YAMLNode.Entry, _ fields: FieldReader) -> String {
    let start = fields.range(of: entry.value)
    guard entry.key.start.line == entry.value.end.line, start.count <= 60 else { return "it is `\(name)` here" }
    return "it is `\(name)` here: `\(name): \(String(decoding: fields.source.bytes[start], as: UTF8.self))`"
  }

  private static func advice(_ name: String, _ key: String) -> String {
    switch name {
    case "aliases":
      "a page can't lead elsewhere: write this page's address into `aliases:` of the page that it should lead to"
    case "summary": "write `summary` if it is the text for lists and search engines; otherwise move it below `extra:`"
    default: "write `\(name)` if that is meant; otherwise move it below `extra:`"
    }
  }

  private static func taxonomy(
    _ key: String, _ entry: YAMLNode.Entry, _ fields: FieldReader, _ taxonomies: [SiteConfiguration.Taxonomy]
  ) -> Remedy? {
    let isCategory = [
      "category", "categories", "kategorie", "kategorien", "rubrik", "rubriken", "section", "series", "serie",
    ]
    .contains(ForeignKey.normal(key))
    let named = taxonomies.first { $0.title.isWritten(as: key) || ForeignKey.normal($0.key) == ForeignKey.normal(key) }
    let usual =
      isCategory ? nil : taxonomies.first { $0.key == "tags" } ?? (taxonomies.count == 1 ? taxonomies.first : nil)
    guard let target = named ?? usual else {
      let known = taxonomies.map { "`\($0.key)`" }.joined(separator: " or ")
      return Remedy(
        hint: known.isEmpty
          ? "add `\(key): {}` below `taxonomies:` in `site.yaml`"
          : "write its entries below \(known), or add `\(key): {}` below `taxonomies:` in `site.yaml`")
    }
    guard fields.isFree(target.key) else {
      return Remedy(hint: "it is `\(target.key)` here, and there is one already: put all entries into that list")
    }
    return Remedy(hint: hint(target.key, entry, fields), fix: fields.edit(of: entry.key, to: target.key))
  }

  private static func published(_ truth: Bool?, _ entry: YAMLNode.Entry, _ fields: FieldReader) -> Remedy {
    guard let truth else {
      if let text = entry.value.text, case .certain = WrittenDate(text) {
        return Remedy(
          hint: "it is `date` here, or `publishDate` for a day on which the page goes online",
          fix: nil)
      }
      return Remedy(hint: "a page that isn't to be published yet has `draft: true`")
    }
    if truth {
      return Remedy(
        hint: "remove it; what isn't to be published has `draft: true`",
        fix: TextEdit(fields.source, fields.lines(of: entry), replacement: []))
    }
    let isFree = fields.isFree("draft")
    return Remedy(
      hint: "write `draft: true`", fix: isFree ? fields.edit(of: entry, to: "draft: true") : nil)
  }

  private static func status(_ entry: YAMLNode.Entry, _ fields: FieldReader) -> Remedy {
    switch entry.value.text?.lowercased() {
    case "draft", "entwurf", "private", "unpublished", "pending": published(false, entry, fields)
    case "published", "publish", "public", "veröffentlicht", "live", "online": published(true, entry, fields)
    case "hidden", "unlisted": hidden(entry, fields, isHidden: true)
    default: Remedy(hint: "a page that isn't to be published yet has `draft: true`")
    }
  }

  private static func hidden(_ entry: YAMLNode.Entry, _ fields: FieldReader, isHidden: Bool? = nil) -> Remedy {
    let text = entry.value.text?.lowercased() ?? ""
    let isHidden = isHidden ?? (FieldReader.truth(of: entry.value) == true || text.contains("noindex"))
    guard isHidden else {
      return Remedy(hint: "remove it; a page that search engines shall leave out has `noindex: true`")
    }
    return Remedy(
      hint: "write `noindex: true`: search engines leave the page out",
      fix: fields.isFree("noindex") ? fields.edit(of: entry, to: "noindex: true") : nil)
  }

  private static func address(_ entry: YAMLNode.Entry, _ fields: FieldReader) -> Remedy {
    guard let text = entry.value.text, case .path(let path) = OldAddress(text), path.hasSuffix("/"),
      fields.isFree("url")
    else {
      return Remedy(hint: "remove it; the address follows from the file's path; `url: /…/` names another one")
    }
    return Remedy(
      hint: "it is `url` here: `url: \(YAMLText.scalar(text))`; without it the address follows from the file's path",
      fix: fields.edit(of: entry.key, to: "url"))
  }
}

// MARK: Below extra

extension FrontMatterReader {
  /// Keys that would keep a page back, or change its address, and do nothing below `extra`.
  mutating func lookInExtra(_ extra: [YAMLNode.Entry]) {
    for entry in extra {
      guard let key = entry.key.text else { continue }
      switch (ForeignKey(key), key) {
      case (.published, _) where FieldReader.truth(of: entry.value) == false,
        (.draft, _) where FieldReader.truth(of: entry.value) == true,
        (_, "draft") where FieldReader.truth(of: entry.value) == true,
        (.status, _) where ["draft", "entwurf", "private"].contains(entry.value.text?.lowercased()):
        fields.report(
          "misplaced-key", "below `extra` `\(key)` keeps nothing back: the page would be published", at: entry.key,
          hint: "write `draft: true` in a line of its own, not below `extra`", fix: draftEdit(for: entry, in: extra))
      case (.renamed(let name, true), _) where ["publishDate", "expiryDate", "aliases"].contains(name):
        reportMisplaced(entry, key: key, name: name)
      case (_, "aliases"), (_, "publishDate"), (_, "expiryDate"), (_, "noindex"):
        reportMisplaced(entry, key: key, name: key)
      default: break
      }
    }
  }

  private mutating func reportMisplaced(_ entry: YAMLNode.Entry, key: String, name: String) {
    fields.report(
      "misplaced-key", "below `extra` `\(key)` means nothing", at: entry.key, severity: .warning,
      hint:
        "write `\(name): …` in a line of its own, not below `extra`; if a template of yours reads it, give it another name"
    )
  }

  /// One change for both: the draft's line above `extra:`, and the other one gone.
  private func draftEdit(for entry: YAMLNode.Entry, in extra: [YAMLNode.Entry]) -> TextEdit? {
    guard let outer = fields.entries.first(where: { $0.key.text == "extra" }),
      entry.key.start.line > outer.key.start.line,
      fields.isFree("draft")
    else { return nil }
    let source = fields.source
    let start = source.offset(line: Int(outer.key.start.line) + 1, column: 1)
    let line = fields.lines(of: entry)
    let isOnly = extra.count == 1
    let newline = source.bytes[start..<line.lowerBound].contains(0x0D) ? "\r\n" : "\n"
    return TextEdit(
      source, start..<line.upperBound,
      replacement: Array("draft: true\(newline)".utf8) + (isOnly ? [] : source.bytes[start..<line.lowerBound]))
  }
}

extension LocalizedText {
  /// Whether it is this word in any language, in whatever case.
  func isWritten(as word: String) -> Bool { all.contains { $0.lowercased() == word.lowercased() } }
}
