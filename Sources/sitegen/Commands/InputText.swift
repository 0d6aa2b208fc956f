import Foundation
import SiteDiagnostics

/// A text that a command reads apart from any site.
enum InputText {
  enum Failure: Error {
    /// Why the system doesn't hand it out.
    case unreadable(String)
    case tooLarge(Diagnostic)
  }

  /// - Parameter path: of a file; `nil` for standard input.
  static func read(_ path: String?) throws(Failure) -> SourceText {
    let name = path ?? "<stdin>"
    var bytes: [UInt8] = []
    do {
      let handle = try path.map { try FileHandle(forReadingFrom: URL(fileURLWithPath: $0)) } ?? .standardInput
      // A pipe gives what it has, which may be less than there will be.
      while bytes.count <= SourceText.sizeLimit, let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
        bytes += piece
      }
    } catch {
      throw .unreadable(error.localizedDescription)
    }
    guard bytes.count <= SourceText.sizeLimit else { throw .tooLarge(SourceText.tooLarge(name)) }
    return SourceText(path: name, bytes: bytes)
  }
}
