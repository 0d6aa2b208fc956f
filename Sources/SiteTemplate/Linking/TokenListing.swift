import SiteDiagnostics

extension TemplateSet {
  /// A template's tokens, one a line with its place; `nil` if there is no such template. Ends where the text can't be
  /// read.
  package func tokens(of name: String) -> String? {
    guard let template = program.templateIndex[Text(name)] else { return nil }
    let source = program.templates[template].source
    var lexer = Lexer(names: .words)
    try? lexer.lex(source.bytes)
    var listing = ""
    for number in 0..<lexer.tokens.count {
      let token = lexer.tokens[number]
      let bytes = source.bytes[token.range.bytes]
      let text = bytes.isEmpty ? "" : " \(String(decoding: bytes, as: UTF8.self).debugDescription)"
      let place = source.location(of: token.range.bytes)
      listing += "\(place.line):\(place.column) \(token.kind)\(text)\n"
    }
    return listing
  }
}
