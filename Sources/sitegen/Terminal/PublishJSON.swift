import SiteDiagnostics
import SitePublish

/// What `publish --format json` writes: `{"version": 1, "diagnostics": […], "publish": {…}}`, with `releases` instead
/// of `publish` for `--list`.
struct PublishJSON: Encodable {
  let version = 1
  let diagnostics: [DiagnosticJSON.Item]
  let publish: Publish?
  let releases: [Item]?

  struct Publish: Encodable {
    let target: String
    let type: String
    let outcome: String
    let buildID: String
    let release: String?
    let previousRelease: String?
    let added: [String]
    let changed: [String]
    let deleted: [String]
    let files: Int
    let bytes: Int
    let bytesChanged: Int
    let bytesTransferred: Int?
    let leftBehind: [String]
    let milliseconds: Int64
    let address: String?
    let filesVerified: Int?
  }

  struct Item: Encodable {
    let target: String
    let name: String
    let buildID: String
    let time: String
    let publisher: String
    let files: Int
    let bytes: Int
    let isOnline: Bool
  }

  private enum CodingKeys: CodingKey { case version, diagnostics, publish, releases }

  init(diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics.map(DiagnosticJSON.Item.init)
    publish = nil
    releases = nil
  }

  /// - Parameter diagnostics: what was found to be wrong when all was done.
  init(_ report: PublishReport, milliseconds: Int64, diagnostics: [Diagnostic] = []) {
    self.diagnostics = diagnostics.map(DiagnosticJSON.Item.init)
    releases = nil
    publish = Publish(
      target: report.target, type: report.kind, outcome: report.outcome.rawValue, buildID: report.buildID,
      release: report.release, previousRelease: report.previousRelease, added: report.changes.added,
      changed: report.changes.changed, deleted: report.changes.deleted, files: report.files, bytes: report.bytes,
      bytesChanged: report.bytesChanged, bytesTransferred: report.bytesTransferred, leftBehind: report.leftBehind,
      milliseconds: milliseconds,
      address: report.verification?.address, filesVerified: report.verification?.files)
  }

  init(_ releases: [Release], of target: PublishTarget) {
    diagnostics = []
    publish = nil
    self.releases = releases.map {
      Item(
        target: target.name, name: $0.name, buildID: $0.buildID, time: $0.time, publisher: $0.publisher,
        files: $0.files, bytes: $0.bytes, isOnline: $0.isOnline)
    }
  }
}
