import Testing

@testable import SiteTemplate

/// The engine's speed rests on these sizes.
@Suite struct LayoutTests {
  @Test func valuesTakeThreeWords() {
    #expect(MemoryLayout<Value>.stride <= 24)
  }

  @Test func instructionsTakeTwelveBytes() {
    #expect(MemoryLayout<Instruction>.stride == 12)
  }
}
