import SiteDiagnostics

extension Rule {
  static let htmlBrokenLink = Rule(
    "html.broken-link", .error, "every address on a page leads to something on the site",
    .output { output, findings in
      for (address, range) in output.lost {
        findings.add("there is nothing at `\(address)`", at: range, missing: address, in: output)
      }
    })
}
