import Glibc

/// A connection to the preview that says exactly what it is told to: no client library tidies anything up.
final class RawConnection: Sendable {
  private let descriptor: Int32

  struct Refused: Error {}

  /// - Parameter room: how many bytes the system takes for a client that doesn't read.
  init(port: Int, timeout seconds: Int = 10, room: Int? = nil) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if var size = room.map(Int32.init) {
      unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }
    var time = timeval(tv_sec: seconds, tv_usec: 0)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = in_addr_t(UInt32(0x7F00_0001).bigEndian)
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
        unsafe connect(descriptor, general, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if result != 0 { throw Refused() }
  }

  deinit { close(descriptor) }

  /// Sends as much as the other side takes.
  func send(_ bytes: [UInt8]) {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes[sent...].withUnsafeBytes { buffer in
        unsafe Glibc.send(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      sent += count
    }
  }

  /// Says that nothing more will be sent.
  func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// What comes next; empty at the end, or where nothing comes in time.
  func receive() -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
    return count > 0 ? Array(buffer[..<count]) : []
  }

  /// Everything up to the end of the connection, or as far as it comes.
  func receiveAll() -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let more = receive()
      if more.isEmpty { return bytes }
      bytes += more
    }
  }

  /// One answer, as far as it comes.
  func reply(toHead isHead: Bool = false) -> RawReply {
    var bytes: [UInt8] = []
    var reply: RawReply?
    while true {
      if let reply, isHead || reply.isComplete { return reply }
      let more = receive()
      if more.isEmpty { return reply ?? RawReply() }
      if reply != nil {
        reply?.body += more
      } else {
        bytes += more
        reply = RawReply(bytes)
      }
    }
  }

  /// Whether the other side ends the connection in time.
  func isClosed(waiting: Bool = true) -> Bool {
    while true {
      var byte: UInt8 = 0
      errno = 0
      let count = unsafe recv(descriptor, &byte, 1, waiting ? 0 : Int32(MSG_DONTWAIT))
      if count == 0 { return true }
      if count < 0 { return errno != EAGAIN && errno != EWOULDBLOCK }
    }
  }
}
