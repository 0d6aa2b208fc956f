/// Quoting for the POSIX shell: the value becomes one word, whatever it holds.
func shellWord(_ value: String) -> String {
  "'" + value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}
