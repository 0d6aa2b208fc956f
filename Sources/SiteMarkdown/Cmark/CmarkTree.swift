internal import CCmark

/// The tree that libcmark makes of a document, and the memory that it lives in.
///
/// This file is the only one that knows libcmark. Nodes are handed out as `CmarkNode`, valid while the tree lives.
@safe struct CmarkTree: ~Copyable {
  let root: CmarkNode

  /// Parses the pieces as if they were one text.
  init(feeding feed: (Feeder) -> Void) {
    ParserArena.enter()
    let parser = unsafe cmark_parser_new_with_mem(0, Self.memory)
    unsafe feed(Feeder(parser: parser))
    unsafe root = CmarkNode(pointer: cmark_parser_finish(parser).unsafelyUnwrapped)
    unsafe cmark_parser_free(parser)
  }

  deinit {
    ParserArena.leave()
  }

  /// Takes the text of a document in pieces, which may be cut anywhere.
  @safe struct Feeder {
    fileprivate let parser: OpaquePointer?

    func feed(_ bytes: ByteView) {
      guard let base = unsafe bytes.base, bytes.count > 0 else { return }
      unsafe cmark_parser_feed(parser, UnsafeRawPointer(base).assumingMemoryBound(to: CChar.self), bytes.count)
    }

    func feed(_ text: StaticString) {
      unsafe feed(ByteView(base: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    func feed(_ bytes: [UInt8]) {
      unsafe bytes.withUnsafeBufferPointer { unsafe feed(ByteView($0)) }
    }
  }

  /// Written once, then only read by libcmark.
  private nonisolated(unsafe) static let memory: UnsafeMutablePointer<cmark_mem> = {
    let memory = UnsafeMutablePointer<cmark_mem>.allocate(capacity: 1)
    unsafe memory.initialize(
      to: cmark_mem(
        calloc: { count, size in unsafe ParserArena.allocateZeroed(count, size) },
        realloc: { piece, size in unsafe ParserArena.reallocate(piece, size) },
        free: { _ in }))
    return unsafe memory
  }()
}

/// One node of a `CmarkTree`.
@safe struct CmarkNode: Equatable {
  fileprivate let pointer: OpaquePointer

  fileprivate init(pointer: OpaquePointer) {
    unsafe self.pointer = unsafe pointer
  }

  private init?(_ pointer: OpaquePointer?) {
    guard let pointer = unsafe pointer else { return nil }
    unsafe self.pointer = unsafe pointer
  }

  static func == (left: CmarkNode, right: CmarkNode) -> Bool { unsafe left.pointer == right.pointer }

  enum Kind: UInt32 {
    case none, document, blockQuote, list, item, codeBlock, htmlBlock, customBlock, paragraph, heading, thematicBreak
    case text, softBreak, lineBreak, code, htmlInline, customInline, emphasis, strong, link, image
  }

  /// The order of `Kind` is that of `cmark_node_type`, which libcmark's interface fixes.
  var kind: Kind { unsafe Kind(rawValue: UInt32(cmark_node_get_type(pointer).rawValue)) ?? .none }

  var firstChild: CmarkNode? { unsafe CmarkNode(cmark_node_first_child(pointer)) }
  var lastChild: CmarkNode? { unsafe CmarkNode(cmark_node_last_child(pointer)) }
  var next: CmarkNode? { unsafe CmarkNode(cmark_node_next(pointer)) }
  var previous: CmarkNode? { unsafe CmarkNode(cmark_node_previous(pointer)) }
  var parent: CmarkNode? { unsafe CmarkNode(cmark_node_parent(pointer)) }

  var literal: ByteView { unsafe ByteView(cString: cmark_node_get_literal(pointer)) }
  var url: ByteView { unsafe ByteView(cString: cmark_node_get_url(pointer)) }
  var title: ByteView { unsafe ByteView(cString: cmark_node_get_title(pointer)) }
  var fenceInfo: ByteView { unsafe ByteView(cString: cmark_node_get_fence_info(pointer)) }

  var headingLevel: Int { unsafe Int(cmark_node_get_heading_level(pointer)) }
  var isOrderedList: Bool { unsafe cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
  var listStart: Int { unsafe Int(cmark_node_get_list_start(pointer)) }
  var isTightList: Bool { unsafe cmark_node_get_list_tight(pointer) != 0 }

  /// One-based lines of the text that was fed. Reliable for blocks only.
  var startLine: Int { unsafe Int(cmark_node_get_start_line(pointer)) }
  var endLine: Int { unsafe Int(cmark_node_get_end_line(pointer)) }
  /// One-based, in bytes. Reliable for blocks only.
  var startColumn: Int { unsafe Int(cmark_node_get_start_column(pointer)) }
}
