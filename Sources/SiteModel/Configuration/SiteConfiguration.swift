package import SiteDiagnostics

/// What `Content/site.yaml` says, checked.
package struct SiteConfiguration: Sendable {
  package struct Taxonomy: Sendable {
    /// The key in front matter: `tags`.
    package var key: String
    package var title: LocalizedText
    /// The last part of the index's address, per language.
    package var path: LocalizedText
    /// How many articles a sheet of a term's list holds; `nil` for all on one.
    package var paginate: Int?
    /// Whether every term has a feed of its own.
    package var hasFeeds: Bool
    /// Names of terms in other languages, by the name in the default one: what makes their pages translations of each
    /// other.
    package var termNames: [String: LocalizedText] = [:]
    /// The last parts of the addresses of terms that don't follow from their names.
    package var termSlugs: [String: String] = [:]

    /// What a term's translations share: its name in the default language.
    func commonName(of name: String, language: String) -> String {
      termNames.first { $0.value[language] == name }?.key ?? name
    }
  }

  package struct NavigationItem: Sendable {
    package enum Target: Sendable {
      /// A source file below `Content`, of the default language.
      case page(String)
      case taxonomy(String)
      case url(LocalizedText)
    }

    package var target: Target
    /// `nil`: the title of what it leads to.
    package var title: LocalizedText?
    package var location: SourceLocation
  }

  package struct Menu: Sendable {
    package var name: String
    package var items: [NavigationItem]
  }

  package enum FeedFormat: String, Sendable, CaseIterable {
    case rss, atom, json
  }

  package struct Feeds: Sendable {
    package var formats: [FeedFormat] = [.rss]
    /// Whether every edition has a feed of its own.
    package var hasEditionFeeds = true
    /// How many of the newest articles a feed holds.
    package var limit = 20
  }

  package var path: String
  /// The edition of the template language and of the content rules: a year.
  package var edition = SiteConfiguration.newestEdition
  package var title = LocalizedText("")
  package var description = LocalizedText("")
  package var baseURL: BaseURL
  /// Whether the site's own file says that it is for one computer or one house: then links to such hosts are meant.
  package var livesAtLocalHost = false
  package var timeZone = "Europe/Berlin"
  /// In the order of `site.yaml`; never empty.
  package var languages: [Language]
  package var defaultLanguage: Language
  /// The folder below `Content` whose sections are editions.
  package var editionsFolder = "ausgaben"
  package var taxonomies: [Taxonomy] = []
  /// How many pages a sheet of a list holds, by the kind of page that lists them; others hold all.
  package var pagination: [PageKind: Int] = [:]
  package var menus: [Menu] = []
  package var feeds = Feeds()
  package var markdown = MarkdownConfiguration()
  package var assets = AssetConfiguration()
  /// The kinds of web host that files with headers are written for.
  package var headers: [HeaderFormat] = [.pages]
  package var publish = PublishConfiguration()
  package var check = CheckConfiguration()
  package var publisher = DataValue.mapping([])
  package var extra = DataValue.mapping([])

  package static let newestEdition = 2026

  package func language(_ code: String) -> Language? { languages.first { $0.code == code } }

  /// What the addresses of a language's pages begin with: `/en`, and nothing for the default one.
  func addressPrefix(of language: String) -> String { language == defaultLanguage.code ? "" : "/\(language)" }

  /// All language codes, the default one first.
  package var languageCodes: [String] {
    [defaultLanguage.code] + languages.map(\.code).filter { $0 != defaultLanguage.code }
  }
}
