internal import CThreadVariables

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

  /// Where the next piece starts in the current chunk, and where the chunk ends.
  private var next: UnsafeMutableRawPointer
  private var limit: UnsafeMutableRawPointer
  private var chunks: [UnsafeMutableRawBufferPointer]
  /// How many trees live in the arena: a conversion may need a second tree while the first one lives.
  private var users = 0

  private init() {
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.firstChunk, alignment: 16)
    unsafe next = chunk.baseAddress.unsafelyUnwrapped
    unsafe limit = next + Self.firstChunk
    unsafe chunks = [chunk]
  }

  /// Begins the use of the thread's arena.
  static func enter() {
    unsafe current.pointee.users += 1
  }

  /// Ends a use; with the last one everything is given back.
  static func leave() {
    let arena = unsafe current
    unsafe arena.pointee.users -= 1
    if unsafe arena.pointee.users == 0 { unsafe arena.pointee.reset() }
  }

  /// Starts anew in the first chunk. A large document must not hold its memory for the life of the thread.
  private mutating func reset() {
    while unsafe chunks.count > 1, let large = unsafe chunks.popLast() { unsafe large.deallocate() }
    unsafe next = chunks[0].baseAddress.unsafelyUnwrapped
    unsafe limit = next + chunks[0].count
  }

  /// Gives everything back; the arena must not be used any more.
  private mutating func free() {
    while let chunk = unsafe chunks.popLast() { unsafe chunk.deallocate() }
  }

  @inline(__always)
  private mutating func take(_ size: Int) -> UnsafeMutableRawPointer {
    let rounded = Self.rounded(size)
    if unsafe limit - next < rounded { addChunk(for: rounded) }
    let header = unsafe next
    unsafe next += rounded
    unsafe header.storeBytes(of: size, as: Int.self)
    return unsafe header + Self.headerSize
  }

  @inline(__always)
  private static func rounded(_ size: Int) -> Int { (size &+ headerSize &+ 15) & ~15 }

  @inline(never)
  private mutating func addChunk(for size: Int) {
    let count = unsafe max(chunks[chunks.count - 1].count * 2, size)
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
    unsafe chunks.append(chunk)
    unsafe next = chunk.baseAddress.unsafelyUnwrapped
    unsafe limit = next + count
  }

  /// libcmark's `calloc`.
  static func allocateZeroed(_ count: Int, _ size: Int) -> UnsafeMutableRawPointer? {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: size)
    guard !overflow else { return nil }
    let piece = unsafe current.pointee.take(bytes)
    unsafe memset(piece, 0, bytes)
    return unsafe piece
  }

  /// libcmark's `realloc`: the last piece grows where it stands, if there is room.
  static func reallocate(_ piece: UnsafeMutableRawPointer?, _ size: Int) -> UnsafeMutableRawPointer? {
    let arena = unsafe current
    guard let piece = unsafe piece else { return unsafe arena.pointee.take(size) }
    let old = unsafe (piece - headerSize).load(as: Int.self)
    if size <= old { return unsafe piece }
    let header = unsafe piece - headerSize
    if unsafe header + rounded(old) == arena.pointee.next, unsafe header + rounded(size) <= arena.pointee.limit {
      unsafe arena.pointee.next = header + rounded(size)
      unsafe header.storeBytes(of: size, as: Int.self)
      return unsafe piece
    }
    let larger = unsafe arena.pointee.take(size)
    unsafe memcpy(larger, piece, old)
    return unsafe larger
  }

  /// Gives a thread's arena back when the thread ends; where the arena is while it lives, `parser_arena` knows faster.
  private static let endOfThread: pthread_key_t = {
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

  @inline(__always)
  private static var current: UnsafeMutablePointer<ParserArena> {
    if let known = unsafe parser_arena() { return unsafe known.assumingMemoryBound(to: ParserArena.self) }
    return unsafe makeCurrent()
  }

  @inline(never)
  private static func makeCurrent() -> UnsafeMutablePointer<ParserArena> {
    let arena = UnsafeMutablePointer<ParserArena>.allocate(capacity: 1)
    unsafe arena.initialize(to: ParserArena())
    unsafe set_parser_arena(arena)
    unsafe pthread_setspecific(endOfThread, arena)
    return unsafe arena
  }
}
