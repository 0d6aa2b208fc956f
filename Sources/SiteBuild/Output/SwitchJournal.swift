/// The steps of a switch file by file, written down before the first: the next build completes what a kill cut short.
///
/// Every step may be taken again after it was done. Text, as it stands in the stage:
/// ```
/// sitegen-journal 2
/// from tree
/// put ausgaben/index.html
/// remove ausgaben/alt/index.html
/// remove-folder ausgaben/alt
/// ```
struct SwitchJournal: Sendable, Hashable {
  enum Step: Sendable, Hashable {
    /// Moves the staged file to its place, over what is there.
    case put(RelativePath)
    case remove(RelativePath)
    /// Removes the folder if it is empty.
    case removeFolder(RelativePath)
  }

  private static let header = "sitegen-journal 2"

  /// The folder beside the journal that holds the staged files: ``Stage/tree``, or ``Stage/changes`` where an old tree has
  /// that name.
  let source: RelativePath
  let steps: [Step]

  init(steps: [Step], from source: RelativePath) {
    self.source = source
    self.steps = steps
  }

  /// `nil` unless the text is a journal of this version from the first byte to the last.
  init?(text: [UInt8]) {
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
    guard lines.popFirst()?.elementsEqual(Self.header.utf8) == true, lines.popLast()?.isEmpty == true else {
      return nil
    }
    switch lines.popFirst().map({ String(decoding: $0, as: UTF8.self) }) {
    case "from \(Stage.tree)": source = Stage.tree
    case "from \(Stage.changes)": source = Stage.changes
    default: return nil
    }
    var steps: [Step] = []
    for line in lines {
      let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 1)
      guard fields.count == 2, let path = RelativePath(escaped: fields[1]) else { return nil }
      switch String(decoding: fields[0], as: UTF8.self) {
      case "put": steps.append(.put(path))
      case "remove": steps.append(.remove(path))
      case "remove-folder": steps.append(.removeFolder(path))
      default: return nil
      }
    }
    self.steps = steps
  }

  var text: [UInt8] {
    var text = Array("\(Self.header)\nfrom \(source)\n".utf8)
    for step in steps {
      let (verb, path) =
        switch step {
        case .put(let path): ("put", path)
        case .remove(let path): ("remove", path)
        case .removeFolder(let path): ("remove-folder", path)
        }
      text += "\(verb) ".utf8
      path.appendEscaped(to: &text)
      text.append(UInt8(ascii: "\n"))
    }
    return text
  }
}
