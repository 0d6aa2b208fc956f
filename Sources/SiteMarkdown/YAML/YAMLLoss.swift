package import SiteDiagnostics

/// A place where YAML reads something else than a person sees, without a word: what stands there would never reach readers.
///
/// YAML knows many signs; who writes a title knows none of them. These are valid, so no parser complains.
package struct YAMLLoss: Sendable {
  package enum Kind: Sendable {
    /// ` #` begins a comment: the rest of the line is left out.
    case comment
    /// `!` begins a tag, which nobody reads.
    case tag
    /// `&` gives a name to a value, which nobody uses.
    case anchor
    /// `\t` in "…" is a tab; in `"C:\temp"` it isn't meant as one.
    case escapes
    /// A line that goes on the text above, and looks like an item of a list.
    case joinedItem
    /// A line that goes on the text above, and looks like a key.
    case joinedKey
    /// `<<` takes over another mapping's keys elsewhere.
    case merge
  }

  package let kind: Kind
  /// The key whose value it is, or whose list it stands in.
  package let key: String?
  /// What is lost or joined, as bytes of the file.
  package let range: Range<Int>
  /// What to write instead: the bytes that are replaced, what was typed there, and how YAML has it.
  package let meant: (range: Range<Int>, typed: String, yaml: String)?
  /// Whether nothing is left of the value.
  package let isWhole: Bool
  /// What a hint shows before the right value: the key, or the mark of an item.
  let lead: String

  /// The text of the place.
  package func text(in source: SourceText) -> String { String(decoding: source.bytes[range], as: UTF8.self) }

  package func diagnostic(in source: SourceText) -> Diagnostic {
    var cursor = SourceCursor(source)
    return diagnostic(in: source, at: cursor.location(of: range))
  }

  private func diagnostic(in source: SourceText, at place: SourceLocation) -> Diagnostic {
    let (message, fallback) = words(Self.shortened(text(in: source)))
    guard let meant, meant.yaml.utf8.count < 300 else { return .warning(id, message, at: place, hint: fallback) }
    return .warning(
      id, message, at: place, hint: "write `\(lead)\(meant.yaml)`",
      fix: TextEdit(source, meant.range, replacement: Array(meant.yaml.utf8)))
  }

  private var id: String {
    switch kind {
    case .comment: "yaml.comment-in-value"
    case .tag: "yaml.tag"
    case .anchor: "yaml.unused-anchor"
    case .escapes: "yaml.escapes"
    case .joinedItem, .joinedKey: "yaml.joined-lines"
    case .merge: "yaml.merge-key"
    }
  }

  private func words(_ text: String) -> (message: String, hint: String) {
    switch kind {
    case .comment:
      (
        "a blank and `#` begin a comment: `\(text)` is left out",
        "put the value in quotes; if it is a note of yours, write a blank after `#`"
      )
    case .tag: ("`\(text)` begins a tag of YAML and is left out", "put the value in quotes")
    case .anchor: ("`\(text)` names the value for YAML and is left out", "put the value in quotes")
    case .escapes: ("a backslash means something else within \"…\"", "put the value in '…'")
    case .joinedItem:
      (
        "this line goes on the text above, it begins no item of a list",
        "begin the list on a line of its own below the key, each item with `- ` in the same column"
      )
    case .joinedKey:
      (
        "this line goes on the text above, it is no key",
        "begin it in the column of the key above, with a space after the colon; if it belongs to the text, put all of it in quotes"
      )
    case .merge: ("`<<` takes over nothing here", "write the keys themselves")
    }
  }

  private static func shortened(_ text: String) -> String {
    text.utf8.count <= 80 ? text : text.prefix(40) + "…"
  }
}
