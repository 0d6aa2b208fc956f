import SiteDigest

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Who is publishing: this process of this user on this machine, as a lock and a list of releases name it.
struct PublisherIdentity: Sendable {
  /// `anna@laptop`.
  let name: String
  /// Unlike that of any other publish: the machine, the process and some chance.
  let token: String
  private let machine: String

  init() {
    let host = Self.hostName()
    let user = Self.variable("USER") ?? Self.variable("LOGNAME") ?? Self.accountName() ?? "user \(getuid())"
    name = "\(user)@\(host)".filter { !$0.isNewline && $0 != "'" }
    // Containers share names, and processes of different ones share numbers: what tells them apart is added.
    let system = Self.content(of: "/proc/sys/kernel/random/boot_id") + Self.target(of: "/proc/self/ns/pid")
    machine = String(SHA256.hexDigest(of: Array((host + system).utf8)).prefix(12))
    token = "\(machine)-\(getpid())-\(String(UInt64.random(in: 0...UInt64.max), radix: 16))"
  }

  /// What the lock says to others.
  var holder: String { "\(name), process \(getpid()), since \(UTCTime.now)" }

  /// Whether a lock's token is that of a process of this machine that has ended.
  func isDead(_ other: String) -> Bool {
    let parts = other.split(separator: "-")
    guard parts.count == 3, parts[0] == machine, let process = pid_t(parts[1]), process > 0 else { return false }
    return process != getpid() && kill(process, 0) != 0 && errno == ESRCH
  }

  private static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }

  private static func accountName() -> String? {
    guard let entry = unsafe getpwuid(getuid()) else { return nil }
    return unsafe String(cString: entry.pointee.pw_name)
  }

  private static func hostName() -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard unsafe gethostname(&buffer, 255) == 0 else { return "unknown" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func content(of path: String) -> String {
    String(decoding: (try? LocalFiles.read(path)) ?? [], as: UTF8.self)
  }

  private static func target(of link: String) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    let count = unsafe readlink(link, &buffer, 255)
    return String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
