package import SiteDiagnostics
internal import SiteMarkdown

/// Reads `site.yaml` and says everything that is wrong with it at once.
package struct SiteConfigurationReader {
  private var fields: FieldReader
  private let source: SourceText
  private var codes: [String] = []
  private var defaultCode = "de"

  /// `nil` where the site can't be built at all; the reason is among the diagnostics.
  ///
  /// `baseURL` replaces the one in the file, as `--base-url` does.
  package static func read(_ source: SourceText, baseURL: BaseURL? = nil) -> (SiteConfiguration?, [Diagnostic]) {
    let (root, problems) = YAMLParser.parse(source)
    guard let root, !root.isNull else {
      let empty = Diagnostic.error(
        "config.empty", "`site.yaml` is empty", at: source.location(at: 0),
        hint: "it needs at least `title` and `baseURL`")
      return (nil, problems.isEmpty ? [empty] : problems)
    }
    let (marked, placeholders) = Placeholder.resolve(root, in: source)
    guard let entries = marked.mapping else {
      return (
        nil,
        [
          .error(
            "config.not-a-mapping", "`site.yaml` must be `key: value` lines, this is \(root.kindName)",
            at: root.location(in: source))
        ]
      )
    }
    var reader = SiteConfigurationReader(
      fields: FieldReader(entries, of: source, area: "config"), source: source)
    let configuration = reader.configuration(overridingBaseURL: baseURL)
    let diagnostics = problems + placeholders + reader.fields.diagnostics
    return (diagnostics.hasErrors ? nil : configuration, diagnostics)
  }

  private init(fields: FieldReader, source: SourceText) {
    self.fields = fields
    self.source = source
  }

  private mutating func configuration(overridingBaseURL override: BaseURL?) -> SiteConfiguration? {
    let languages = readLanguages()
    let title = readLocalized("title")
    if title == nil, fields.node(forKey: "title")?.isNull ?? true {
      fields.report("missing-key", "`title` is missing", hint: "add `title: …`, the name of the newsletter")
    }
    let baseURL = readBaseURL(override)
    // What is wrong is told; everything else is read all the same, so that nothing counts as unknown because of it.
    let defaultLanguage = languages.first { $0.code == defaultCode } ?? Language(code: defaultCode, name: defaultCode)
    guard let standIn = BaseURL("https://www.example.org/") else { return nil }
    var configuration = SiteConfiguration(
      path: source.path, baseURL: baseURL ?? standIn,
      languages: languages.isEmpty ? [defaultLanguage] : languages, defaultLanguage: defaultLanguage)
    configuration.livesAtLocalHost =
      LocalAddress.path(in: fields.node(forKey: "baseURL")?.text ?? configuration.baseURL.text) != nil
    configuration.title = title ?? LocalizedText("")
    configuration.description = readLocalized("description") ?? LocalizedText("")
    readEdition(into: &configuration)
    readTimeZone(into: &configuration)
    if let folder = fields.takeText("editions") {
      configuration.editionsFolder = folder.split(separator: "/").joined(separator: "/")
    }
    configuration.taxonomies = readTaxonomies()
    configuration.pagination = readPagination()
    configuration.menus = readMenus(configuration)
    configuration.feeds = readFeeds()
    configuration.markdown = MarkdownConfiguration.read(from: &fields)
    configuration.assets = AssetConfiguration.read(from: &fields)
    configuration.headers = fields.takeChoices("headers") ?? configuration.headers
    configuration.publish = PublishConfiguration(from: &fields)
    configuration.check = CheckConfiguration.read(from: &fields)
    if let entries = fields.takeMapping("publisher") { configuration.publisher = data(entries) }
    if let entries = fields.takeMapping("extra") { configuration.extra = data(entries) }
    finish()
    return configuration
  }

  private mutating func data(_ entries: [YAMLNode.Entry]) -> DataValue {
    fields.reportChangedNumbers(in: entries)
    return .mapping(entries.map { .init(key: $0.key.text ?? "", value: DataValue($0.value)) })
  }

  private mutating func finish() {
    fields.finish { key in
      "settings of your own belong below `extra:`, where templates find them as `site.extra.\(key)`"
    }
  }

  private mutating func readEdition(into configuration: inout SiteConfiguration) {
    guard let edition = fields.takeInt("edition") else { return }
    guard edition == SiteConfiguration.newestEdition else {
      fields.report(
        "unknown-edition", "this sitegen doesn't know the edition \(edition)", at: fields.node(forKey: "edition"),
        hint: "it knows \(SiteConfiguration.newestEdition)")
      return
    }
    configuration.edition = edition
  }

  private mutating func readTimeZone(into configuration: inout SiteConfiguration) {
    guard let zone = fields.takeText("timeZone") else { return }
    if SiteClock(timeZone: zone, now: 0) != nil {
      configuration.timeZone = zone
    } else {
      let near = nearestName(to: zone, among: SiteClock.knownTimeZones)
      fields.report(
        "unknown-time-zone", "unknown time zone `\(zone)`", at: fields.node(forKey: "timeZone"),
        hint: near.map { "did you mean `\($0)`?" } ?? "time zones are named like `Europe/Berlin`")
    }
  }

  private mutating func readBaseURL(_ override: BaseURL?) -> BaseURL? {
    guard let text = fields.takeText("baseURL") else {
      if override == nil {
        fields.report(
          "missing-key", "`baseURL` is missing",
          hint: "add `baseURL: https://…`, the address where readers find the site")
      }
      return override
    }
    if let override { return override }
    if let url = BaseURL(text) { return url }
    let node = fields.node(forKey: "baseURL")
    let meant = BaseURL.meant(by: text)
    fields.report(
      "bad-url", "`baseURL` must be an absolute address, this is `\(text)`", at: node,
      hint: meant.map { "write `baseURL: \($0)`" } ?? "write it like `https://www.example.org/`, without `?` and `#`",
      fix: node.flatMap { node in meant.flatMap { fields.edit(of: node, to: $0) } })
    return nil
  }

  private mutating func readLanguages() -> [Language] {
    if let code = fields.takeText("language") { defaultCode = code }
    guard let entries = fields.takeMapping("languages") else {
      if !Language.isCode(defaultCode) {
        fields.report(
          "bad-language", "`\(defaultCode)` is no language code", at: fields.node(forKey: "language"),
          hint: "language codes look like `de` or `pt-BR`")
      }
      codes = [defaultCode]
      return [Language(code: defaultCode, name: defaultCode)]
    }
    var languages: [Language] = []
    for entry in entries {
      let code = entry.key.text ?? ""
      guard Language.isCode(code) else {
        fields.report(
          "bad-language", "`\(code)` is no language code", at: entry.key,
          hint: "language codes look like `de` or `pt-BR`")
        continue
      }
      languages.append(Language(code: code, name: entry.value.text ?? code))
    }
    codes = languages.map(\.code)
    if fields.node(forKey: "language") == nil, let first = codes.first, !codes.contains(defaultCode) {
      defaultCode = first
    }
    if !codes.isEmpty, !codes.contains(defaultCode) {
      fields.report(
        "unknown-language", "the default language `\(defaultCode)` isn't among `languages`",
        at: fields.node(forKey: "language"), hint: "add it there")
    }
    return languages
  }

  // MARK: Texts by language

  private mutating func readLocalized(_ key: String) -> LocalizedText? {
    guard let node = fields.take(key) else { return nil }
    return localized(node, key: key)
  }

  private mutating func localized(_ node: YAMLNode, key: String) -> LocalizedText? {
    guard let entries = node.mapping else {
      return fields.text(of: node, key: key, expected: "a text, or a text for each language").map { LocalizedText($0) }
    }
    var texts: [String: String] = [:]
    for entry in entries {
      let code = entry.key.text ?? ""
      guard codes.contains(code) else {
        fields.reportUnknownName(code, at: entry.key, key: key, known: codes)
        continue
      }
      texts[code] = fields.text(of: entry.value, key: "\(key).\(code)")
    }
    return LocalizedText(texts, fallback: texts[defaultCode] ?? texts[codes.first ?? ""] ?? "")
  }

  // MARK: Taxonomies, menus, feeds

  private mutating func readTaxonomies() -> [SiteConfiguration.Taxonomy] {
    guard let entries = fields.takeMapping("taxonomies") else {
      return [.init(key: "tags", title: LocalizedText("Tags"), path: LocalizedText("tags"), hasFeeds: true)]
    }
    var taxonomies: [SiteConfiguration.Taxonomy] = []
    for entry in entries {
      let key = entry.key.text ?? ""
      if FrontMatterReader.fixedKeys.contains(key) {
        fields.report(
          "reserved-key", "a taxonomy can't be named `\(key)`: pages have such a key", at: entry.key,
          hint: "choose another name")
        continue
      }
      var options = fields.reader(for: [])
      if let mapping = entry.value.mapping {
        options = fields.reader(for: mapping)
      } else if !entry.value.isNull {
        fields.report("wrong-type", "`\(key)` must be a mapping, this is \(entry.value.kindName)", at: entry.value)
      }
      let title = options.take("title").flatMap { localized($0, key: "title") }
      let path = options.take("path").flatMap { localized($0, key: "path") }
      let paginate = options.takeInt("paginate", in: 1...10_000)
      let hasFeeds = options.takeBool("feeds") ?? true
      let terms = readTerms(&options)
      options.finish()
      fields.adopt(options.diagnostics)
      taxonomies.append(
        .init(
          key: key, title: title ?? LocalizedText(key), path: path ?? LocalizedText(PageSlug.slug(of: key)),
          paginate: paginate,
          hasFeeds: hasFeeds, termNames: terms.names, termSlugs: terms.slugs))
    }
    return taxonomies
  }

  /// What a taxonomy says of single terms: their names in other languages, and `slug`.
  private mutating func readTerms(_ options: inout FieldReader) -> (
    names: [String: LocalizedText], slugs: [String: String]
  ) {
    var (names, slugs): ([String: LocalizedText], [String: String]) = ([:], [:])
    for term in options.takeMapping("terms") ?? [] {
      guard let name = term.key.text else { continue }
      guard let entries = term.value.mapping else {
        names[name] = localized(term.value, key: name)
        continue
      }
      var value = term.value
      value.content = .mapping(entries.filter { $0.key.text != "slug" })
      if let node = term.value["slug"] {
        let slug = fields.text(of: node, key: "slug") ?? ""
        if PageSlug.isFit(slug) {
          slugs[name] = slug
          // Its names in other languages are the same term.
          for translation in entries where codes.contains(translation.key.text ?? "") {
            if let text = translation.value.text { slugs[text] = slug }
          }
        } else {
          let meant = PageSlug.meant(by: slug)
          fields.report(
            "bad-slug", "`\(slug)` can't be part of an address", at: node,
            hint: meant.isEmpty ? PageSlug.advice : "write `slug: \(meant)`",
            fix: meant.isEmpty ? nil : fields.edit(of: node, to: meant))
        }
      }
      if !(value.mapping ?? []).isEmpty { names[name] = localized(value, key: name) }
    }
    return (names, slugs)
  }

  private mutating func readPagination() -> [PageKind: Int] {
    guard let entries = fields.takeMapping("paginate") else { return [:] }
    var options = fields.reader(for: entries)
    var pagination: [PageKind: Int] = [:]
    for kind in [PageKind.home, .section, .edition, .term] {
      pagination[kind] = options.takeInt(kind.rawValue, in: 1...10_000)
    }
    options.finish()
    fields.adopt(options.diagnostics)
    return pagination
  }

  private mutating func readMenus(_ configuration: SiteConfiguration) -> [SiteConfiguration.Menu] {
    guard let menus = fields.takeMapping("navigation") else { return [] }
    return menus.map { menu in
      var items: [SiteConfiguration.NavigationItem] = []
      if let nodes = menu.value.sequence {
        items = nodes.compactMap { readMenuItem($0, configuration) }
      } else if !menu.value.isNull {
        fields.report(
          "wrong-type", "a menu must be a list, this is \(menu.value.kindName)", at: menu.value,
          hint: "write its entries below it, each beginning with `- page:` or `- url:`")
      }
      return .init(name: menu.key.text ?? "", items: items)
    }
  }

  private mutating func readMenuItem(_ node: YAMLNode, _ configuration: SiteConfiguration)
    -> SiteConfiguration.NavigationItem?
  {
    guard let entries = node.mapping else {
      fields.report(
        "wrong-type", "an entry of a menu must be a mapping, this is \(node.kindName)", at: node,
        hint: "write `- page: …`, `- taxonomy: …` or `- url: …`")
      return nil
    }
    var item = fields.reader(for: entries)
    let title = item.take("title").flatMap { localized($0, key: "title") }
    let page = item.takeText("page")
    let taxonomy = item.takeText("taxonomy")
    let url = item.take("url").flatMap { localized($0, key: "url") }
    item.finish()
    fields.adopt(item.diagnostics)
    let location = node.location(in: source)
    if let page { return .init(target: .page(page), title: title, location: location) }
    if let taxonomy {
      let known = configuration.taxonomies.map(\.key)
      guard known.contains(taxonomy) else {
        fields.reportUnknownName(taxonomy, at: item.node(forKey: "taxonomy") ?? node, key: "taxonomy", known: known)
        return nil
      }
      return .init(target: .taxonomy(taxonomy), title: title, location: location)
    }
    if let url { return .init(target: .url(url), title: title, location: location) }
    fields.report(
      "missing-key", "an entry of a menu needs `page`, `taxonomy` or `url`", at: node,
      hint: "say where it leads: `page: impressum.md`")
    return nil
  }

  private mutating func readFeeds() -> SiteConfiguration.Feeds {
    var feeds = SiteConfiguration.Feeds()
    guard let entries = fields.takeMapping("feeds") else { return feeds }
    var options = fields.reader(for: entries)
    if let formats: [SiteConfiguration.FeedFormat] = options.takeChoices("formats") { feeds.formats = formats }
    if let limit = options.takeInt("limit", in: 1...1000) { feeds.limit = limit }
    if let editions = options.takeBool("editions") { feeds.hasEditionFeeds = editions }
    options.finish()
    fields.adopt(options.diagnostics)
    return feeds
  }
}
