internal import Foundation

/// Where a host is, looked up before anybody asks it: the address that was judged is the one that is asked, so that a name
/// can't mean one thing now and another in a moment.
enum HostLookup: Sendable, Hashable {
  /// Only one network knows it, or it is this machine.
  case inside
  case at(NetworkAddress)
  /// The system doesn't know the name.
  case unknown

  /// Looks up hosts, several at a time.
  static func all(_ hosts: Set<HostName>) async -> [HostName: HostLookup] {
    await withTaskGroup(of: (HostName, HostLookup).self, returning: [HostName: HostLookup].self) { group in
      var found: [HostName: HostLookup] = [:]
      for (index, host) in hosts.enumerated() {
        if index >= 8, let next = await group.next() { found[next.0] = next.1 }
        group.addTask { (host, look(up: host)) }
      }
      for await next in group { found[next.0] = next.1 }
      return found
    }
  }

  /// All of a name's addresses count: which one is asked, whoever owns the name could choose.
  static func look(up host: HostName) -> HostLookup {
    if host.isPrivate { return .inside }
    let addresses = addresses(of: host.name)
    if addresses.contains(where: \.isPrivate) { return .inside }
    return (addresses.first { $0.bytes.count == 4 } ?? addresses.first).map { .at($0) } ?? .unknown
  }

  /// As the system reads a name: also numbers such as `2130706433` and `0x7f.1`.
  private static func addresses(of name: String) -> [NetworkAddress] {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    // Names in letters of all kinds are looked up as browsers do.
    unsafe hints.ai_flags = name.utf8.allSatisfy { $0 < 0x80 } ? 0 : 0x0040
    var list: UnsafeMutablePointer<addrinfo>?
    guard unsafe getaddrinfo(name, nil, &hints, &list) == 0 else { return [] }
    defer { unsafe freeaddrinfo(list) }
    var addresses: [NetworkAddress] = []
    var next = unsafe list
    while let entry = unsafe next {
      if let address = unsafe entry.pointee.ai_addr {
        switch unsafe Int32(address.pointee.sa_family) {
        case AF_INET:
          let bytes = unsafe address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { pointer in
            unsafe withUnsafeBytes(of: pointer.pointee.sin_addr) { unsafe Array($0) }
          }
          addresses.append(NetworkAddress(bytes: bytes))
        case AF_INET6:
          let bytes = unsafe address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { pointer in
            unsafe withUnsafeBytes(of: pointer.pointee.sin6_addr) { unsafe Array($0) }
          }
          addresses.append(NetworkAddress(bytes: bytes))
        default: break
        }
      }
      unsafe next = entry.pointee.ai_next
    }
    return addresses
  }
}
