import Testing

@testable import SiteBuild

@Suite struct RenderTimingsTests {
  private static func file(_ path: String, _ template: String, _ milliseconds: Int) -> RenderTimings.File {
    RenderTimings.File(path: path, template: template, duration: .milliseconds(milliseconds))
  }

  @Test func theSlowestFilesComeFirstAndAreTen() {
    let files = (1...12).map { Self.file("\($0).html", "page.html", $0) }
    #expect(RenderTimings(files).slowestFiles.map(\.path) == (3...12).reversed().map { "\($0).html" })
  }

  @Test func amongEquallySlowOnesTheNameDecides() {
    let timings = RenderTimings([Self.file("b", "y", 1), Self.file("a", "z", 1)])
    #expect(timings.slowestFiles.map(\.path) == ["a", "b"])
    #expect(timings.templates.map(\.name) == ["y", "z"])
  }

  @Test func theRendersOfATemplateAddUp() {
    let timings = RenderTimings([Self.file("a", "page", 2), Self.file("b", "list", 3), Self.file("c", "page", 4)])
    #expect(
      timings.templates == [
        .init(name: "page", renders: 2, duration: .milliseconds(6)),
        .init(name: "list", renders: 1, duration: .milliseconds(3)),
      ])
  }

  @Test func nothingRenderedIsNothingToTell() {
    #expect(RenderTimings([]).slowestFiles.isEmpty)
    #expect(RenderTimings([]).templates.isEmpty)
  }
}
