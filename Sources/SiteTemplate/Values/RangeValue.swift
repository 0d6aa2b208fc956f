/// Integers from a first one to before a last one, by equal steps: counted, not stored.
struct Progression: Sendable {
  let start: Int
  let stop: Int
  let step: Int
  let count: Int

  /// - Precondition: `step` is not 0.
  @inline(__always)
  init(start: Int, stop: Int, step: Int) {
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
  @inline(__always)
  subscript(index: Int) -> Int { start &+ index &* step }
}

/// What `range(…)` gives.
package final class RangeValue: Sendable {
  let numbers: Progression

  /// - Precondition: `step` is not 0.
  package init(start: Int, stop: Int, step: Int) {
    numbers = Progression(start: start, stop: stop, step: step)
  }

  package var start: Int { numbers.start }
  package var stop: Int { numbers.stop }
  package var step: Int { numbers.step }
  package var count: Int { numbers.count }

  /// - Precondition: `index` lies in `0..<count`.
  package subscript(index: Int) -> Int { numbers[index] }

  /// The number that the range would have at an index, which may lie outside; `nil` for one that is too large.
  func place(_ index: Int) -> Int? {
    let (distance, overflow) = index.multipliedReportingOverflow(by: step)
    let (number, overflowsToo) = start.addingReportingOverflow(distance)
    return overflow || overflowsToo ? nil : number
  }
}
