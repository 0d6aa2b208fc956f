import Foundation
import Testing

/// Which module may import which: the table of `Documentation/architecture.md`, held against the sources.
@Suite struct ModuleImportTests {
  private static let system: Set<String> = ["Glibc", "Musl", "Darwin", "Synchronization"]

  private static let allowed: [String: Set<String>] = [
    "SiteDiagnostics": [],
    "SiteDigest": [],
    "SiteTemplate": ["SiteDiagnostics"],
    "SiteMarkdown": ["CCmark", "CLibYAML", "CThreadVariables", "SiteDiagnostics"],
    "SiteModel": ["SiteDiagnostics", "SiteMarkdown", "Foundation"],
    "SiteCheck": ["SiteDiagnostics", "SiteMarkdown", "SiteModel", "Foundation"],
    "SiteLinks": ["Subprocess", "Foundation"],
    "SiteScaffold": ["SiteDiagnostics", "SiteMarkdown", "SiteModel"],
    "SiteBuild": [
      "CBrotli", "CLinux", "CThreadVariables", "CXXHash", "CZlib", "SiteCheck", "SiteDiagnostics", "SiteDigest",
      "SiteMarkdown", "SiteModel", "SiteTemplate", "Foundation",
    ],
    "SitePreview": ["CLinux", "SiteDiagnostics", "NIOCore", "NIOHTTP1", "NIOPosix", "Dispatch"],
    "SitePublish": ["SiteDiagnostics", "SiteDigest", "Subprocess", "SystemPackage", "System", "Foundation"],
    "sitegen": [
      "SiteBuild", "SiteCheck", "SiteDiagnostics", "SiteLinks", "SiteMarkdown", "SiteModel", "SitePreview",
      "SitePublish", "SiteScaffold", "SiteTemplate", "ArgumentParser", "CMimalloc", "Dispatch", "Foundation",
    ],
  ]

  @Test(arguments: allowed.keys.sorted())
  func aModuleImportsOnlyWhatItMay(module: String) throws {
    let sources = URL(filePath: #filePath).appending(path: "../../../Sources/\(module)").standardized
    let files = try #require(FileManager.default.enumerator(atPath: sources.path)).compactMap { $0 as? String }
    let swift = files.filter { $0.hasSuffix(".swift") }
    #expect(!swift.isEmpty)
    let permitted = try #require(Self.allowed[module]).union(Self.system)
    for file in swift {
      let text = String(decoding: try Data(contentsOf: sources.appending(path: file)), as: UTF8.self)
      for line in text.split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index <= 2, words.count > index + 1,
          words[..<index].allSatisfy({ ["package", "internal", "public", "private", "@preconcurrency"].contains($0) })
        else { continue }
        #expect(permitted.contains(String(words[index + 1])), "\(module)/\(file): \(line)")
      }
    }
  }
}
