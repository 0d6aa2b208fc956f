import SiteDiagnostics
import SiteModel

/// The source files whose errors keep no other page from being shown: those of pages that no reader sees yet, or any
/// more. Somebody is at work on them.
struct UnseenFaults: Sendable {
  private var paths: Set<String> = []

  /// - Parameter problems: what is known to be wrong; a file of which no page could be made is unseen where its front
  ///   matter says that it is a draft.
  init(in loaded: LoadedSite, _ problems: [Diagnostic]) {
    let site = loaded.site
    let unseen = UnpublishedPage.all(of: site).compactMap(\.source) + site.omissions.map(\.source)
    paths = Set(unseen.map { "Content/\($0)" })
    let faulty = Set(problems.lazy.filter { $0.severity == .error }.compactMap(\.location?.path))
    for path in faulty where path.hasPrefix("Content/") && path.hasSuffix(".md") && !paths.contains(path) {
      let source = String(path.dropFirst("Content/".count))
      let isOfSite = loaded.pages?[source]?.page != nil
      if !isOfSite, let file = RelativePath(path), let text = loaded.folder.text(file).0, Self.saysDraft(text.bytes) {
        paths.insert(path)
      }
    }
  }

  func contains(_ problem: Diagnostic) -> Bool { problem.location.map { paths.contains($0.path) } ?? false }

  /// Whether any other error is among them.
  func areExceeded(by problems: [Diagnostic]) -> Bool { problems.contains { $0.severity == .error && !contains($0) } }

  /// Whether one of the first lines is `draft: true`.
  private static func saysDraft(_ bytes: [UInt8]) -> Bool {
    bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 40).prefix(40).contains { line in
      line.filter { $0 > 0x20 }.elementsEqual("draft:true".utf8)
    }
  }
}
