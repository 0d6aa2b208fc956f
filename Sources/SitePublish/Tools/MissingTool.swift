/// A program that publishing needs and this machine doesn't have.
struct MissingTool {
  var name: String

  static let id = "publish.missing-tool"

  var error: PublishError {
    PublishError(
      Self.id, "`\(name)` is needed to publish to this target and is not installed",
      hint: "install it: `apt-get install \(package)` on Debian and Ubuntu, `brew install \(formula)` on macOS")
  }

  private var package: String { name == "ssh" ? "openssh-client" : name }
  private var formula: String { name == "ssh" ? "openssh" : name }
}
