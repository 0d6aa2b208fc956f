import SiteDiagnostics

extension Rule {
  static let htmlMissingLabel = Rule(
    "html.missing-label", .error, "every field of a form has a label",
    .output { output, findings in
      for kind in [HTMLName.input, .select, .textarea] {
        for field in output.elements(kind) where !field.isLabelled && !isLabelled(field, in: output) {
          findings.add(
            "this field has no label", at: field.tag, hint: "write `<label for=\"…\">` with the field's id", in: output)
        }
      }
    })

  /// Whether a field needs no label around it.
  private static func isLabelled(_ field: HTMLElement, in output: CheckedOutput) -> Bool {
    let type = output.value(of: .type, in: field).map { output.string($0).lowercased() } ?? "text"
    if ["hidden", "submit", "button", "reset", "image"].contains(type) { return true }
    let bytes = output.bytes.span
    // A box of a task list stands in the sentence that it is about.
    if type == "checkbox", bytes.end(of: "disabled", from: field.tag.lowerBound, to: field.tag.upperBound) != nil {
      return true
    }
    if output.scan.isNamedByAttribute(field) { return true }
    guard let id = output.value(of: .id, in: field) else { return false }
    return output.scan.labelled.contains { bytes.same($0, id) }
  }
}
