internal import CXXHash
import SiteModel

/// Makes 64 bits of what is put into it, the same on every machine: equal for equal things, and different for different
/// ones but for a chance that is none.
struct Fingerprinter {
  private var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(256) }

  /// Of bytes as they stand in a file.
  static func fingerprint(of bytes: ArraySlice<UInt8>) -> UInt64 {
    unsafe bytes.withUnsafeBytes { unsafe XXH3_64bits($0.baseAddress, $0.count) }
  }

  mutating func add(_ number: UInt64) {
    unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

  /// With its length, so that two texts in a row aren't taken for others.
  mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func add(_ text: String?) {
    guard let text else { return add(-1) }
    add(text)
  }

  /// What was put in so far.
  var current: UInt64 { Self.fingerprint(of: bytes[...]) }

  /// What was put in since the last time; begins anew.
  mutating func finish() -> UInt64 {
    let fingerprint = current
    bytes.removeAll(keepingCapacity: true)
    return fingerprint
  }
}
