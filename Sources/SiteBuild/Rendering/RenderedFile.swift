import SiteDiagnostics
import SiteModel

/// What became of one job of a plan. A class, because a preview takes all but a few over from one version to the next.
final class RenderedFile: Sendable {
  /// `nil` where rendering failed, or where they are let go of.
  let bytes: [UInt8]?
  /// Of the bytes, where somebody asked for it before they were let go of.
  let digest: ContentDigest?
  /// The digests of its compressed forms, by their paths; empty where nobody asked for digests.
  let companions: [String: ContentDigest]
  /// Of the text that the page is made of, where it is a page's first file.
  let review: BodyReview?
  /// Why there are no bytes, or what is wrong with them.
  let diagnostics: [Diagnostic]
  /// What is wrong with components on the page.
  let componentProblems: Set<Diagnostic>
  /// What the policy must allow for the file to work.
  let needs: PolicyNeeds
  /// What rendering looked at; empty where nobody asked for it.
  let dependencies: RenderDependencies
  /// How long rendering took, where that was asked for.
  let duration: Duration?

  init(
    bytes: [UInt8]?, digest: ContentDigest? = nil, companions: [String: ContentDigest] = [:], review: BodyReview?,
    diagnostics: [Diagnostic] = [], componentProblems: Set<Diagnostic> = [], needs: PolicyNeeds = PolicyNeeds(),
    dependencies: RenderDependencies, duration: Duration? = nil
  ) {
    self.bytes = bytes
    self.digest = digest
    self.companions = companions
    self.review = review
    self.diagnostics = diagnostics
    self.componentProblems = componentProblems
    self.needs = needs
    self.dependencies = dependencies
    self.duration = duration
  }

  /// What is left of it once the bytes are written.
  var withoutBytes: RenderedFile { changed(digest: digest, companions, review, dependencies) }

  /// What is left of it where the bytes can be had again by rendering.
  var digested: RenderedFile { digested(as: bytes.map { ContentHasher.digest(of: $0) }, [:]) }

  /// What is left of it where the bytes, and its compressed forms, stand in the output with these digests.
  func digested(as digest: ContentDigest?, _ companions: [String: ContentDigest]) -> RenderedFile {
    changed(digest: digest, companions, review, dependencies)
  }

  /// The same file in a site where what it looked at has other places.
  func moved(by difference: SiteDifference) -> RenderedFile {
    if difference.placesStay { return self }
    return changed(
      digest: digest, companions, review.map { difference.moved($0) }, difference.moved(dependencies))
  }

  private func changed(
    digest: ContentDigest?, _ companions: [String: ContentDigest], _ review: BodyReview?,
    _ dependencies: RenderDependencies
  ) -> RenderedFile {
    RenderedFile(
      bytes: nil, digest: digest, companions: companions, review: review, diagnostics: diagnostics,
      componentProblems: componentProblems, needs: needs, dependencies: dependencies, duration: duration)
  }

  /// Whether it was rendered and there is nothing to say of it, so that a next build need not look at it again.
  var isFlawless: Bool {
    digest != nil && diagnostics.isEmpty && componentProblems.isEmpty && review?.diagnostics.isEmpty ?? true
  }
}

extension Sequence<RenderedFile> {
  /// What was found in the texts of pages.
  func reviews(of jobs: [RenderJob]) -> [(page: PageID, review: BodyReview)] {
    zip(jobs, self).compactMap { job, file in
      guard let page = job.firstFileOf, let review = file.review else { return nil }
      return (page, review)
    }
  }

  /// What is wrong with all of them together, beside the texts.
  var diagnostics: [Diagnostic] { diagnostics(beside: []) }

  /// As above, beside errors of the texts or not: a text that is wrong spoils whatever shows it, which need not be said
  /// as well; but what would be loaded from other hosts has a cause of its own.
  func diagnostics(besides hasErrors: Bool) -> [Diagnostic] {
    hasErrors ? flatMap(\.diagnostics).filter { $0.id == ForeignAddressReport.id }.onceForEachPlace() : diagnostics
  }

  /// As above. What a render stumbled over because a source file is wrong needn't be said once the file's own faults are.
  ///
  /// - Parameter spoiled: the paths of those files.
  func diagnostics(beside spoiled: Set<String>) -> [Diagnostic] {
    let problems = reduce(into: Set<Diagnostic>()) {
      if !$1.componentProblems.isEmpty { $0.formUnion($1.componentProblems) }
    }
    let faults = flatMap(\.diagnostics).filter { fault in
      !fault.notes.contains { note in note.location.map { spoiled.contains($0.path) } ?? false }
    }
    return faults.onceForEachPlace() + problems
  }
}
