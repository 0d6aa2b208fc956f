import Foundation
import SitePublish

/// What sitegen keeps for a user, apart from any site: a site's folder may come from somebody else, and with it whatever
/// lies in it (XDG Base Directory).
enum UserCache {
  /// A folder for one site; `nil` where the user has no place for such things.
  ///
  /// - Parameters:
  ///   - site: the absolute path of its folder.
  ///   - name: what the folder is for.
  static func folder(for site: String, below name: String) -> String? {
    let environment = ProcessInfo.processInfo.environment
    guard let base = base(environment) else { return nil }
    return "\(base)/sitegen/\(name)/\(Publisher.cacheName(ofSite: site))"
  }

  private static func base(_ environment: [String: String]) -> String? {
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") { return folder }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    guard (try? URL(filePath: home).checkResourceIsReachable()) == true else { return nil }
    return "\(home)/.cache"
  }
}
