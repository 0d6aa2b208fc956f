/// A source file that is left out of the site, and why.
package struct Omission: Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    case draft
    /// Its `date` lies ahead.
    case future(SiteDate)
    /// Its `publishDate` lies ahead.
    case unpublished(SiteDate)
    case expired(SiteDate)
    /// Its edition is left out, for the reason named there.
    case edition(String)
    /// As its original in the site's first language, which this file stands in; it has no time of its own.
    indirect case original(String, Reason)
  }

  package var source: String
  package var reason: Reason
  /// The address that its page would have, from the site's root.
  package let address: String
  /// How many files wait for the page: see ``Site/withheldFiles``.
  package internal(set) var fileCount = 0

  package init(source: String, reason: Reason, address: String = "") {
    self.source = source
    self.reason = reason
    self.address = address
  }
}

/// Which pages belong to the site at this moment.
package struct PublicationPolicy: Sendable {
  package var includesDrafts: Bool
  package var includesFuture: Bool
  package var includesExpired: Bool

  package init(includesDrafts: Bool = false, includesFuture: Bool = false, includesExpired: Bool = false) {
    self.includesDrafts = includesDrafts
    self.includesFuture = includesFuture
    self.includesExpired = includesExpired
  }

  /// `nil` where a page is in. A translation that says nothing of when it comes and goes does as its original.
  ///
  /// - Parameter original: the page that it translates, with the path of its file below `Content`.
  package func reasonToOmit(
    _ page: PageMetadata, original: (source: String, metadata: PageMetadata)?, clock: SiteClock
  ) -> Omission.Reason? {
    guard let original else { return reasonToOmit(page, clock: clock) }
    var times = page
    if times.publishDate == nil { times.publishDate = original.metadata.publishDate }
    if times.expiryDate == nil { times.expiryDate = original.metadata.expiryDate }
    if times.date == nil { times.date = original.metadata.date }
    guard let reason = reasonToOmit(times, clock: clock) else { return nil }
    return reasonToOmit(page, clock: clock) ?? .original(original.source, reason)
  }

  /// `nil` where the page is in. A page expires with the beginning of its `expiryDate`.
  package func reasonToOmit(_ page: PageMetadata, clock: SiteClock) -> Omission.Reason? {
    let now = clock.today
    if page.isDraft, !includesDrafts { return .draft }
    if !includesFuture {
      if let date = page.publishDate {
        if date > now { return .unpublished(date) }
      } else if let date = page.date, date > now {
        return .future(date)
      }
    }
    if !includesExpired, let date = page.expiryDate, date <= now { return .expired(date) }
    return nil
  }
}
