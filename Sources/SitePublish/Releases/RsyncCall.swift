/// One call of rsync, either way between a folder here and one at the host.
struct RsyncCall {
  var host: ReleaseHost
  var options: [String]
  var words: [String]
  /// What it reads from its standard input.
  var input: [UInt8] = []

  /// - Returns: the bytes sent and received, as rsync counts them.
  func run(onFile: (@Sendable () -> Void)? = nil) async throws -> Int {
    let options = ["--stats", "--outbuf=L", "--out-format=@file %n"] + host.rsyncOptions + options
    let tool = Tool(name: "rsync", arguments: options + ["--"] + words)
    let result = try await tool.run(input: input) { line in
      if line.hasPrefix("@file "), !line.hasSuffix("/") { onFile?() }
    }
    guard result.succeeded else {
      throw HostFailure.error(for: result, doing: "sending to `\(host.name)`", at: host)
    }
    return Self.number(after: "Total bytes sent: ", in: result.outputText)
      + Self.number(after: "Total bytes received: ", in: result.outputText)
  }

  private static func number(after label: String, in text: String) -> Int {
    for line in text.split(whereSeparator: \.isNewline) where line.hasPrefix(label) {
      return Int(line.dropFirst(label.count).filter { $0.isASCII && $0.isNumber }) ?? 0
    }
    return 0
  }
}
