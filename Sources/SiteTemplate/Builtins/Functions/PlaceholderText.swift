/// What `lipsum()` gives: paragraphs of Latin without a meaning, to see how a page looks with text in it.
///
/// The same calls give the same text in every build, so that a page stays the same from the same input.
struct PlaceholderText {
  private let call: NativeCall

  init(_ call: NativeCall) {
    self.call = call
  }

  private static let words = """
    accumsan aliquam aliquet amet ante aptent arcu auctor augue bibendum blandit commodo condimentum congue consectetuer \
    consequat convallis cras cubilia cursus dapibus diam dictum dignissim dolor donec duis egestas eget eleifend \
    elementum elit enim erat eros est etiam euismod facilisi fames faucibus felis fermentum feugiat fringilla fusce \
    gravida habitant hendrerit iaculis imperdiet integer interdum ipsum justo lacinia lacus laoreet lectus leo libero \
    ligula lobortis lorem luctus maecenas magna malesuada massa mattis mauris metus mollis morbi nascetur natoque nec \
    neque nibh nisi nonummy nulla nunc odio orci ornare pede pellentesque pharetra placerat porta posuere potenti \
    praesent pretium proin pulvinar purus quam quisque rhoncus risus rutrum sagittis sapien scelerisque sed semper \
    senectus sociosqu sodales sollicitudin suscipit tellus tempor tincidunt torquent tortor tristique turpis ultrices \
    urna varius vehicula velit venenatis vestibulum vitae vivamus viverra volutpat vulputate
    """.split(separator: " ")

  /// So many words in sentences, with a capital at the beginning of each and a full stop at the end.
  func paragraph(words count: Int) -> String {
    var text = ""
    var left = count
    while left > 0 {
      let length = min(left, 4 + call.random(below: 12))
      for index in 0..<length {
        let word = Self.words[call.random(below: Self.words.count)]
        text += index == 0 ? word.prefix(1).uppercased() + word.dropFirst() : String(word)
        text += index == length - 1 ? "." : call.random(below: 9) == 0 ? ", " : " "
      }
      left -= length
      if left > 0 { text += " " }
    }
    return text
  }
}
