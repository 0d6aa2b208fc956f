import SiteDiagnostics
import SitePreview

/// The site that requests are sent to.
enum SampleSite {
  static let snapshot = PreviewSnapshot(
    basePath: "/",
    files: [
      "index.html": page("<!doctype html>\n<title>Start</title>\n<body>\n<h1>Start</h1>\n</BODY>\n</html>\n"),
      "404.html": page("<title>Nichts</title>\n"),
      "en/404.html": page("<title>Nothing</title>\n"),
      "ausgaben/index.html": .made,
      "entwurf/index.html": page("<title>Entwurf</title>\n"),
      "straße/index.html": page("<title>Straße</title>\n"),
      "assets/site.css": page("body { margin: 0 }\n"),
      "index.xml": page("<rss/>\n"),
      "bild.svg": page("<svg/>\n"),
      "foto.jpg": .stored(SampleFile(bytes: Array("0123456789".utf8))),
      "weg.jpg": .stored(SampleFile(bytes: nil)),
      "gross.jpg": .stored(bigPicture),
      "leer.txt": page(""),
      "%2e%2e": page("a strange name\n"),
    ],
    badges: ["entwurf/index.html": "draft & \"more\""],
    make: { $0 == "ausgaben/index.html" ? Array("<title>Ausgaben</title>\n".utf8) : nil })

  static let bigPicture = SampleFile(
    bytes: (0..<(4 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) })

  static func start(_ limits: ServerLimits = ServerLimits()) async throws -> PreviewServer {
    let server = try await PreviewServer.start(host: "127.0.0.1", port: 0, limits: limits)
    server.publish(PreviewUpdate(snapshot: snapshot))
    return server
  }

  private static func page(_ text: String) -> PreviewFile { .bytes(Array(text.utf8)) }
}
