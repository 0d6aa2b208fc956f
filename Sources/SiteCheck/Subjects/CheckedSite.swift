package import SiteDiagnostics
package import SiteModel

/// The whole site in the eyes of the rules.
package struct CheckedSite: Sendable {
  /// A file that pages bring along.
  package struct File: Sendable {
    package let path: String
    /// In bytes.
    package let size: Int

    package init(path: String, size: Int) {
      self.path = path
      self.size = size
    }
  }

  /// A rendered page and where it leads.
  package struct Output: Sendable {
    let page: PageID?
    let address: Int32
    let targets: [Int32]
    /// Words of the page's text in lower case, where a profile asks for some.
    let text: String?

    package var isPage: Bool { page != nil }

    package init(_ output: CheckedOutput, address: Int32, keepingText: Bool) {
      page = output.page
      self.address = address
      targets = output.targets
      text = keepingText ? output.plainText : nil
    }
  }

  let site: Site
  let files: [File]
  /// The style sheets of the templates.
  let styles: [SourceText]
  /// Those that make pages.
  let templates: [SourceText]
  let outputs: [Output]
  let addresses: SiteAddresses
  /// Whether every page could be rendered: otherwise nobody knows what leads where.
  let isComplete: Bool
  /// Finds the place of a value in `site.yaml`, or of the deepest key above it that there is.
  let settingPlaces: @Sendable (_ path: [String]) -> SourceLocation

  package init(
    site: Site, files: [File], styles: [SourceText], templates: [SourceText],
    outputs: [Output], addresses: SiteAddresses, isComplete: Bool,
    settingPlaces: @escaping @Sendable (_ path: [String]) -> SourceLocation
  ) {
    self.site = site
    self.files = files
    self.styles = styles
    self.templates = templates
    self.outputs = outputs
    self.addresses = addresses
    self.isComplete = isComplete
    self.settingPlaces = settingPlaces
  }

  /// The beginning of a page's source file.
  func location(of page: Page) -> SourceLocation {
    SourceLocation(path: page.source.map { "Content/\($0)" } ?? site.configuration.path)
  }

  /// The pages that somebody wrote, with their numbers.
  var written: some Sequence<(id: PageID, page: Page)> {
    site.pages.indices.lazy.filter { site.pages[$0].source != nil }.map { (id: PageID($0), page: site.pages[$0]) }
  }
}

extension CheckedOutput {
  /// The page's text without tags, in lower case, blanks as one.
  var plainText: String {
    var text: [UInt8] = []
    var isInTag = false
    for byte in bytes {
      if byte == UInt8(ascii: "<") {
        isInTag = true
        text.append(0x20)
      } else if byte == UInt8(ascii: ">") {
        isInTag = false
      } else if !isInTag {
        text.append(byte <= 0x20 ? 0x20 : byte)
      }
    }
    return String(decoding: text, as: UTF8.self).lowercased()
  }
}
