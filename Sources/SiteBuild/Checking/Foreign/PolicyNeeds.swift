import SiteDigest

/// What the site does that a Content-Security-Policy must allow, gathered from all that was written.
struct PolicyNeeds: Sendable, Hashable {
  struct Uses: OptionSet, Sendable, Hashable {
    let rawValue: Int
    static let scripts = Uses(rawValue: 1 << 0)
    static let frames = Uses(rawValue: 1 << 1)
    static let media = Uses(rawValue: 1 << 2)
    static let objects = Uses(rawValue: 1 << 3)
    static let base = Uses(rawValue: 1 << 4)
    static let dataImages = Uses(rawValue: 1 << 5)
    static let dataFonts = Uses(rawValue: 1 << 6)
    static let dataMedia = Uses(rawValue: 1 << 7)
  }

  var uses: Uses = []
  /// Hashes of scripts and styles that stand within pages.
  private(set) var scripts: Set<String> = []
  private(set) var styles: Set<String> = []
  /// Hashes of handlers and of styles that stand in attributes.
  private(set) var handlers: Set<String> = []
  private(set) var styleAttributes: Set<String> = []
  /// Scheme and host of forms that are sent elsewhere.
  private(set) var formTargets: Set<String> = []

  func append(to writer: inout RecordWriter) {
    writer.append(uses.rawValue)
    for texts in [scripts, styles, handlers, styleAttributes, formTargets] {
      writer.append(texts.sorted()) { $0.append($1) }
    }
  }

  init() {}

  init?(from reader: inout RecordReader) {
    guard let uses = reader.number(), let scripts = reader.elements({ $0.text() }),
      let styles = reader.elements({ $0.text() }), let handlers = reader.elements({ $0.text() }),
      let styleAttributes = reader.elements({ $0.text() }), let formTargets = reader.elements({ $0.text() })
    else { return nil }
    self.uses = Uses(rawValue: uses)
    self.scripts = Set(scripts)
    self.styles = Set(styles)
    self.handlers = Set(handlers)
    self.styleAttributes = Set(styleAttributes)
    self.formTargets = Set(formTargets)
  }

  mutating func formUnion(_ other: PolicyNeeds) {
    uses.formUnion(other.uses)
    // Most pages need nothing of the kind.
    if !other.scripts.isEmpty { scripts.formUnion(other.scripts) }
    if !other.styles.isEmpty { styles.formUnion(other.styles) }
    if !other.handlers.isEmpty { handlers.formUnion(other.handlers) }
    if !other.styleAttributes.isEmpty { styleAttributes.formUnion(other.styleAttributes) }
    if !other.formTargets.isEmpty { formTargets.formUnion(other.formTargets) }
  }

  mutating func add(script: [UInt8]) { scripts.insert(SHA256.integrity(of: script)) }
  mutating func add(style: [UInt8]) { styles.insert(SHA256.integrity(of: style)) }
  mutating func add(handler: String) { handlers.insert(SHA256.integrity(of: handler.utf8)) }
  mutating func add(styleAttribute: String) { styleAttributes.insert(SHA256.integrity(of: styleAttribute.utf8)) }

  /// Notes where a form goes; an address in the site needs no more than the site itself.
  mutating func add(form action: String) {
    guard action.utf8.contains(UInt8(ascii: ":")) else { return }
    let parts = action.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count >= 3, parts[1].isEmpty, parts[0] == "https:" || parts[0] == "http:" else { return }
    let host = parts[2].prefix { $0 != "?" && $0 != "#" }
    formTargets.insert("\(parts[0])//\(host)".lowercased())
  }

  /// Notes that an element has a `src`.
  mutating func note(source element: MarkupName?) {
    switch element {
    case .script: uses.insert(.scripts)
    case .iframe, .frame: uses.insert(.frames)
    case .audio, .video, .source, .track: uses.insert(.media)
    case .embed: uses.insert(.objects)
    default: break
    }
  }

  /// Notes an address that holds its content itself.
  mutating func note(address: String, of element: MarkupName?) {
    guard address.utf8.count > 5, address.prefix(5).lowercased() == "data:" else { return }
    switch element {
    case .style: uses.insert(address.dropFirst(5).hasPrefix("font") ? .dataFonts : .dataImages)
    case .audio, .video, .source, .track: uses.insert(.dataMedia)
    default: uses.insert(.dataImages)
    }
  }
}
