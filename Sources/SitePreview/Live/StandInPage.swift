import SiteDiagnostics

/// Pages for the time when the site has none: they are pages like all others, so that the live script on them brings
/// the site as soon as it is there.
enum StandInPage {
  static let building = page("sitegen is building the site …", "<p>The page appears by itself.</p>")

  static let notFound = page(
    "There is no page at this address",
    "<p>The site has no <code>404.html</code> either. The page appears by itself once it is there.</p>")

  /// - Parameter isOfSite: whether nothing of the site can be shown, or one page can't.
  static func problems(_ problems: [Diagnostic], ofSite isOfSite: Bool = true) -> [UInt8] {
    let items = problems.filter { $0.severity == .error }.map { "<li>\(item(of: ProblemText($0)))</li>" }.joined()
    return page(
      isOfSite ? "The site can't be built yet" : "This page can't be built yet",
      "<p>The page appears by itself once this is mended.</p><ol>\(items)</ol>")
  }

  private static func item(of problem: ProblemText) -> String {
    var html = "<h2>\(escaped(problem.message))</h2>"
    if let place = problem.place { html += "<p><code>\(escaped(place))</code></p>" }
    if !problem.excerpt.isEmpty { html += "<pre>\(escaped(problem.excerpt))</pre>" }
    for note in problem.notes {
      html += "<p>\(note.place.map { "<code>\(escaped($0))</code>: " } ?? "")\(escaped(note.message))</p>"
      if !note.excerpt.isEmpty { html += "<pre>\(escaped(note.excerpt))</pre>" }
    }
    if let hint = problem.hint { html += "<p><strong>\(escaped(hint))</strong></p>" }
    return html
  }

  private static func page(_ title: String, _ body: String) -> [UInt8] {
    let html = """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(title)</title>
      <style>
      body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 3rem auto; padding: 0 1rem }
      h1 { font-size: 1.4rem } h2 { font-size: 1rem } li { margin-block: 1.5rem } pre { overflow-x: auto }
      </style>
      <h1>\(title)</h1>
      \(body)
      </html>

      """
    return Array(html.utf8)
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
