/// Character references of HTML: `&auml;`, `&#228;`, `&#xE4;`.
///
/// By name, those of HTML 4 and `&apos;` are known; the names that HTML 5 added stay as they are.
enum CharacterReference {
  /// The code point of a name, without `&` and `;`.
  static func scalar(named name: Text) -> Unicode.Scalar? { names[name] }

  /// Whether HTML knows the name without a semicolon, too: those that are older than HTML 4.
  static func standsAlone(_ name: Text, _ scalar: Unicode.Scalar) -> Bool { scalar.value <= 0xFF && name != "apos" }

  /// What a number stands for: the code point, what Windows-1252 has there, or nothing where it means none.
  static func scalar(numbered number: UInt32) -> Unicode.Scalar? {
    switch number {
    case 0: "\u{FFFD}"
    case 0x80...0x9F: Unicode.Scalar(windows1252[Int(number - 0x80)])
    case 0x01...0x08, 0x0B, 0x0E...0x1F, 0x7F, 0xFDD0...0xFDEF: nil
    case 0x0D: "\r"
    case _ where number & 0xFFFE == 0xFFFE && number <= 0x10FFFF: nil
    default: Unicode.Scalar(number) ?? "\u{FFFD}"
    }
  }

  /// No known name has more characters.
  static let maximumNameLength = 8

  private static let windows1252: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D,
    0x17E, 0x178,
  ]

  private static let names: [Text: Unicode.Scalar] = {
    let fields = table.split(whereSeparator: { $0 == " " || $0 == "\n" })
    var names: [Text: Unicode.Scalar] = [:]
    for index in stride(from: 0, to: fields.count - 1, by: 2) {
      names[Text(fields[index])] = UInt32(fields[index + 1], radix: 16).flatMap(Unicode.Scalar.init)
    }
    return names
  }()

  private static let table = """
    AElig C6 AMP 26 Aacute C1 Acirc C2 Agrave C0 Alpha 391 Aring C5 Atilde C3 Auml C4 Beta 392 COPY A9 Ccedil C7
    Chi 3A7 Dagger 2021 Delta 394 ETH D0 Eacute C9 Ecirc CA Egrave C8 Epsilon 395 Eta 397 Euml CB GT 3E Gamma 393
    Iacute CD Icirc CE Igrave CC Iota 399 Iuml CF Kappa 39A LT 3C Lambda 39B Mu 39C Ntilde D1 Nu 39D OElig 152
    Oacute D3 Ocirc D4 Ograve D2 Omega 3A9 Omicron 39F Oslash D8 Otilde D5 Ouml D6 Phi 3A6 Pi 3A0 Prime 2033 Psi 3A8
    QUOT 22 REG AE Rho 3A1 Scaron 160 Sigma 3A3 THORN DE Tau 3A4 Theta 398 Uacute DA Ucirc DB Ugrave D9 Upsilon 3A5
    Uuml DC Xi 39E Yacute DD Yuml 178 Zeta 396 aacute E1 acirc E2 acute B4 aelig E6 agrave E0 alefsym 2135 alpha 3B1
    amp 26 and 2227 ang 2220 apos 27 aring E5 asymp 2248 atilde E3 auml E4 bdquo 201E beta 3B2 brvbar A6 bull 2022
    cap 2229 ccedil E7 cedil B8 cent A2 chi 3C7 circ 2C6 clubs 2663 cong 2245 copy A9 crarr 21B5 cup 222A curren A4
    dArr 21D3 dagger 2020 darr 2193 deg B0 delta 3B4 diams 2666 divide F7 eacute E9 ecirc EA egrave E8 empty 2205
    emsp 2003 ensp 2002 epsilon 3B5 equiv 2261 eta 3B7 eth F0 euml EB euro 20AC exist 2203 fnof 192 forall 2200
    frac12 BD frac14 BC frac34 BE frasl 2044 gamma 3B3 ge 2265 gt 3E hArr 21D4 harr 2194 hearts 2665 hellip 2026
    iacute ED icirc EE iexcl A1 igrave EC image 2111 infin 221E int 222B iota 3B9 iquest BF isin 2208 iuml EF
    kappa 3BA lArr 21D0 lambda 3BB lang 27E8 laquo AB larr 2190 lceil 2308 ldquo 201C le 2264 lfloor 230A
    lowast 2217 loz 25CA lrm 200E lsaquo 2039 lsquo 2018 lt 3C macr AF mdash 2014 micro B5 middot B7 minus 2212
    mu 3BC nabla 2207 nbsp A0 ndash 2013 ne 2260 ni 220B not AC notin 2209 nsub 2284 ntilde F1 nu 3BD oacute F3
    ocirc F4 oelig 153 ograve F2 oline 203E omega 3C9 omicron 3BF oplus 2295 or 2228 ordf AA ordm BA oslash F8
    otilde F5 otimes 2297 ouml F6 para B6 part 2202 permil 2030 perp 22A5 phi 3C6 pi 3C0 piv 3D6 plusmn B1 pound A3
    prime 2032 prod 220F prop 221D psi 3C8 quot 22 rArr 21D2 radic 221A rang 27E9 raquo BB rarr 2192 rceil 2309
    rdquo 201D real 211C reg AE rfloor 230B rho 3C1 rlm 200F rsaquo 203A rsquo 2019 sbquo 201A scaron 161 sdot 22C5
    sect A7 shy AD sigma 3C3 sigmaf 3C2 sim 223C spades 2660 sub 2282 sube 2286 sum 2211 sup 2283 sup1 B9 sup2 B2
    sup3 B3 supe 2287 szlig DF tau 3C4 there4 2234 theta 3B8 thetasym 3D1 thinsp 2009 thorn FE tilde 2DC times D7
    trade 2122 uArr 21D1 uacute FA uarr 2191 ucirc FB ugrave F9 uml A8 upsih 3D2 upsilon 3C5 uuml FC weierp 2118
    xi 3BE yacute FD yen A5 yuml FF zeta 3B6 zwj 200D zwnj 200C
    """
}

extension Text {
  /// With character references replaced by what they stand for.
  var unescaped: Text {
    guard mayContainMarkup else { return self }
    let source = bytes
    var result: [UInt8] = []
    result.reserveCapacity(byteCount)
    var offset = 0
    while offset < source.count {
      if source[offset] == UInt8(ascii: "&"), let end = appendReference(at: offset + 1, to: &result) {
        offset = end
      } else {
        result.append(source[offset])
        offset += 1
      }
    }
    return Text(validated: result)
  }

  /// Appends what the reference behind an ampersand stands for; the offset behind it, or `nil` where there is none.
  private func appendReference(at start: Int, to result: inout [UInt8]) -> Int? {
    guard start < byteCount else { return nil }
    return bytes[start] == UInt8(ascii: "#")
      ? appendNumbered(at: start + 1, to: &result) : appendNamed(at: start, to: &result)
  }

  private func appendNumbered(at start: Int, to result: inout [UInt8]) -> Int? {
    let source = bytes
    var offset = start
    let isHexadecimal = offset < source.count && source[offset] | 0x20 == UInt8(ascii: "x")
    if isHexadecimal { offset += 1 }
    let radix = isHexadecimal ? 16 : 10
    let firstDigit = offset
    var number = 0
    while offset < source.count, let digit = source[offset].digitValue, digit < radix {
      number = min(number * radix + digit, 0x110000)
      offset += 1
    }
    guard offset > firstDigit else { return nil }
    if let scalar = CharacterReference.scalar(numbered: UInt32(number)) { result.append(scalar) }
    return offset < source.count && source[offset] == UInt8(ascii: ";") ? offset + 1 : offset
  }

  /// The longest name that is known; without a semicolon only if that is allowed for it.
  private func appendNamed(at start: Int, to result: inout [UInt8]) -> Int? {
    let source = bytes
    var end = start
    while end < source.count, end - start < CharacterReference.maximumNameLength, source[end].isASCIIAlphanumeric {
      end += 1
    }
    if end < source.count, source[end] == UInt8(ascii: ";"), end > start,
      let scalar = CharacterReference.scalar(named: slice(start..<end))
    {
      result.append(scalar)
      return end + 1
    }
    while end - start >= 2 {
      let name = slice(start..<end)
      if let scalar = CharacterReference.scalar(named: name), CharacterReference.standsAlone(name, scalar) {
        result.append(scalar)
        return end
      }
      end -= 1
    }
    return nil
  }
}
