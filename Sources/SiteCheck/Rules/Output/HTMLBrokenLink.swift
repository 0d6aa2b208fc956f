import SiteDiagnostics

extension Rule {
  static let htmlBrokenLink = Rule(
    "html.broken-link", .error, "every address on a page leads to something on the site",
    .output { output, findings in
      for (address, range) in output.lost {
        findings.add(
          "there is nothing at `\(address)`", at: range,
          hint: nearestName(to: address, among: output.addresses.addresses.prefix(2000)).map {
            "did you mean `\($0)`?"
          },
          in: output)
      }
    })
}
