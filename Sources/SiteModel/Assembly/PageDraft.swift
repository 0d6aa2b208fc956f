/// A page while its site is being assembled.
struct PageDraft {
  let own: ParsedPage
  let address: String
  var relations = PageRelations()
}
