import Testing

@testable import SitePublish

/// No setting can become an option, a second word or a command of another program.
struct SettingsTests {
  @Test(arguments: [
    "", "-oProxyCommand=x", "a b", "a;b", "$(id)", "`id`", "a\nb", "a'b", "user@host", "host:path", "..", "ä.example",
    "[", "[::1;x]",
  ])
  func refusesHosts(_ host: String) {
    #expect(throws: TargetFault.self) { try SSHLogin(host: host) }
  }

  @Test(arguments: ["www.example.org", "alias_1", "127.0.0.1", "[::1]"])
  func takesHosts(_ host: String) throws {
    #expect(try SSHLogin(host: host).host == host)
  }

  @Test(arguments: ["-x", "a b", "a\nb", "", "$USER", "a;b"])
  func refusesUsers(_ user: String) {
    #expect(throws: TargetFault.self) { try SSHLogin(host: "h", user: user) }
  }

  @Test(arguments: ["", "-x", "~/x", "/", "a/../../b", "a\nb", "a\u{0}b"])
  func refusesPaths(_ path: String) throws {
    let login = try SSHLogin(host: "h")
    #expect(throws: TargetFault.self) { try RsyncTarget(login: login, path: path) }
  }

  @Test(arguments: ["-x", "a\"b", "a'b", "a%b", "a$b", ""])
  func refusesFilesForSSH(_ file: String) {
    #expect(throws: TargetFault.self) { try SSHLogin(host: "h", knownHosts: file) }
    #expect(throws: TargetFault.self) { try SSHLogin(host: "h", identity: file) }
  }

  @Test(arguments: [
    "", "-x", "ext::sh -c id", "fd::7", "https://user:word@host/x", "https://token@host/x", "ssh://-oProxyCommand=x/y",
    "ssh://a@-x/y", "ssh://a:word@host/y", "-u:x", "git@host:x\ny", "relative/path",
  ])
  func refusesRepositories(_ remote: String) {
    #expect(throws: TargetFault.self) { try GitTarget(remote: remote) }
  }

  @Test(arguments: [
    "git@github.com:a/b.git", "https://github.com/a/b.git", "ssh://git@host:2222/a.git", "/srv/a.git", "file:///srv/a",
  ])
  func takesRepositories(_ remote: String) throws {
    #expect(try GitTarget(remote: remote).remote == remote)
  }

  @Test func sendsTokensEncryptedOnly() throws {
    #expect(throws: TargetFault.self) { try GitTarget(remote: "http://example.org/x.git", tokenVariable: "TOKEN") }
    #expect(throws: TargetFault.self) {
      try GitTarget(remote: "http://127.0.0.1.example.org/x.git", tokenVariable: "TOKEN")
    }
    #expect(try GitTarget(remote: "https://example.org/x.git", tokenVariable: "TOKEN").origin == "https://example.org")
    #expect(try GitTarget(remote: "http://[::1]:8/x", tokenVariable: "TOKEN").origin == "http://[::1]:8")
  }

  @Test(arguments: ["-x", "a..b", "a b", "/a", "a/", "a.lock", "a//b", "@{-1}", "a:b", ""])
  func refusesBranches(_ branch: String) {
    #expect(throws: TargetFault.self) { try GitTarget(remote: "/srv/a", branch: branch) }
  }

  @Test(arguments: [":s3,secret_access_key=x:bucket", "", "-x:y", "bucket", "a;b:c", "a:b\nc", "a:../b"])
  func refusesRemotes(_ remote: String) {
    #expect(throws: TargetFault.self) { try RcloneTarget(remote: remote) }
  }

  /// What is pasted into the wrong place may hold a password: then neither the value nor its line is shown.
  @Test func showsNoPasswordInTheWrongPlace() throws {
    let login = try SSHLogin(host: "h")
    let faults: [TargetFault?] = [
      #expect(throws: TargetFault.self) { try SSHLogin(host: "anna:geheim@host") },
      #expect(throws: TargetFault.self) { try SSHLogin(host: "h", user: "anna:geheim") },
      #expect(throws: TargetFault.self) { try RsyncTarget(login: login, path: "sftp://anna:geheim@h/x") },
      #expect(throws: TargetFault.self) { try DirectoryTarget(path: "ftp://anna:geheim@h/x") },
      #expect(throws: TargetFault.self) { try RcloneTarget(remote: "ftp://anna:geheim@h/x") },
      #expect(throws: TargetFault.self) { try GitTarget(remote: "https://h/x.git?private_token=geheim") },
      #expect(throws: TargetFault.self) { try GitTarget(remote: "https://anna:geheim@h/x.git") },
    ]
    for fault in faults {
      let fault = try #require(fault)
      #expect(fault.isSecret && !fault.message.contains("geheim") && fault.hint?.contains("geheim") != true)
    }
  }

  @Test(arguments: ["ftp://x", "https://user@x", "https://x?y", "https://x y", "x"])
  func refusesAddresses(_ address: String) throws {
    let directory = try DirectoryTarget(path: "/srv/x")
    #expect(throws: TargetFault.self) {
      try PublishTarget(name: "x", kind: .directory(directory), address: address)
    }
  }

  @Test(arguments: ["ghp_secret-value", "$X", "a b", "1X", ""])
  func takesVariablesByNameOnly(_ variable: String) {
    let error = #expect(throws: TargetFault.self) { try GitTarget(remote: "/srv/a", tokenVariable: variable) }
    #expect(error?.message.contains("secret-value") == false)
  }

  @Test(arguments: ["", "plain", "it's", "'", "a b", "$(id)", "`id`", "\\", "\n", "-n", "!!", "ü", "a'b'c''"])
  func quotesWordsForTheShell(_ text: String) throws {
    #expect(try shell("sh", "-c", "printf %s \(shellWord(text))") == text)
  }
}
