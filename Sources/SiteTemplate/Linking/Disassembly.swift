import SiteDiagnostics

extension TemplateSet {
  /// The code of a template's functions, one instruction a line; `nil` if there is no such template.
  package func disassembly(of name: String) -> String? {
    guard let template = program.templateIndex[Text(name)] else { return nil }
    var text = ""
    for function in program.functions where function.template == template {
      let line = program.templates[template].source.location(of: function.range.bytes).line
      text += "\(function.kind) \(function.name.string) (\(name):\(line)), \(function.slotCount) slots"
      text += function.capturedCount > 0 ? ", \(function.capturedCount) captured\n" : "\n"
      for place in 0..<function.length {
        let instruction = program.code[function.entry + place]
        text += "  \(place) \(describe(instruction, at: place))\n"
      }
    }
    return text
  }

  private func describe(_ instruction: Instruction, at place: Int) -> String {
    let first = Int(instruction.first)
    let second = Int(instruction.second)
    var text = "\(instruction.operation)"
    switch instruction.operation {
    case .literal:
      let bytes = program.literals[first..<first + second]
      text += " \(String(decoding: bytes.prefix(40), as: UTF8.self).debugDescription)"
    case .emitLocal, .loadLocal, .storeLocal, .clearLocal: text += " \(first)"
    case .emitAttribute, .loadAttribute, .resolveLocal: text += " \(first) \(name(second))"
    case .loadCaptured: text += " \(first) \(second)"
    case .loadConstant: text += " \(program.constants[first].printed.string.debugDescription)"
    case .attribute, .export, .storeAttribute, .block, .callBlock, .importName:
      text += " \(name(instruction.operation == .attribute ? second : first))"
    case .callMethod, .callMethodSpread, .callSuper: text += " \(name(second)) \(instruction.small)"
    case .callFilter, .callFilterSpread: text += " \(program.filters[first].name)"
    case .callTest, .callTestSpread: text += " \(program.tests[first].name)"
    case .call: text += " \(instruction.small)"
    case .makeMacro, .runLoop: text += " \(program.functions[first].name.string)"
    case .compare, .compareChain:
      text += ComparisonOperator(rawValue: instruction.flag).map { " \($0)" } ?? ""
    case .loopField: text += LoopField(rawValue: instruction.flag).map { " \($0)" } ?? ""
    case .concatenate, .buildList, .buildTuple, .buildMap, .buildMapOfPairs, .unpack, .storeCaptured:
      text += " \(first)"
    case .nextLocal: text += " \(second)"
    case .extends, .include, .importTemplate:
      text += first >= 0 ? " \(program.templates[first].name.string)" : ""
    default: break
    }
    if instruction.operation.jumps { text += " → \(place + 1 + first)" }
    return text
  }

  private func name(_ index: Int) -> String { program.names[index].string }
}

extension Operation {
  /// Whether `first` is the length of a jump.
  fileprivate var jumps: Bool {
    switch self {
    case .jump, .jumpIfFalse, .jumpIfFalseOrPop, .jumpIfTrueOrPop, .jumpIfLocalFalse, .jumpIfAttributeFalse,
      .jumpIfGiven, .jumpIfExtended, .compareChain, .nextLocal, .next, .endLoop:
      true
    default: false
    }
  }
}
