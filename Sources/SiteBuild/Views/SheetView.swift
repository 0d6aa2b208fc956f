import SiteModel
import SiteTemplate

/// The `paginator` of one sheet of a paginated list.
enum SheetView {
  static func paginator(_ sheet: RenderJob.Sheet, of page: Page, _ graph: ViewGraph) -> Value {
    let url = { (number: Int) in graph.url(page.sheetAddress(number)) }
    return Value([
      ("number", .int(sheet.number)), ("total", .int(sheet.count)), ("count", .int(page.children.count)),
      ("pages", graph.pages(page.children[sheet.range])),
      ("previous", sheet.number > 1 ? url(sheet.number - 1) : .undefined),
      ("next", sheet.number < sheet.count ? url(sheet.number + 1) : .undefined),
      ("first", url(1)), ("last", url(sheet.count)),
      (
        "sheets",
        Value(
          (1...sheet.count).map { number in
            ["number": .int(number), "url": url(number), "current": .bool(number == sheet.number)] as Value
          })
      ),
    ])
  }
}
