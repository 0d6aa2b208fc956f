import SiteDiagnostics

/// The duties of a publisher as data: which pages must be there and be linked, which fields must be filled in, what has
/// to be looked at once a year, which laws are no longer cited. Another country's duties are another file.
package struct Profile: Sendable {
  package struct Page: Sendable {
    /// What it is called in messages: `Impressum`.
    var name: String
    /// Paths below `Content` that it may have; one is enough.
    var files: [String]
    /// Whether every page of the site must link to it.
    var isLinkedEverywhere: Bool
    /// Words of which the rendered page must contain at least one, group by group.
    var texts: [Text]
    var severity: Diagnostic.Severity?
    var duty: String
  }

  package struct Text: Sendable {
    var name: String
    /// In lower case.
    var anyOf: [String]
    var duty: String
  }

  package struct Field: Sendable {
    /// The path in `site.yaml`: `publisher.responsible.name`.
    var path: [String]
    var name: String
    var severity: Diagnostic.Severity?
    var duty: String
  }

  package struct Review: Sendable {
    var path: [String]
    var name: String
    /// In days.
    var warnAfter: Int
    var failAfter: Int
    var duty: String
  }

  /// A field that must lead to a form, and not to mail alone.
  package struct Form: Sendable {
    var path: [String]
    var name: String
    var duty: String
  }

  package struct Citation: Sendable {
    /// As it must not stand in a text any more.
    package var phrase: String
    var replacement: String
    var since: String
  }

  package var name: String
  package var title: String
  var pages: [Page] = []
  var fields: [Field] = []
  var reviews: [Review] = []
  var forms: [Form] = []
  package var citations: [Citation] = []

  /// Whether the text of rendered pages is needed.
  package var asksForTexts: Bool { pages.contains { !$0.texts.isEmpty } }
}
