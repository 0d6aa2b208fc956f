/// What somebody meant who typed an address as people say it: without its scheme, or with one that no browser knows.
///
/// Only what can mean one thing is told: `www.example.org` is no file, `info@example.org` no page.
package enum TypedAddress {
  /// The address as a browser needs it; `nil` where the text is no such address.
  package static func complete(_ text: String) -> String? {
    let text = text.trimming { $0 == " " || $0 == "\u{A0}" }
    guard !text.isEmpty, text.utf8.count < 300 else { return nil }
    return mended(text) ?? mail(text) ?? telephone(text) ?? web(text)
  }

  /// The same for an address that has a scheme already, if a slip of the hand made that one: `htps://`, `http:/`.
  package static func mendedScheme(_ text: String) -> String? {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let scheme = text[..<colon].lowercased()
    let rest = text[text.index(after: colon)...]
    let inner = rest.drop { $0 == "/" }
    switch scheme {
    case "http", "https":
      // `https://https://…` and `http://http//…`: pasted twice.
      if let twice = ["https:", "http:", "https//", "http//"].first(where: { inner.lowercased().hasPrefix($0) }) {
        let host = inner.dropFirst(twice.count).drop { $0 == "/" }
        return isHost(host, isSure: true) ? scheme + "://" + host : nil
      }
      return rest.hasPrefix("//") && !rest.hasPrefix("///") || !isHost(inner, isSure: true)
        ? nil : scheme + "://" + inner
    case "mail", "email", "e-mail", "malto", "mailo", "maito", "mialto", "mailto ", "mailt":
      return mail(String(inner))
    case "telefon", "phone", "fon", "tel ":
      return telephone(String(inner))
    case "htp", "htpp", "htttp", "ttp", "hhttp", "htt": return isHost(inner, isSure: true) ? "http://" + inner : nil
    case "htps", "htpps", "htttps", "ttps", "hhttps", "httpss", "htts", "http s", "hppts", "htpts":
      return isHost(inner, isSure: true) ? "https://" + inner : nil
    default: return nil
    }
  }

  /// `https//example.org`, `http.//example.org`: the colon is missing.
  private static func mended(_ text: String) -> String? {
    let lower = text.lowercased()
    for slip in ["https//", "https.//", "https;//", "https/", "http//", "http.//", "http;//"]
    where lower.hasPrefix(slip) {
      let rest = text.dropFirst(slip.count).drop { $0 == "/" }
      return isHost(rest, isSure: true) ? (slip.hasPrefix("https") ? "https://" : "http://") + rest : nil
    }
    return nil
  }

  private static func mail(_ text: String) -> String? {
    let words = ["mailto ", "mailto", "e-mail ", "mail "]
    let bare = words.first { text.lowercased().hasPrefix($0) && text.count > $0.count }.map { text.dropFirst($0.count) }
    let address = (bare ?? text[...]).drop { $0 == " " || $0 == ":" }
    let path = address.prefix { $0 != "?" }
    let parts = path.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[0].allSatisfy(isOfMailbox),
      isHostName(parts[1], knowsEnding: false)
    else { return nil }
    return "mailto:" + address
  }

  private static func isOfMailbox(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "._%+-'&=!#~".contains(character)
  }

  private static func telephone(_ text: String) -> String? {
    let lower = text.lowercased()
    let words = ["telefon", "tel.", "tel", "fon"]
    let word = words.first { lower.hasPrefix($0) }
    var number = text.dropFirst(word?.count ?? 0)
    while let first = number.first, first == " " || first == ":" || first == "." { number.removeFirst() }
    guard let first = number.first, first == "+" || first == "0" || (first == "(" && word != nil),
      number.dropFirst().allSatisfy({ $0.isASCII && ($0.isNumber || " -/().".contains($0)) })
    else { return nil }
    // `+49 (0)231 …`: the zero is dialled at home only.
    let plain = first == "+" ? String(number).replacing("(0)", with: "") : String(number)
    let digits = plain.filter { $0.isNumber || $0 == "+" }
    // A date or a version has fewer digits, or no zero before them.
    return digits.count >= 7 && digits.count <= 18 ? "tel:" + digits : nil
  }

  private static func web(_ text: String) -> String? { isHost(text[...]) ? "https://" + text : nil }

  /// Whether an address without its scheme begins with a host.
  ///
  /// - Parameter isSure: whether it can be nothing but a host, because what stands before says so.
  private static func isHost(_ text: Substring, isSure: Bool = false) -> Bool {
    let authority = text.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let port = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = port.first, port.count == 1 || (!port[1].isEmpty && port[1].allSatisfy(\.isNumber)) else {
      return false
    }
    let isAlone = authority.count == text.count
    return isHostName(name, knowsEnding: !isSure && !name.lowercased().hasPrefix("www."), isAlone: isAlone)
  }

  /// - Parameters:
  ///   - knowsEnding: whether the last part must be one that is known: a file's name has a dot too.
  ///   - isAlone: whether nothing follows the host.
  private static func isHostName(_ name: Substring, knowsEnding: Bool, isAlone: Bool = true) -> Bool {
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, let last = labels.last?.lowercased(), last.count >= 2,
      last.allSatisfy(\.isLetter) || last.hasPrefix("xn--"),
      labels.allSatisfy({ label in
        !label.isEmpty && label.first != "-" && label.last != "-"
          && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
      })
    else { return false }
    return !knowsEnding || endings.contains(last) || (!isAlone && endingsOfFilesToo.contains(last))
  }

  /// Ends of hosts' names that no file has which a newsletter would link to.
  private static let endings: Set<String> = [
    "de", "at", "ch", "li", "lu", "nl", "be", "fr", "it", "es", "pt", "uk", "ie", "dk", "se", "no", "fi", "is", "ee",
    "lv", "lt", "cz", "sk", "hu", "ro", "bg", "gr", "tr", "ua", "hr", "rs", "si", "ba", "al", "us", "ca", "mx", "br",
    "ar", "cl", "co", "pe", "cn", "jp", "kr", "tw", "hk", "sg", "in", "id", "th", "vn", "il", "eg", "ma", "tn", "za",
    "ng", "ke", "gh", "au", "nz", "ru", "by", "ge", "am", "az", "kz", "eu", "com", "org", "net", "edu", "gov", "int",
    "mil", "biz", "nrw", "ruhr", "koeln", "cologne", "berlin", "hamburg", "bayern", "saarland", "wien", "tirol",
    "museum",
    "events", "news", "online", "shop", "store", "digital", "jobs", "travel", "city", "university", "academy", "io",
    "tv", "me", "social", "blog", "site", "website", "cloud", "tech", "media", "global", "international", "business",
  ]

  /// Those that files have too: `programm.info` alone may be one.
  private static let endingsOfFilesToo: Set<String> = ["info", "pl", "app", "dev", "page", "link", "art", "name", "fm"]
}

extension StringProtocol {
  /// Without what stands at both ends.
  fileprivate func trimming(_ isLeftOut: (Character) -> Bool) -> String {
    var rest = Substring(self)
    while let first = rest.first, isLeftOut(first) { rest.removeFirst() }
    while let last = rest.last, isLeftOut(last) { rest.removeLast() }
    return String(rest)
  }
}
