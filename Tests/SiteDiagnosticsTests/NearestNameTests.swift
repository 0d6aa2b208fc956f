import SiteDiagnostics
import Testing

@Suite struct NearestNameTests {
  private static let keys = ["title", "tags", "date", "summary", "publishDate", "expiryDate"]

  @Test(arguments: [
    ("tag", "tags"), ("tgas", "tags"), ("titel", "title"), ("Date", "date"), ("sumary", "summary"),
    ("publish_date", "publishDate"), ("expirydate", "expiryDate"),
  ])
  func aTypoFindsItsName(typo: String, name: String) {
    #expect(nearestName(to: typo, among: Self.keys) == name)
  }

  @Test(arguments: ["x", "keywords", "", "photographer"])
  func aDifferentWordFindsNothing(word: String) {
    #expect(nearestName(to: word, among: Self.keys) == nil)
  }

  @Test func tiesGoToTheNameThatSortsFirst() {
    #expect(nearestName(to: "bat", among: ["rat", "cat"]) == "cat")
  }
}
