/// One file of the site as the preview sends it.
package enum PreviewFile: Sendable {
  case bytes([UInt8])
  /// Made by the snapshot when somebody asks for it.
  case made
  /// Read when somebody asks for it, so that pictures need not be held in memory; `nil` where it is gone meanwhile.
  case loaded(@Sendable () -> [UInt8]?)
}
