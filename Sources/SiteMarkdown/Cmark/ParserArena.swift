#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Memory for one conversion: libcmark asks for many small pieces and gives them back one by one; here a piece is a
/// step of a pointer, and all go at once.
///
/// libcmark's allocator functions take no context, so the arena of a conversion is found through its thread. A
/// conversion never leaves its thread.
@safe struct ParserArena {
  private static let firstChunk = 256 << 10
  /// Each piece is preceded by its size, so that it can be grown.
  private static let headerSize = 16

  private var chunks: [UnsafeMutableRawBufferPointer]
  private var chunk = 0
  private var used = 0
  private var last: UnsafeMutableRawPointer?

  private init() {
    unsafe chunks = [.allocate(byteCount: Self.firstChunk, alignment: 16)]
    unsafe last = nil
  }

  /// How many trees live in the arena: a conversion may need a second tree while the first one lives.
  private var users = 0

  /// Begins the use of the thread's arena.
  static func enter() {
    unsafe current.pointee.users += 1
  }

  /// Ends a use; with the last one everything is given back.
  static func leave() {
    let arena = unsafe current
    unsafe arena.pointee.users -= 1
    guard unsafe arena.pointee.users == 0 else { return }
    unsafe arena.pointee.chunk = 0
    unsafe arena.pointee.used = 0
    unsafe arena.pointee.last = nil
    unsafe arena.pointee.trim()
  }

  /// A large document must not hold its memory for the life of the thread.
  private mutating func trim() {
    while unsafe chunks.count > 1, let large = unsafe chunks.popLast() { unsafe large.deallocate() }
  }

  /// Gives everything back; the arena must not be used any more.
  private mutating func free() {
    while let chunk = unsafe chunks.popLast() { unsafe chunk.deallocate() }
  }

  private mutating func take(_ size: Int) -> UnsafeMutableRawPointer {
    let rounded = (size + Self.headerSize + 15) & ~15
    while unsafe used + rounded > chunks[chunk].count {
      if unsafe chunk + 1 == chunks.count {
        let larger = unsafe max(chunks[chunk].count * 2, rounded)
        unsafe chunks.append(.allocate(byteCount: larger, alignment: 16))
      }
      chunk += 1
      used = 0
    }
    let header = unsafe chunks[chunk].baseAddress.unsafelyUnwrapped + used
    used += rounded
    unsafe header.storeBytes(of: size, as: Int.self)
    unsafe last = unsafe header + Self.headerSize
    return unsafe header + Self.headerSize
  }

  static func allocateZeroed(_ count: Int, _ size: Int) -> UnsafeMutableRawPointer? {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: size)
    guard !overflow else { return nil }
    let piece = unsafe current.pointee.take(bytes)
    unsafe memset(piece, 0, bytes)
    return unsafe piece
  }

  static func reallocate(_ piece: UnsafeMutableRawPointer?, _ size: Int) -> UnsafeMutableRawPointer? {
    let arena = unsafe current
    guard let piece = unsafe piece else { return unsafe arena.pointee.take(size) }
    let old = unsafe (piece - headerSize).load(as: Int.self)
    if size <= old { return unsafe piece }
    if unsafe arena.pointee.extendLast(piece, from: old, to: size) { return unsafe piece }
    let larger = unsafe arena.pointee.take(size)
    unsafe memcpy(larger, piece, old)
    return unsafe larger
  }

  private mutating func extendLast(_ piece: UnsafeMutableRawPointer, from old: Int, to size: Int) -> Bool {
    guard unsafe piece == last else { return false }
    let before = (old + Self.headerSize + 15) & ~15
    let after = (size + Self.headerSize + 15) & ~15
    guard unsafe used - before + after <= chunks[chunk].count else { return false }
    used += after - before
    unsafe (piece - Self.headerSize).storeBytes(of: size, as: Int.self)
    return true
  }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    unsafe pthread_key_create(&key) { pointer in
      #if canImport(Glibc)
        guard let pointer = unsafe pointer else { return }
      #endif
      let arena = unsafe pointer.assumingMemoryBound(to: ParserArena.self)
      unsafe arena.pointee.free()
      unsafe arena.deinitialize(count: 1)
      unsafe arena.deallocate()
    }
    return key
  }()

  private static var current: UnsafeMutablePointer<ParserArena> {
    if let known = unsafe pthread_getspecific(key) {
      return unsafe known.assumingMemoryBound(to: ParserArena.self)
    }
    let arena = UnsafeMutablePointer<ParserArena>.allocate(capacity: 1)
    unsafe arena.initialize(to: ParserArena())
    unsafe pthread_setspecific(key, arena)
    return unsafe arena
  }
}
