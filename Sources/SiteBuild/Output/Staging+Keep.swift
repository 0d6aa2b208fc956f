extension Staging {
  /// Adds files that stand in the output to the new site, if all of them are exactly as the last build wrote them and have
  /// these digests; otherwise none of them.
  ///
  /// For whoever knows that the new site's files have the same bytes. After `false` they have to be staged like any other.
  /// A file that was not touched since the last build isn't even opened, where that left a record.
  package func keep(_ files: [(path: String, digest: ContentDigest)]) -> Bool {
    var kept: [StagedFile] = []
    for (name, digest) in files {
      guard let file = keptFile(name), file.entry.digest == digest else { return false }
      kept.append(file)
    }
    for file in kept { add(file) }
    return true
  }

  private func keptFile(_ name: String) -> StagedFile? {
    guard let path = RelativePath(name), let old = present?.ownFile(path), old.isAsWritten || has(path, old.entry)
    else { return nil }
    return StagedFile(path: path, entry: old.entry, origin: .unchanged, place: old.place)
  }

  private func has(_ path: RelativePath, _ entry: OutputManifest.Entry) -> Bool {
    guard let file = try? presentFile(path, size: entry.size),
      let bytes = try? file.read(atMost: entry.size, size: entry.size)
    else { return false }
    return ContentHasher.digest(of: bytes) == entry.digest
  }
}
