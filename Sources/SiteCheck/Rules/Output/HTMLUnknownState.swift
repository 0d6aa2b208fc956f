import SiteDiagnostics

extension Rule {
  static let htmlUnknownState = Rule(
    "html.unknown-state", .error, "attributes that begin with `aria-` are those of WAI-ARIA, with values that it knows",
    .output { output, findings in
      let bytes = output.bytes.span
      for (name, value) in output.scan.states
      where !common.contains(ByteHash.of(bytes, name))
        && !common.contains(ByteHash.of(bytes, name.lowerBound..<value.upperBound))
      {
        let attribute = output.string(name)
        guard let kind = states[attribute] else {
          let near = names.nearest(to: attribute)
          findings.add(
            "there is no attribute `\(attribute)`", at: name.lowerBound..<max(name.upperBound, value.upperBound + 1),
            hint: near.map { "did you mean `\($0)`?" } ?? "remove it: nothing reads it", in: output)
          continue
        }
        let written = output.string(value)
        if kind.allows(written) { continue }
        findings.add(
          "`\(attribute)` can't be `\(written)`", at: name.lowerBound..<value.upperBound + 1,
          hint: "it can be \(kind.values.map { "`\($0)`" }.joined(separator: ", "))", in: output)
      }
    })

  /// What needs no closer look: attributes that may hold anything, and others with a word, as they are mostly written.
  private static let common = Set(
    states.flatMap { name, kind in
      if case .free = kind { return [ByteHash.of(name)] }
      return kind.values.map { ByteHash.of("\(name)=\"\($0)") }
    })

  private static let names = KnownNames(states.keys.sorted())

  /// What may stand in an attribute: anything, one of a few words, or several of them.
  private enum StateKind {
    case free
    case word([String])
    case words([String])

    var values: [String] {
      switch self {
      case .free: []
      case .word(let words), .words(let words): words
      }
    }

    /// An empty value and `undefined` stand for the default (WAI-ARIA 1.2, section 8.2).
    func allows(_ value: String) -> Bool {
      if value.isEmpty || value == "undefined" { return true }
      switch self {
      case .free: return true
      case .word(let words): return words.contains(value)
      case .words(let words): return value.split(separator: " ").allSatisfy { words.contains(String($0)) }
      }
    }
  }

  private static let yesOrNo = StateKind.word(["true", "false"])
  private static let yesNoOrMixed = StateKind.word(["true", "false", "mixed"])

  /// WAI-ARIA 1.2, section 6.6, and the two for braille of 1.3 that browsers know.
  private static let states: [String: StateKind] = [
    "aria-activedescendant": .free, "aria-atomic": yesOrNo,
    "aria-autocomplete": .word(["inline", "list", "both", "none"]), "aria-braillelabel": .free,
    "aria-brailleroledescription": .free, "aria-busy": yesOrNo, "aria-checked": yesNoOrMixed, "aria-colcount": .free,
    "aria-colindex": .free, "aria-colindextext": .free, "aria-colspan": .free, "aria-controls": .free,
    "aria-current": .word(["page", "step", "location", "date", "time", "true", "false"]), "aria-describedby": .free,
    "aria-description": .free, "aria-details": .free, "aria-disabled": yesOrNo,
    "aria-dropeffect": .words(["copy", "execute", "link", "move", "none", "popup"]), "aria-errormessage": .free,
    "aria-expanded": yesOrNo, "aria-flowto": .free, "aria-grabbed": yesOrNo,
    "aria-haspopup": .word(["true", "false", "menu", "listbox", "tree", "grid", "dialog"]), "aria-hidden": yesOrNo,
    "aria-invalid": .word(["grammar", "false", "spelling", "true"]), "aria-keyshortcuts": .free, "aria-label": .free,
    "aria-labelledby": .free, "aria-level": .free, "aria-live": .word(["assertive", "off", "polite"]),
    "aria-modal": yesOrNo, "aria-multiline": yesOrNo, "aria-multiselectable": yesOrNo,
    "aria-orientation": .word(["horizontal", "vertical"]), "aria-owns": .free, "aria-placeholder": .free,
    "aria-posinset": .free, "aria-pressed": yesNoOrMixed, "aria-readonly": yesOrNo,
    "aria-relevant": .words(["additions", "removals", "text", "all"]), "aria-required": yesOrNo,
    "aria-roledescription": .free, "aria-rowcount": .free, "aria-rowindex": .free, "aria-rowindextext": .free,
    "aria-rowspan": .free, "aria-selected": yesOrNo, "aria-setsize": .free,
    "aria-sort": .word(["ascending", "descending", "none", "other"]), "aria-valuemax": .free, "aria-valuemin": .free,
    "aria-valuenow": .free, "aria-valuetext": .free,
  ]
}
