import SiteModel

/// Front matter as the cache keeps it: field by field, so that it need not be parsed again.
extension PageMetadata {
  private struct Flags: OptionSet {
    let rawValue: UInt64
    static let draft = Flags(rawValue: 1)
    static let hidden = Flags(rawValue: 2)
    static let image = Flags(rawValue: 4)
    static let weight = Flags(rawValue: 8)
    static let extra = Flags(rawValue: 16)
    static let url = Flags(rawValue: 32)
  }

  /// Whether the cache can keep it: the settings of rules have places in the file, which only reading it gives.
  var isKept: Bool { ruleSettings.isEmpty }

  func append(to writer: inout RecordWriter) {
    var flags: Flags = []
    if isDraft { flags.insert(.draft) }
    if isHiddenFromIndexes { flags.insert(.hidden) }
    if image != nil { flags.insert(.image) }
    if weight != nil { flags.insert(.weight) }
    if extra != .mapping([]) { flags.insert(.extra) }
    if url != nil { flags.insert(.url) }
    writer.append(flags.rawValue)
    writer.append(title)
    for date in [date, updated, publishDate, expiryDate] { writer.append(date) }
    for text in [summary, slug, template] { writer.append(text) }
    writer.append(aliases) { $0.append($1) }
    writer.append(terms) {
      $0.append($1.taxonomy)
      $0.append($1.name)
    }
    writer.append(authors) { $0.append($1) }
    if let image {
      writer.append(image.src)
      for text in [image.alt, image.credit, image.caption] { writer.append(text) }
    }
    if let weight { writer.append(weight) }
    if flags.contains(.extra) { writer.append(extra) }
    if let url { writer.append(url) }
  }

  init?(from reader: inout RecordReader) {
    self.init()
    guard let flags = reader.word().map({ Flags(rawValue: $0) }), let title = reader.text(),
      let date = reader.date(), let updated = reader.date(), let publishDate = reader.date(),
      let expiryDate = reader.date(), let summary = reader.optionalText(), let slug = reader.optionalText(),
      let template = reader.optionalText(), let aliases = reader.elements({ $0.text() }),
      let terms = reader.elements({ reader -> TermReference? in
        guard let taxonomy = reader.number(), let name = reader.text() else { return nil }
        return TermReference(taxonomy: taxonomy, name: name)
      }),
      let authors = reader.elements({ $0.text() })
    else { return nil }
    self.title = title
    self.date = date
    self.updated = updated
    self.publishDate = publishDate
    self.expiryDate = expiryDate
    self.summary = summary
    self.slug = slug
    self.template = template
    self.aliases = aliases
    self.terms = terms
    self.authors = authors
    isDraft = flags.contains(.draft)
    isHiddenFromIndexes = flags.contains(.hidden)
    if flags.contains(.image) {
      guard let src = reader.text(), let alt = reader.optionalText(), let credit = reader.optionalText(),
        let caption = reader.optionalText()
      else { return nil }
      image = Image(src: src, alt: alt, credit: credit, caption: caption)
    }
    if flags.contains(.weight) {
      guard let weight = reader.number() else { return nil }
      self.weight = weight
    }
    if flags.contains(.extra) {
      guard let extra = reader.dataValue(depth: 0) else { return nil }
      self.extra = extra
    }
    if flags.contains(.url) {
      guard let url = reader.text() else { return nil }
      self.url = url
    }
  }
}

extension RecordWriter {
  /// Two words: the day and whether there is a time, the time.
  fileprivate mutating func append(_ date: SiteDate?) {
    guard let date else { return append(UInt64(0)) }
    append(UInt64(UInt32(bitPattern: date.day)) << 2 | (date.time == nil ? 1 : 3))
    if let time = date.time {
      append(UInt64(UInt32(bitPattern: time.second)) << 32 | UInt64(UInt32(bitPattern: time.utcOffset)))
    }
  }

  fileprivate mutating func append(_ value: DataValue) {
    switch value {
    case .null: append(0)
    case .bool(let bool): append(bool ? 2 : 1)
    case .int(let int):
      append(3)
      append(int)
    case .double(let double):
      append(4)
      append(double.bitPattern)
    case .text(let text):
      append(5)
      append(text)
    case .list(let items):
      append(6)
      append(items) { $0.append($1) }
    case .mapping(let entries):
      append(7)
      append(entries) {
        $0.append($1.key)
        $0.append($1.value)
      }
    }
  }
}

extension RecordReader {
  fileprivate mutating func date() -> SiteDate?? {
    guard let first = word() else { return nil }
    if first == 0 { return .some(nil) }
    let day = Int32(bitPattern: UInt32(truncatingIfNeeded: first >> 2))
    if first & 2 == 0 { return SiteDate(day: day) }
    guard let second = word() else { return nil }
    return SiteDate(
      day: day,
      time: SiteDate.Time(
        second: Int32(bitPattern: UInt32(truncatingIfNeeded: second >> 32)),
        utcOffset: Int32(bitPattern: UInt32(truncatingIfNeeded: second))))
  }

  /// - Parameter depth: how many lists and mappings stand around it; YAML has no more than a hundred.
  fileprivate mutating func dataValue(depth: Int) -> DataValue? {
    guard depth < 1000, let kind = word() else { return nil }
    switch kind {
    case 0: return .null
    case 1, 2: return .bool(kind == 2)
    case 3: return number().map { .int($0) }
    case 4: return word().map { .double(Double(bitPattern: $0)) }
    case 5: return text().map { .text($0) }
    case 6: return elements { $0.dataValue(depth: depth + 1) }.map { .list($0) }
    case 7:
      return elements { reader -> DataValue.Entry? in
        guard let key = reader.text(), let value = reader.dataValue(depth: depth + 1) else { return nil }
        return DataValue.Entry(key: key, value: value)
      }.map { .mapping($0) }
    default: return nil
    }
  }
}
