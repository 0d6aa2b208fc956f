import SiteModel

/// Where two builds of a site differ: tells which files of the earlier one are still what a render would give.
///
/// A class, because it is asked for every file of the site, by all threads.
final class SiteDifference: Sendable {
  /// What became of a member of the earlier site.
  private struct Fate: Sendable {
    /// Its place now; `nil` where it is gone.
    let place: Int?
    /// A bit for each aspect that differs.
    let differences: UInt8

    static let gone = Fate(place: nil, differences: .max)
  }

  private let old: SiteFingerprints
  private let new: SiteFingerprints
  private let site: Site
  /// Of all kinds of members one after the other, in their places in the earlier site.
  private let fates: [Fate]
  /// Where those of each kind are.
  private let kinds: [Range<Int>]
  /// Whether every member has the place that it had.
  let placesStay: Bool

  /// - Parameter site: the later one.
  init(from old: SiteFingerprints, to new: SiteFingerprints, of site: Site) {
    self.old = old
    self.new = new
    self.site = site
    var fates: [Fate] = []
    var kinds: [Range<Int>] = []
    var placesStay = true
    for kind in Dependency.Member.allCases {
      let own = Self.compare(old.members(kind), new.members(kind))
      placesStay = placesStay && own.indices.allSatisfy { own[$0].place == $0 }
      kinds.append(fates.count..<fates.count + own.count)
      fates += own
    }
    self.fates = fates
    self.kinds = kinds
    self.placesStay = placesStay
  }

  private static func compare(
    _ old: [SiteFingerprints.Member], _ new: [SiteFingerprints.Member]
  ) -> [Fate] {
    var places: [UInt64: Int]?
    return old.enumerated().map { index, member in
      var place: Int? = index
      if index >= new.count || new[index].identity != member.identity {
        let known = places ?? Dictionary(new.enumerated().map { ($1.identity, $0) }) { first, _ in first }
        places = known
        place = known[member.identity]
      }
      guard let place else { return .gone }
      let differences = Dependency.Aspect.allCases.reduce(UInt8(0)) { bits, aspect in
        bits | (member[aspect] == new[place][aspect] ? 0 : 1 << aspect.rawValue)
      }
      return Fate(place: place, differences: differences)
    }
  }

  private subscript(dependency: Dependency) -> Fate {
    let kind = kinds[Int(dependency.member.rawValue)]
    return dependency.index < kind.count ? fates[kind.lowerBound + dependency.index] : .gone
  }

  /// Whether a render that looked at these things would see the same now.
  func keeps(_ dependencies: RenderDependencies) -> Bool {
    dependencies.members.allSatisfy { self[$0].differences & (1 << $0.aspect.rawValue) == 0 }
      && dependencies.files.allSatisfy { old.files[$0] == new.files[$0] }
      && dependencies.related.allSatisfy(keeps)
  }

  private func keeps(_ related: RenderDependencies.Related) -> Bool {
    guard let place = self[.page(related.page, .relations)].place else { return false }
    // Few edits change an order; to find what is related anew is the dearest of all comparisons.
    if old.order == new.order { return true }
    let articles = site.related(to: PageID(place), atMost: PageView.relatedCount)
    return SiteFingerprints.fingerprint(of: articles, in: site) == related.digest
  }

  /// The review of a page that is kept, by the places that other pages have now.
  func moved(_ review: BodyReview) -> BodyReview {
    var moved = review
    for index in moved.references.indices {
      guard let place = self[.page(moved.references[index].page, .front)].place else { continue }
      moved.references[index].page = PageID(place)
    }
    return moved
  }

  /// The dependencies of a file that is kept, by the places that their members have now.
  func moved(_ dependencies: RenderDependencies) -> RenderDependencies {
    placesStay ? dependencies : dependencies.moved { self[$0].place }
  }
}
