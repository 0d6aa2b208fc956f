/// A part of a file that is taken over as it is which does something in whoever opens the file's address: a program, or
/// what can hold one.
struct ActivePart: Equatable {
  enum Kind: Equatable {
    /// An element by its name: `script`, `foreignObject`, `form`.
    case element(String)
    /// An attribute with a program, by its name: `onload`.
    case handler(String)
    /// An attribute whose address is a program, by its name, and the address's scheme.
    case address(String, scheme: String)
    /// A declaration that can put anything in the place of anything: `<!DOCTYPE … [ … ]>`.
    case declarations
    /// An instruction that has the file changed by another one: `<?xml-stylesheet type="text/xsl"?>`.
    case instruction
    /// Bytes in which markup can't be seen without taking them for letters of a certain kind.
    case encoding(String)
    /// What unpacks the file: it can't be looked through.
    case packed
  }

  let kind: Kind
  /// Where it is written.
  let range: Range<Int>
  /// What has to go so that it is gone; `nil` where that can't be told.
  var removal: Range<Int>?
  /// What stands there then.
  var replacement: [UInt8] = []
}
