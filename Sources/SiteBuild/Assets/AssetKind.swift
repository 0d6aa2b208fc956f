/// What a file below `Templates/assets` is, as far as it is read here.
enum AssetKind: Sendable {
  case style, script, drawing, manifest, other

  init(path: String) {
    switch path.split(separator: ".").last {
    case "css": self = .style
    case "js", "mjs": self = .script
    case "svg": self = .drawing
    case "webmanifest": self = .manifest
    default: self = .other
    }
  }
}
