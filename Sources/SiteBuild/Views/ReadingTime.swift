/// How long people read: 200 words a minute, a common figure for longer texts on screens.
enum ReadingTime {
  static let wordsPerMinute = 200

  static func minutes(words: Int) -> Int { max(1, (words + wordsPerMinute / 2) / wordsPerMinute) }
}
