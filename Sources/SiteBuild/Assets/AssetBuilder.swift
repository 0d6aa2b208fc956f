import SiteDiagnostics
import SiteDigest
import SiteMarkdown
import SiteModel

/// Makes the files below `Templates/assets` ready for readers: shortened, named by their content, and naming each other
/// so.
///
/// A file's name depends on its content, and its content on the names of the files that it names: those come first.
struct AssetBuilder {
  private let folder: SourceFolder
  private let base: BaseURL
  private let options: AssetConfiguration
  /// Names stay, and `integrity` is empty, which browsers take for nothing to check (Subresource Integrity, 3.3).
  private let isPlain: Bool
  private let paths: [String: RelativePath]
  private var finished: [String: Asset] = [:]
  /// Those being made, each named by the one before.
  private var chain: [String] = []
  private var diagnostics: [Diagnostic] = []

  static func build(
    _ tree: SourceTree, in folder: SourceFolder, configuration: SiteConfiguration, isPlain: Bool = false
  ) -> (AssetTable, [Diagnostic]) {
    var builder = AssetBuilder(tree, folder, configuration, isPlain: isPlain)
    for path in builder.paths.keys.sorted() { _ = builder.asset(path) }
    return (AssetTable(assets: builder.finished), builder.diagnostics)
  }

  private init(_ tree: SourceTree, _ folder: SourceFolder, _ configuration: SiteConfiguration, isPlain: Bool) {
    self.isPlain = isPlain
    self.folder = folder
    base = configuration.baseURL
    options = configuration.assets
    let paths = tree.assets.map { (String($0.description.dropFirst("Templates/assets/".count)), $0) }
    self.paths = Dictionary(paths) { first, _ in first }
  }

  /// The file at a path below `assets`; `nil` where there is none, or where it can't be read.
  private mutating func asset(_ path: String) -> Asset? {
    if let known = finished[path] { return known }
    guard let source = paths[path] else { return nil }
    let kind = AssetKind(path: path)
    let keepsName = isPlain || options.keepsName(path)
    if kind == .other, keepsName {
      return finish(path, source, .copy(of: folder.path(of: source)), fingerprint: nil, integrity: nil)
    }
    let (text, problems) = folder.text(source)
    diagnostics += problems
    guard let text else { return nil }
    guard kind != .other else {
      return finish(
        path, source, .copy(of: folder.path(of: source)), fingerprint: Fingerprint(of: text.bytes), integrity: nil)
    }
    chain.append(path)
    var bytes = resolved(text, path, kind)
    chain.removeLast()
    if options.isMinified, kind == .style { bytes = StyleMinifier.minify(bytes) }
    if options.isMinified, kind == .script { bytes = ScriptMinifier.minify(bytes) }
    let isChecked = kind == .style || kind == .script
    return finish(
      path, source, .bytes(bytes), fingerprint: keepsName ? nil : Fingerprint(of: bytes),
      integrity: isChecked ? isPlain ? "" : SHA256.integrity(of: bytes) : nil)
  }

  private mutating func finish(
    _ path: String, _ source: RelativePath, _ content: OutputFile.Content, fingerprint: Fingerprint?, integrity: String?
  ) -> Asset {
    let plain = "/assets/\(path)"
    let asset = Asset(
      source: source, path: fingerprint?.inserted(intoPath: plain) ?? plain, content: content, integrity: integrity,
      fingerprint: fingerprint)
    finished[path] = asset
    return asset
  }

  // MARK: References

  /// The file's bytes, with the final names of the files that it names.
  private mutating func resolved(_ text: SourceText, _ path: String, _ kind: AssetKind) -> [UInt8] {
    var output: [UInt8] = []
    var copied = 0
    for reference in AssetReferences.all(in: text.bytes, of: kind) where reference.range.lowerBound >= copied {
      guard let target = target(of: reference.address, from: path) else { continue }
      guard paths[target] != nil else {
        reportMissing(target, reference, in: text)
        continue
      }
      // What keeps its name can be named without being ready.
      if options.keepsName(target) { continue }
      guard !chain.contains(target) else {
        reportCycle(to: target, at: text.location(of: reference.range))
        continue
      }
      guard let fingerprint = asset(target)?.fingerprint else { continue }
      let written = String(decoding: text.bytes[reference.range], as: UTF8.self)
      output += text.bytes[copied..<reference.range.lowerBound]
      output += fingerprint.inserted(intoAddress: written).utf8
      copied = reference.range.upperBound
    }
    return output + text.bytes[copied...]
  }

  /// The path below `assets` that an address in a file there means; `nil` for what lies elsewhere.
  private func target(of address: String, from path: String) -> String? {
    if address.isEmpty || address.hasPrefix("#") || AddressText.isExternal(address) { return nil }
    let end = address.firstIndex { $0 == "?" || $0 == "#" } ?? address.endIndex
    let written = AddressText.percentDecoded(address[..<end])
    if written.hasPrefix("/") {
      let root = base.path + "assets/"
      return written.hasPrefix(root) ? String(written.dropFirst(root.count)) : nil
    }
    var parts = path.split(separator: "/").dropLast()
    for part in written.split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        if parts.isEmpty { return nil }
        parts.removeLast()
      default: parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }

  private mutating func reportMissing(_ target: String, _ reference: AssetReferences.Reference, in text: SourceText) {
    let near = nearestName(to: target, among: paths.keys)
    diagnostics.append(
      Diagnostic(
        reference.isCertain ? .error : .warning, id: "asset.missing-reference",
        "there is no file `Templates/assets/\(target)`", at: text.location(of: reference.range),
        hint: near.map { "did you mean `Templates/assets/\($0)`?" }
          ?? "addresses are counted from the folder of this file"))
  }

  private mutating func reportCycle(to target: String, at place: SourceLocation) {
    let way = (chain.drop { $0 != target } + [target]).map { "`\($0)`" }.joined(separator: " → ")
    diagnostics.append(
      .error(
        "asset.cycle", "these files name each other in a circle: \(way)", at: place,
        hint: "each one's name would depend on the other's: let one keep its name by `assets: keep:` in `site.yaml`"))
  }
}
