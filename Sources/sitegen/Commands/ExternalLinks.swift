import Foundation
import SiteBuild
import SiteCheck
import SiteDiagnostics
import SiteLinks

/// Joins the check to the hosts that it asks, and to the file that remembers their answers.
struct ExternalLinks: Sendable {
  /// `nil` is the usual place.
  let cachePath: String?
  /// Whether hosts that only this network knows are asked, too.
  let asksInside: Bool

  var probe: CheckOptions.Probe {
    { addresses, ignoredHosts in await answers(to: addresses, ignoredHosts: ignoredHosts) }
  }

  private func answers(to addresses: [String], ignoredHosts: [String]) async -> [String: ExternalAnswer] {
    let now = Int64(Date().timeIntervalSince1970)
    let environment = ProcessInfo.processInfo.environment
    var cache = LinkCache(path: cachePath ?? LinkCache.standardPath(environment: environment), now: now)
    let probe = LinkProbe(now: now, ignoredHosts: ignoredHosts, asksInside: asksInside, environment: environment)
    do throws(LinkProbe.Failure) {
      let answers = try await probe.answers(to: addresses, cache: &cache)
      cache.save()
      return answers.mapValues { trail in
        if trail.isInside { return .inside }
        if !trail.isReachable { return .unreachable(trail.reason) }
        return trail.movedTo.map { .moved(to: $0) } ?? .fine
      }
    } catch {
      DiagnosticFormat.text.report([
        .warning(
          "check.missing-tool", "`curl` is needed to ask other hosts and is not installed",
          hint: "install it: `apt-get install curl` on Debian and Ubuntu")
      ])
      return [:]
    }
  }
}
