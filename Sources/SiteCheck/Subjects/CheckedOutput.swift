import SiteDiagnostics
package import SiteMarkdown
package import SiteModel

/// One rendered HTML page in the eyes of the rules.
package struct CheckedOutput: Sendable {
  /// Below the output folder: `en/index.html`.
  package let path: String
  /// The page's address, from the site's root.
  package let address: String
  package let language: String
  package let template: String
  /// The page that it shows.
  package let page: PageID?
  let bytes: [UInt8]
  let scan: HTMLScan
  let ids: HTMLIDs
  let addresses: SiteAddresses
  /// Whether the page's own Markdown has headings that say nothing.
  let hasEmptyHeadingsOfItsText: Bool
  /// Where its links lead, as numbers of `addresses`.
  private(set) var targets: [Int32] = []
  /// Addresses within the site at which there is nothing, with their places.
  private(set) var lost: [(address: String, range: Range<Int>)] = []

  package init(
    path: String, language: String, template: String, page: PageID?, document: MarkdownDocument?, bytes: [UInt8],
    addresses: SiteAddresses
  ) {
    self.path = path
    self.language = language
    self.template = template
    self.page = page
    self.bytes = bytes
    self.addresses = addresses
    hasEmptyHeadingsOfItsText = document?.headings.contains { $0.title.isBlank } ?? false
    scan = HTMLScan(bytes)
    ids = HTMLIDs(scan.ids, in: bytes.span)
    address = Self.address(ofFileAt: path)
    targets.reserveCapacity(scan.addresses.count)
    for range in scan.addresses {
      switch addresses.resolve(bytes.span, range, from: address) {
      case .known(let target): targets.append(target)
      case .list(let list, let unknown):
        targets += list
        lost += unknown.map { ($0, range) }
      case .unknown(let address): lost.append((address, range))
      case .elsewhere: break
      }
    }
  }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Whether a text stands in a range of the page, and nothing else.
  func says(_ text: StaticString, in range: Range<Int>?) -> Bool {
    range.map { bytes.span.says(text, in: $0) } ?? false
  }

  func elements(_ name: HTMLName) -> HTMLElements { scan.elements(name) }

  func value(of attribute: HTMLName, in element: HTMLElement) -> Range<Int>? {
    scan.value(of: attribute, in: element)
  }

  /// Whether it is a whole page: not what a template made for other uses.
  var isDocument: Bool { !elements(.html).isEmpty }

  private static func address(ofFileAt path: String) -> String {
    "/" + (path.hasSuffix("index.html") ? path.dropLast("index.html".utf8.count) : path[...])
  }
}

/// The findings of one rule on one rendered page. The place is found later: in the Markdown, if it stands there.
struct OutputFindings {
  private let rule: String
  private let severity: Diagnostic.Severity
  private(set) var findings: [OutputFinding] = []

  /// How much of what stands around it tells apart places that are written alike.
  private static let reach = 120

  init(_ rule: Rule) {
    self.rule = rule.id
    severity = rule.severity
  }

  /// - Parameters:
  ///   - range: the bytes of the page that are at fault; those of a tag, where there is one.
  ///   - missing: an address at which there is nothing; the nearest that there is becomes the hint.
  ///   - secondTitles: so many headings of level 1 in the texts of the site's pages excuse it.
  mutating func add(
    _ message: String, at range: Range<Int>? = nil, hint: String? = nil, missing: String? = nil,
    excusedBy secondTitles: Int? = nil, in output: CheckedOutput
  ) {
    guard findings.count < 20 else { return }
    let place = range?.clamped(to: output.bytes.indices)
    let text = place.map { Array(output.bytes[$0].prefix(400)) } ?? []
    findings.append(
      OutputFinding(
        rule: rule, severity: severity, message: message, hint: hint, missing: missing,
        secondTitles: secondTitles, text: text,
        before: place.map { Array(output.bytes[..<$0.lowerBound].suffix(Self.reach)) } ?? [],
        after: place.map { Array(output.bytes[$0.upperBound...].prefix(Self.reach)) } ?? [], template: output.template,
        path: output.path))
  }
}

/// What a rule found in a rendered page, before it is known whether the text or a template is to blame.
package struct OutputFinding: Sendable {
  let rule: String
  let severity: Diagnostic.Severity
  let message: String
  let hint: String?
  /// An address of which the nearest that there is shall be the hint.
  let missing: String?
  /// How many headings of level 1 in the texts of the site's pages excuse it: when a page is looked at, nobody knows how
  /// many there are.
  let secondTitles: Int?
  /// What stands in the page.
  let text: [UInt8]
  /// What stands right before it there, and right after it.
  let before: [UInt8]
  let after: [UInt8]
  let template: String
  let path: String
}
