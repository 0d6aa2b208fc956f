/// An address that something loads by itself, without a reader having asked for it.
struct LoadedAddress: Hashable {
  /// As it is meant: without the escapes of the language that it stands in.
  let text: String
  /// What loads it, as messages call it: `<img>`, `url()`.
  let loader: String
  /// Where it is written, where that is one place in the bytes that were looked at.
  let range: Range<Int>?
}
