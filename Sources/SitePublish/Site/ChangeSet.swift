/// What one publish changes at the other side, as sorted lists of paths.
package struct ChangeSet: Sendable, Hashable {
  package var added: [String]
  package var changed: [String]
  package var deleted: [String]

  package init(added: [String] = [], changed: [String] = [], deleted: [String] = []) {
    self.added = added
    self.changed = changed
    self.deleted = deleted
  }

  /// From what an earlier publish put there to what shall be there.
  init(from old: SiteManifest?, to new: SiteManifest) {
    let before = old?.digests ?? [:]
    let after = new.digests
    self.init()
    for entry in new.entries {
      switch before[entry.path] {
      case nil: added.append(entry.path)
      case .some(let digest) where digest != entry.digest: changed.append(entry.path)
      default: break
      }
    }
    for entry in old?.entries ?? [] where after[entry.path] == nil { deleted.append(entry.path) }
  }

  /// What has to travel.
  package var sent: [String] { added + changed }

  package var isEmpty: Bool { added.isEmpty && changed.isEmpty && deleted.isEmpty }
}
