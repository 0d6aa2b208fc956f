import SiteDiagnostics
import SiteMarkdown
import SiteModel
import TestSupport
import Testing

/// Front matter and `site.yaml` as nobody would write them, made of the cases: they are read or explained, and what `--fix` writes
/// comes to an end.
@Suite struct FrontMatterFuzzTests {
  @Test func anyFrontMatterIsReadOrExplained() throws {
    let site = SourceText(path: "Content/site.yaml", text: "title: T\nbaseURL: https://www.example.org\n")
    let configuration = try #require(SiteConfigurationReader.read(site).0)
    let clock = try #require(SiteClock(timeZone: "Europe/Berlin", now: 1_766_000_000))
    try run(seed: 2026, CaseFile.all(in: "Cases/front-matter")) { source in
      let (frontMatter, problems) = FrontMatter.parse(source)
      guard let frontMatter else { return problems }
      let (_, more) = FrontMatterReader.read(
        frontMatter, of: source, configuration: configuration, clock: clock, needsDate: true)
      return problems + more
    }
  }

  @Test func anyConfigurationIsReadOrExplained() throws {
    try run(seed: 2027, CaseFile.all(in: "Cases/configuration")) { SiteConfigurationReader.read($0).1 }
  }

  private func run(seed: UInt64, _ cases: [CaseFile], _ read: (SourceText) -> [Diagnostic]) throws {
    let seeds = cases.map { Array($0.input.utf8) }
    #expect(seeds.count > 20)
    var mutator = Mutator(seed: seed, seeds: seeds)
    for _ in 0..<400 {
      let input = mutator.next()
      var bytes = input
      // What isn't mended after as many rounds never is.
      for round in 0...12 {
        let edits = read(SourceText(path: "Content/page.md", bytes: bytes)).compactMap(\.fix)
        if edits.isEmpty { break }
        guard let next = TextEdit.apply(edits, to: bytes)?.bytes else {
          Issue.record("an edit doesn't fit: \(String(decoding: input, as: UTF8.self).debugDescription)")
          break
        }
        if round == 12 || next == bytes {
          Issue.record("mending never ends: \(input)")
          break
        }
        bytes = next
      }
    }
  }
}

/// Changes texts at random, always in the same way for the same seed.
private struct Mutator {
  private var state: UInt64
  private let seeds: [[UInt8]]

  /// What YAML, dates, addresses and editors have a meaning for.
  private static let words: [[UInt8]] = [
    "---\n", "\n", " ", "\t", "#", " #", ": ", ":", "- ", "\n  - ", "[", "]", "{", "}", ",", ";", "\"", "'", "\\",
    "&x ", "*x", "!y ", "|\n", ">\n",
    "<<: *x\n", "...\n", "~", "null", "true", "nein", "0x1F", "012", "1e9", "+49", "12:30", "\u{A0}", "\u{200B}",
    "\u{FEFF}", "\u{2013}", "\u{2028}",
    "\u{FF1A}", "ü", "西", "א", "\r", "\r\n", "\0", "title", "date", "datum: ", "published: false\n", "extra:\n",
    "tags: ", "aliases: [/a/, /a/]\n", "%C3%BC",
    "2026-1-5", "31.12.2026", "+++\n", "= ", "@", "`", "%", "?", "? ", "https://", "xn--", "draft: \n",
  ].map { Array($0.utf8) }

  init(seed: UInt64, seeds: [[UInt8]]) {
    state = seed
    self.seeds = seeds
  }

  private mutating func number(below limit: Int) -> Int {
    // SplitMix64 (Steele, Lea, Flood 2014).
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return limit < 1 ? 0 : Int((mixed ^ mixed >> 31) % UInt64(limit))
  }

  mutating func next() -> [UInt8] {
    var bytes = seeds[number(below: seeds.count)]
    for _ in 0...number(below: 6) {
      let place = number(below: bytes.count + 1)
      switch number(below: 6) {
      case 0, 1: bytes.insert(contentsOf: Self.words[number(below: Self.words.count)], at: place)
      case 2: bytes.removeSubrange(place..<min(bytes.count, place + number(below: 8)))
      case 3: if place < bytes.count { bytes[place] = UInt8(number(below: 256)) }
      case 4:
        let other = seeds[number(below: seeds.count)]
        let start = number(below: other.count)
        bytes.insert(contentsOf: other[start..<min(other.count, start + number(below: 60))], at: place)
      default:
        let start = number(below: bytes.count)
        bytes.insert(contentsOf: bytes[start..<min(bytes.count, start + number(below: 40))], at: place)
      }
    }
    return bytes
  }
}
