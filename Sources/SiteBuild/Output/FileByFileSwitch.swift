/// The switch for file systems that cannot exchange two folders, and for sites of which a single file is new: one rename
/// after the other, by a journal.
struct FileByFileSwitch: Sendable {
  /// Where the journal is, and the staged files.
  let workshop: Directory
  let output: Directory

  /// Writes the journal down. From then on the switch can only be completed; a failure before leaves no trace.
  func begin(_ journal: SwitchJournal, putting files: [RelativePath]) throws(SystemError) {
    let file = try workshop.newFile(Stage.journalDraft)
    try file.write(journal.text)
    try file.finish()
    try makeFolders(for: files)
    try workshop.move(Stage.journalDraft, to: workshop, as: Stage.journal)
  }

  /// Makes the folders that the output lacks, as far as nothing is in their way yet: a full disk shows itself now.
  private func makeFolders(for files: [RelativePath]) throws(SystemError) {
    var made: [RelativePath] = []
    do throws(SystemError) {
      for folder in Set(files.flatMap(\.ancestors)).sorted() {
        do throws(SystemError) {
          try output.makeDirectory(folder)
          made.append(folder)
        } catch let error where [.alreadyExists, .notAFolder, .missing].contains(error.kind) {
        }
      }
    } catch {
      for folder in made.reversed() { try? output.removeDirectory(folder) }
      throw error
    }
  }

  /// Takes the steps of the journal, those too that were taken already; does nothing where there is no journal.
  func complete() throws(SystemError) {
    guard try workshop.status(of: Stage.journal) != nil,
      let journal = try SwitchJournal(text: workshop.file(Stage.journal).readToEnd())
    else { return }
    // Without its folder, whatever could be moved was.
    if try workshop.status(of: journal.source) != nil { try take(journal.steps, from: journal.source) }
    if journal.source == Stage.changes {
      // The old tree that stands beside them is still one: see ``StageRecovery``.
      if try workshop.status(of: Stage.manifest) != nil { try workshop.removeFile(Stage.manifest) }
      try output.link(OutputManifest.fileName, in: workshop, as: Stage.manifest)
    }
    try workshop.removeFile(Stage.journal)
  }

  private func take(_ steps: [SwitchJournal.Step], from source: RelativePath) throws(SystemError) {
    let tree = try workshop.directory(source)
    for step in steps {
      switch step {
      case .put(let path):
        guard try tree.status(of: path) != nil else { continue }
        if let folder = path.parent { try output.makeDirectories(folder) }
        try tree.move(path, to: output, as: path)
      case .remove(let path):
        guard try output.status(of: path) != nil else { continue }
        try output.removeFile(path)
      case .removeFolder(let path):
        do throws(SystemError) {
          try output.removeDirectory(path)
        } catch let error where [.missing, .notEmpty, .alreadyExists, .notAFolder].contains(error.kind) {
        }
      }
    }
  }
}
