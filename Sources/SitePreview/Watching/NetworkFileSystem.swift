#if os(Linux)
  import CLinux
  import Glibc

  /// File systems on which files change without this machine's doing, so that its system can't tell.
  enum NetworkFileSystem {
    /// The kinds' numbers as in statfs(2).
    private static let names: [Int: String] = [
      0x6969: "NFS", 0x517B: "SMB", 0xFF53_4D42: "SMB", 0xFE53_4D42: "SMB", 0x0102_1997: "9P", 0x6573_5546: "FUSE",
      0x786F_4256: "a shared folder of VirtualBox", 0x00C3_6400: "Ceph", 0x5346_414F: "AFS",
    ]

    /// `nil` where the path lies on a file system of this machine.
    static func name(at path: String) -> String? {
      var status = statfs()
      guard unsafe statfs(path, &status) == 0 else { return nil }
      return names[Int(status.f_type) & 0xFFFF_FFFF]
    }
  }
#endif
