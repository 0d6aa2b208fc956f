import SiteDiagnostics

extension Rule {
  static let pageBlockedZoom = Rule(
    "page.blocked-zoom", .error, "readers can zoom",
    .output { output, findings in
      for meta in output.elements(.meta) {
        guard output.says("viewport", in: output.value(of: .name, in: meta)),
          let range = output.value(of: .content, in: meta)
        else { continue }
        // Both settings that forbid it have this letter, and what pages usually say here has none.
        guard output.bytes[range].contains(where: { $0 | 0x20 == UInt8(ascii: "u") }) else { continue }
        let content = output.string(range).lowercased().filter { !$0.isWhitespace }
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
