import Subprocess

/// A running program's standard input and output.
struct ToolSession: Sendable {
  private let name: String
  private let input: StandardInputWriter
  private let output: SubprocessOutputSequence
  private let ear: ToolEar

  init(name: String, input: StandardInputWriter, output: SubprocessOutputSequence, ear: ToolEar) {
    self.name = name
    self.input = input
    self.output = output
    self.ear = ear
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
  var lines: LineSequence { LineSequence(name: name, output: output, ear: ear) }

  func collectOutput(onLine: (@Sendable (String) -> Void)?) async throws -> [UInt8] {
    try await Self.collect(output, .all(of: name), ear: ear, onLine: onLine)
  }

  /// What is kept of an output.
  enum Amount {
    /// The last bytes.
    case last(Int)
    /// Everything that a program of this name may say.
    case all(of: String)
  }

  /// Everything up to the end.
  static func collect(
    _ sequence: SubprocessOutputSequence, _ amount: Amount, ear: ToolEar? = nil, onLine: (@Sendable (String) -> Void)?
  ) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    var lines = LineSplitter()
    for try await buffer in sequence {
      ear?.hear()
      let piece = buffer.array
      bytes += piece
      switch amount {
      case .last(let limit): if bytes.count > limit { bytes.removeFirst(bytes.count - limit) }
      case .all(let name): if bytes.count > ToolLimits.output { throw ToolLimits.endless(name) }
      }
      if let onLine {
        lines.split(piece).forEach(onLine)
        if lines.isTooLong { lines = LineSplitter() }
      }
    }
    if let onLine, let last = lines.rest { onLine(last) }
    return bytes
  }
}

/// A program's standard output, line by line.
struct LineSequence: AsyncSequence {
  typealias Element = String

  fileprivate let name: String
  fileprivate let output: SubprocessOutputSequence
  fileprivate let ear: ToolEar

  func makeAsyncIterator() -> Iterator { Iterator(name: name, buffers: output.makeAsyncIterator(), ear: ear) }

  struct Iterator: AsyncIteratorProtocol {
    private let name: String
    private var buffers: SubprocessOutputSequence.Iterator
    private let ear: ToolEar
    private var splitter = LineSplitter()
    private var ready: ArraySlice<String> = []
    private var size = 0

    fileprivate init(name: String, buffers: SubprocessOutputSequence.Iterator, ear: ToolEar) {
      self.name = name
      self.buffers = buffers
      self.ear = ear
    }

    mutating func next() async throws -> String? {
      while ready.isEmpty {
        guard let buffer = try await buffers.next() else {
          defer { splitter = LineSplitter() }
          return splitter.rest
        }
        ear.hear()
        let piece = buffer.array
        size += piece.count
        ready = splitter.split(piece)[...]
        if size > ToolLimits.output || splitter.isTooLong { throw ToolLimits.endless(name) }
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

  /// Whether no line feed comes.
  var isTooLong: Bool { pending.count > ToolLimits.line }

  /// The line that no line feed has ended.
  var rest: String? { pending.isEmpty ? nil : String(decoding: pending, as: UTF8.self) }

  private static func endsLine(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}

extension SubprocessOutputSequence.Buffer {
  fileprivate var array: [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }
}
