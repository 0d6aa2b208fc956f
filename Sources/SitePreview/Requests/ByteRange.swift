/// The part of a file that a request asks for (RFC 9110, 14).
enum ByteRange: Equatable {
  case whole
  case part(Range<Int>)
  case unsatisfiable

  /// What is no single range of bytes is ignored, as the standard allows: then the whole file is sent.
  init(_ header: String?, size: Int) {
    self = .whole
    guard let header, header.lowercased().hasPrefix("bytes=") else { return }
    let spec = header.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
    guard spec.count == 2, spec.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return }
    // A number beyond what an integer holds is beyond every file too.
    let numbers = spec.map { $0.isEmpty ? nil : Int($0) ?? Int.max }
    switch (numbers[0], numbers[1]) {
    case (nil, nil): return
    case (nil, let length?):
      self = length == 0 || size == 0 ? .unsatisfiable : .part(size - min(length, size)..<size)
    case (let start?, let end):
      if let end, end < start { return }
      self = start >= size ? .unsatisfiable : .part(start..<min(size - 1, end ?? Int.max) + 1)
    }
  }
}
