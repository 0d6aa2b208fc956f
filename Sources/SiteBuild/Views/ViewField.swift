import SiteTemplate

/// The fields of a view, numbered in the order in which they lie in its shape: from the place that the engine asks for,
/// a field is known without a table.
protocol ViewField: CaseIterable, RawRepresentable<Int> {
  /// As templates write it.
  var name: String { get }
}

extension ViewField {
  var name: String { String(describing: self) }

  static var shape: Shape { Shape(fields: allCases.map(\.name)) }
}
