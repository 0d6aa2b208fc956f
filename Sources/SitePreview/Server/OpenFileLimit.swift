#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How many files, connections among them, the system lets this process open.
enum OpenFileLimit {
  /// What the rest of the process needs.
  private static let reserve = 128

  /// Asks the system for room for so many connections, and says how many there is room for.
  static func raise(toHold connections: Int) -> Int {
    #if canImport(Darwin)
      let resource = RLIMIT_NOFILE
    #else
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #endif
    var limit = rlimit()
    guard unsafe getrlimit(resource, &limit) == 0 else { return connections }
    let wanted = rlim_t(connections + reserve)
    if limit.rlim_cur < wanted {
      limit.rlim_cur = min(wanted, limit.rlim_max)
      _ = unsafe setrlimit(resource, &limit)
      guard unsafe getrlimit(resource, &limit) == 0 else { return connections }
    }
    return limit.rlim_cur >= wanted ? connections : max(16, Int(limit.rlim_cur) - reserve)
  }
}
