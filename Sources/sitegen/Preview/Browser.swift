import Foundation

/// The user's browser.
enum Browser {
  /// Opens an address; where there is no browser to be found, says so and goes on.
  static func open(_ address: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    #if canImport(Darwin)
      process.arguments = ["open", address]
    #else
      process.arguments = ["xdg-open", address]
    #endif
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.terminationHandler = { process in
      guard process.terminationStatus != 0 else { return }
      Terminal.write("no browser could be opened: go to \(address)\n", to: .diagnostics)
    }
    do {
      try process.run()
    } catch {
      Terminal.write("no browser could be opened: go to \(address)\n", to: .diagnostics)
    }
  }
}
