package import SiteDiagnostics

extension Profile {
  /// The profiles that come with sitegen, by name; their files lie in `Profiles` and are part of the program.
  package static let builtInNames = ["nrw"]

  package static func builtIn(_ name: String) -> SourceText? {
    switch name {
    case "nrw": SourceText(path: "nrw.yaml", bytes: PackageResources.nrw_yaml)
    default: nil
    }
  }
}
