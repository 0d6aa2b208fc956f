extension Value {
  /// `self[start:stop:step]` as Python has it: of a list, tuple or range its elements, of a string its code points.
  package func sliced(from start: Value, to stop: Value, by step: Value, _ call: NativeCall) throws(CallError) -> Value
  {
    let step = try Self.bound(step) ?? 1
    guard step != 0 else { throw CallError("a slice's step can't be 0") }
    let start = try Self.bound(start)
    let stop = try Self.bound(stop)
    switch self {
    case .string(let text): return .string(try Self.slice(text, start, stop, step, call))
    case .markup(let text): return .markup(try Self.slice(text, start, stop, step, call))
    case .list(let list): return .list(List(try Self.slice(list.elements, start, stop, step, call)))
    case .tuple(let list): return .tuple(List(try Self.slice(list.elements, start, stop, step, call)))
    case .reference(let reference):
      return try reference.value.sliced(
        from: start.map { .int($0) } ?? .none, to: stop.map { .int($0) } ?? .none, by: .int(step), call)
    case .range(let range):
      let indices = Self.indices(start, stop, step, count: range.count)
      let (first, end) = (range.place(indices.start), range.place(indices.stop))
      let (stride, overflow) = range.step.multipliedReportingOverflow(by: step)
      guard let first, let end, !overflow else {
        throw CallError("the numbers of this slice lie beyond those that there are", id: "template.arithmetic")
      }
      return .range(RangeValue(start: first, stop: end, step: stride))
    case .object(let object):
      guard let elements = object.elements else { break }
      return .list(List(try Self.slice(elements, start, stop, step, call)))
    case .undefined, .nothing: throw .undefined
    default: break
    }
    throw CallError("\(described) can't be sliced", hint: "text and lists can", id: "template.type")
  }

  private static func bound(_ value: Value) throws(CallError) -> Int? {
    switch value {
    case .int(let number): return number
    case .none: return nil
    case .undefined, .nothing: throw .undefined
    default: break
    }
    guard let number = value.integer else {
      throw CallError(
        "\(value.described) can't be the bound of a slice", hint: "whole numbers can; `|int` makes one",
        id: "template.type")
    }
    return number
  }

  /// The indices that a slice names, in its order.
  private static func indices(_ start: Int?, _ stop: Int?, _ step: Int, count: Int) -> Progression {
    func place(_ bound: Int, _ low: Int, _ high: Int) -> Int {
      let place = bound < 0 ? bound.addingReportingOverflow(count).partialValue : bound
      return min(max(place, low), high)
    }
    if step > 0 {
      return Progression(
        start: start.map { place($0, 0, count) } ?? 0, stop: stop.map { place($0, 0, count) } ?? count, step: step)
    }
    return Progression(
      start: start.map { place($0, -1, count - 1) } ?? count - 1, stop: stop.map { place($0, -1, count - 1) } ?? -1,
      step: step)
  }

  private static func slice(
    _ elements: [Value], _ start: Int?, _ stop: Int?, _ step: Int, _ call: NativeCall
  ) throws(CallError) -> [Value] {
    let indices = indices(start, stop, step, count: elements.count)
    try call.charge(elements: indices.count)
    if step == 1 { return Array(elements[indices.start..<max(indices.start, indices.stop)]) }
    return (0..<indices.count).map { elements[indices[$0]] }
  }

  private static func slice(
    _ text: Text, _ start: Int?, _ stop: Int?, _ step: Int, _ call: NativeCall
  ) throws(CallError) -> Text {
    if !text.isASCII { try call.charge(steps: text.byteCount >> 5) }
    let indices = indices(start, stop, step, count: text.codePointCount)
    guard indices.count > 0 else { return .empty }
    if step == 1 {
      if text.isASCII { return text.slice(indices.start..<indices.stop) }
      let from = text.byteOffset(ofCodePoint: indices.start)
      return text.slice(from..<text.byteOffset(ofCodePoint: indices.stop))
    }
    try call.charge(elements: text.isASCII ? 0 : text.byteCount, bytes: indices.count * 4)
    var output: [UInt8] = []
    if text.isASCII {
      let bytes = text.bytes
      for index in 0..<indices.count { output.append(bytes[indices[index]]) }
    } else {
      let points = text.codePoints
      for index in 0..<indices.count { points[indices[index]].append(to: &output) }
    }
    return Text(validated: output)
  }
}
