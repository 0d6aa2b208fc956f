/// Sorting by keys that may refuse to be compared, in time that is paid for.
enum StableSort {
  /// The places of `keys` in ascending order (or descending); equal keys stay in theirs either way.
  static func order(
    of keys: [Value], descending: Bool, _ call: NativeCall
  ) throws(CallError) -> [Int] {
    try order(count: keys.count, call) { a, b throws(CallError) in
      try descending ? keys[a].order(to: keys[b], call) == .before : keys[b].order(to: keys[a], call) == .before
    }
  }

  /// The numbers below `count`, merged by whether the second of two (which comes later) must go before the first.
  static func order(
    count: Int, _ call: NativeCall, _ isOutOfOrder: (Int, Int) throws(CallError) -> Bool
  ) throws(CallError) -> [Int] {
    var order = Array(0..<count)
    guard count > 1 else { return order }
    try call.charge(steps: count * (Int.bitWidth - count.leadingZeroBitCount))
    var buffer = order
    var width = 1
    while width < count {
      var start = 0
      while start < count {
        let middle = min(start + width, count)
        let end = min(middle + width, count)
        try merge(order, into: &buffer, start, middle, end, isOutOfOrder)
        start = end
      }
      swap(&order, &buffer)
      width *= 2
    }
    return order
  }

  private static func merge(
    _ order: [Int], into buffer: inout [Int], _ start: Int, _ middle: Int, _ end: Int,
    _ isOutOfOrder: (Int, Int) throws(CallError) -> Bool
  ) throws(CallError) {
    var left = start
    var right = middle
    for target in start..<end {
      var takesLeft = left < middle
      if takesLeft, right < end { takesLeft = try !isOutOfOrder(order[left], order[right]) }
      if takesLeft {
        buffer[target] = order[left]
        left += 1
      } else {
        buffer[target] = order[right]
        right += 1
      }
    }
  }
}
