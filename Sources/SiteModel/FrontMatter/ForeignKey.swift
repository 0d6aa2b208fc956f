/// Keys of front matter that mean something to other programs, or to people in German, and what they are called here.
///
/// The names are Hugo's, Jekyll's, Zola's, Eleventy's, Pelican's, Nikola's and those of editors that write for them, with what
/// Germans write who never saw any of them.
enum ForeignKey: Equatable {
  /// Means what a key of ours means. `isCertain`: the value can stay.
  case renamed(String, isCertain: Bool)
  /// One or several terms of a taxonomy.
  case taxonomy
  /// Says whether the page is published: `published: false`, `status: draft`.
  case published
  case status
  case draft
  case hidden
  /// The page's own address.
  case address
  case language
  case menu
  case template
  /// A property of the lead picture: its name in `image`.
  case picture(String)
  case time
  case content
  /// Nothing here reads it.
  case own

  init?(_ key: String) {
    guard let found = Self.table[Self.normal(key)] else { return nil }
    self = found
  }

  /// Letters alone, in lower case: `publish_date` and `publishDate` are one.
  static func normal(_ key: String) -> String {
    String(String.UnicodeScalarView(key.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic }))
  }

  private static let table: [String: ForeignKey] = {
    var table: [String: ForeignKey] = [:]
    func add(_ names: String, _ meaning: ForeignKey) {
      for name in names.split(separator: " ") { table[String(name)] = meaning }
    }
    add("titel überschrift ueberschrift headline heading betreff", .renamed("title", isCertain: true))
    add(
      "datum pubdate publishedat publicationdate veröffentlichtam veroeffentlichtam erscheinungsdatum",
      .renamed("date", isCertain: true))
    add("created createdat datecreated creationdate erstellt erstelltam", .renamed("date", isCertain: false))
    add(
      "lastmod lastmodified lastmodifiedat modified modifiedat datemodified updatedat dateupdated updateddate lastupdated lastupdate revised mtime geändert geaendert geändertam geaendertam aktualisiert aktualisiertam änderungsdatum aenderungsdatum",
      .renamed("updated", isCertain: true))
    add("stand", .renamed("updated", isCertain: false))
    add(
      "description excerpt abstract zusammenfassung kurzfassung beschreibung kurzbeschreibung anreißer anreisser teasertext metadescription",
      .renamed("summary", isCertain: true))
    add(
      "deck subtitle untertitel teaser lead intro introduction vorspann kurztext anriss dek standfirst",
      .renamed("summary", isCertain: false))
    add(
      "publishdate golive veröffentlichenam freischalten freigabe freigabedatum embargo sperrfrist",
      .renamed("publishDate", isCertain: true))
    add(
      "expirydate expires expirationdate unpublishdate ablaufdatum ablauf gültigbis gueltigbis läuftab laeuftab",
      .renamed("expiryDate", isCertain: true))
    add("autor autorin verfasser verfasserin byline creator writer by", .renamed("author", isCertain: true))
    add("autoren autorinnen verfasserinnen contributors", .renamed("authors", isCertain: true))
    add(
      "redirectfrom redirects oldurl oldurls alias weiterleitung weiterleitungen alteadresse alteadressen",
      .renamed("aliases", isCertain: true))
    add("redirectto redirect redirecturl", .renamed("aliases", isCertain: false))
    add(
      "gewicht order navorder position reihenfolge sortierung sort sortorder rang rank menuorder",
      .renamed("weight", isCertain: true))
    add("urlslug kurzname adressteil", .renamed("slug", isCertain: true))
    add(
      "bild titelbild aufmacherbild foto titelfoto cover coverimage images thumbnail thumb featuredimage featureimage heroimage headerimage teaserimage ogimage banner picture photo socialimage hero",
      .renamed("image", isCertain: true))
    add(
      "keywords keyword tag schlagworte schlagwörter schlagwoerter schlagwort stichworte stichwörter stichwoerter stichwort themen thema topics topic labels label hashtags category categories kategorie kategorien rubrik rubriken section series serie",
      .taxonomy)
    add(
      "published publish veröffentlicht veroeffentlicht veröffentlichen veroeffentlichen freigegeben online live visible sichtbar",
      .published)
    add("status state zustand", .status)
    add("entwurf isdraft", .draft)
    add(
      "hidden unlisted versteckt hide robots excludefromsearch searchexclude sitemapexclude excludefromsitemap nosearch",
      .hidden)
    add("permalink path uri adresse pfad", .address)
    add("lang language locale sprache", .language)
    add("menu menus menü nav navigation parent", .menu)
    add("layout type kind vorlage theme view", .template)
    add("alt alttext imagealt bildalt alternativtext bildbeschreibung", .picture("alt"))
    add(
      "credit imagecredit photocredit bildnachweis bildrechte fotograf fotografin fotocredit copyright bildquelle",
      .picture("credit"))
    add("caption imagecaption bildunterschrift bildtext", .picture("caption"))
    add("time uhrzeit zeit", .time)
    add("content body text inhalt", .content)
    add(
      "toc comments comment pin pinned featured sticky math mathjax katex mermaid share sidebar guid uuid readingtime wordcount pagination eleventycomputed eleventynavigation eleventyexcludefromcollections markup formats outputs cascade build id link canonical canonicalurl",
      .own)
    return table
  }()

  /// Keys within `image:` that mean one of its own.
  static let ofImage: [String: String] = [
    "url": "src", "path": "src", "file": "src", "source": "src", "datei": "src", "bild": "src", "image": "src",
    "name": "src",
    "alttext": "alt", "alternativtext": "alt", "beschreibung": "alt", "description": "alt", "copyright": "credit",
    "nachweis": "credit",
    "bildnachweis": "credit", "fotograf": "credit", "quelle": "credit", "author": "credit", "title": "caption",
    "titel": "caption",
    "bildunterschrift": "caption", "unterschrift": "caption", "legende": "caption", "text": "caption",
  ]
}
