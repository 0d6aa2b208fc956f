import Testing

@testable import SitePublish

/// What keeps a publish from doing harm, each on its own.
struct CareTests {
  @Test(arguments: [
    ("<a href=\"http://localhost:8000/x\">", true), ("<a href='https://127.0.0.1'>", true),
    ("<a href=http://localhost>", true), ("<loc>http://localhost/</loc>", true), ("url(http://localhost/a.png)", true),
    ("Sitemap: http://localhost/sitemap.xml", true), ("{\"url\":\"HTTP://LOCALHOST/\"}", true),
    ("<code>http://localhost:8000</code>", false), ("see http://localhost", false),
    ("<a href=\"http://localhost.example.org/\">", false), ("<a href=\"https://example.org/?u=localhost\">", false),
    ("://", false), ("", false),
  ])
  func findsLinksToTheOwnMachine(_ text: String, _ isLinked: Bool) {
    #expect(LocalAddress.isLinked(in: Array(text.utf8)) == isLinked)
  }

  @Test func hidesSecrets() {
    let redactor = Redactor(environment: [
      "MY_TOKEN": "abc123def", "HOME_KEY": "short", "SSH_AUTH_SOCK": "/dev/null", "AWS_SECRET_ACCESS_KEY": "/abc+def/",
    ])
    #expect(
      redactor.redact("got abc123def and /abc+def/ from https://u:p@host/x, short, /dev/null")
        == "got *** and *** from https://***@host/x, short, /dev/null")
    #expect(
      redactor.redact("Get \"https://host/x?sig=a&b=c\": EOF; what? http://host/")
        == "Get \"https://host/x?***\": EOF; what? http://host/")
  }

  @Test func ordersUploads() {
    let order = UploadOrder(
      ChangeSet(
        added: ["neu/index.html", "a.css", "feed.json", "sitegen-build.txt"],
        changed: ["index.html", "sitemap.xml", "robots.txt", "b.jpg", "notes.txt"]))
    #expect(order.assets == ["a.css", "b.jpg", "notes.txt"])
    #expect(order.newPages == ["neu/index.html"])
    #expect(order.changedPages == ["index.html"])
    #expect(order.announcements == ["feed.json", "sitemap.xml", "robots.txt"])
  }

  @Test func knowsItsOwnDeadFromOthers() throws {
    let identity = PublisherIdentity()
    let parts = identity.token.split(separator: "-")
    #expect(!identity.isDead(identity.token))
    #expect(!identity.isDead("other-999999-x"))
    #expect(!identity.isDead("\(parts[0])-1-x"))
    #expect(identity.isDead("\(parts[0])-4194304-x"))
    #expect(!identity.isDead(""))
  }
}
