#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What the system must give a program of ours before it begins: threads, and memory for what they do. Where it has none, the
/// queues that work is put into wait for a thread without end and without a word.
enum StartingRoom {
  /// Addresses that are asked for beside the threads' own, in bytes; none of it is used.
  private static let memory = 96 << 20

  /// What is missing, in words; `nil` where there is enough.
  static func shortage(processors: Int) -> String? {
    // All at once, as they will be wanted: one for each processor, and those that look after the others.
    let gate = Gate()
    var threads: [pthread_t] = []
    defer {
      gate.open()
      for thread in threads { pthread_join(thread, nil) }
    }
    for _ in 0..<processors + 2 {
      guard let thread = gate.makeThread() else {
        return
          "the system gives this process no more threads (`ulimit -u`, `ulimit -v`, or a container's limit of processes)"
      }
      threads.append(thread)
    }
    let place = unsafe mmap(nil, memory, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    guard let place = unsafe place, unsafe place != MAP_FAILED else {
      return "the system gives this process too little memory (`ulimit -v`, or a container's limit)"
    }
    unsafe munmap(place, memory)
    return nil
  }

  /// Holds threads until all are there.
  private final class Gate: Sendable {
    private let pipe: (read: Int32, write: Int32)

    init() {
      var ends: [Int32] = [-1, -1]
      _ = unsafe Glibc.pipe(&ends)
      pipe = (ends[0], ends[1])
    }

    deinit {
      close(pipe.read)
    }

    func makeThread() -> pthread_t? {
      guard pipe.read >= 0 else { return nil }
      var thread = pthread_t()
      let argument = unsafe UnsafeMutableRawPointer(bitPattern: UInt(pipe.read) + 1)
      let result = unsafe pthread_create(
        &thread, nil,
        { argument in
          let descriptor = Int32(UInt(bitPattern: argument)) - 1
          var byte: UInt8 = 0
          // Ends when the other end is closed.
          _ = unsafe Glibc.read(descriptor, &byte, 1)
          return nil
        }, argument)
      return result == 0 ? thread : nil
    }

    func open() { close(pipe.write) }
  }
}
