import SiteDiagnostics
import Testing

@testable import SiteTemplate

/// What one render leaves to the next makes no difference to what that prints.
@Suite struct RenderMemoryTests {
  private static func set() -> TemplateSet {
    let text = "{{ page.title }}{{ page.rare }}{% for x in items %}{{ x.title }}{% if x.rare %}!{% endif %}{% endfor %}"
    let source = TemplateSource(name: "a.txt", text: SourceText(path: "a.txt", text: text))
    return TemplateSet.compile([source], environment: Environment()).set
  }

  /// Mappings whose keys lie at other places each time, and that lack one each second time.
  private static func data(_ number: Int) -> (Value, expected: String) {
    var pairs: [(String, Value)] = (0..<number % 12).map { ("key\($0)", .int($0)) }
    pairs.append(("title", .int(number)))
    if number % 2 == 0 { pairs.append(("rare", "r")) }
    let page = Value(pairs)
    let end = number % 2 == 0 ? "!" : ""
    return (
      ["items": [page, page], "page": page], "\(number)\(number % 2 == 0 ? "r" : "")\(number)\(end)\(number)\(end)"
    )
  }

  @Test func namesAreFoundWhereverTheyLie() async throws {
    let set = Self.set()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<600 {
        group.addTask {
          let (data, expected) = Self.data(number)
          let output = try set.render("a.txt", context: data)
          #expect(String(decoding: output, as: UTF8.self) == expected)
        }
      }
      try await group.waitForAll()
    }
  }
}
