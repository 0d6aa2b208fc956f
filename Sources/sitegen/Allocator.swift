import CMimalloc

/// The allocator that all memory comes from, in place of the C library's own.
enum Allocator {
  /// Asks the system for memory in large pages, each of which is begun with one fault instead of hundreds: for commands
  /// that do their work and are done. Where the system has none to give, it gives ordinary ones.
  static func expectShortLife() {
    mi_option_set(mi_option_large_os_pages, 1)
    // From the first block that a thread asks for.
    mi_option_set(mi_option_eager_commit_delay, 0)
  }

  /// Gives what this thread has free back to the system: for commands that go on, after a piece of work that needed much. Other
  /// threads give back what they have as they go on with theirs.
  static func giveBack() {
    mi_collect(true)
  }
}
