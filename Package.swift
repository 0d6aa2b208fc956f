// swift-tools-version: 6.2

import PackageDescription

/// One set of rules for every target: Swift 6 language mode comes with the tools version, the rest is named here.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
]

/// The template engine hands out spans of its strings' bytes, which needs a lifetime that only this feature can state.
let withLifetimes: [SwiftSetting] = strict + [.enableExperimentalFeature("Lifetimes")]

let package = Package(
  name: "sitegen",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "sitegen", targets: ["sitegen"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CCmark",
      pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]
    ),
    .systemLibrary(
      name: "CLibYAML",
      pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]
    ),
    .systemLibrary(
      name: "CXXHash",
      pkgConfig: "libxxhash",
      providers: [.apt(["libxxhash-dev"]), .brew(["xxhash"])]
    ),
    .systemLibrary(
      name: "CZlib",
      pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]
    ),
    .systemLibrary(
      name: "CBrotli",
      pkgConfig: "libbrotlienc",
      providers: [.apt(["libbrotli-dev"]), .brew(["brotli"])]
    ),
    .systemLibrary(
      name: "CMimalloc",
      providers: [.apt(["libmimalloc-dev"]), .brew(["mimalloc"])]
    ),
    .systemLibrary(name: "CLinux"),
    .target(name: "CThreadVariables"),
    .target(name: "SiteDiagnostics", swiftSettings: strict),
    .target(name: "SiteDigest", swiftSettings: strict),
    .target(name: "SiteTemplate", dependencies: ["SiteDiagnostics"], swiftSettings: withLifetimes),
    .target(
      name: "SiteMarkdown", dependencies: ["CCmark", "CLibYAML", "CThreadVariables", "SiteDiagnostics"],
      swiftSettings: strict),
    .target(name: "SiteModel", dependencies: ["SiteDiagnostics", "SiteMarkdown"], swiftSettings: strict),
    .target(
      name: "SiteCheck", dependencies: ["SiteDiagnostics", "SiteMarkdown", "SiteModel"],
      resources: [.embedInCode("Profile/Profiles/nrw.yaml")], swiftSettings: strict),
    .target(
      name: "SiteScaffold", dependencies: ["SiteDiagnostics", "SiteMarkdown", "SiteModel"],
      resources: [
        .embedInCode("Starter/templates.txt"), .embedInCode("Starter/de.txt"), .embedInCode("Starter/en.txt"),
      ], swiftSettings: strict),
    .target(
      name: "SiteBuild",
      dependencies: [
        "CBrotli", "CLinux", "CThreadVariables", "CXXHash", "CZlib", "SiteCheck", "SiteDiagnostics", "SiteDigest",
        "SiteMarkdown", "SiteModel", "SiteTemplate",
      ],
      swiftSettings: strict
    ),
    .target(
      name: "SitePreview",
      dependencies: [
        "CLinux", "SiteDiagnostics", .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: strict
    ),
    .target(
      name: "SitePublish",
      dependencies: ["SiteDiagnostics", "SiteDigest", .product(name: "Subprocess", package: "swift-subprocess")],
      swiftSettings: strict
    ),
    .target(
      name: "SiteLinks", dependencies: [.product(name: "Subprocess", package: "swift-subprocess")],
      swiftSettings: strict),
    .executableTarget(
      name: "sitegen",
      dependencies: [
        "CMimalloc", "SiteBuild", "SiteCheck", "SiteDiagnostics", "SiteLinks", "SiteMarkdown", "SiteModel",
        "SitePreview", "SitePublish", "SiteScaffold", "SiteTemplate",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .executableTarget(
      name: "template-benchmark", dependencies: ["SiteDiagnostics", "SiteTemplate"],
      path: "Benchmarks/templates/template-benchmark", swiftSettings: strict),
    .executableTarget(
      name: "template-fuzz", dependencies: ["SiteDiagnostics", "SiteTemplate"],
      path: "Tests/Fuzzing/templates/template-fuzz", swiftSettings: strict),
    .testTarget(name: "SiteDiagnosticsTests", dependencies: ["SiteDiagnostics"], swiftSettings: strict),
    .testTarget(
      name: "SiteTemplateTests", dependencies: ["SiteDiagnostics", "SiteTemplate", "TestSupport"], exclude: ["Cases"],
      swiftSettings: strict),
    .testTarget(
      name: "SiteMarkdownTests", dependencies: ["SiteDiagnostics", "SiteMarkdown"], exclude: ["Cases"],
      swiftSettings: strict),
    .testTarget(
      name: "SiteModelTests", dependencies: ["SiteDiagnostics", "SiteMarkdown", "SiteModel", "TestSupport"],
      exclude: ["Cases"], swiftSettings: strict),
    .executableTarget(
      name: "OutputProbe", dependencies: ["SiteBuild", "SiteDiagnostics"], path: "Tests/OutputProbe",
      swiftSettings: strict),
    .testTarget(
      name: "SiteBuildTests",
      dependencies: [
        "OutputProbe", "SiteBuild", "SiteDiagnostics", "SiteMarkdown", "SiteModel", "SiteTemplate", "TestSupport",
      ],
      exclude: ["Cases", "Output/Scripts", "Output/disk-full.sh", "Output/mounts.sh", "Preview/Site", "Sites"],
      swiftSettings: strict),
    .testTarget(
      name: "SiteCheckTests", dependencies: ["SiteBuild", "SiteCheck", "SiteDiagnostics", "SiteLinks", "SiteModel"],
      exclude: ["Sites"], swiftSettings: strict),
    .testTarget(
      name: "CommandLineTests", dependencies: ["sitegen"], exclude: ["Scripts"], swiftSettings: strict),
    .testTarget(
      name: "SitePreviewTests",
      dependencies: ["SiteBuild", "SiteDiagnostics", "SiteModel", "SitePreview", "TestSupport"],
      exclude: ["Cases"], swiftSettings: strict),
    .testTarget(
      name: "SitePublishTests", dependencies: ["SiteDiagnostics", "SiteDigest", "SitePublish"], swiftSettings: strict),
  ]
)
