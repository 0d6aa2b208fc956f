/// The files below `Templates/assets`, and where each is found in the finished site.
struct AssetTable: Sendable {
  /// By the path below `assets`.
  private let assets: [String: Asset]

  init(assets: [String: Asset]) { self.assets = assets }

  subscript(path: String) -> Asset? { assets[path] }

  var paths: some Collection<String> { assets.keys }

  /// In the order of their paths.
  var all: [Asset] { assets.sorted { $0.key < $1.key }.map(\.value) }

  /// What pages write to load each of them.
  var addresses: [String: [String?]] { assets.mapValues { [$0.path, $0.integrity] } }

  var hasScripts: Bool { assets.values.contains { AssetKind(path: $0.path) == .script } }
}
