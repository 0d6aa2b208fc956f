import Foundation

/// A site in a folder of its own: what every example shares, and the files that it brings along.
struct ExampleSite {
  let folder: URL

  private static let shared = [
    "Content/site.yaml": "title: Brief\nbaseURL: https://www.example.org\n",
    "Content/index.md": "---\ntitle: Start\n---\n\nWillkommen.\n",
    "Content/beispiel.md": "---\ntitle: Beispiel\n---\n\nText.\n",
    "Templates/page.html": """
    <!doctype html>
    <html lang="{{ lang }}">
    <head><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{ page.title }}</title></head>
    <body>
    <a href="#main">Zum Inhalt</a>
    <main id="main"><h1>{{ page.title }}</h1>
    {{ page.content }}
    {% for child in pages %}<p><a href="{{ child.url }}">{{ child.title }}</a></p>{% endfor %}
    </main>
    </body>
    </html>

    """,
  ]

  /// - Parameter files: by their paths; `600 KB` in a file of bytes says how large it is.
  init(_ files: [(path: String, text: String, isBytes: Bool)]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "sitegen-check-\(UUID().uuidString)")
    for (path, text) in Self.shared { try write(Data(text.utf8), to: path) }
    for file in files {
      try write(file.isBytes ? Self.bytes(file.text) : Data(file.text.utf8), to: file.path)
    }
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  private func write(_ data: Data, to path: String) throws {
    let url = folder.appending(path: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  private static func bytes(_ text: String) -> Data {
    Data(count: (Int(text.prefix { $0.isNumber }) ?? 1) << 10)
  }
}
