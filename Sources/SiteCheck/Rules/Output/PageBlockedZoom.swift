import SiteDiagnostics

extension Rule {
  static let pageBlockedZoom = Rule(
    "page.blocked-zoom", .error, "readers can zoom",
    .output { output, findings in
      for meta in output.elements(.meta) {
        guard meta.value(of: .name).map({ output.string($0) == "viewport" }) ?? false,
          let content = meta.value(of: .content).map({ output.string($0).lowercased().filter { !$0.isWhitespace } })
        else { continue }
        let settings = content.split(whereSeparator: { $0 == "," || $0 == ";" })
        let isBlocked = settings.contains { setting in
          if setting == "user-scalable=no" || setting == "user-scalable=0" { return true }
          guard setting.hasPrefix("maximum-scale=") else { return false }
          return Double(setting.dropFirst("maximum-scale=".count)).map { $0 < 2 } ?? false
        }
        if isBlocked {
          findings.add(
            "the page forbids zooming", at: meta.tag, hint: "write `width=device-width, initial-scale=1` and no more",
            in: output)
        }
      }
    })
}
