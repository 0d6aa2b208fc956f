import SiteDiagnostics
import SiteModel
import Testing

/// Which topics have one address, and which two.
@Suite struct TermSlugTests {
  @Test(arguments: [
    ("C", "c"), ("C++", "c-plus-plus"), ("C#", "c-sharp"), ("F#", "f-sharp"), ("Region 50", "region-50"),
    ("Region 50+", "region-50-plus"), ("Q+A", "q-a"), ("#Hafen", "hafen"), ("A+ und B", "a-plus-und-b"),
    ("西安", "西安"), ("תל אביב", "תל-אביב"), ("서울", "서울"), ("สวัสดี", "สวัสดี"), ("हिन्दी", "हिन्दी"),
    ("Հայաստան", "հայաստան"), ("საქართველო", "საქართველო"), ("Новости", "nowosti"), ("Größe & Maß", "groesse-mass"),
    ("É", "e-akut"), ("Xi’an 西安", "xian-西安"), ("か\u{3099}", "が"), ("\u{1112}\u{1161}\u{11AB}", "한"),
  ])
  func slugs(name: String, slug: String) throws {
    let site = SourceText(
      path: "Content/site.yaml",
      text: "title: T\nbaseURL: https://www.example.org\ntaxonomies: {tags: {terms: {É: {slug: e-akut}}}}\n")
    let taxonomy = try #require(SiteConfigurationReader.read(site).0?.taxonomies.first)
    #expect(Array(TermSlug.slug(of: name, in: taxonomy).unicodeScalars) == Array(slug.unicodeScalars))
  }
}
