import Glibc
import SiteBuild

/// Builds again what is in an output, with some files changed, as somebody does who knows what stays the same.
struct Repetition {
  let output: String
  let changes: Int

  func run() async {
    do {
      let text = try Directory(opening: output).file(OutputManifest.fileName).readToEnd()
      let entries = OutputManifest(text: text)?.entries ?? [:]
      let files = entries.keys.sorted()
      let changed = Dictionary(
        try files.suffix(changes).map { path in
          (path, try Directory(opening: output).file(path).readToEnd() + [UInt8(ascii: "\n")])
        }, uniquingKeysWith: { first, _ in first })
      let names = files.map(\.description)
      let clock = ContinuousClock()
      let processorTime = Glibc.clock()
      let begin = clock.now
      let staging = try await Staging(output: output, source: "/nonexistent", jobs: 2, keepsOldTree: true)
      let looked = clock.now
      var missing = 0
      for (path, name) in zip(files, names) {
        if let bytes = changed[path] {
          try staging.stage(name, bytes)
        } else if let digest = entries[path]?.digest, !staging.keep([(name, digest)]) {
          missing += 1
        }
      }
      let staged = clock.now
      let result = try await staging.commit()
      let end = clock.now
      let spent = Duration.microseconds((Glibc.clock() - processorTime) * 1_000_000 / CLOCKS_PER_SEC)
      OutputProbe.report(result.diagnostics)
      print(
        "\(result.switch) \(result.written) \(result.unchanged) \(result.removed) \(result.carriedOver), not kept \(missing);",
        "look \(looked - begin), stage \(staged - looked), commit \(end - staged), together \(end - begin),",
        "of the processors \(spent)")
    } catch {
      print(error)
      exit(1)
    }
  }
}
