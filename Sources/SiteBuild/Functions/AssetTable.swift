/// The files below `Templates/assets`, and where each is found in the finished site.
struct AssetTable: Sendable {
  /// From the path below `assets` to the address from the site's root.
  private let addresses: [String: String]

  init(paths: [String]) {
    addresses = Dictionary(paths.map { ($0, "/assets/\($0)") }) { first, _ in first }
  }

  func address(of path: String) -> String? { addresses[path] }

  var paths: some Collection<String> { addresses.keys }
}
