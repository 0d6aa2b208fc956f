import SiteDiagnostics

extension Rule {
  static let htmlUnknownRole = Rule(
    "html.unknown-role", .error, "roles are those of WAI-ARIA",
    .output { output, findings in
      for element in output.scan.elements(with: .role) {
        guard let value = output.value(of: .role, in: element) else { continue }
        for role in output.string(value).split(separator: " ")
        where !roles.contains(String(role)) && !role.hasPrefix("doc-") {
          let near = roles.nearest(to: String(role))
          findings.add(
            "there is no role `\(role)`", at: element.tag, hint: near.map { "did you mean `\($0)`?" } ?? "remove it",
            in: output)
        }
      }
    })

  /// WAI-ARIA 1.2, section 5.4, without the abstract ones, and those for graphics.
  private static let roles = KnownNames([
    "alert", "alertdialog", "application", "article", "banner", "blockquote", "button", "caption", "cell", "checkbox",
    "code", "columnheader", "combobox", "complementary", "contentinfo", "definition", "deletion", "dialog", "directory",
    "document", "emphasis", "feed", "figure", "form", "generic", "grid", "gridcell", "group", "heading", "img", "image",
    "insertion", "link", "list", "listbox", "listitem", "log", "main", "marquee", "math", "menu", "menubar", "menuitem",
    "menuitemcheckbox", "menuitemradio", "meter", "navigation", "none", "note", "option", "paragraph", "presentation",
    "progressbar", "radio", "radiogroup", "region", "row", "rowgroup", "rowheader", "scrollbar", "search", "searchbox",
    "separator", "slider", "spinbutton", "status", "strong", "subscript", "superscript", "switch", "tab", "table",
    "tablist", "tabpanel", "term", "textbox", "time", "timer", "toolbar", "tooltip", "tree", "treegrid", "treeitem",
    "graphics-document", "graphics-object", "graphics-symbol",
  ])
}
