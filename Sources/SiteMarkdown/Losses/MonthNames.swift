/// Names of months in the languages of Europe, as they stand in dates: `12. Dezember`, `5 grudnia`, `1er août`.
///
/// A text quotes dates of its neighbours' languages too, so the page's own language doesn't decide.
enum MonthNames {
  /// The month (1 to 12) that a word names, whole or shortened; `nil` for other words.
  static func month(_ word: ByteView) -> Int? {
    guard (3...24).contains(word.count) else { return nil }
    return numbers[word.string.lowercased()]
  }

  /// Whether the word is another one too: `5. May I bring guests?`
  static func isAmbiguous(_ word: ByteView) -> Bool {
    ["may", "march", "mars", "mart", "set", "out", "sept", "dec", "mar", "jun"].contains(word.string.lowercased())
  }

  /// `I` to `XII`, as in `5. XII. 2025`.
  static func isRoman(_ word: ByteView) -> Bool { romans.contains(word.string) }

  private static let romans: Set<String> = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]

  private static let numbers: [String: Int] = {
    var numbers: [String: Int] = [:]
    for (index, names) in byMonth.enumerated() {
      for name in names.split(separator: " ") { numbers[String(name)] = index + 1 }
    }
    return numbers
  }()

  /// Month by month, in the forms that follow a day.
  private static let byMonth = [
    "januar jänner jan january janvier janv stycznia styczeń ocak enero gennaio janeiro januari januara ledna leden "
      + "januára január januarja siječnja tammikuuta januára ianuarie января січня ιανουαρίου jaanuar janvāris sausio",
    "februar feber feb febr february février févr lutego luty şubat febrero febbraio fevereiro februari februara "
      + "února únor február februarja veljače helmikuuta februarie февраля лютого φεβρουαρίου veebruar februāris vasario",
    "märz mär march mar mars marca marzec mart marzo março maart marts března březen marec március ožujka "
      + "maaliskuuta martie марта березня μαρτίου märts kovo",
    "april apr avril avr kwietnia kwiecień nisan abril aprile aprila dubna duben apríla április travnja huhtikuuta "
      + "aprilie апреля квітня απριλίου aprill aprīlis balandžio",
    "mai may maja maj mayıs mayo maggio maio mei května květen mája május svibnja toukokuuta мая травня μαΐου maijs "
      + "gegužės",
    "juni jun june juin czerwca czerwiec haziran junio giugno junho června červen júna június lipnja kesäkuuta iunie "
      + "июня червня ιουνίου juuni jūnijs birželio juna junija",
    "juli jul july juillet juil lipca lipiec temmuz julio luglio julho července červenec júla július srpnja "
      + "heinäkuuta iulie июля липня ιουλίου juuli jūlijs liepos jula julija",
    "august aug août sierpnia sierpień ağustos agosto augustus augusti srpna srpen augusta augusztus kolovoza "
      + "elokuuta августа серпня αυγούστου augusts rugpjūčio avgusta",
    "september sep sept septembre września wrzesień eylül septiembre settembre setembro září septembra szeptember "
      + "rujna syyskuuta septembrie сентября вересня σεπτεμβρίου septembris rugsėjo",
    "oktober okt october oct octobre października październik ekim octubre ottobre outubro října říjen októbra "
      + "október listopada kasım lokakuuta octombrie октября жовтня οκτωβρίου oktoober oktobris spalio oktobra",
    "november nov novembre listopad noviembre novembro listopadu novembra studenoga marraskuuta noiembrie ноября "
      + "листопада νοεμβρίου novembris lapkričio",
    "dezember dez december dec décembre déc grudnia grudzień aralık diciembre dicembre dezembro desember prosince "
      + "prosinec decembra prosinca joulukuuta decembrie декабря грудня δεκεμβρίου detsember decembris gruodžio",
  ]
}
