internal import Foundation
internal import SiteMarkdown

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
    let written = text.dropFirst(scheme.count)
    let host = written.prefix { $0 != "/" }
    guard let authority = Punycode.host(String(host)) else { return nil }
    let rest = authority + written.dropFirst(host.count)
    let path = rest.dropFirst(authority.count)
    let isPlain = { (text: any StringProtocol) in
      text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !#""<>\^`{|}?#"#.utf8.contains($0) }
    }
    guard !authority.isEmpty, !authority.contains("@"), isPlain(authority), isPlain(path),
      !path.split(separator: "/").contains(where: { $0 == ".." || $0 == "." })
    else { return nil }
    origin = scheme + authority.lowercased()
    self.path = path.isEmpty ? "/" : path.hasSuffix("/") ? String(path) : path + "/"
  }

  /// The address that somebody most likely meant; `nil` where that can't be told.
  static func meant(by text: String) -> String? {
    let bare = text.trimmedOfBlanks
    let path = bare.prefix { $0 != "?" && $0 != "#" }
    var candidates = [String(path)]
    if !path.contains("://") {
      let rest = path.drop { $0 == "/" || $0 == ":" }
      // A host has a dot, and what stands before a colon is no scheme but `http` with something missing.
      let name =
        ["https:", "http:", "https", "http"].first { rest.lowercased().hasPrefix($0 + "/") }.map {
          rest.dropFirst($0.count)
        } ?? rest
      if name.prefix(while: { $0 != "/" }).contains(".") { candidates.append("https://\(name.drop { $0 == "/" })") }
    }
    candidates += candidates.map { $0.addingPercentCodes }
    return candidates.first { $0 != text && BaseURL($0) != nil }
  }

  /// The whole address without a slash at the end.
  package var text: String { origin + path.dropLast() }

  /// The address, from the host's root, of a path in the site that begins with a slash.
  ///
  /// - Parameter path: as files and pages have it, not encoded: here it becomes an address.
  package func address(of path: String) -> String {
    let address = AddressText.encoded(path: path)
    return self.path == "/" ? address : self.path + address.dropFirst()
  }

  /// The absolute address of a path in the site that begins with a slash; see ``address(of:)``.
  package func permalink(of path: String) -> String { origin + address(of: path) }

  /// Whether readers elsewhere could reach it.
  package var isLocal: Bool {
    let host = origin.split(separator: "/").last.map { $0.hasPrefix("[") ? $0 : $0.prefix { $0 != ":" } } ?? ""
    return host == "localhost" || host.hasSuffix(".localhost") || host.hasPrefix("127.") || host.hasPrefix("[::1]")
  }
}

extension String {
  /// The path of an address with what it can't have as `%…`; the host stays.
  fileprivate var addingPercentCodes: String {
    guard let scheme = range(of: "://"), let slash = self[scheme.upperBound...].firstIndex(of: "/") else { return self }
    return self[..<slash] + AddressText.completed(String(self[slash...]))
  }
}
