/// HTML with gaps: runs of finished bytes, and between them the points where something is still to be filled in.
package struct MarkdownHTML: Sendable {
  /// A place in `bytes` where something belongs that was not known yet.
  struct Point: Sendable {
    enum Kind: UInt8, Sendable {
      /// The address of `links[index]`.
      case address
      /// ` width="…" height="…"` of `links[index]`.
      case imageSize
      /// `components[index]` starts: what is between here and its end is its body.
      case componentStart
      case componentEnd
      /// Something for pages alone starts: a link from a heading to itself, a box of a task.
      case pageStart
      case pageEnd
      /// A box of a task, which is a sign in feeds.
      case emptyBox
      case tickedBox
      /// Behind the target of a link within the page that the page's template has too: what makes it the id that the text
      /// was given instead, `movedSuffixes[index]`.
      case movedID
    }

    var offset: Int32
    let index: Int32
    let kind: Kind
  }

  let bytes: [UInt8]
  let points: [Point]
  let links: [MarkdownLink]
  let movedSuffixes: [String]
  /// Containers, shortcodes and hooks in the order in which they start.
  package let components: [MarkdownComponent]
  /// Whether anything depends on the resolver; if not, the bytes are the page.
  package let needsResolver: Bool

  /// The size of the finished parts.
  package var byteCount: Int { bytes.count }

  package var whole: MarkdownFragment { MarkdownFragment(bytes: 0..<bytes.count, points: 0..<points.count) }
}

/// A part of a document's HTML.
package struct MarkdownFragment: Sendable, Hashable {
  let bytes: Range<Int>
  let points: Range<Int>
}

/// Something that a template renders: a container, a shortcode, or an element with a render hook.
package struct MarkdownComponent: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case container
    /// `isBlock`: stands alone in its paragraph.
    case shortcode(isBlock: Bool)
    case hook(RenderHook)
  }

  package enum Value: Sendable, Hashable {
    case string(String)
    case integer(Int)
    case double(Double)
    case bool(Bool)
  }

  package struct Argument: Sendable, Hashable {
    package let name: String
    package let value: Value
  }

  package let kind: Kind
  /// The template's name: `infobox` is `Templates/components/infobox.html`.
  package let name: String
  /// In the order of the source. A container's title is its argument `title`.
  package internal(set) var arguments: [Argument]
  /// The link or image of a hook `link` or `image`, whose address is to be resolved before the template gets it.
  package internal(set) var link: MarkdownLink?
  /// The bytes of the source file that asked for it.
  package let source: Range<Int>
}
