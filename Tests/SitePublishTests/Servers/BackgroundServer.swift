import Foundation

/// A real server on the loopback interface, for as long as the value lives.
final class BackgroundServer: Sendable {
  let port: Int
  /// Open for as long as the server shall live: even if the tests are killed, it ends with them.
  private let leash: FileHandle

  /// Starts a program and waits until it takes connections.
  init(_ program: String, port: Int, arguments: [String], environment: [String: String] = [:], log: String) throws {
    self.port = port
    let process = Process()
    // Foundation takes a program for ended when it has closed what it inherited, as daemons do: a shell stands between.
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "\"$@\" & cat >/dev/null; kill -KILL $!", "sh", program] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    try Data().write(to: URL(filePath: log))
    let output = try FileHandle(forWritingTo: URL(filePath: log))
    process.standardOutput = output
    process.standardError = output
    let input = Pipe()
    process.standardInput = input
    leash = input.fileHandleForWriting
    try process.run()
    for _ in 0..<400 {
      if Self.accepts(port) { return }
      Thread.sleep(forTimeInterval: 0.05)
    }
    let said = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
    throw ServerFailure(description: "\(program) does not answer on port \(port): \(said)")
  }

  deinit {
    try? leash.close()
  }

  /// A port that nobody listens on, below those that the system gives to outgoing connections, of which the tests make
  /// many.
  static func freePort() throws -> Int {
    for _ in 0..<1000 {
      let port = Int.random(in: 12_000..<20_000)
      let descriptor = socket(AF_INET, streamType, 0)
      defer { close(descriptor) }
      var address = loopback(port: port)
      let bound = unsafe withUnsafePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
          unsafe bind(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
      }
      if bound { return port }
    }
    throw ServerFailure(description: "no free port")
  }

  private static func accepts(_ port: Int) -> Bool {
    let descriptor = socket(AF_INET, streamType, 0)
    defer { close(descriptor) }
    var address = loopback(port: port)
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        unsafe connect(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  private static func loopback(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port)).bigEndian
    address.sin_addr.s_addr = in_addr_t(UInt32(0x7F00_0001).bigEndian)
    return address
  }

  #if canImport(Darwin)
    private static let streamType = SOCK_STREAM
  #else
    private static let streamType = Int32(SOCK_STREAM.rawValue)
  #endif
}

struct ServerFailure: Error, CustomStringConvertible {
  var description: String
}

/// Runs a program to its end and gives back what it wrote.
@discardableResult
func shell(_ words: String..., environment: [String: String] = [:]) throws -> String {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = words
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  let output = Pipe()
  process.standardOutput = output
  process.standardError = output
  try process.run()
  let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw ServerFailure(description: "\(words): \(text)") }
  return text
}
