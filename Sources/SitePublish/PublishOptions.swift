/// What the caller wants for this one publish, beyond what the target says.
package struct PublishOptions: Sendable, Hashable {
  /// Say what would be done, change nothing.
  package var dryRun = false
  /// Delete more than the target's share of the files.
  package var allowsDeletions = false
  /// Let addresses vanish that readers may know.
  package var allowsVanished = false
  /// Overwrite files at the other side that no earlier publish put there.
  package var adopts = false
  /// Take the lock away from whoever holds it.
  package var breaksLock = false

  package init() {}
}
