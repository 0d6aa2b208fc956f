/// Searches bytes for a text from places that come in their order, without looking twice at what lies between.
struct SearchMemory {
  private let piece: [UInt8]
  /// From where was searched last, and where it was found; `nil` where it stands nowhere behind that.
  private var last: (start: Int, place: Int?)?

  init(_ text: String) { piece = Array(text.utf8) }

  /// The first place from `start` on that is the right one.
  ///
  /// - Parameter isRight: the same in every call.
  mutating func place(from start: Int, in bytes: [UInt8], where isRight: (Int) -> Bool = { _ in true }) -> Int? {
    if let last, start >= last.start {
      guard let place = last.place else { return nil }
      if start <= place { return place }
    }
    let place = search(from: start, in: bytes, where: isRight)
    last = (start, place)
    return place
  }

  func search(from start: Int, in bytes: [UInt8], where isRight: (Int) -> Bool = { _ in true }) -> Int? {
    guard let head = piece.first else { return nil }
    var next = start
    while let place = ByteSearch.first(head, in: bytes.span, from: next) {
      if bytes[place...].starts(with: piece), isRight(place) { return place }
      next = place + 1
    }
    return nil
  }
}
