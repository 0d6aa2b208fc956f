/// Where browsers find the preview: `http://127.0.0.1:8000`.
struct PreviewOrigin: Sendable {
  let text: String
  /// Whether other machines can reach it.
  let isPublic: Bool

  init(host: String, port: Int) {
    // Listening at all addresses is no address to go to.
    let name = ["0.0.0.0", "::", ""].contains(host) ? "127.0.0.1" : host
    text = "http://\(name.contains(":") ? "[\(name)]" : name):\(port)"
    isPublic = host != "::1" && host != "localhost" && !host.hasPrefix("127.")
  }
}
