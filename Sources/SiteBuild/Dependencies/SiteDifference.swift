import SiteModel

/// Where two builds of a site differ: tells which files of the earlier one are still what a render would give.
struct SiteDifference: Sendable {
  private let old: SiteFingerprints
  private let new: SiteFingerprints
  private let site: Site
  /// By kind of member and by its place in the earlier site: its place now, and a bit for each aspect that differs.
  private let members: [[(place: Int?, aspects: UInt8)]]
  /// Whether every member has the place that it had.
  let placesStay: Bool

  /// - Parameter site: the later one.
  init(from old: SiteFingerprints, to new: SiteFingerprints, of site: Site) {
    self.old = old
    self.new = new
    self.site = site
    members = Dependency.Member.allCases.map { Self.compare(old.members($0), new.members($0)) }
    placesStay = members.allSatisfy { $0.enumerated().allSatisfy { $0.element.place == $0.offset } }
  }

  private static func compare(
    _ old: [SiteFingerprints.Member], _ new: [SiteFingerprints.Member]
  ) -> [(place: Int?, aspects: UInt8)] {
    var places: [UInt64: Int]?
    return old.enumerated().map { index, member in
      var place: Int? = index
      if index >= new.count || new[index].identity != member.identity {
        let known = places ?? Dictionary(new.enumerated().map { ($1.identity, $0) }) { first, _ in first }
        places = known
        place = known[member.identity]
      }
      guard let place else { return (nil, .max) }
      return (
        place,
        Dependency.Aspect.allCases.reduce(0) { bits, aspect in
          bits | (member[aspect] == new[place][aspect] ? 0 : 1 << aspect.rawValue)
        }
      )
    }
  }

  private subscript(dependency: Dependency) -> (place: Int?, aspects: UInt8) {
    let members = members[Int(dependency.member.rawValue)]
    return members.indices.contains(dependency.index) ? members[dependency.index] : (nil, .max)
  }

  /// Whether a render that looked at these things would see the same now.
  func keeps(_ dependencies: RenderDependencies) -> Bool {
    dependencies.members.allSatisfy { self[$0].aspects & (1 << $0.aspect.rawValue) == 0 }
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
