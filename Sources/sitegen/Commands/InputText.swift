import Foundation
import SiteDiagnostics

/// A text that a command reads apart from any site.
enum InputText {
  enum Failure: Error {
    /// Why the system doesn't hand it out.
    case unreadable(String)
    case tooLarge(Diagnostic)
  }

  private static let pieceSize = 1 << 20

  /// - Parameter path: of a file; `nil` for standard input.
  static func read(_ path: String?) throws(Failure) -> SourceText {
    let name = path ?? "<stdin>"
    var descriptor = STDIN_FILENO
    if let path { descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw failure(errno) }
    defer { if path != nil { close(descriptor) } }
    var bytes: [UInt8] = []
    // A pipe gives what it has, which may be less than there will be.
    while bytes.count <= SourceText.sizeLimit {
      let piece = try piece(of: descriptor)
      if piece.isEmpty { return SourceText(path: name, bytes: bytes) }
      bytes += piece
    }
    throw .tooLarge(SourceText.tooLarge(name))
  }

  private static func piece(of descriptor: Int32) throws(Failure) -> [UInt8] {
    while true {
      var code: Int32 = 0
      let piece = unsafe [UInt8](unsafeUninitializedCapacity: pieceSize) { buffer, count in
        let read = unsafe Foundation.read(descriptor, buffer.baseAddress, buffer.count)
        if read < 0 { code = errno }
        count = max(0, read)
      }
      switch code {
      case 0: return piece
      case EINTR: continue
      case EAGAIN:
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = unsafe poll(&wait, 1, -1)
      default: throw failure(code)
      }
    }
  }

  private static func failure(_ code: Int32) -> Failure {
    .unreadable(code == EISDIR ? "it is a folder" : StandardStreams.reason(code))
  }
}
