import SiteDiagnostics
import SiteMarkdown
import SiteModel
import Synchronization

/// Texts parsed while one processor puts the site together, since the others have nothing to do then.
///
/// That is over as soon as somebody asks for a text: from then on all processors parse what is wanted.
final class EarlyDocuments: Sendable {
  private let documents = Mutex<[String: MarkdownDocument]>([:])
  private let isOver = Atomic(false)
  /// The next page to take, in the order in which they will be wanted.
  private let next = Atomic(0)

  /// Begins with those pages' texts that are at hand.
  ///
  /// - Parameters:
  ///   - helpers: how many texts are parsed at a time.
  ///   - sizeLimit: how much text is parsed at most, in bytes. The default is what one processor parses in most of the time
  ///     in which a hundred thousand pages are put together: more would take more memory than it saves time.
  init(
    of pages: [ParsedPage], helpers: Int, sizeLimit: Int = 24 << 20,
    parse: @escaping @Sendable (ParsedPage, SourceText) -> MarkdownDocument
  ) {
    var rest = sizeLimit
    let nearest = pages.prefix { page in
      rest -= page.text?.bytes.count ?? 0
      return rest >= 0
    }
    for _ in 0..<helpers {
      Task.detached { [self] in
        while !isOver.load(ordering: .relaxed) {
          let index = next.add(1, ordering: .relaxed).oldValue
          guard index < nearest.count else { return }
          guard let source = nearest[index].source, let text = nearest[index].text else { continue }
          let document = parse(nearest[index], text)
          documents.withLock { $0[source] = document }
        }
      }
    }
  }

  /// Hands a text over, by its path below `Content`; `nil` where it wasn't parsed.
  func take(_ source: String) -> MarkdownDocument? {
    isOver.store(true, ordering: .relaxed)
    return documents.withLock { $0.isEmpty ? nil : $0.removeValue(forKey: source) }
  }
}
