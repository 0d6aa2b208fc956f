/// `assets:` of `site.yaml`: what becomes of the files below `Templates/assets`, and of all that is text.
package struct AssetConfiguration: Sendable {
  /// A form in which web hosts can send a file without compressing it themselves.
  package enum Compression: String, Sendable, CaseIterable {
    case gzip, brotli
  }

  /// Whether a digest of a file's content stands in its name, so that browsers may keep it for good.
  package var hasFingerprints = true
  package var isMinified = true
  /// The forms that are written beside every text file.
  package var precompress: [Compression] = []
  /// Files, or folders with a slash at the end, whose names stay as they are; paths below `Templates/assets`.
  package var keep: [String] = []

  static func read(from fields: inout FieldReader) -> AssetConfiguration {
    var configuration = AssetConfiguration()
    guard let entries = fields.takeMapping("assets") else { return configuration }
    var options = fields.reader(for: entries)
    configuration.hasFingerprints = options.takeBool("fingerprint") ?? configuration.hasFingerprints
    configuration.isMinified = options.takeBool("minify") ?? configuration.isMinified
    configuration.precompress = options.takeChoices("precompress") ?? []
    configuration.keep = options.takeTexts("keep")?.map(\.text) ?? []
    options.finish()
    fields.adopt(options.diagnostics)
    return configuration
  }

  /// Names that other programs ask for as they are: a digest in them would hide the file.
  private static let fixedNames: Set<String> = [
    "favicon.ico", "robots.txt", "humans.txt", "security.txt", "ads.txt", "browserconfig.xml", "sw.js",
    "service-worker.js",
  ]

  /// Whether the file at this path below `Templates/assets` keeps its name.
  package func keepsName(_ path: String) -> Bool {
    if !hasFingerprints { return true }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return Self.fixedNames.contains(name) || keep.contains { $0.hasSuffix("/") ? path.hasPrefix($0) : path == $0 }
  }
}
