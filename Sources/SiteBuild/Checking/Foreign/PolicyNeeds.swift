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
  private(set) var scripts: Set<PolicySource> = []
  private(set) var styles: Set<PolicySource> = []
  /// Hashes of handlers and of styles that stand in attributes.
  private(set) var handlers: Set<PolicySource> = []
  private(set) var styleAttributes: Set<PolicySource> = []
  /// Scheme and host of forms that are sent elsewhere.
  private(set) var formTargets: Set<PolicySource> = []
  /// Where forms are sent that no policy can allow: whoever has some is complained of and never kept.
  private(set) var unreadableForms: Set<String> = []

  func append(to writer: inout RecordWriter) {
    writer.append(uses.rawValue)
    for sources in [scripts, styles, handlers, styleAttributes, formTargets] {
      writer.append(sources.sorted()) { $0.append($1.text) }
    }
  }

  init() {}

  /// More hashes than this make a header longer than some hosts send; then styles in attributes are allowed as such.
  var allowsAnyStyleAttribute: Bool { styleAttributes.count > 40 }

  init?(from reader: inout RecordReader) {
    func sources() -> Set<PolicySource>? {
      reader.elements({ $0.text().flatMap(PolicySource.init(recorded:)) }).map(Set.init)
    }
    guard let uses = reader.number(), let scripts = sources(), let styles = sources(), let handlers = sources(),
      let styleAttributes = sources(), let formTargets = sources()
    else { return nil }
    self.uses = Uses(rawValue: uses)
    self.scripts = scripts
    self.styles = styles
    self.handlers = handlers
    self.styleAttributes = styleAttributes
    self.formTargets = formTargets
  }

  mutating func formUnion(_ other: PolicyNeeds) {
    uses.formUnion(other.uses)
    // Most pages need nothing of the kind.
    if !other.scripts.isEmpty { scripts.formUnion(other.scripts) }
    if !other.styles.isEmpty { styles.formUnion(other.styles) }
    if !other.handlers.isEmpty { handlers.formUnion(other.handlers) }
    if !other.styleAttributes.isEmpty { styleAttributes.formUnion(other.styleAttributes) }
    if !other.formTargets.isEmpty { formTargets.formUnion(other.formTargets) }
    if !other.unreadableForms.isEmpty { unreadableForms.formUnion(other.unreadableForms) }
  }

  mutating func add(script: [UInt8]) { scripts.insert(.hash(of: script)) }
  mutating func add(style: [UInt8]) { styles.insert(.hash(of: style)) }
  mutating func add(handler: String) { handlers.insert(.hash(of: handler.utf8)) }
  mutating func add(styleAttribute: String) { styleAttributes.insert(.hash(of: styleAttribute.utf8)) }

  /// Notes where a form goes; an address in the site needs no more than the site itself.
  mutating func add(form action: String) {
    let address = action.utf8.drop { $0 <= 0x20 }
    guard let colon = address.first(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") }) else { return }
    let start = String(Substring(address.prefix(colon == UInt8(ascii: ":") ? 6 : 2))).lowercased()
    guard start == "//" || start.hasPrefix("http:") || start == "https:" else { return }
    if let target = PolicySource(hostOf: String(Substring(address)).trimmingSpaceAtEnd) {
      formTargets.insert(target)
    } else {
      unreadableForms.insert(action)
    }
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

extension String {
  /// Browsers leave space and control characters at the ends of addresses out.
  fileprivate var trimmingSpaceAtEnd: String {
    let end = utf8.lastIndex { $0 > 0x20 }.map { utf8.index(after: $0) } ?? utf8.startIndex
    return String(self[..<end])
  }
}
