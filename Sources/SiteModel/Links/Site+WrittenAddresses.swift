internal import SiteMarkdown

/// What templates and `site.yaml` name: a path in the site or an address. `%…`, `?` and `#` mean what they mean in
/// addresses, unless a file is named so.
extension Site {
  /// As an address from the host's root; one that is absolute stays.
  package func address(ofWritten text: String) -> String {
    if Self.isNoPath(text) { return AddressText.completed(text) }
    let base = configuration.baseURL
    if Self.isNoPlainAddress(text), let source = sourceOfFile(at: Self.fromRoot(text)), let file = files[source] {
      return base.address(of: file)
    }
    let address = AddressText.completed(Self.fromRoot(text))
    return base.path == "/" || text.utf8.starts(with: base.path.utf8)
      ? address : base.path + Substring(address.utf8.dropFirst())
  }

  /// The file that is meant, by its path below `Content`; `nil` where it is something else.
  package func file(ofWritten text: String) -> String? {
    if Self.isNoPath(text) { return nil }
    let base = configuration.baseURL.path.utf8
    let path = Self.fromRoot(text)
    if let source = sourceOfFile(at: path) { return source }
    let inSite = base.count > 1 && path.utf8.starts(with: base) ? path.utf8.dropFirst(base.count - 1) : path.utf8[...]
    let end = inSite.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? inSite.endIndex
    return sourceOfFile(at: AddressText.percentDecoded(Substring(inSite[..<end])))
  }

  /// Whether it depends on the site's files what such a text means.
  package static func isNoPlainAddress(_ text: String) -> Bool {
    !AddressText.isExternal(text)
      && (text.utf8.contains { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") }
        || AddressText.completed(text) != text)
  }

  private static func isNoPath(_ text: String) -> Bool {
    AddressText.isExternal(text) || text.utf8.first == UInt8(ascii: "#")
  }

  private static func fromRoot(_ text: String) -> String { text.utf8.first == UInt8(ascii: "/") ? text : "/" + text }
}
