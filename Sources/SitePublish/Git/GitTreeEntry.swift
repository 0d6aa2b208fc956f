/// A file of a commit, as `git ls-tree` writes it and `git update-index --index-info` reads it.
struct GitTreeEntry: Sendable, Hashable {
  var mode: String
  var object: String
  /// Bytes, since a branch may hold names that are no text.
  var path: [UInt8]

  init(mode: String = "100644", object: String, path: [UInt8]) {
    self.mode = mode
    self.object = object
    self.path = path
  }

  /// `<mode> <type> <object>\t<path>`.
  init?(line: ArraySlice<UInt8>) {
    guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
    let words = line[..<tab].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    guard words.count == 3 else { return nil }
    self.init(mode: words[0], object: words[2], path: Array(line[(tab + 1)...]))
  }

  /// Ended by a zero byte.
  var line: [UInt8] { Array("\(mode) \(object)\t".utf8) + path + [0] }
}
