package import SiteDiagnostics

extension MarkdownDocument {
  /// Finds the place of one of the document's links or images in the source that the document was made from.
  ///
  /// libcmark doesn't say where destinations stand, and most are never asked for: so the block around the link is read
  /// again, only when there is something to say about it.
  package func place(of link: MarkdownLink, in source: SourceText) -> MarkdownLinkPlace {
    LinkFinder.place(of: link, among: links, in: source)
  }
}

/// The places of a document's links, for those who ask for many: a block is read once for all links in it.
package struct LinkPlaces: Sendable {
  private let links: [MarkdownLink]
  private let source: SourceText

  /// The block that was read last, and what is written in it.
  private var block: Range<Int>?
  private var candidates: [MarkdownLinkPlace] = []
  /// Candidates by what stands there, without escapes; where one has some, all are looked through.
  private var byText: [String: [MarkdownLinkPlace]] = [:]
  private var hasEscapes = false
  /// For each link of the block, how many lead to the same destination before it.
  private var earlier: [Int: Int] = [:]

  /// - Parameter links: a list in which each link has its index.
  package init(of links: [MarkdownLink], in source: SourceText) {
    self.links = links
    self.source = source
  }

  package mutating func place(of link: MarkdownLink) -> MarkdownLinkPlace {
    if block != link.block { read(link.block, around: link.index) }
    let earlier = earlier[link.index] ?? 0
    if !hasEscapes, let known = byText[link.destination], earlier < known.count { return known[earlier] }
    return LinkFinder.choose(candidates, for: link, after: earlier, in: source)
  }

  private mutating func read(_ block: Range<Int>, around index: Int) {
    self.block = block
    candidates = LinkFinder.candidates(in: block, of: source)
    byText = [:]
    hasEscapes = false
    for candidate in candidates {
      let text = source.bytes[candidate.destination]
      if text.contains(UInt8(ascii: "\\")) || text.contains(UInt8(ascii: "&")) { hasEscapes = true }
      let destination = String(decoding: text, as: UTF8.self)
      byText[destination, default: []].append(candidate)
      if destination.contains("@") { byText["mailto:" + destination, default: []].append(candidate) }
    }
    count(index)
  }

  private mutating func count(_ index: Int) {
    earlier = [:]
    var first = index
    while first > 0, links[first - 1].block == block { first -= 1 }
    var counts: [String: Int] = [:]
    for link in links[first...].prefix(while: { $0.block == block }) {
      earlier[link.index] = counts[link.destination] ?? 0
      counts[link.destination, default: 0] += 1
    }
  }
}
