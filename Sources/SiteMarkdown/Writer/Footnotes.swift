/// The footnotes of a document: what is defined, and what is referred to in which order.
struct FootnoteList {
  struct Definition {
    let label: String
    /// The list item that holds the text.
    let item: CmarkNode
    let range: Range<Int>
    /// 0 until something refers to it.
    var number = 0
    var id = ""
    var referenceID = ""
    /// How many references there are, and how many of them were written.
    var references = 0
    var written = 0
  }

  private(set) var definitions: [Definition] = []
  private var byLabel: [String: Int] = [:]
  private var byLine: [Int: Int] = [:]
  /// Definitions in the order of their numbers.
  private(set) var order: [Int] = []
  /// The definition whose text is being written.
  var current: Int?

  var isEmpty: Bool { definitions.isEmpty }

  static func key(_ label: String) -> String { label.lowercased() }

  /// Adds a definition. The first one of a label counts; the items of all are taken out of the text.
  mutating func add(_ definition: Definition, line: Int) {
    byLine[line] = definitions.count
    let key = Self.key(definition.label)
    if byLabel[key] == nil { byLabel[key] = definitions.count }
    definitions.append(definition)
  }

  /// Whether another definition of the same label stands before this one.
  func isDuplicate(_ index: Int) -> Bool { byLabel[Self.key(definitions[index].label)] != index }

  func owns(_ item: CmarkNode) -> Bool { byLine[item.startLine].map { definitions[$0].item == item } ?? false }

  /// Whether a list is made of footnotes alone.
  func ownsList(_ list: CmarkNode) -> Bool {
    guard !definitions.isEmpty, var item = list.firstChild else { return false }
    while owns(item) {
      guard let next = item.next else { return true }
      item = next
    }
    return false
  }

  func index(of label: ByteView) -> Int? { byLabel.isEmpty ? nil : byLabel[Self.key(label.string)] }

  /// Counts a reference; the first one gives the footnote its number.
  mutating func refer(to index: Int, ids: inout IDRegistry) {
    definitions[index].references += 1
    guard definitions[index].number == 0 else { return }
    order.append(index)
    definitions[index].number = order.count
    definitions[index].id = ids.unique("fn-" + definitions[index].label)
    definitions[index].referenceID = ids.unique("fnref-" + definitions[index].label)
  }

  /// - Returns: which reference to its footnote it is, from 1.
  mutating func write(_ index: Int) -> Int {
    definitions[index].written += 1
    definitions[index].references = max(definitions[index].references, definitions[index].written)
    return definitions[index].written
  }

  /// `[^label]` at an offset.
  static func label(at offset: Int, in text: ByteView) -> (label: ByteView, end: Int)? {
    guard text.at(offset) == UInt8(ascii: "["), text.at(offset + 1) == UInt8(ascii: "^") else { return nil }
    var end = offset + 2
    while text.at(end) > 0x20, text[end] != UInt8(ascii: "]"), text[end] != UInt8(ascii: "[") { end += 1 }
    guard end > offset + 2, text.at(end) == UInt8(ascii: "]") else { return nil }
    return (text[offset + 2..<end], end + 1)
  }
}
