import Subprocess

/// Asks one host for some addresses, one after the other, by one run of curl.
///
/// curl knows certificates, proxies and HTTP/2, and every system has it. It reads what to do from its standard input:
/// addresses come from texts and must not become options. Nor must a file of the user's own: what is asked and how is
/// the same for everybody (and `--disable` only counts as the first argument).
struct CurlQueue: Sendable {
  enum Method: Sendable {
    case head
    /// For hosts that don't answer the other; what comes is thrown away.
    case get
  }

  struct Question: Sendable {
    let address: String
    /// Where the host is; curl looks for itself where that isn't said.
    let place: NetworkAddress?
  }

  let questions: [Question]
  let method: Method
  let now: Int64

  /// curl is not installed.
  struct MissingCurl: Error {}

  /// As many answers as there are addresses.
  func run() async throws -> [HostAnswer] {
    do {
      let result = try await Subprocess.run(
        .name("curl"), arguments: ["--disable", "--config", "-"], input: .string(configuration),
        output: .string(limit: 8 << 20),
        error: .discarded)
      let lines = result.standardOutput.split(separator: "\n", omittingEmptySubsequences: true)
      return questions.indices.map { index in
        index < lines.count ? answer(lines[index]) : HostAnswer(status: 0, time: now)
      }
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw MissingCurl()
    }
  }

  /// Options hold for one address each, so all are said for each.
  private var configuration: String {
    questions.map { question in
      var lines = [
        "url = \"\(Self.quoted(question.address))\"", "output = \"/dev/null\"", "silent", "globoff", "compressed",
        "proto = \"=http,https\"", "connect-timeout = 10", "max-time = 20", "max-filesize = 20971520",
        "user-agent = \"Mozilla/5.0 (compatible; sitegen link check)\"",
        #"write-out = "%{http_code}\t%{exitcode}\t%{redirect_url}\t%{errormsg}\n""#,
      ]
      if let place = question.place { lines.append("connect-to = \"::\(place.text):\"") }
      if method == .head { lines.append("head") }
      return lines.joined(separator: "\n")
    }.joined(separator: "\nnext\n") + "\nrate = \"2/s\"\n"
  }

  /// As curl's own files want it: backslashes and quotes escaped, nothing that would end the line.
  private static func quoted(_ text: String) -> String {
    String(text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F })
      .replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }

  private func answer(_ line: Substring) -> HostAnswer {
    let parts = line.split(separator: "\t", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4 else { return HostAnswer(status: 0, time: now) }
    // A page that is larger than anybody would link to is there all the same.
    let isThere = parts[1] == "0" || parts[1] == "63"
    return HostAnswer(
      status: isThere ? Int(parts[0]) ?? 0 : 0, redirect: parts[2].isEmpty ? nil : String(parts[2]),
      failure: isThere ? nil : String(parts[3].prefix(120)), time: now)
  }
}
