import SiteModel

/// All that one render looked at.
struct RenderDependencies: Sendable {
  /// The articles that were found to be related to a page: a digest of which, and in which order.
  struct Related: Sendable {
    var page: PageID
    var digest: UInt64
  }

  /// Each once, in their order.
  private(set) var members: [Dependency] = []
  /// Paths below `Content` of files that are no pages.
  private(set) var files: Set<String> = []
  private(set) var related: [Related] = []

  init() {}

  private init(members: [Dependency], files: Set<String>, related: [Related]) {
    self.members = members
    self.files = files
    self.related = related
  }

  func append(to writer: inout RecordWriter) {
    writer.append(members.map(\.code))
    writer.append(files.sorted()) { $0.append($1) }
    writer.append(related) {
      $0.append($1.page.index)
      $0.append($1.digest)
    }
  }

  init?(from reader: inout RecordReader) {
    guard let members = reader.numbers(), let files = reader.elements({ $0.text() }),
      let related = reader.elements({ reader -> Related? in
        guard let page = reader.number(), let digest = reader.word() else { return nil }
        return Related(page: PageID(page), digest: digest)
      })
    else { return nil }
    self.init(members: members.map { Dependency(code: $0) }, files: files.isEmpty ? [] : Set(files), related: related)
  }

  func contains(textOf pages: Set<PageID>) -> Bool {
    members.contains { $0.member == .page && $0.aspect == .text && pages.contains(PageID($0.index)) }
  }

  /// The same in a site where members have other places; all of them must have one.
  func moved(_ place: (Dependency) -> Int?) -> RenderDependencies {
    var moved = self
    moved.members = members.map { member in place(member).map { member.moved(to: $0) } ?? member }.sorted()
    for index in related.indices {
      guard let place = place(.page(related[index].page, .relations)) else { continue }
      moved.related[index].page = PageID(place)
    }
    return moved
  }
}

extension RenderDependencies {
  /// Takes notes in the order in which a render looks, which is the same few members again and again.
  final class Recorder {
    private var notes: [Dependency] = []
    private var files: Set<String> = []
    private var related: [Related] = []
    private var tidyAt = 256
    /// What was noted lately, each at a place of its own among a few: most notes are repeated soon.
    private var latest = InlineArray<64, Dependency?>(repeating: nil)

    func note(_ dependency: Dependency) {
      let place = Int(truncatingIfNeeded: (dependency.code &* 0x9E37_79B1) >> 26)
      if latest[place] == dependency { return }
      latest[place] = dependency
      notes.append(dependency)
      guard notes.count >= tidyAt else { return }
      tidy()
      tidyAt = max(256, notes.count * 2)
    }

    func note(file: String) { files.insert(file) }

    func note(related digest: UInt64, to page: PageID) { related.append(Related(page: page, digest: digest)) }

    /// Leaves each note once.
    private func tidy() {
      notes.sort()
      var kept = 0
      for index in notes.indices where index == 0 || notes[index] != notes[kept - 1] {
        notes[kept] = notes[index]
        kept += 1
      }
      notes.removeLast(notes.count - kept)
    }

    func finish() -> RenderDependencies {
      tidy()
      return RenderDependencies(members: Array(notes), files: files, related: related)
    }
  }
}
