/// Pairs of marks that CommonMark doesn't know, among the children of one node: `~~text~~` and `[text]{lang=en}`.
///
/// libcmark leaves them in text nodes. Their pairs are worked out once for all children of a node, in one pass with two
/// stacks, so that no mark is looked for twice.
struct InlineMarks {
  struct Mark {
    enum Kind {
      case deletionStart
      case deletionEnd
      case spanStart(attributes: Int)
      case spanEnd
    }

    let node: CmarkNode
    let offset: Int
    let length: Int
    let kind: Kind
    fileprivate let order: Int
  }

  let parent: CmarkNode
  private(set) var marks: [Mark] = []
  private(set) var attributes: [Attributes] = []
  var cursor = 0

  /// The next mark that wasn't reached yet.
  var current: Mark? { cursor < marks.count ? marks[cursor] : nil }

  /// Whether the next mark was left behind in the same text.
  func isPast(_ node: CmarkNode, _ offset: Int) -> Bool {
    guard let current else { return false }
    return current.node == node && current.offset < offset
  }

  private struct Opener {
    let node: CmarkNode
    let offset: Int
    let length: Int
    let order: Int
    /// How many openers of the other sort were open then.
    let others: Int
  }

  init(childrenOf parent: CmarkNode, strikethrough: Bool, spans: Bool) {
    self.parent = parent
    var tildes: [Opener] = []
    var brackets: [Opener] = []
    var order = 0
    var child = parent.firstChild
    while let node = child {
      if node.kind == .text {
        let text = node.literal
        var offset = 0
        while offset < text.count {
          let byte = text[offset]
          order += 1
          switch byte {
          case Marker.lead where Marker.isSentinel(at: offset, in: text):
            offset += Marker.sentinel.count + 1
          case UInt8(ascii: "~") where strikethrough:
            var end = offset
            while end < text.count, text[end] == byte { end += 1 }
            let run = Opener(node: node, offset: offset, length: end - offset, order: order, others: brackets.count)
            if run.length <= 2 {
              pair(run, Flanking(of: offset..<end, in: text, node: node), &tildes, &brackets)
            }
            offset = end
          case UInt8(ascii: "[") where spans:
            brackets.append(Opener(node: node, offset: offset, length: 1, order: order, others: tildes.count))
            offset += 1
          case UInt8(ascii: "]") where spans:
            offset += closeBracket(at: offset, in: text, node: node, order: order, &tildes, &brackets)
          default: offset += 1
          }
        }
      }
      child = node.next
    }
    marks.sort { $0.order < $1.order }
  }

  private mutating func pair(
    _ run: Opener, _ flanking: Flanking, _ tildes: inout [Opener], _ brackets: inout [Opener]
  ) {
    if flanking.right, let opener = tildes.popLast() {
      guard opener.length == run.length else { return }
      brackets.removeLast(max(0, brackets.count - opener.others))
      add(opener, .deletionStart)
      add(run, .deletionEnd)
    } else if flanking.left {
      tildes.append(run)
    }
  }

  /// - Returns: how many bytes are done with.
  private mutating func closeBracket(
    at offset: Int, in text: ByteView, node: CmarkNode, order: Int, _ tildes: inout [Opener],
    _ brackets: inout [Opener]
  ) -> Int {
    guard let opener = brackets.popLast(), let parsed = Attributes.parse(text, at: offset + 1) else { return 1 }
    tildes.removeLast(max(0, tildes.count - opener.others))
    add(opener, .spanStart(attributes: attributes.count))
    attributes.append(parsed)
    let length = parsed.end - offset
    marks.append(Mark(node: node, offset: offset, length: length, kind: .spanEnd, order: order))
    return length
  }

  private mutating func add(_ opener: Opener, _ kind: Mark.Kind) {
    marks.append(
      Mark(node: opener.node, offset: opener.offset, length: opener.length, kind: kind, order: opener.order))
  }
}

/// Whether a run of delimiters can open or close, by CommonMark's rule.
struct Flanking {
  let left: Bool
  let right: Bool

  init(of run: Range<Int>, in text: ByteView, node: CmarkNode) {
    let before = run.lowerBound > 0 ? Scalars.last(in: text[0..<run.lowerBound]) : Scalars.before(node)
    let after = run.upperBound < text.count ? Scalars.first(in: text.dropFirst(run.upperBound)) : Scalars.after(node)
    let spaceBefore = Scalars.isSpace(before)
    let spaceAfter = Scalars.isSpace(after)
    let markBefore = Scalars.isPunctuation(before)
    let markAfter = Scalars.isPunctuation(after)
    left = !spaceAfter && (!markAfter || spaceBefore || markBefore)
    right = !spaceBefore && (!markBefore || spaceAfter || markAfter)
  }
}
