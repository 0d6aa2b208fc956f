import SiteDiagnostics

extension Diagnostic {
  /// An output folder that no site may be written to.
  static func unfitOutput(_ message: String) -> Diagnostic {
    .error("output.unfit-folder", message, hint: "choose a folder that the site has for itself with `--output`")
  }

  static let diskFull = "output.disk-full"

  /// A call that failed while the output was read or written; the previous site is as it was.
  static func output(_ error: SystemError) -> Diagnostic {
    .error(
      error.kind == .diskFull || error.kind == .quotaExceeded ? diskFull : "output.cannot-\(error.verb)",
      "cannot \(error.action) `\(error.path)`: \(error.reason)", hint: error.nextStep)
  }

  static func unwritableParent(of output: String, _ error: SystemError) -> Diagnostic {
    .error(
      "output.unwritable-parent",
      "cannot make a folder beside the output `\(output)`: \(error.reason)",
      notes: [Note("a new site is made beside the old one, so that the two can change places in one step")],
      hint: "make the folder above it writable, or choose another output with `--output`")
  }

  static func busy(_ output: String, holder: String?) -> Diagnostic {
    .error(
      "output.busy",
      "another build writes to `\(output)`" + (holder.map { ": process \($0)" } ?? ""),
      hint: "wait until it is done, or end it" + (holder.map { " (`kill \($0)`)" } ?? ""))
  }

  /// Something that sitegen did not write stands where a page has to go.
  static func foreignFile(_ path: RelativePath, in output: String, for page: RelativePath) -> Diagnostic {
    let target = path == page ? "" : " (for `\(page)`)"
    return .error(
      "output.foreign-file",
      "`\(output)/\(path)` was not written by sitegen, but the site has a file of its own there\(target)",
      hint: "move or remove it, or give the page another address")
  }

  static func duplicatePath(_ path: RelativePath) -> Diagnostic {
    .error(
      "output.duplicate-path", "two files of the site have the same place in the output: `\(path)`",
      hint: "give one of them another address")
  }

  static func fileAndFolder(_ path: RelativePath) -> Diagnostic {
    .error(
      "output.file-and-folder", "`\(path)` would have to be a file and a folder in the output",
      hint: "give one of the two another address")
  }

  static func badPath(_ path: String) -> Diagnostic {
    .error(
      "output.bad-path", "`\(path)` cannot be a file in the output",
      hint: "a path has names between single slashes; `.`, `..` and sitegen's own names are none")
  }

  static func unreadableManifest(_ output: String) -> Diagnostic {
    .warning(
      "output.unreadable-manifest",
      "`\(output)/\(OutputManifest.fileName)` is damaged, or from another version of sitegen",
      notes: [Note("what is in the folder counts as written by somebody else, and is never removed")],
      hint: "if the folder holds nothing but the site, remove it once and build again")
  }

  static func lostManifest(_ output: String) -> Diagnostic {
    .error(
      "output.lost-manifest",
      "`\(output)/\(OutputManifest.fileName)` is damaged, or from another version of sitegen: which files in `\(output)` are the site's, it doesn't say any more",
      notes: [Note("the site in `\(output)` is as it was")],
      hint: "if the folder holds nothing but the site, remove it once (`rm -r \(output)`) and build again")
  }

  static func editedFileKept(_ path: RelativePath, in output: String) -> Diagnostic {
    .warning(
      "output.edited-file-kept",
      "`\(output)/\(path)` is no longer part of the site, but was changed by hand since; it stays",
      hint: "remove it if nobody needs it")
  }

  static func lateFileKept(_ path: RelativePath, in output: String) -> Diagnostic {
    .warning(
      "output.late-file-kept", "`\(output)/\(path)` came into the output while the site was built; it is kept",
      hint: "look whether it should be there")
  }

  /// The switch file by file stopped on its way.
  static func halfSwitched(_ output: String, _ error: SystemError) -> Diagnostic {
    .error(
      "output.half-switched",
      "`\(output)` is partly the new site, partly the old one: cannot \(error.action) `\(error.path)`: \(error.reason)",
      hint: "solve this and build again: the next build completes the switch")
  }

  static func notAtomic(_ output: String, _ error: SystemError) -> Diagnostic {
    Diagnostic(
      .note, id: "output.not-atomic",
      "the new site came to `\(output)` file by file, since the folder could not be exchanged as a whole: "
        + error.reason,
      hint: "for a switch in one step let the output and the folder above it be on one file system with hard links")
  }
}

extension SystemError {
  /// For a diagnostic's id.
  fileprivate var verb: String { String(action.prefix { $0 != " " }) }

  fileprivate var nextStep: String {
    switch kind {
    case .diskFull: "make room on the disk and build again; the previous site is unchanged"
    case .quotaExceeded: "make room within your quota and build again; the previous site is unchanged"
    case .denied: "give yourself access to it and build again; the previous site is unchanged"
    case .readOnly: "choose an output that can be written to with `--output`"
    case .nameTooLong: "shorten the address; the previous site is unchanged"
    default: "the previous site is unchanged; build again once this is solved"
    }
  }
}
