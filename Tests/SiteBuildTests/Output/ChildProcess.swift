import Glibc
import SiteBuild

/// A program that runs beside the test; what it prints goes to a file.
final class ChildProcess {
  let number: pid_t
  private let log: String

  /// - Parameter log: where the file for the output is made; it must not exist yet.
  init(_ program: String, _ arguments: [String], log: String) throws {
    self.log = log
    number = try Self.spawn(program, arguments, log: log)
  }

  private static func spawn(_ program: String, _ arguments: [String], log: String) throws -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var words: [UnsafeMutablePointer<CChar>?] = unsafe ([program] + arguments).map { unsafe strdup($0) }
    unsafe words.append(nil)
    var number = pid_t()
    let code = unsafe posix_spawnp(&number, program, &actions, nil, words, environ)
    for index in unsafe words.indices { unsafe free(words[index]) }
    unsafe posix_spawn_file_actions_destroy(&actions)
    guard code == 0 else { throw SystemError("run", program, code: code) }
    return number
  }

  var isRunning: Bool {
    var information = unsafe siginfo_t()
    guard unsafe waitid(P_PID, id_t(number), &information, WEXITED | WNOHANG | WNOWAIT) == 0 else { return false }
    return unsafe information.si_signo == 0
  }

  func kill() {
    _ = Glibc.kill(number, SIGKILL)
  }

  /// The exit status, or `nil` where a signal ended the process; and all it has printed.
  func wait() throws -> (status: Int32?, output: String) {
    var status: Int32 = 0
    while unsafe waitpid(number, &status, 0) == -1, errno == EINTR {}
    let output = try String(decoding: OpenFile(reading: log).readToEnd(), as: UTF8.self)
    return (status & 0x7F == 0 ? status >> 8 & 0xFF : nil, output)
  }

  /// The programs of this package stand where the tests' own executable stands.
  static func program(_ name: String) -> String {
    let tests = resolvedExecutable.split(separator: "/").dropLast()
    return "/\(tests.joined(separator: "/"))/\(name)"
  }

  private static var resolvedExecutable: String {
    guard let path = unsafe realpath("/proc/self/exe", nil) else { return "" }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }
}
