/// Where the site will be: `https://www.example.org/newsletter/`, taken apart.
package struct BaseURL: Sendable, Hashable {
  /// Scheme, host and port, without a slash at the end.
  package var origin: String
  /// Begins and ends with a slash.
  package var path: String

  /// `nil` where the text isn't an absolute http or https address without query and fragment.
  package init?(_ text: String) {
    let lower = text.lowercased()
    guard let scheme = ["https://", "http://"].first(where: { lower.hasPrefix($0) }) else { return nil }
    let rest = text.dropFirst(scheme.count)
    let authority = rest.prefix { $0 != "/" }
    let path = rest.dropFirst(authority.count)
    let isPlain = { (text: Substring) in
      text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !#""<>\^`{|}?#"#.utf8.contains($0) }
    }
    guard !authority.isEmpty, !authority.contains("@"), isPlain(authority), isPlain(path),
      !path.split(separator: "/").contains(where: { $0 == ".." || $0 == "." })
    else { return nil }
    origin = scheme + authority.lowercased()
    self.path = path.isEmpty ? "/" : path.hasSuffix("/") ? String(path) : path + "/"
  }

  /// The whole address without a slash at the end.
  package var text: String { origin + path.dropLast() }

  /// The address, from the host's root, of a path in the site that begins with a slash.
  package func address(of path: String) -> String { self.path == "/" ? path : self.path + path.dropFirst() }

  /// The absolute address of a path in the site that begins with a slash.
  package func permalink(of path: String) -> String { origin + address(of: path) }

  /// Whether readers elsewhere could reach it.
  package var isLocal: Bool {
    let host = origin.split(separator: "/").last.map { $0.hasPrefix("[") ? $0 : $0.prefix { $0 != ":" } } ?? ""
    return host == "localhost" || host.hasSuffix(".localhost") || host.hasPrefix("127.") || host.hasPrefix("[::1]")
  }
}
