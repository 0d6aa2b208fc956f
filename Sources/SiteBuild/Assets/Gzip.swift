import CZlib

/// The file format of RFC 1952 by zlib, without name and time, so that the same bytes always give the same.
enum Gzip {
  /// `nil` where zlib has no memory for it.
  static func compress(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = unsafe z_stream()
    let windowBits = MAX_WBITS + 16
    guard
      unsafe deflateInit2_(
        &stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowBits, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY, zlibVersion(),
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { unsafe deflateEnd(&stream) }
    var status = Z_OK
    let capacity = unsafe Int(deflateBound(&stream, uLong(bytes.count)))
    var input = bytes
    let output = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      unsafe input.withUnsafeMutableBufferPointer { source in
        unsafe stream.next_in = source.baseAddress
        unsafe stream.avail_in = uInt(source.count)
        unsafe stream.next_out = buffer.baseAddress
        unsafe stream.avail_out = uInt(buffer.count)
        status = unsafe deflate(&stream, Z_FINISH)
        count = unsafe buffer.count - Int(stream.avail_out)
      }
    }
    return status == Z_STREAM_END ? output : nil
  }
}
