/// The lines of a page's front matter.
struct FrontMatterLines {
  /// Those between the fences.
  private(set) var lines: [Range<Int>] = []
  /// The start of the line after the second `---`: pages without front matter have no place in a site.
  private(set) var end: Int

  init(_ bytes: Span<UInt8>) {
    end = bytes.count
    var fences = 0
    var start = bytes.stands("\u{FEFF}", at: 0) ? 3 : 0
    while start < bytes.count {
      let newline = bytes.first(0x0A, from: start, to: bytes.count) ?? bytes.count
      if Self.isFence(bytes, start..<newline) {
        fences += 1
        if fences == 2 {
          end = min(newline + 1, bytes.count)
          return
        }
      } else if fences == 1 {
        lines.append(start..<(newline > start && bytes[newline - 1] == 0x0D ? newline - 1 : newline))
      }
      start = newline + 1
    }
  }

  private static func isFence(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    guard bytes.begins("---", in: line) else { return false }
    for offset in line.dropFirst(3) where bytes[offset] != 0x20 && bytes[offset] != 0x09 && bytes[offset] != 0x0D {
      return false
    }
    return true
  }
}
