/// Makes one input of a corpus, the same for the same seed and number on every machine.
struct Mutator {
  private let corpus: [[UInt8]]
  private var state: UInt64

  init(corpus: [[UInt8]], seed: UInt64, number: UInt64) {
    self.corpus = corpus
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ number &* 0xD1B5_4A32_D192_ED03
  }

  private static let fragments: [String] = [
    "{{", "}}", "{%", "%}", "{#", "#}", "{%-", "-%}", "{% if ", "{% endif %}", "{% for x in items %}", "{% endfor %}",
    "{% block a %}", "{% endblock %}", "{% extends 'a.html' %}", "{% include 'b.html' %}", "{% macro m(a, b=1) %}",
    "{% endmacro %}", "{{ m(1) }}", "{% call m() %}", "{% endcall %}", "{% set x = 1 %}", "{% set x %}", "{% endset %}",
    "{{ super() }}", "{{ self.a() }}", "{{ loop.index }}", "{{ loop(x) }}", "{{ caller() }}", "{% raw %}",
    "{% endraw %}", "|upper", "|default('x')", "|join(',')", "|sort", "|map('upper')", "|groupby('t')", "|tojson",
    "|safe", "|e", " is defined", " is odd", " in items", "[0]", "[::-1]", "[1:]", ".name", "()", "(*items)",
    "(**user)",
    "**", "//", "~", "9223372036854775807", "-9223372036854775808", "1e308", "0.1", "\"", "'", "\\u00e4", "ä", "🎉",
    "\u{0}", "\r\n", "namespace()", "{% do items.append(1) %}", "range(3)", "recursive", "not ", " and ", " or ",
    "{% autoescape false %}", "{% endautoescape %}", "{% with a = 1 %}", "{% endwith %}", "{% filter upper %}",
    "{% endfilter %}", "{% break %}", "{% import 'a.html' as q %}", "{% from 'b.html' import m with context %}",
    "|round(-400)", "|batch(0)", "|slice(0)", "|truncate(0)", "|wordwrap(1)", "|indent(-1)", "|center(99)",
    "|format(1)", "'%d%s%(a)s'", "|int(base=36)", "|float", "|xmlattr", "|urlize", "|striptags", "|replace('', 'x')",
  ]

  mutating func input() -> [UInt8] {
    var input = pick(corpus) ?? []
    for _ in 0...below(6) { mutate(&input) }
    return Array(input.prefix(1 << 14))
  }

  private mutating func mutate(_ input: inout [UInt8]) {
    let place = below(input.count + 1)
    switch below(8) {
    case 0: input.insert(contentsOf: Array((pick(Self.fragments) ?? "").utf8), at: place)
    case 1: input.insert(UInt8(truncatingIfNeeded: random()), at: place)
    case 2: if place < input.count { input[place] ^= 1 << UInt8(below(8)) }
    case 3:
      let end = min(input.count, place + below(40))
      input.removeSubrange(place..<end)
    case 4:
      let end = min(input.count, place + below(200))
      input.insert(contentsOf: input[place..<end], at: below(input.count + 1))
    case 5: input = Array(input[..<place]) + (pick(corpus) ?? []).suffix(below(400))
    case 6: input += [0] + (pick(corpus) ?? [])
    default:
      let fragment = Array((pick(Self.fragments) ?? "").utf8)
      for _ in 0..<below(30) { input.insert(contentsOf: fragment, at: min(place, input.count)) }
    }
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[below(elements.count)]
  }

  private mutating func below(_ limit: Int) -> Int {
    Int(random() >> 1) % max(1, limit)
  }

  /// SplitMix64.
  private mutating func random() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
