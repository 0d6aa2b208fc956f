extension Staging {
  /// The digest of the bytes that the last build wrote to this place of the output; `nil` where it wrote nothing there,
  /// or where something else stands there now.
  ///
  /// Whether the file still has those bytes, ``keep(_:)`` tells.
  package func presentDigest(of name: String) -> ContentDigest? {
    guard let path = RelativePath(name), let old = present?.ownFile(path) else { return nil }
    return old.entry.digest
  }

  /// Adds the file that stands at this place of the output to the new site, if it is exactly as the last build wrote it.
  ///
  /// For whoever knows that the new site's file has the same bytes. After `false` nothing was added, and the file has to be
  /// staged like any other. A file that was not touched since the last build isn't even opened, where that left a record.
  package func keep(_ name: String) -> Bool {
    guard let file = keptFile(name) else { return false }
    add(file)
    return true
  }

  /// The same for several files that have these digests: all of them, or none.
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
    return StagedFile(path: path, entry: old.entry, origin: .unchanged, place: present?.place(of: path))
  }

  private func has(_ path: RelativePath, _ entry: OutputManifest.Entry) -> Bool {
    guard let file = try? presentFile(path, size: entry.size),
      let bytes = try? file.read(atMost: entry.size, size: entry.size)
    else { return false }
    return ContentHasher.digest(of: bytes) == entry.digest
  }
}
