internal import SiteDiagnostics

/// Who writes which output file: two sources for one address are an error that names both.
struct AddressBook {
  private var owners: [String: String?] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  private static func name(_ source: String?) -> String {
    source.map { "`Content/\($0)`" } ?? "a page that sitegen makes itself, of a taxonomy or a term"
  }

  /// Gives an output path to a source file, by its path below `Content`, or to the generator itself (`nil`). `false` where another has it already.
  @discardableResult
  mutating func claim(_ outputPath: some StringProtocol, for source: String?, describedAs address: String) -> Bool {
    let path = String(outputPath)
    guard let owner = owners[path] else {
      owners[path] = .some(source)
      return true
    }
    let (here, there) = source == nil ? (owner, source) : (source, owner)
    diagnostics.append(
      .error(
        "content.address-taken",
        "the address `\(address)` is taken twice: by \(Self.name(here)) and by \(Self.name(there))",
        at: here.map { SourceLocation(path: "Content/\($0)") },
        notes: there.map { [.init("the other one is here", at: SourceLocation(path: "Content/\($0)"))] } ?? [],
        hint: "rename one of the files, or give one of them a `slug:` of its own"))
    return false
  }
}
