internal import SiteDiagnostics

/// Of an ordered list only the first number counts; readers see the others counted on from it, whatever was typed. What
/// an author meant as a date or an ordinal is then another one.
extension HTMLWriter {
  /// Compares the numbers of an ordered list with those that readers will see.
  mutating func checkNumbers(of list: CmarkNode) {
    var items: [(node: CmarkNode, typed: TypedNumber)] = []
    var child = list.firstChild
    while let item = child {
      // A mark of an extension stands here as an item.
      guard let typed = TypedNumber(body, at: offset(of: item)) else { return }
      items.append((item, typed))
      child = item.next
    }
    let start = list.listStart
    let values = items.map(\.typed.value)
    let countsOn = values.indices.allSatisfy { values[$0] == start + $0 }
    let isLazy = start <= 1 && values.allSatisfy { $0 == start }
    let tails = items.map { item in
      (1...31).contains(item.typed.value)
        ? DateTail(body, from: item.typed.range.upperBound, to: lineEnd(from: item.typed.range.upperBound)) : nil
    }
    // `1. Januar`, `2. Februar`: the months of the year.
    let isYear = items.count > 1 && start == 1 && zip(tails, values).allSatisfy { $0?.month == $1 }
    if tails.contains(where: { $0 != nil }), !isYear {
      let marker = bulletMarker(for: list)
      for index in items.indices where tails[index] != nil {
        let (item, typed) = items[index]
        reportDate(typed, shown: start + index, marker: standsAlone(item) ? [] : marker)
      }
      return
    }
    if !countsOn && !isLazy {
      if let index = values.indices.first(where: { values[$0] != start + $0 }) {
        reportNumber(items[index].typed, shown: start + index)
      }
    } else if items.count == 1, start > 1, !continuesList(list, start), !isPartOfNumber(list) {
      reportLoneNumber(items[0].typed, hasMore: items[0].node.firstChild?.next != nil)
    }
  }

  /// Where a block begins in the body.
  private func offset(of node: CmarkNode) -> Int {
    scan.sourceOffset(ofLine: scan.range(ofLine: node.startLine, in: body), column: node.startColumn)
  }

  private func lineEnd(from offset: Int) -> Int { body.firstIndex(of: UInt8(ascii: "\n"), from: offset) ?? body.count }

  /// What turns the items into a list of points that joins no other one.
  private func bulletMarker(for list: CmarkNode) -> [UInt8] {
    let neighbours = [list.previous, list.next].map { node in
      node?.kind == .list ? body.at(node.map { offset(of: $0) } ?? 0) : 0
    }
    let free = [UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+")].first { !neighbours.contains($0) }
    return [free ?? UInt8(ascii: "-"), 0x20]
  }

  /// Whether an item is one paragraph with empty lines around it: a sentence rather than a point of a list.
  private func standsAlone(_ item: CmarkNode) -> Bool {
    guard item.firstChild?.next == nil else { return false }
    return (item.previous == nil || isEmptyLine(item.startLine - 1))
      && (item.next.map { isEmptyLine($0.startLine - 1) } ?? true)
  }

  private func isEmptyLine(_ line: Int) -> Bool {
    scan.range(ofLine: line, in: body).allSatisfy { isBlank(body[$0]) || body[$0] == UInt8(ascii: ">") }
  }

  /// `5. 12. 2025`: a list in a list, of one number.
  private func isPartOfNumber(_ list: CmarkNode) -> Bool {
    guard let item = list.parent, item.kind == .item, item.startLine == list.startLine else { return false }
    return item.parent?.isOrderedList ?? false
  }

  /// Whether an ordered list before this one ends with the number before.
  private func continuesList(_ list: CmarkNode, _ start: Int) -> Bool {
    var node = list.previous
    while let before = node {
      if before.kind == .list, before.isOrderedList {
        var count = 0
        var item = before.firstChild
        while let next = item {
          count += 1
          item = next.next
        }
        return before.listStart + count == start
      }
      node = before.previous
    }
    return false
  }

  // MARK: Messages

  private mutating func reportDate(_ typed: TypedNumber, shown: Int, marker: [UInt8]) {
    let text = body[typed.range].string
    let fix = marker + typed.escaped(in: body)
    let rest = body[typed.range.upperBound..<min(lineEnd(from: typed.range.upperBound), typed.range.upperBound + 40)]
    let date = text + String(rest.string.prefix { $0 != ":" && $0 != "," }.prefix(24))
    report(
      .error, "markdown.date-as-list",
      shown == typed.value
        ? "`\(date)` becomes an item of a numbered list"
        : "readers see `\(shown)\(text.suffix(1))` instead of `\(text)`: "
          + "this date becomes an item of a numbered list",
      at: typed.range, hint: "write `\(String(decoding: fix, as: UTF8.self)) …`", fix: fix)
  }

  private mutating func reportNumber(_ typed: TypedNumber, shown: Int) {
    let text = body[typed.range].string
    report(
      .warning, "markdown.list-number",
      "readers see `\(shown)\(text.suffix(1))` instead of `\(text)`: a list counts on "
        + "from its first number",
      at: typed.range,
      hint: "write the numbers one after the other, or `\(String(decoding: typed.escaped(in: body), as: UTF8.self))` "
        + "where a number is to stay as it is typed")
  }

  private mutating func reportLoneNumber(_ typed: TypedNumber, hasMore: Bool) {
    let text = body[typed.range].string
    let escaped = typed.escaped(in: body)
    report(
      .warning, "markdown.list-number", "this becomes a list of one item, with the number `\(text)`", at: typed.range,
      hint: "write `\(String(decoding: escaped, as: UTF8.self)) …` for a sentence that begins with a number",
      // Lists of one item begin with any number of a short list; nobody counts that far for one.
      fix: typed.value > 31 && !hasMore ? escaped : nil)
  }
}
