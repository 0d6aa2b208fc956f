/// A page while its site is being assembled.
struct PageDraft {
  let own: ParsedPage
  var relations = PageRelations()
}
