import Foundation

/// A page of `Documentation/rules`: what it says of its rule, and its two examples as files of a site.
struct RulePage: Sendable {
  typealias File = (path: String, text: String, isBytes: Bool)

  let name: String
  let text: String
  let wrong: [File]
  let right: [File]

  static let folder = URL(filePath: #filePath).appending(path: "../../../Documentation/rules").standardized

  static func all() -> [RulePage] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".md") && $0 != "README.md" }.sorted().map { name in
      let data = (try? Data(contentsOf: folder.appending(path: name))) ?? Data()
      return RulePage(name: String(name.dropLast(3)), text: String(decoding: data, as: UTF8.self))
    }
  }

  private init(name: String, text: String) {
    self.name = name
    self.text = text
    var blocks: [String: [File]] = [:]
    var section = ""
    var fence = ""
    var info: [Substring] = []
    var lines: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if fence.isEmpty {
        if line.hasPrefix("## ") { section = String(line.dropFirst(3)) }
        guard line.hasPrefix("```") else { continue }
        fence = String(line.prefix { $0 == "`" })
        info = line.dropFirst(fence.count).split(separator: " ")
        lines = []
      } else if line == fence {
        fence = ""
        blocks[section, default: []].append(Self.file(info, lines))
      } else {
        lines.append(line)
      }
    }
    wrong = blocks["Wrong"] ?? []
    right = blocks["Right"] ?? []
  }

  /// A block without a name is the text of a page.
  private static func file(_ info: [Substring], _ lines: [Substring]) -> File {
    var text = lines.joined(separator: "\n") + "\n"
    let path = info.count > 1 ? String(info[1]) : "Content/beispiel.md"
    if path.hasSuffix(".md"), !text.hasPrefix("---\n") { text = "---\ntitle: Beispiel\n---\n" + text }
    return (path, text, info.first == "bytes")
  }
}
