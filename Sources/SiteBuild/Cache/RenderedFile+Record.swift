import SiteModel

/// A file with which nothing was wrong as the cache keeps it.
extension RenderedFile {
  func append(to writer: inout RecordWriter) {
    guard let digest else { return }
    writer.append(digest)
    writer.append(companions) {
      $0.append($1.key)
      $0.append($1.value)
    }
    dependencies.append(to: &writer)
    needs.append(to: &writer)
    writer.append(review == nil ? 0 : 1)
    guard let review else { return }
    writer.append(review.anchors.map(\.digest))
    writer.append(review.references) {
      $0.append($1.page.index)
      $0.append($1.anchor.digest)
    }
  }

  convenience init?(from reader: inout RecordReader) {
    guard let digest = reader.digest(),
      let companions = reader.elements({ reader -> (String, ContentDigest)? in
        guard let path = reader.text(), let digest = reader.digest() else { return nil }
        return (path, digest)
      }), let dependencies = RenderDependencies(from: &reader),
      let needs = PolicyNeeds(from: &reader), let hasReview = reader.word()
    else { return nil }
    var review: BodyReview?
    if hasReview == 1 {
      guard let anchors = reader.words(),
        let references = reader.elements({ reader -> BodyReview.Reference? in
          guard let page = reader.number(), let anchor = reader.word() else { return nil }
          return BodyReview.Reference(page: PageID(page), anchor: BodyReview.Anchor(digest: anchor))
        })
      else { return nil }
      review = BodyReview(anchors: anchors.map { BodyReview.Anchor(digest: $0) }, references: references)
    }
    self.init(
      bytes: nil, digest: digest, companions: Dictionary(companions) { first, _ in first }, review: review,
      needs: needs, dependencies: dependencies)
  }
}
