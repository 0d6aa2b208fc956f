import Subprocess

/// A running program's standard input and output.
struct ToolSession: Sendable {
  private let input: StandardInputWriter
  private let output: SubprocessOutputSequence

  init(input: StandardInputWriter, output: SubprocessOutputSequence) {
    self.input = input
    self.output = output
  }

  /// Gives bytes to the program; one that has ended already takes none, and says why on its standard error.
  func write(_ bytes: [UInt8]) async {
    guard !bytes.isEmpty else { return }
    _ = try? await input.write(bytes)
  }

  func finish() async {
    try? await input.finish()
  }

  /// The program's lines as they come. To be asked for once, and not together with `collectOutput`.
  var lines: LineSequence { LineSequence(output: output) }

  func collectOutput(onLine: (@Sendable (String) -> Void)?) async throws -> [UInt8] {
    try await Self.collect(output, keeping: .max, onLine: onLine)
  }

  /// Everything up to the end, of which the last bytes are kept.
  static func collect(
    _ sequence: SubprocessOutputSequence, keeping limit: Int, onLine: (@Sendable (String) -> Void)?
  ) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    var lines = LineSplitter()
    for try await buffer in sequence {
      let piece = buffer.array
      bytes += piece
      if bytes.count > limit { bytes.removeFirst(bytes.count - limit) }
      if let onLine { lines.split(piece).forEach(onLine) }
    }
    if let onLine, let last = lines.rest { onLine(last) }
    return bytes
  }
}

/// A program's standard output, line by line.
struct LineSequence: AsyncSequence {
  typealias Element = String

  fileprivate let output: SubprocessOutputSequence

  func makeAsyncIterator() -> Iterator { Iterator(buffers: output.makeAsyncIterator()) }

  struct Iterator: AsyncIteratorProtocol {
    fileprivate var buffers: SubprocessOutputSequence.Iterator
    private var splitter = LineSplitter()
    private var ready: ArraySlice<String> = []

    fileprivate init(buffers: SubprocessOutputSequence.Iterator) {
      self.buffers = buffers
    }

    mutating func next() async throws -> String? {
      while ready.isEmpty {
        guard let buffer = try await buffers.next() else {
          defer { splitter = LineSplitter() }
          return splitter.rest
        }
        ready = splitter.split(buffer.array)[...]
      }
      return ready.popFirst()
    }
  }
}

/// Cuts pieces of output at line feeds and carriage returns, wherever the pieces end; empty lines are left out.
private struct LineSplitter {
  private var pending: [UInt8] = []

  mutating func split(_ piece: [UInt8]) -> [String] {
    pending += piece
    guard let last = pending.lastIndex(where: Self.endsLine) else { return [] }
    let lines = pending[..<last].split(whereSeparator: Self.endsLine).map { String(decoding: $0, as: UTF8.self) }
    pending.removeSubrange(...last)
    return lines
  }

  /// The line that no line feed has ended.
  var rest: String? { pending.isEmpty ? nil : String(decoding: pending, as: UTF8.self) }

  private static func endsLine(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}

extension SubprocessOutputSequence.Buffer {
  fileprivate var array: [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }
}
