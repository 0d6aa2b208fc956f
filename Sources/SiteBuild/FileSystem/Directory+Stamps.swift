extension Directory {
  /// The stamps of what stands at some paths; each is `nil` where nothing has that name, or where nobody can tell.
  ///
  /// A folder that several neighbours lie below is opened, so that the system need not go the whole way to each of them.
  ///
  /// - Parameter paths: in their order.
  func stamps(of paths: [RelativePath]) -> [FileStamp?] {
    var latest: (path: RelativePath, folder: Directory)?
    return paths.indices.map { index in
      let path = paths[index]
      if latest.map({ path.isBelow($0.path) }) != true { latest = nil }
      let ahead = index + Self.worthOpening - 1
      if ahead < paths.count {
        let way = path.sharedWay(with: paths[ahead])
        if way > latest?.path.bytes.count ?? 0 {
          let shared = path.ancestor(ofLength: way)
          latest = (try? directory(shared)).map { (shared, $0) }
        }
      }
      guard let latest else { return stamp(of: path) }
      return latest.folder.stamp(of: path, from: latest.path.bytes.count + 1)
    }
  }

  /// How many neighbours have to lie below a folder: to open it takes as long as going three times to a file in it.
  private static let worthOpening = 4
}
