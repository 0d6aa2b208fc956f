package import SiteDiagnostics

/// What another host said of an address.
package enum ExternalAnswer: Sendable, Hashable {
  case fine
  /// The host has moved the page for good.
  case moved(to: String)
  /// Nothing is there, or nobody answers; in words.
  case unreachable(String)
  /// Only one network knows the host: it was not asked.
  case inside
}

extension ExternalAnswer {
  /// What there is to say of it.
  package func finding(for address: String, at place: SourceLocation) -> Finding? {
    switch self {
    case .fine: nil
    case .inside:
      Finding(
        Diagnostic(
          Rule.linkPrivateAddress.severity, id: Rule.linkPrivateAddress.id,
          "only your own network knows the host of `\(address)`: readers elsewhere get nowhere", at: place,
          hint: "link to a public address; `--allow-private` asks such hosts all the same"))
    case .moved(let target):
      Finding(
        Diagnostic(
          Rule.linkMoved.severity, id: Rule.linkMoved.id, "`\(address)` has moved for good", at: place,
          hint: "write `\(target)`"))
    case .unreachable(let reason):
      Finding(
        Diagnostic(
          Rule.linkUnreachable.severity, id: Rule.linkUnreachable.id, "`\(address)` leads nowhere: \(reason)",
          at: place,
          hint:
            "look for the page's new address, or for an archived copy; a host that refuses programs can be named below `check: ignoreHosts:` of site.yaml"
        ))
    }
  }
}
