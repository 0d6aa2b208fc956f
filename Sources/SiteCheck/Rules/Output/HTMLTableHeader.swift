import SiteDiagnostics

extension Rule {
  static let htmlTableHeader = Rule(
    "html.table-header", .error, "a table in HTML has header cells",
    .output { output, findings in
      for table in output.elements(.table) where table.parts == 0 {
        let role = output.value(of: .role, in: table)
        if output.says("presentation", in: role) || output.says("none", in: role) { continue }
        findings.add(
          "this table has no header cells", at: table.tag,
          hint: "write headings as `<th scope=\"col\">`; a table for layout alone has `role=\"presentation\"`",
          in: output)
      }
    })
}
