internal import SiteDiagnostics

extension HTMLWriter {
  private static let containerDepthLimit = 32

  /// An HTML block that stands for a container's fence.
  mutating func writeFence(_ fence: SourceScan.ContainerFence) {
    startLine()
    guard let name = fence.name else {
      guard let index = openContainers.popLast() else {
        report(
          .warning, "markdown.container-not-open", "`:::` ends a container, but none is open", at: fence.line,
          hint: "remove the line, or start a container with `::: name`")
        return
      }
      addPoint(.componentEnd, index)
      return
    }
    guard openContainers.count < Self.containerDepthLimit else {
      report(
        .error, "markdown.containers-too-deep",
        "containers are nested more than \(Self.containerDepthLimit) deep", at: fence.line)
      return
    }
    var arguments: [MarkdownComponent.Argument] = []
    if !fence.title.isEmpty {
      arguments.append(.init(name: "title", value: .string(typographicText(body[fence.title]))))
    }
    if !fence.attributes.isEmpty {
      arguments += containerArguments(fence)
    }
    openContainers.append(components.count)
    addPoint(.componentStart, components.count)
    components.append(
      MarkdownComponent(
        kind: .container, name: name, arguments: arguments, link: nil, source: sourceRange(fence.line)))
  }

  private mutating func containerArguments(_ fence: SourceScan.ContainerFence) -> [MarkdownComponent.Argument] {
    let text = body[fence.attributes]
    guard let attributes = Attributes.parse(text, at: 0), attributes.end == text.count else {
      report(
        .warning, "markdown.bad-attributes", "`\(text.string)` can't be read as attributes", at: fence.attributes,
        hint: "write them as `{#id .class key=\"value\"}`")
      return []
    }
    var arguments: [MarkdownComponent.Argument] = []
    if let id = attributes.id { arguments.append(.init(name: "id", value: .string(ids.unique(id)))) }
    if !attributes.classes.isEmpty {
      arguments.append(.init(name: "class", value: .string(attributes.classes.joined(separator: " "))))
    }
    return arguments + attributes.pairs.map { .init(name: $0.name, value: .string($0.value)) }
  }

  /// Closes what the author left open at the end of the document.
  mutating func closeContainers() {
    while let index = openContainers.popLast() {
      startLine()
      let component = components[index]
      report(
        .error, "markdown.container-not-closed", "the container `\(component.name)` is never closed",
        at: component.source.lowerBound - bodyOffset..<component.source.upperBound - bodyOffset,
        hint: "end it with a line `:::`")
      addPoint(.componentEnd, index)
    }
  }

  mutating func writeShortcode(_ index: Int, isBlock: Bool) {
    let shortcode = scan.shortcodes[index]
    // A component that is given an id shows it.
    for argument in shortcode.arguments where argument.name == "id" {
      if case .string(let id) = argument.value { ids.note(id) }
    }
    addPoint(.componentStart, components.count)
    addPoint(.componentEnd, components.count)
    components.append(
      MarkdownComponent(
        kind: .shortcode(isBlock: isBlock), name: shortcode.name, arguments: shortcode.arguments, link: nil,
        source: sourceRange(shortcode.range)))
  }

  // MARK: Hooks

  mutating func startHook(_ hook: RenderHook, _ arguments: [(String, MarkdownComponent.Value)] = []) {
    openHooks.append(components.count)
    addPoint(.componentStart, components.count)
    components.append(
      MarkdownComponent(
        kind: .hook(hook), name: hook.rawValue,
        arguments: arguments.map { MarkdownComponent.Argument(name: $0.0, value: $0.1) }, link: nil,
        source: sourceRange(blockRange)))
  }

  mutating func endHook(_ arguments: [(String, MarkdownComponent.Value)] = []) {
    guard let index = openHooks.popLast() else { return }
    components[index].arguments += arguments.map { MarkdownComponent.Argument(name: $0.0, value: $0.1) }
    addPoint(.componentEnd, index)
  }
}

extension MarkdownComponent {
  /// What stands in for a template that a site doesn't have: the body, in an element named after the component.
  package func fallback(body: [UInt8], address: String?) -> [UInt8] {
    switch kind {
    case .hook: return body
    case .shortcode: return []
    case .container:
      var html = Array("<div class=\"\(name)\">\n".utf8)
      if case .string(let title)? = arguments.first(where: { $0.name == "title" })?.value {
        html += Array("<p class=\"title\">".utf8)
        for byte in title.utf8 {
          if let entity = HTMLEscaping.entity(for: byte) {
            html += Array("\(entity)".utf8)
          } else {
            html.append(byte)
          }
        }
        html += Array("</p>\n".utf8)
      }
      return html + body + Array("</div>\n".utf8)
    }
  }
}
