import CBrotli

/// The format of RFC 7932 by Google's encoder at its best.
enum Brotli {
  /// `nil` where the encoder has no memory for it.
  static func compress(_ bytes: [UInt8]) -> [UInt8]? {
    let capacity = BrotliEncoderMaxCompressedSize(bytes.count)
    guard capacity > 0 else { return nil }
    var isDone = false
    let output = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      var size = capacity
      isDone =
        unsafe BrotliEncoderCompress(
          BROTLI_MAX_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.count, bytes, &size, buffer.baseAddress)
        == BROTLI_TRUE
      count = isDone ? size : 0
    }
    return isDone ? output : nil
  }
}
