/// One complete site at the other side.
package struct Release: Sendable, Hashable {
  package var name: String
  package var buildID: String
  /// As `2025-12-15T09:30:00Z`.
  package var time: String
  package var publisher: String
  package var files: Int
  package var bytes: Int
  package var isOnline: Bool

  /// Reads the lines that `text` makes.
  init(name: String, lines: [String], isOnline: Bool) {
    var values: [String: String] = [:]
    for line in lines {
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
    }
    self.init(
      name: name, buildID: values["build"] ?? "", time: values["time"] ?? "", publisher: values["by"] ?? "",
      files: values["files"].flatMap { Int($0) } ?? 0, bytes: values["bytes"].flatMap { Int($0) } ?? 0,
      isOnline: isOnline)
  }

  init(name: String, buildID: String, time: String, publisher: String, files: Int, bytes: Int, isOnline: Bool) {
    self.name = name
    self.buildID = buildID
    self.time = Self.plain(time)
    self.publisher = Self.plain(publisher)
    self.files = files
    self.bytes = bytes
    self.isOnline = isOnline
  }

  /// Whoever may write at the other side is not trusted with the reader's terminal.
  private static func plain(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.properties.generalCategory != .control }))
  }

  /// The information file that lies beside the release.
  var text: String {
    "build \(buildID)\ntime \(time)\nby \(publisher)\nfiles \(files)\nbytes \(bytes)\n"
  }
}
