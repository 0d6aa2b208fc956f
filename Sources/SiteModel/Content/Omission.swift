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
  }

  package var source: String
  package var reason: Reason
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
