/// The text of inline nodes without their markup.
enum InlineText {
  /// What a reader would read out: text and code, images by their alternative text, line breaks as spaces.
  static func collect(from root: CmarkNode) -> [UInt8] {
    var text: [UInt8] = []
    guard var node = root.firstChild else { return text }
    while true {
      switch node.kind {
      case .text, .code, .htmlInline: unsafe text.append(contentsOf: node.literal.buffer)
      case .softBreak, .lineBreak: text.append(UInt8(ascii: " "))
      default: break
      }
      if let child = node.firstChild {
        node = child
        continue
      }
      while node.next == nil {
        guard let parent = node.parent, parent != root else { return text }
        node = parent
      }
      guard let next = node.next else { return text }
      node = next
    }
  }
}
