/// What `range(…)` gives: integers that are counted, not stored.
package final class RangeValue: Sendable {
  package let start: Int
  package let stop: Int
  package let step: Int
  package let count: Int

  /// - Precondition: `step` is not 0.
  package init(start: Int, stop: Int, step: Int) {
    precondition(step != 0, "a range needs a step")
    self.start = start
    self.stop = stop
    self.step = step
    if step > 0 ? start >= stop : start <= stop {
      count = 0
    } else {
      let distance = step > 0 ? UInt(bitPattern: stop &- start) : UInt(bitPattern: start &- stop)
      count = Int(clamping: (distance - 1) / step.magnitude + 1)
    }
  }

  /// - Precondition: `index` lies in `0..<count`.
  package subscript(index: Int) -> Int { start &+ index &* step }
}
