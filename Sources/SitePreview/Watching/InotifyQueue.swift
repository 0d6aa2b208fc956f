#if os(Linux)
  import Glibc

  /// The system's queue of what happens in folders (inotify(7)).
  final class InotifyQueue: Sendable {
    struct Event {
      /// The number that `watch` gave; -1 for an overflow.
      let watch: Int32
      let mask: UInt32
      /// Empty where the folder itself is meant; `nil` where the name is no text.
      let name: String?

      func has(_ flag: Int32) -> Bool { mask & UInt32(bitPattern: flag) != 0 }
    }

    private let descriptor: Int32

    /// Everything that leaves a file in another state than before. A file that is being written says so when it is
    /// closed, so that none is read half.
    private static let interest =
      UInt32(IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB) | UInt32(IN_ONLYDIR)
      | UInt32(IN_DONT_FOLLOW) | UInt32(IN_EXCL_UNLINK)

    /// `nil` where the system has no queue left for this user.
    init?() {
      descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
      if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    enum WatchFailure: Error {
      /// There is no such folder, or it is a symbolic link.
      case noFolder
      /// The system has no room for more watches.
      case noRoom
    }

    func watch(_ folder: String) throws(WatchFailure) -> Int32 {
      let watch = unsafe inotify_add_watch(descriptor, folder, Self.interest)
      if watch >= 0 { return watch }
      throw errno == ENOSPC || errno == ENOMEM ? .noRoom : .noFolder
    }

    func unwatch(_ watch: Int32) { inotify_rm_watch(descriptor, watch) }

    /// What is in the queue; waits up to so many milliseconds for something to come.
    func events(waiting milliseconds: Int32) -> [Event] {
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard unsafe poll(&request, 1, milliseconds) > 0 else { return [] }
      var events: [Event] = []
      unsafe withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 8) { buffer in
        while true {
          let count = unsafe read(descriptor, buffer.baseAddress, buffer.count)
          guard count > 0 else { return }
          unsafe Self.parse(UnsafeRawBufferPointer(rebasing: buffer[..<count]), into: &events)
        }
      }
      return events
    }

    private static func parse(_ buffer: UnsafeRawBufferPointer, into events: inout [Event]) {
      let headSize = MemoryLayout<inotify_event>.size
      var offset = 0
      while offset + headSize <= buffer.count {
        let watch = unsafe buffer.loadUnaligned(fromByteOffset: offset, as: Int32.self)
        let mask = unsafe buffer.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
        let length = unsafe Int(buffer.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
        let end = min(offset + headSize + length, buffer.count)
        let name = unsafe buffer[offset + headSize..<end].prefix { $0 != 0 }
        events.append(Event(watch: watch, mask: mask, name: unsafe String(validating: name, as: UTF8.self)))
        offset = end
      }
    }
  }
#endif
