import SiteDiagnostics

extension Rule {
  static let htmlEmptyControl = Rule(
    "html.empty-control", .error, "links and buttons have a text",
    .output { output, findings in
      for element in output.scan.elements where !element.hasName {
        let isLink = element.name == .a && output.value(of: .href, in: element) != nil
        guard isLink || element.name == .button else { continue }
        findings.add(
          "this \(isLink ? "link" : "button") has no text", at: element.tag,
          hint: "write a text into it, or name it with `aria-label`", in: output)
      }
    })
}
