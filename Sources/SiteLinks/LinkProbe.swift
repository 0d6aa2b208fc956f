internal import Foundation

/// Asks other hosts whether what the site links to is there: politely, and not more often than needed.
///
/// Each host is asked by one run of curl, twice a second at most; at most eight hosts at a time. First with HEAD; what
/// comes back as an error is asked again with GET, because many hosts answer only that.
package struct LinkProbe: Sendable {
  package enum Failure: Error { case curlIsMissing }

  private let now: Int64
  private let ignoredHosts: Set<String>
  /// Whether hosts that only one network knows are asked, too.
  private let asksInside: Bool
  /// Whether another host looks names up, and asks.
  private let hasProxy: Bool
  private static let hostsAtATime = 8

  package init(now: Int64, ignoredHosts: [String] = [], asksInside: Bool = false, environment: [String: String] = [:]) {
    self.now = now
    self.asksInside = asksInside
    let names = ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
    hasProxy = names.contains { !(environment[$0] ?? "").isEmpty }
    self.ignoredHosts = Set(ignoredHosts)
  }

  /// The answers of all hosts that are asked; those that the cache knows are taken from there, and it learns the others.
  ///
  /// Where an address is sent on, the next one is asked too: a page that has moved may be gone from its new place.
  package func answers(
    to addresses: [String], cache: inout LinkCache
  ) async throws(Failure) -> [String: LinkTrail] {
    var wanted = Set(addresses.map(Self.withoutFragment))
    var known: [String: HostAnswer] = [:]
    for _ in 0...LinkTrail.limit where !wanted.isEmpty {
      var queues: [String: [CurlQueue.Question]] = [:]
      let places = asksInside ? [:] : await HostLookup.all(Set(wanted.compactMap(HostName.init(of:))))
      for address in wanted.sorted() {
        guard let host = Self.host(of: address), !ignoredHosts.contains(host) else { continue }
        let question: CurlQueue.Question
        switch self.question(address, places) {
        case .ask(let asked): question = asked
        case .known(let answer):
          known[address] = answer
          continue
        }
        if let answer = cache[address] { known[address] = answer } else { queues[host, default: []].append(question) }
      }
      let fresh = try await ask(queues.sorted { $0.key < $1.key }.map(\.value))
      for (address, answer) in fresh { cache.add(answer, for: address) }
      known.merge(fresh) { _, new in new }
      let next = wanted.compactMap { known[$0]?.next }.filter { known[$0] == nil }
      wanted = Set(next)
    }
    var trails: [String: LinkTrail] = [:]
    for address in addresses { trails[address] = Self.trail(from: Self.withoutFragment(address), known) }
    return trails
  }

  private enum Step {
    case ask(CurlQueue.Question)
    case known(HostAnswer)
  }

  /// Whom to ask for an address, or what is known of it without.
  private func question(_ address: String, _ places: [HostName: HostLookup]) -> Step {
    if asksInside { return .ask(CurlQueue.Question(address: address, place: nil)) }
    guard let host = HostName(of: address) else {
      return .known(HostAnswer(status: 0, failure: "this is no address of a host", time: now))
    }
    switch places[host] ?? .unknown {
    case .inside: return .known(.inside(now))
    case .at(let place): return .ask(CurlQueue.Question(address: address, place: hasProxy ? nil : place))
    case .unknown where hasProxy: return .ask(CurlQueue.Question(address: address, place: nil))
    case .unknown: return .known(HostAnswer(status: 0, failure: "Could not resolve host: \(host.name)", time: now))
    }
  }

  /// `nil` where the host wasn't asked.
  private static func trail(from address: String, _ known: [String: HostAnswer]) -> LinkTrail? {
    guard let first = known[address] else { return nil }
    var answers = [first]
    while answers.count <= LinkTrail.limit, let next = answers.last?.next {
      guard let answer = known[next] else { return LinkTrail(answers: answers, isEndless: false) }
      answers.append(answer)
    }
    return LinkTrail(answers: answers, isEndless: answers.count > LinkTrail.limit)
  }

  /// What stands behind `#` never leaves the browser.
  private static func withoutFragment(_ address: String) -> String {
    address.firstIndex(of: "#").map { String(address[..<$0]) } ?? address
  }

  private func ask(_ queues: [[CurlQueue.Question]]) async throws(Failure) -> [String: HostAnswer] {
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
  private func ask(_ questions: [CurlQueue.Question]) async throws -> [String: HostAnswer] {
    var answers: [String: HostAnswer] = [:]
    let heads = try await CurlQueue(questions: questions, method: .head, now: now).run()
    for (question, answer) in zip(questions, heads) { answers[question.address] = answer }
    let doubtful = questions.filter { !(answers[$0.address]?.isReachable ?? false) }
    if !doubtful.isEmpty {
      let gets = try await CurlQueue(questions: doubtful, method: .get, now: now).run()
      for (question, answer) in zip(doubtful, gets) { answers[question.address] = answer }
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
