internal import Foundation

/// Asks other hosts whether what the site links to is there: politely, and not more often than needed.
///
/// Each host is asked by one run of curl, twice a second at most; at most eight hosts at a time. First with HEAD; what
/// comes back as an error is asked again with GET, because many hosts answer only that.
package struct LinkProbe: Sendable {
  package enum Failure: Error { case curlIsMissing }

  private let now: Int64
  private let ignoredHosts: Set<String>
  private static let hostsAtATime = 8

  package init(now: Int64, ignoredHosts: [String] = []) {
    self.now = now
    self.ignoredHosts = Set(ignoredHosts)
  }

  /// The answers of all hosts that are asked; those that the cache knows are taken from there, and it learns the others.
  package func answers(
    to addresses: [String], cache: inout LinkCache
  ) async throws(Failure) -> [String: HostAnswer] {
    var answers: [String: HostAnswer] = [:]
    var queues: [String: [String]] = [:]
    for address in addresses {
      // What stands behind `#` never leaves the browser.
      let asked = address.firstIndex(of: "#").map { String(address[..<$0]) } ?? address
      guard let host = Self.host(of: asked), !ignoredHosts.contains(host) else { continue }
      if let known = cache[asked] {
        answers[address] = known
      } else if !(queues[host]?.contains(asked) ?? false) {
        queues[host, default: []].append(asked)
      }
    }
    let fresh = try await ask(queues.sorted { $0.key < $1.key }.map(\.value))
    for (address, answer) in fresh { cache.add(answer, for: address) }
    for address in addresses {
      let asked = address.firstIndex(of: "#").map { String(address[..<$0]) } ?? address
      if let answer = fresh[asked] { answers[address] = answer }
    }
    return answers
  }

  private func ask(_ queues: [[String]]) async throws(Failure) -> [String: HostAnswer] {
    let results = await withTaskGroup(of: [String: HostAnswer]?.self, returning: [[String: HostAnswer]?].self) {
      group in
      var results: [[String: HostAnswer]?] = []
      for (index, queue) in queues.enumerated() {
        if index >= Self.hostsAtATime, let result = await group.next() { results.append(result) }
        group.addTask { try? await ask(queue) }
      }
      for await result in group { results.append(result) }
      return results
    }
    var answers: [String: HostAnswer] = [:]
    for result in results {
      guard let result else { throw .curlIsMissing }
      answers.merge(result) { first, _ in first }
    }
    return answers
  }

  /// One host's addresses.
  private func ask(_ addresses: [String]) async throws -> [String: HostAnswer] {
    var answers: [String: HostAnswer] = [:]
    let heads = try await CurlQueue(addresses: addresses, method: .head, now: now).run()
    for (address, answer) in zip(addresses, heads) { answers[address] = answer }
    let doubtful = addresses.filter { !(answers[$0]?.isReachable ?? false) }
    if !doubtful.isEmpty {
      let gets = try await CurlQueue(addresses: doubtful, method: .get, now: now).run()
      for (address, answer) in zip(doubtful, gets) { answers[address] = answer }
    }
    return answers
  }

  /// Host and port, in lower case.
  private static func host(of address: String) -> String? {
    guard let start = address.range(of: "://")?.upperBound else { return nil }
    let authority = address[start...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let host = authority.split(separator: "@").last.map(String.init) ?? ""
    return host.isEmpty ? nil : host.lowercased()
  }
}
