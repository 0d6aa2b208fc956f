internal import Foundation

/// What hosts have answered lately, in a file: so that they are not asked again with every check.
package struct LinkCache: Sendable {
  private struct File: Codable {
    var version: Int
    var answers: [String: HostAnswer]
  }

  private static let version = 1

  private let path: String
  private let now: Int64
  private var answers: [String: HostAnswer] = [:]

  /// Reads the file; one that is missing or spoiled counts as empty.
  package init(path: String, now: Int64) {
    self.path = path
    self.now = now
    guard let data = try? Data(contentsOf: URL(filePath: path)),
      let file = try? JSONDecoder().decode(File.self, from: data), file.version == Self.version
    else { return }
    answers = file.answers
  }

  /// `nil` where there is none, or only an old one.
  package subscript(address: String) -> HostAnswer? {
    guard let answer = answers[address], answer.time <= now, now - answer.time < answer.lifetime else { return nil }
    return answer
  }

  package mutating func add(_ answer: HostAnswer, for address: String) { answers[address] = answer }

  /// Writes the file in one step, without what is too old to be of use.
  package func save() {
    let fresh = answers.filter { now - $0.value.time < $0.value.lifetime }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(File(version: Self.version, answers: fresh)) else { return }
    let url = URL(filePath: path)
    try? FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? data.write(to: url, options: .atomic)
  }

  /// Where it lies unless somebody says otherwise: with other things that can be thrown away (XDG Base Directory).
  package static func standardPath(environment: [String: String]) -> String {
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") { return "\(folder)/sitegen/links.json" }
    return "\(environment["HOME"] ?? ".")/.cache/sitegen/links.json"
  }
}
