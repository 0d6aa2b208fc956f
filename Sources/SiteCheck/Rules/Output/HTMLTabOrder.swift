import SiteDiagnostics

extension Rule {
  static let htmlTabOrder = Rule(
    "html.tab-order", .error, "the keyboard follows the order of the page",
    .output { output, findings in
      for element in output.scan.elements(with: .tabindex) {
        guard let value = output.value(of: .tabindex, in: element), let number = Int(output.string(value)), number > 0
        else { continue }
        findings.add(
          "`tabindex=\"\(number)\"` tears the order of the keyboard apart", at: element.tag,
          hint: "use `0` or `-1`, and put the element where it belongs", in: output)
      }
    })
}
