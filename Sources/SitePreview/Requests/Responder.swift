/// Answers requests from what the preview holds: a function of both, free of sockets.
struct Responder: Sendable {
  let hosts: HostPolicy

  enum Answer {
    case reply(Reply)
    /// Takes a moment to make: a file has to be looked at or rendered first.
    case made(@Sendable () -> Reply)
    /// The stream of events.
    case events
  }

  /// A file and how it is sent.
  struct FoundFile: Sendable {
    let path: String
    let badge: String?
    /// 200, or 404 where it is the page for what is missing.
    let status: Int
  }

  static let reservedPath = "/_sitegen/"

  func answer(_ request: Request, _ state: PreviewState) -> Answer {
    if let refusal = refusal(request) { return .reply(refusal) }
    guard let target = RequestTarget(request.target) else { return .reply(Reply(400, "This is no address of a page.")) }
    if let authority = target.authority, !hosts.allows(authority) { return .reply(Self.foreignHost) }
    if target.path.hasPrefix(Self.reservedPath) { return ownFile(target, request) }
    guard let snapshot = state.snapshot else {
      let page = state.build == 0 ? StandInPage.building : StandInPage.problems(state.problems)
      return .reply(reply(page, FoundFile(path: "index.html", badge: nil, status: 503), request, role: "stand-in"))
    }
    switch snapshot.find(target.path) {
    case .file(let path, let file):
      return send(file, FoundFile(path: path, badge: snapshot.badges[path], status: 200), request, snapshot)
    case .faulty(let problems):
      let file = FoundFile(path: "index.html", badge: nil, status: 503)
      return .reply(reply(StandInPage.problems(problems, ofSite: false), file, request, role: "stand-in"))
    case .folder: return .reply(redirect(to: target.encodedPath + "/" + target.query))
    case .outside: return .reply(redirect(to: snapshot.basePath))
    case .missing(let page?):
      return send(page.file, FoundFile(path: page.path, badge: nil, status: 404), request, snapshot)
    case .missing(nil):
      return .reply(
        reply(StandInPage.notFound, FoundFile(path: "404.html", badge: nil, status: 404), request))
    }
  }

  /// Who may not ask, whatever for.
  private func refusal(_ request: Request) -> Reply? {
    let names = request.values("host")
    guard names.count == 1, let host = names.first else { return Reply(400, "A request names one host.") }
    guard hosts.allows(host) else { return Self.foreignHost }
    if request.values("origin").contains(where: { $0.lowercased() != "http://" + host.lowercased() }) {
      return Reply(403, "The preview does not talk to pages of other sites.")
    }
    if request.value("sec-fetch-site") == "cross-site", request.value("sec-fetch-mode") != "navigate" {
      return Reply(403, "The preview does not give its files to pages of other sites.")
    }
    guard request.method == "GET" || request.method == "HEAD" else {
      return Reply(405, "The preview can only be looked at.", headers: [("Allow", "GET, HEAD")])
    }
    return nil
  }

  private static let foreignHost = Reply(
    403, "The preview answers to localhost and to numeric addresses only, so that no foreign page can reach it.")

  private func ownFile(_ target: RequestTarget, _ request: Request) -> Answer {
    let text: String
    switch target.path.dropFirst(Self.reservedPath.count) {
    case "events": return .events
    case "live.js": text = LiveScript.page
    case "worker.js": text = LiveScript.worker
    default: return .reply(Reply(404, "There is nothing here."))
    }
    let file = FoundFile(path: "live.js", badge: nil, status: 200)
    return .reply(reply(Array(text.utf8), file, request))
  }

  private func send(
    _ file: PreviewFile, _ found: FoundFile, _ request: Request, _ snapshot: PreviewSnapshot
  ) -> Answer {
    switch file {
    case .bytes(let bytes): .reply(reply(bytes, found, request))
    case .made: .made { snapshot.make(found.path).map { reply($0, found, request) } ?? Self.gone }
    case .stored(let file): .made { reply(file, found, request) ?? Self.gone }
    }
  }

  private static let gone = Reply(404, "The file is gone.")

  /// The answer with a file that stays where it is; `nil` where it doesn't.
  private func reply(_ file: any StoredFile, _ found: FoundFile, _ request: Request) -> Reply? {
    guard let version = file.version() else { return nil }
    let whole = 0..<version.size
    if MediaType(ofFile: found.path).isPage {
      // The script has to come into it.
      return file.bytes(whole, of: version).map { reply($0, found, request) }
    }
    let tag = ContentTag(Array(version.mark.utf8), badge: found.badge)
    return reply(found, tag, request) { .stored(file, version, whole) }
  }

  /// The answer with a file's bytes.
  ///
  /// - Parameter role: what the live script is told about the page: on a `stand-in` it shows no second list of errors.
  private func reply(_ bytes: [UInt8], _ file: FoundFile, _ request: Request, role: String? = nil) -> Reply {
    let tag = ContentTag(bytes, badge: file.badge)
    return reply(file, tag, request) {
      .bytes(
        MediaType(ofFile: file.path).isPage
          ? LiveScript.added(to: bytes, tag: tag, badge: file.badge, role: role) : bytes)
    }
  }

  /// The answer with a file, or a part of it, or the word that the browser has it already.
  private func reply(_ file: FoundFile, _ tag: ContentTag, _ request: Request, _ whole: () -> Reply.Body) -> Reply {
    var headers = [("Content-Type", MediaType(ofFile: file.path).header), ("ETag", tag.text)]
    if file.status == 200, request.values("if-none-match").contains(where: tag.isNamed) {
      return Reply(304, headers: headers)
    }
    let body = whole()
    guard file.status == 200 else { return Reply(file.status, headers: headers, body: body) }
    headers.append(("Accept-Ranges", "bytes"))
    let isSameVersion = request.value("if-range").map { $0 == tag.text } ?? true
    let range = request.method == "GET" && isSameVersion ? request.value("range") : nil
    switch ByteRange(range, size: body.count) {
    case .whole: return Reply(200, headers: headers, body: body)
    case .part(let range):
      headers.append(("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(body.count)"))
      return Reply(206, headers: headers, body: body[range])
    case .unsatisfiable:
      return Reply(416, "The file is shorter.", headers: [("Content-Range", "bytes */\(body.count)")])
    }
  }

  private func redirect(to address: String) -> Reply {
    Reply(302, "See \(address)", headers: [("Location", address)])
  }
}
