/// Names of elements and attributes that matter, as numbers: their last eight bytes, the first in the highest bits.
///
/// Comparing numbers is what makes looking through every tag of every page cheap; a test holds them against the names.
enum MarkupName: UInt64, CaseIterable {
  // Elements.
  case a = 0x0061
  case animate = 0x0061_6e69_6d61_7465
  case area = 0x6172_6561
  case audio = 0x0061_7564_696f
  case base = 0x6261_7365
  case embed = 0x0065_6d62_6564
  case form = 0x666f_726d
  case frame = 0x0066_7261_6d65
  case iframe = 0x6966_7261_6d65
  case image = 0x0069_6d61_6765
  case img = 0x0069_6d67
  case link = 0x6c69_6e6b
  case meta = 0x6d65_7461
  case noembed = 0x006e_6f65_6d62_6564
  case noframes = 0x6e6f_6672_616d_6573
  case object = 0x6f62_6a65_6374
  case script = 0x7363_7269_7074
  case set = 0x0073_6574
  case source = 0x736f_7572_6365
  case style = 0x0073_7479_6c65
  case textarea = 0x7465_7874_6172_6561
  case title = 0x0074_6974_6c65
  case track = 0x0074_7261_636b
  case video = 0x0076_6964_656f
  case xmp = 0x0078_6d70
  // Attributes.
  case action = 0x6163_7469_6f6e
  case archive = 0x0061_7263_6869_7665
  case background = 0x636b_6772_6f75_6e64
  case classid = 0x0063_6c61_7373_6964
  case codebase = 0x636f_6465_6261_7365
  case content = 0x0063_6f6e_7465_6e74
  case data = 0x6461_7461
  case dynsrc = 0x6479_6e73_7263
  case formaction = 0x726d_6163_7469_6f6e
  case from = 0x6672_6f6d
  case href = 0x6872_6566
  case httpEquiv = 0x7470_2d65_7175_6976
  case imagesrcset = 0x6765_7372_6373_6574
  case lowsrc = 0x6c6f_7773_7263
  case manifest = 0x6d61_6e69_6665_7374
  case ping = 0x7069_6e67
  case poster = 0x706f_7374_6572
  case rel = 0x0072_656c
  case src = 0x0073_7263
  case srcdoc = 0x7372_6364_6f63
  case srcset = 0x7372_6373_6574
  case to = 0x746f
  case type = 0x7479_7065
  case values = 0x7661_6c75_6573
  // Attributes of SVG that take `url(…)`.
  case fill = 0x6669_6c6c
  case stroke = 0x7374_726f_6b65
  case filter = 0x6669_6c74_6572
  case mask = 0x6d61_736b
  case cursor = 0x6375_7273_6f72
  case clipPath = 0x6c69_702d_7061_7468
  case marker = 0x6d61_726b_6572
  case markerStart = 0x6572_2d73_7461_7274
  case markerMid = 0x726b_6572_2d6d_6964
  case markerEnd = 0x726b_6572_2d65_6e64
}
