/// Budgets that end runaway templates with an error, far above any honest page.
package struct Limits: Sendable {
  /// Steps of one render: instructions, and elements that filters walk over.
  package var steps: Int
  /// How many includes, macros, blocks and recursive loops may be under way at a time.
  package var depth: Int
  /// Bytes of one render's output.
  package var outputBytes: Int
  /// Bytes of strings and lists that one render may make, whether it still needs them or not.
  package var valueBytes: Int

  package init(
    steps: Int = 50_000_000, depth: Int = 400, outputBytes: Int = 256 << 20, valueBytes: Int = 256 << 20
  ) {
    self.steps = steps
    self.depth = depth
    self.outputBytes = outputBytes
    self.valueBytes = valueBytes
  }
}
