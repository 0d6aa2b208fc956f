extension SiteDate {
  /// The day with which the name of a file begins, or that of the folder whose index it is: `2015-06-29-title.md`, as Jekyll wants it.
  init?(inNameOf path: String) {
    let (folder, name) = path.folderAndName
    let own = name.hasPrefix("index.") ? folder?.folderAndName.name ?? "" : name
    let bytes = Array(own.utf8.prefix(11))
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count else { return nil }
      return bytes[range].reduce(Int?.some(0)) { sum, byte in
        (0x30...0x39).contains(byte) ? sum.map { $0 * 10 + Int(byte - 0x30) } : nil
      }
    }
    let separators = Array("-_.".utf8)
    let isParted = bytes.count >= 10 && separators.contains(bytes[4]) && bytes[7] == bytes[4]
    let places = isParted ? (month: 5..<7, day: 8..<10) : (month: 4..<6, day: 6..<8)
    let end = places.day.upperBound
    guard let year = number(0..<4), let month = number(places.month), let day = number(places.day),
      (1900...2200).contains(year), end == bytes.count || !(0x30...0x39).contains(bytes[end])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}
