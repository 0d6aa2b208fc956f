import SiteModel
import SiteTemplate

extension Value {
  /// A value of the user's own mappings, as templates see it.
  init(_ data: DataValue) {
    switch data {
    case .null: self = .none
    case .bool(let bool): self = .bool(bool)
    case .int(let int): self = .int(int)
    case .double(let double): self = .float(double)
    case .text(let text): self = Value(text)
    case .list(let items): self = Value(items.map { Value($0) })
    case .mapping(let entries): self = Value(entries.map { ($0.key, Value($0.value)) })
    }
  }
}
