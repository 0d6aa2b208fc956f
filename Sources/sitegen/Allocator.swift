#if canImport(Glibc)
  import CLinux
#endif

/// The C library's allocator, which all memory comes from.
enum Allocator {
  /// Asks the system for memory in few large steps, and gives none back before the end: for commands that do their work
  /// and are done. Otherwise every thread asks for a few pages more again and again, in a large build thousands of times.
  static func expectShortLife() {
    #if canImport(Glibc)
      mallopt(M_TOP_PAD, 64 << 20)
      mallopt(M_TRIM_THRESHOLD, .max)
    #endif
  }

  /// Gives what is free back to the system: for commands that go on, after a piece of work that needed much.
  static func giveBack() {
    #if canImport(Glibc)
      malloc_trim(0)
    #endif
  }
}
