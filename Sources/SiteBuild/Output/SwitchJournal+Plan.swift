extension SwitchJournal {
  /// The steps in an order in which no page is shown whose pictures and styles are missing, nor one that points to a
  /// page that is not there yet: what is in the way goes first, then come files that pages use, new pages, changed
  /// pages from the deepest folder up, feeds and site maps, and at last what is no longer needed goes.
  init(_ plan: OutputPlan, present: PresentOutput) {
    let removed = Set(plan.removed)
    let folders = Set(present.tree.folders)
    var obstacles: Set<RelativePath> = []
    var steps: [Step] = []
    for path in plan.written {
      for blocking in path.ancestors where removed.contains(blocking) { obstacles.insert(blocking) }
      guard folders.contains(path) else { continue }
      obstacles.formUnion(plan.removed.filter { $0.ancestors.contains(path) })
      let below = folders.filter { $0 == path || $0.ancestors.contains(path) }
      steps += below.sorted(by: Self.deepestFirst).map(Step.removeFolder)
    }
    steps = obstacles.sorted().map(Step.remove) + steps
    let ranked = plan.written.map { (rank: Self.rank($0, isNew: present.tree.kinds[$0] == nil), path: $0) }
    steps += ranked.sorted { ($0.rank, $1.path.depth, $0.path) < ($1.rank, $0.path.depth, $1.path) }
      .map { .put($0.path) }
    let dropped = plan.removed.filter { !obstacles.contains($0) }
    steps += dropped.map { (rank: Self.rank($0, isNew: false), path: $0) }
      .sorted { ($1.rank, $0.path) < ($0.rank, $1.path) }
      .map { .remove($0.path) }
    steps += Set(plan.removed.flatMap(\.ancestors)).sorted(by: Self.deepestFirst).map(Step.removeFolder)
    self.init(steps: steps + [.put(OutputManifest.fileName)], from: Stage.tree)
  }

  private static func deepestFirst(_ left: RelativePath, _ right: RelativePath) -> Bool {
    (right.depth, left) < (left.depth, right)
  }

  private static func rank(_ path: RelativePath, isNew: Bool) -> Int {
    if path.hasSuffix(".html") { return isNew ? 1 : 2 }
    return path.hasSuffix(".xml") || path.hasSuffix(".json") || path.hasSuffix(".txt") ? 3 : 0
  }
}
