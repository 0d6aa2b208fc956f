import SiteDiagnostics
import SiteDigest

/// What the live site gave out. It may be anybody's by now: no more is taken than was sent, and nobody else is asked.
struct LiveAnswers {
  /// A file, and where it is asked for.
  struct Question: Sendable {
    let path: String
    var address: String
    let size: Int
  }

  private(set) var digests: [String: String] = [:]
  /// What there is to tell of what went wrong.
  private(set) var words: [String] = []

  /// How often a file may be sent on: to `https`, to a name with `www`, to a folder's address with its slash.
  static let redirects = 5

  /// Asks with one curl. What to ask for goes in by its standard input, and the answers into files.
  ///
  /// - Returns: what was sent on to another address of the same site, to be asked for there.
  mutating func ask(_ questions: [Question], of site: String, scratch: String) async throws -> [Question] {
    let end = try await Self.run(questions, scratch: scratch)
    words = end.lastWords
    var next: [Question] = []
    for (index, question) in questions.enumerated() {
      let file = "\(scratch)/answer-\(index)"
      defer { LocalFiles.remove(file) }
      let told = end.outputText.split(separator: "\n").first { $0.hasPrefix("\(index) ") }?.split(separator: " ")
      if let told, told.count == 3 {
        let target = String(told[2])
        if Self.isSameSite(target, as: site) {
          next.append(Question(path: question.path, address: target, size: question.size))
        } else {
          words.append("`\(question.address)` sends readers on to another site: `\(target.prefix(200))`")
        }
        continue
      }
      guard told != nil, let bytes = try? LocalFiles.read(file, atMost: question.size + 1) else { continue }
      digests[question.path] = SHA256.hexDigest(of: bytes)
    }
    return next
  }

  private static func run(_ questions: [Question], scratch: String) async throws -> ToolResult {
    var lines = [
      "silent", "show-error", "fail", "globoff", "proto = \"=http,https\"", "connect-timeout = 10", "max-time = 60",
    ]
    lines += ["header = \"Cache-Control: no-cache\"", "user-agent = \"sitegen\""]
    for (index, question) in questions.enumerated() {
      // Options hold for one address each.
      if index > 0 { lines += ["next"] + lines.prefix(9) }
      lines += [
        "url = \"\(quoted(question.address))\"", "output = \"\(scratch)/answer-\(index)\"",
        "max-filesize = \(question.size + 1)", "write-out = \"\(index) %{http_code} %{redirect_url}\\n\"",
      ]
    }
    let input = Array(lines.map { "\($0)\n" }.joined().utf8)
    // Before 8.4 curl heeds its limit only where the host says how much will come: then the system does it.
    let blocks = (questions.map(\.size).max() ?? 0) / 512 + 2
    let script = "ulimit -c 0; ulimit -f \(blocks); exec curl --disable --config -"
    let end = try await Tool(name: "sh", arguments: ["-c", script]).run(input: input)
    guard end.status == 127 else { return end }
    var error = MissingTool(name: "curl").error
    error.diagnostics[0].message = "`curl` is needed to ask the live site and is not installed"
    error.diagnostics[0].notes.append(Diagnostic.Note("everything was sent; `--no-verify` leaves the question out"))
    throw error
  }

  /// As curl's own files want it.
  private static func quoted(_ text: String) -> String {
    String(text.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F })
      .replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }

  /// Whether an address has the site's host, with or without `www.`, and is no less safe.
  static func isSameSite(_ address: String, as site: String) -> Bool {
    guard let target = Place(address), let own = Place(site), target.host == own.host else { return false }
    return target.isSecure || !own.isSecure
  }

  private struct Place {
    let isSecure: Bool
    let host: String

    init?(_ address: String) {
      let lower = address.lowercased()
      guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else { return nil }
      let authority = lower.dropFirst(scheme.count).prefix { !"/?#\\".contains($0) }
      guard !authority.contains("@") else { return nil }
      let name = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } : authority.prefix { $0 != ":" }
      isSecure = scheme == "https://"
      host = name.hasPrefix("www.") ? String(name.dropFirst(4)) : String(name)
    }
  }
}
