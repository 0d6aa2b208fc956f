import SiteTemplate
import Synchronization

/// Objects by number, each made when somebody first asks for it and kept as long as the table. Of several tasks that make
/// one at the same time, one's is taken.
///
/// One piece of memory instead of an object for every place, and no generic code on the way: all threads look here all
/// the time, and would wait for each other to count references.
@safe final class LazyTable<Element: AnyObject & Sendable>: Sendable {
  /// Each holds a reference of its own to the element that it points to. What is there is read and written in single steps
  /// alone, and taken apart when nobody else has the table.
  private nonisolated(unsafe) let places: UnsafeMutablePointer<Atomic<UnsafeRawPointer?>>
  private let count: Int

  init(count: Int) {
    self.count = count
    unsafe places = .allocate(capacity: max(1, count))
    for index in 0..<count { unsafe (places + index).initialize(to: Atomic(nil)) }
  }

  deinit {
    for index in 0..<count {
      if let known = unsafe places[index].load(ordering: .acquiring) {
        unsafe Unmanaged<Element>.fromOpaque(known).release()
      }
    }
    unsafe places.deinitialize(count: count)
    unsafe places.deallocate()
  }

  /// What somebody sees in the element at a place, which is lent to him; `nil` where there is none yet.
  @inline(__always)
  func look<Output>(at index: Int, _ look: (Element) -> Output) -> Output? {
    precondition(index >= 0 && index < count, "outside of the table")
    guard let known = unsafe places[index].load(ordering: .acquiring) else { return nil }
    return unsafe Unmanaged<Element>.fromOpaque(known)._withUnsafeGuaranteedRef(look)
  }

  /// The element at a place, made now where there is none yet.
  @inline(__always)
  func element(_ index: Int, orMade make: () -> Element) -> Element {
    look(at: index) { $0 } ?? add(make(), at: index)
  }

  /// Puts an element at a place, if there is none yet, and gives back the one that is there then.
  func add(_ element: Element, at index: Int) -> Element {
    let new = unsafe UnsafeRawPointer(Unmanaged.passRetained(element).toOpaque())
    let (isAdded, known) = unsafe places[index].compareExchange(
      expected: nil, desired: new, ordering: .acquiringAndReleasing)
    guard !isAdded, let known = unsafe known else { return element }
    unsafe Unmanaged<Element>.fromOpaque(new).release()
    return unsafe Unmanaged<Element>.fromOpaque(known).takeUnretainedValue()
  }
}

/// A value in a table.
final class HeldValue: Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}
