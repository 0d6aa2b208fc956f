/// In which letters a file is written, as far as that decides where its markup is.
enum ActiveEncoding {
  /// The name of an encoding in which `<` need not be the byte that it is in ASCII; `nil` where it is.
  static func strange(_ bytes: [UInt8]) -> String? {
    let start = bytes.prefix(4)
    if start.starts(with: [0xFE, 0xFF]) || start.starts(with: [0xFF, 0xFE]) || start.contains(0) { return "UTF-16" }
    // A browser looks for it in the first 1024 bytes (HTML standard, 13.2.3.2), XML in its first line.
    let head = String(
      decoding: bytes.prefix(1024).map { $0 < 0x80 ? $0 | ($0 >= 0x41 && $0 <= 0x5A ? 0x20 : 0) : 0x3F }, as: UTF8.self)
    for mark in ["encoding", "charset"] {
      var rest = head[...]
      while let found = rest.firstRange(of: mark) {
        rest = rest[found.upperBound...]
        var name = rest.drop { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }
        guard name.first == "=" else { continue }
        name = name.dropFirst().drop { $0 == " " || $0 == "\"" || $0 == "'" || $0 == "\t" || $0 == "\n" || $0 == "\r" }
        name = name.prefix { $0.isLetter || $0.isNumber || "-_:.".contains($0) }
        if !name.isEmpty, unlikeASCII.contains(where: name.hasPrefix) { return String(name).uppercased() }
      }
    }
    return nil
  }

  private static let unlikeASCII = [
    "utf-16", "utf16", "utf-32", "utf32", "utf-7", "utf7", "ucs", "iso-10646", "csunicode", "unicode", "iso-2022",
    "csiso2022",
    "hz-gb", "scsu", "bocu", "cp037", "ibm", "ebcdic", "x-user-defined", "replacement",
  ]
}
