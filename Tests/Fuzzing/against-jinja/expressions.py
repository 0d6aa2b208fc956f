"""Expressions over the few names that all templates of a case use, by type, so that most of them mean something."""

STRINGS = ["s", "t", "u", "v"]
NUMBERS = ["n", "m", "k"]
LISTS = ["l", "q"]
# Names of macros, in the order in which they may call each other; `box…` print their `caller`.
MACROS = ["ma", "mb", "boxa", "mc", "boxb"]


class Expressions:
    """What can stand in a tag at a place; `place` says what is around."""

    def __init__(self, dice):
        self.dice = dice

    def pick(self, choices):
        return self.dice.choice(choices)

    def chance(self, probability):
        return self.dice.random() < probability

    def string(self, place, depth=0):
        choices = [self.name, self.name, self.literal]
        if depth < 2:
            choices += [self.joined, self.filtered, self.conditional, self.member]
            if place.macros:
                choices.append(self.macro)
            if place.caller:
                choices.append(self.caller)
            if place.blocks and not place.in_macro:
                choices.append(self.block)
        return self.pick(choices)(place, depth)

    def defined_string(self, place):
        """A string in any case: what is set, because here a variable without a value is none. (20)"""
        return f"{self.string(place, 1)} ~ {self.literal(place, 0)}"

    def name(self, place, depth):
        return self.pick(STRINGS)

    def literal(self, place, depth):
        return self.pick(['"a"', '"b&"', '"ü"', '"<i>"', '""', '"x y"'])

    def joined(self, place, depth):
        return f"({self.string(place, depth + 1)} ~ {self.string(place, depth + 1)})"

    def filtered(self, place, depth):
        # Constants that are markup lose that in Jinja, where it joins them beforehand.
        subject = self.pick(STRINGS + ["pair.x", f"(s ~ {self.string(place, depth + 1)})"])
        return subject + self.pick(["|upper", "|e", '|replace("a", "o")', '|default("d")', "|trim", "|safe", "|length"])

    def conditional(self, place, depth):
        other = f" else {self.string(place, depth + 1)}" if self.chance(0.8) else ""
        return f"({self.string(place, depth + 1)} if {self.condition(place, depth + 1)}{other})"

    def member(self, place, depth):
        choices = ["pair.x", 'pair["y"]', "rows[0].name", "rows[1].kids[0].name", f'{self.pick(LISTS)}|join("-")',
                   f"{self.pick(LISTS)}|list|length", '(namespace(a=s ~ "")).a', "ns.a", "ns.b"]
        if place.rows:
            choices += [f"{place.rows[-1]}.name", f"{place.rows[-1]}.kind"] * 2
        if place.loop:
            choices += ["loop.index", "loop.last", 'loop.cycle("x", "y")', "loop.depth"]
        return self.pick(choices)

    def macro(self, place, depth):
        name = self.pick(place.macros)
        arguments = self.pick(["", self.string(place, 1), f"{self.string(place, 1)}, n=4",
                               f"n={self.number(place, 2)}"] if depth < 2 else [""])
        return f"{name}({arguments})"

    def caller(self, place, depth):
        return self.pick(["(caller() if caller)", f"(caller({self.literal(place, 0)}) if caller)", "(caller() if caller else u)"])

    def block(self, place, depth):
        return f"self.{self.pick(place.blocks)}()"

    def number(self, place, depth=0):
        choices = [f"{self.pick(NUMBERS)}|default(0)", str(self.dice.randint(0, 4)), f"{self.pick(LISTS)}|length"]
        if depth < 2:
            choices.append(f"({self.number(place, depth + 1)}) + ({self.number(place, depth + 1)})")
        if place.loop:
            choices += ["loop.index", "loop.index0", "loop.revindex", "loop.length"]
        return self.pick(choices)

    def condition(self, place, depth=0):
        choices = [self.pick(STRINGS), f"{self.pick(STRINGS + NUMBERS + LISTS)} is defined",
                   f"{self.pick(STRINGS)} == {self.string(place, 2)}", f"({self.number(place, 1)}) > 2",
                   f"{self.pick(MACROS)} is defined", f"{self.literal(place, 0)} in (l|list)", "true", "false"]
        if place.loop:
            choices += ["loop.first", "loop.last", "not loop.first", "loop.index is odd", f"loop.changed({self.pick(STRINGS)})"]
        if place.caller:
            choices.append("caller")
        if depth < 2 and self.chance(0.2):
            return f"{self.condition(place, depth + 1)} {self.pick(['and', 'or'])} {self.condition(place, depth + 1)}"
        return self.pick(choices)

    def list(self, place):
        return self.pick(["l|list", "q|list", '["x", "y"]', "range(3)", "l|sort", "l|reverse|list", '"ab"|list', "[]",
                          f"[{self.string(place, 1)}, {self.string(place, 1)}]", "(l|list)[:2]", "l|list + q|default([])|list"])

    def group(self, place):
        """Something about the groups of `groupby`, which are tuples."""
        groups = f'rows|groupby("{self.pick(["kind", "size"])}")'
        pick = f"({groups})[0]"
        return self.pick([
            f"({groups})|sort(reverse={self.pick(['true', 'false'])})|map(attribute=0)|join", f"({groups}|max)[0]",
            f"({groups}|min).grouper", f"({pick} < ({groups})|last)", f"({pick} + (1, 2))|length",
            f'{pick}.count("a")', f"{pick}.index({pick}.grouper)", f"({pick}[:1])", f"({pick}[::-1])[1]",
            f"({pick} == ({pick}[0], {pick}[1]))", f"({pick} * 2)|length", f"({pick} in ({groups}))",
            f'({groups})|map("first")|list', f"({groups})|map(attribute='list.0.name')|join('+')",
            f"({pick})|length", f"(({pick}, 1)|first).grouper", f"({groups})|sort(attribute='grouper')|map('first')|list",
            f"({pick} is sequence, {pick} is mapping, {pick} is iterable)"])
