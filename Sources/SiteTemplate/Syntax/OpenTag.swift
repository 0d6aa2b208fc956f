/// A tag whose body is being parsed.
struct OpenTag {
  let word: Word
  let range: SourceRange
  let followers: Followers

  /// The tags that may follow in its body.
  struct Followers {
    let closing: Word
    var allowsElse = false
    var allowsElif = false

    @inline(__always)
    func contains(_ name: Name) -> Bool {
      name == Name(closing) || (allowsElse && name == Name(.else)) || (allowsElif && name == Name(.elif))
    }

    /// In the order in which they stand.
    var words: [Word] { (allowsElif ? [.elif] : []) + (allowsElse ? [.else] : []) + [closing] }
  }
}
