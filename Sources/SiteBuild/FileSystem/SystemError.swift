#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A system call that failed: on what, and why.
package struct SystemError: Error, Sendable, Hashable {
  /// What was meant to happen, as it reads after "cannot": `write`, `read`, `create the folder`.
  package let action: String
  /// The path as the user knows it.
  package let path: String
  /// The value of `errno`.
  package let code: Int32

  package init(_ action: String, _ path: String, code: Int32 = errno) {
    self.action = action
    self.path = path
    self.code = code
  }

  /// The error of a call that is not even tried, because the system would refuse it.
  static func acrossFileSystems(_ action: String, _ path: String) -> SystemError {
    SystemError(action, path, code: EXDEV)
  }

  /// The system's own words, beginning in lower case: `no space left on device`.
  package var reason: String {
    guard let words = unsafe strerror(code) else { return "error \(code)" }
    let reason = unsafe String(cString: words)
    return reason.prefix(1).lowercased() + reason.dropFirst()
  }

  /// What to do about a file of the sources that can't be read.
  var hintForReading: String {
    switch code {
    case EMFILE, ENFILE: "the system lets this process open no more files: raise the limit (`ulimit -n`)"
    case ENOMEM: "the system has no memory left for it"
    default: "check the file's permissions"
    }
  }

  /// The reasons that somebody has an answer to.
  package enum Kind: Sendable, Hashable {
    case missing, alreadyExists, notAFolder, isAFolder, notEmpty
    case denied, readOnly, diskFull, quotaExceeded, nameTooLong
    /// What cannot be linked or moved: the other place is on another file system.
    case otherFileSystem
    /// The file system or the system's kernel knows no such operation.
    case unsupported
    case busy, tooManyLinks
    case other
  }

  package var kind: Kind {
    switch code {
    case ENOENT: .missing
    case EEXIST: .alreadyExists
    case ENOTDIR: .notAFolder
    case EISDIR: .isAFolder
    case ENOTEMPTY: .notEmpty
    case EACCES, EPERM: .denied
    case EROFS: .readOnly
    case ENOSPC: .diskFull
    case EDQUOT: .quotaExceeded
    case ENAMETOOLONG: .nameTooLong
    case EXDEV: .otherFileSystem
    case EINVAL, ENOSYS, EOPNOTSUPP, ENOTSUP: .unsupported
    case EBUSY: .busy
    case EMLINK: .tooManyLinks
    default: .other
    }
  }
}

/// Runs a system call until no signal interrupts it; it fails by giving back -1.
func retryingInterruptions<Result: FixedWidthInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}
