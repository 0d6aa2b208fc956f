import SiteDiagnostics

extension Rule {
  static let htmlMissingLabel = Rule(
    "html.missing-label", .error, "every field of a form has a label",
    .output { output, findings in
      let fields = output.elements(.input) + output.elements(.select) + output.elements(.textarea)
      guard !fields.isEmpty else { return }
      let labelled = Set(output.scan.labelled.map { output.bytes[$0] })
      for field in fields where !field.isLabelled {
        let type = field.value(of: .type).map { output.string($0).lowercased() } ?? "text"
        if ["hidden", "submit", "button", "reset", "image"].contains(type) { continue }
        // A box of a task list stands in the sentence that it is about.
        if type == "checkbox", output.string(field.tag).contains("disabled") { continue }
        let isNamed = field.attributes.contains { ($0.name == .aria || $0.name == .title) && !$0.value.isEmpty }
        if isNamed || field.value(of: .id).map({ labelled.contains(output.bytes[$0]) }) ?? false { continue }
        findings.add(
          "this field has no label", at: field.tag, hint: "write `<label for=\"…\">` with the field's id", in: output)
      }
    })
}
