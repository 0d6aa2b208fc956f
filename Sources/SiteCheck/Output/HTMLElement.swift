/// An element of a page that some rule may want to see.
struct HTMLElement: Sendable {
  struct Attribute: Sendable {
    let name: HTMLName
    let value: Range<Int>
  }

  let name: HTMLName
  /// The start tag.
  let tag: Range<Int>
  /// Which of the scan's attributes are its own.
  let attributes: Range<Int>
  let attributeNames: HTMLNameFilter
  /// What the element has within it that speaks: text, or a picture with a text.
  var hasName = false
  /// Elements of the kind that a rule looks for within it: header cells of a table, captions of a film.
  var parts = 0
  /// Whether it stands within a `label`.
  var isLabelled = false
  /// What stands in a `title` or a link.
  var text: Range<Int>?
}
