/// One file of the site as the preview sends it.
package enum PreviewFile: Sendable {
  case bytes([UInt8])
  /// Made by the snapshot when somebody asks for it.
  case made
  case stored(any StoredFile)
}
