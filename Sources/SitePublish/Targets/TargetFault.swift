/// A setting of a target that can't be used, named by its key in `site.yaml`.
///
/// Everything that becomes a word of another program passes here: no setting can be read as an option, as more than one
/// word, or as a command.
package struct TargetFault: Error, Sendable, Hashable {
  package var field: String
  package var message: String
  package var hint: String?
  /// Whether the setting may hold a secret, so that its line must not be shown.
  package var isSecret: Bool

  init(_ field: String, _ message: String, hint: String? = nil, isSecret: Bool = false) {
    self.field = field
    self.message = message
    self.hint = hint
    self.isSecret = isSecret
  }

  /// A name from DNS, a name from ssh's configuration, or an IPv6 address in brackets.
  static func check(host: String) throws(TargetFault) {
    let inner = host.hasPrefix("[") && host.hasSuffix("]") ? host.dropFirst().dropLast() : host[...]
    let isAddress = inner.count != host.count
    let allowed = isAddress ? "abcdefABCDEF0123456789:." : Self.letters + "0123456789._-"
    guard !inner.isEmpty, !inner.hasPrefix("-"), !inner.hasPrefix("."), inner.allSatisfy(allowed.contains) else {
      if host.contains("@") {
        throw TargetFault(
          "host", "`host` has a user in it", hint: "the user has a key of its own: `user:`", isSecret: true)
      }
      throw TargetFault("host", "`\(host)` is not a host name", hint: "like `www.example.org`")
    }
  }

  static func check(user: String) throws(TargetFault) {
    guard let first = user.first, (Self.letters + "0123456789_").contains(first),
      user.allSatisfy((Self.letters + "0123456789._@+-").contains)
    else {
      // Perhaps with a password behind it.
      throw TargetFault("user", "`user` is not a user's name", hint: "like `redaktion`", isSecret: true)
    }
  }

  static func check(port: Int) throws(TargetFault) {
    guard (1...65535).contains(port) else { throw TargetFault("port", "`\(port)` is not a port: 1 to 65535") }
  }

  static func check(keep: Int) throws(TargetFault) {
    guard (1...1000).contains(keep) else {
      throw TargetFault("keep", "`keep` is the number of releases to keep: 1 to 1000")
    }
  }

  /// A folder at the other side or here.
  static func check(path: String, field: String) throws(TargetFault) {
    guard !path.isEmpty, !path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      throw TargetFault(field, "`\(field)` is empty or has a control character in it")
    }
    guard !path.hasPrefix("-"), !path.hasPrefix("~") else {
      throw TargetFault(
        field, "`\(path)` starts with `\(path.prefix(1))`",
        hint: "write an absolute path, or one relative to the user's home folder")
    }
    guard !path.contains("://") else {
      throw TargetFault(
        field, "`\(field)` is an address, not a folder", hint: "the folder alone, like `/var/www/newsletter`",
        isSecret: true)
    }
    let parts = path.split(separator: "/")
    guard !parts.isEmpty, !parts.contains("..") else {
      throw TargetFault(
        field, "`\(path)` is not a folder of its own", hint: "name a folder that only sitegen writes to")
    }
  }

  /// A file that is named in an option of ssh, whose configuration language has quotes and percent signs.
  static func check(file: String, field: String) throws(TargetFault) {
    guard !file.isEmpty, !file.hasPrefix("-"), !file.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }),
      !file.contains(where: "\"'\\%$".contains)
    else {
      throw TargetFault(field, "`\(file)` can't be given to ssh", hint: "a path without quotes, `%`, `$` or `\\`")
    }
  }

  /// The name of an environment variable.
  static func check(variable: String, field: String) throws(TargetFault) {
    guard let first = variable.first, (Self.letters + "_").contains(first),
      variable.allSatisfy((Self.letters + "0123456789_").contains)
    else {
      throw TargetFault(
        field, "`\(field)` is the name of an environment variable, not the secret itself", hint: "like `PAGES_TOKEN`",
        isSecret: true)
    }
  }

  static func check(address: String) throws(TargetFault) {
    guard address.hasPrefix("https://") || address.hasPrefix("http://"),
      !address.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }), !address.contains(where: "\"'\\@?#".contains)
    else {
      throw TargetFault(
        "url", "`url` is not the address of a site", hint: "like `https://www.example.org`, without a user or password",
        isSecret: true)
    }
  }

  private static let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
}
