import SiteModel

#if canImport(Darwin)
  import Darwin
#endif

/// All that decides what becomes of a site's content, beside the content: fingerprints that are the same where nothing of
/// it has changed.
struct CacheConditions: Sendable, Hashable {
  /// What decides how front matter is read: `site.yaml`, the address, the day, the program itself.
  let reading: UInt64
  /// What decides how pages are rendered: the same, and templates, their texts, the addresses of assets, and the options.
  let rendering: UInt64
}

/// The program that runs: another build of it may do anything otherwise.
enum Program {
  /// `nil` where nobody can tell.
  static func fingerprint() -> UInt64? {
    #if os(Linux)
      let path = "/proc/self/exe"
    #else
      let path = CommandLine.arguments.first ?? ""
    #endif
    guard let stamp = try? OpenFile(reading: path).stamp() else { return nil }
    var maker = Fingerprinter()
    // Not the inode: a copy that keeps its time, as in an image of a container, is the same program.
    maker.add(Int(stamp.size))
    maker.add(Int(stamp.modified))
    return maker.finish()
  }
}
