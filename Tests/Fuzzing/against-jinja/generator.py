"""Makes cases: a page with its layouts, partials and files of macros, the same for the same seed and number.

Left out is what the page on differences from Jinja (Documentation/jinja-differences.md) tells, and nothing else; the
numbers in comments are its.
"""
import dataclasses
import random

from expressions import Expressions, LISTS, MACROS, NUMBERS, STRINGS
from tree import Case, Statement

BLOCKS = ["b0", "b1", "b2", "b3", "b4"]
# How many of the macros a template may use outside of blocks that extends another: the others are the layouts'.
CHILD_MACROS = 3
# How many statements a render may come to, as far as that can be told beforehand.
LIMIT = 600

# Each macro has the same parameters wherever it is defined, so that whoever finds one by its name can call it.
PARAMETERS = {"ma": 's="p", n=1', "mb": "u=s, n=2", "boxa": 's="q", n=m', "mc": 't="<p>", n=4', "boxb": "v=u, n=5"}

# What a file has whoever asks for it: an import sees no data.
PRELUDE = ('{% set ns = ns if ns is defined else namespace(a="na", b="nb") %}'
           "{% set parts = parts if parts is defined else [] %}")
DATA = ('{% set l = l if l is defined else ["m"] %}{% set pair = pair if pair is defined else {"x": "mx", "y": "my"} %}'
        '{% set rows = rows if rows is defined else [{"name": "d1", "kind": "k", "size": 1, "kids": []},'
        ' {"name": "d2", "kind": "j", "size": 1, "kids": [{"name": "d3", "kids": []}]}] %}')


@dataclasses.dataclass
class Place:
    """What is around a statement."""
    file: str
    level: int = 0
    loop: bool = False
    rows: tuple = ()
    macros: tuple = ()
    macro_limit: int = len(MACROS)
    caller: bool = False
    in_macro: bool = False
    in_child: bool = False
    block: int = -1
    has_super: bool = False
    blocks: tuple = ()
    leaves_loop: bool = False
    captures: bool = False
    # Whether there are variables around that are gone in Jinja when their scope ends, although a macro sees them. (18)
    ends: bool = False
    times: int = 1

    def within(self, **changes):
        return dataclasses.replace(self, level=self.level + 1, **changes)


def read_first(body):
    """Lets a scope read what its block `set`s set before anything else, so that it is what it was outside. (17)"""
    targets = set()

    def walk(statements):
        for statement in statements:
            if statement.kind == "set block":
                targets.add(statement.opening[0].split()[2])
            for inner in statement.bodies:
                walk(inner) if statement.kind == "if" else read_first(inner)
            # What a loop's filter reads is read in the loop, too.
            if statement.kind == "for" and statement.opening[0].endswith(" if s %}"):
                statement.bodies[0].insert(0, read("s"))

    walk(body)
    for target in sorted(target for target in targets if target in STRINGS):
        body.insert(0, read(target))


def macro_name(statement):
    return statement.opening[0].split()[2].split("(")[0]


def without_definitions(body):
    """Without what would be seen in templates that extend this one, but for macros that these don't use."""
    kinds = {"set", "set several", "set block", "import", "from import"}
    kept = [statement for statement in body if statement.kind not in kinds
            and not (statement.kind == "macro" and MACROS.index(macro_name(statement)) < CHILD_MACROS)]
    for statement in kept:
        if statement.kind == "if":
            statement.bodies = [without_definitions(inner) for inner in statement.bodies]
    return kept


def read(name):
    return Statement("read", [f"{{% if {name} is defined %}}{{% endif %}}"])


class Generator:
    def __init__(self, seed, number):
        self.dice = random.Random(f"{seed} {number}")
        self.expressions = Expressions(self.dice)
        self.cost = {}
        # Which macros a partial or module may call, by number: macros of a higher number may use it.
        self.limits = {}
        self.keeps = False

    def pick(self, choices):
        return self.dice.choice(choices)

    def chance(self, probability):
        return self.dice.random() < probability

    # A case

    def case(self):
        self.keeps = self.chance(0.6)
        self.data = {
            "s": self.pick(["Sa&b", "a"]), "t": "<t>", "n": 3, "l": ["b", "a", "c"][:self.dice.randint(1, 3)],
            "pair": {"x": "px", "y": 2},
            "rows": [
                {"name": "r1", "kind": "a", "size": 2, "kids": []},
                {"name": "r2", "kind": "b", "size": 1, "kids": [{"name": "r3", "kind": "a", "size": 3, "kids": []}]},
                {"name": "r4", "kind": "a", "size": 1, "kids": [{"name": "r5", "kind": "b", "size": 1, "kids": []}]}]}
        self.files = {}
        self.partials, self.modules, self.alone = [], [], set()
        for name in ["p2.html", "p1.html", "p0.html"][self.dice.randint(0, 2):]:
            self.limits[name] = self.dice.randint(0, 3)
            self.files[name] = self.root(Place(file=name, macro_limit=self.limits[name]))
            self.partials.append(name)
            if self.chance(0.2):
                self.add_module(f"i{len(self.modules)}.html")
        if not self.modules or self.chance(0.4):
            self.add_module(f"i{len(self.modules)}.html")
        layouts = ["base.html", "mid.html"][:self.pick([0, 1, 1, 1, 2])]
        parent, blocks = None, set()
        for name in layouts + ["page.html"]:
            self.files[name], blocks = self.layout(name, parent, blocks)
            parent = name
        for body in self.files.values():
            read_first(body)
        return Case(self.files, self.data, "strict" if self.chance(0.1) else "lenient")

    def add_module(self, name):
        self.limits[name] = 0
        place = Place(file=name)
        body = [self.prelude(DATA)] + self.macro_definitions(place, 2)
        body += self.body(dataclasses.replace(place, macro_limit=0), 2)
        body.append(self.statement("set", "{% set u = " + self.pick(['"iu"', "s", "t"]) + ' ~ "" %}'))
        self.files[name] = body
        self.modules.append(name)

    def prelude(self, more=""):
        return self.statement("prelude", PRELUDE + more)

    def layout(self, name, parent, inherited):
        # What a macro doesn't find around it, it looks up when it is called, not when a block defined it: blocks that keep
        # some are printed where no variable of the page is set any more. (18)
        place = Place(file=name, blocks=() if self.keeps else tuple(sorted(inherited)), in_child=parent is not None,
                      macro_limit=len(MACROS) if parent is None else CHILD_MACROS)
        body = [self.prelude()]
        if parent and self.chance(0.8):
            extends = self.statement("extends", f'{{% extends "{parent}" %}}')
        elif parent:
            extends = self.pick([
                Statement("conditional extends", ["{% if true %}"], [[self.statement("extends", f'{{% extends "{parent}" %}}')]], "{% endif %}"),
                self.statement("extends by name", f'{{% set parent = "{parent}" %}}{{% extends parent %}}')])
        mine = set()
        own = sorted(self.dice.sample(BLOCKS, self.dice.randint(1, 3)))
        if parent:
            if self.chance(0.6):
                own = sorted(self.dice.sample(sorted(inherited), self.dice.randint(1, len(inherited))))
            if self.chance(0.3):
                body += self.child_statements(dataclasses.replace(place, blocks=()), 1)
            body.append(extends)
            body += self.child_statements(place, self.dice.randint(0, 4))
        else:
            body += self.body(place, self.dice.randint(1, 3))
        self.own = [block for block in own]
        while self.own:
            block = self.own[0]
            body.append(self.block(place, block, inherited, mine))
            if not parent and not self.keeps:
                body += self.body(place, self.dice.randint(0, 2))
            elif self.chance(0.3):
                body += self.child_statements(place, 1)
        if not parent and self.keeps:
            body.append(self.statement("call kept", "{% for part in parts[:6] %}{{ part() }}{% endfor %}"))
        if not parent and self.chance(0.3):
            body.append(self.statement("call kept in namespace", "{% if ns.f %}{{ ns.f() }}{% endif %}"))
        # Macros of templates that extend this one would see what it defines, when they are called. (18)
        return without_definitions(body) if name != "page.html" else body, inherited | mine

    def root(self, place):
        standalone = self.chance(0.3)
        body = [self.prelude(DATA if standalone else "")] + self.body(place, self.dice.randint(1, 3))
        if standalone:
            self.alone.add(place.file)
        if self.chance(0.2):
            blocks = self.dice.sample(BLOCKS, 1)
            self.own = list(blocks)
            body.append(self.block(place, blocks[0], set(), set()))
        return body

    def child_statements(self, place, count):
        """What may stand outside of blocks in a template that extends another: it prints nothing. (14)"""
        kinds = [self.set_string, self.set_number, self.set_list, self.set_block, self.set_namespace, self.macro,
                 self.import_module, self.import_names, self.keep, self.child_condition]
        statements = []
        for _ in range(count):
            made = self.pick(kinds)(place)
            if made:
                statements.append(made)
        return statements

    def child_condition(self, place):
        body = [self.pick([self.set_string, self.set_block])(place)]
        return Statement("if", ["{% if " + self.expressions.condition(place) + " %}"], [body], "{% endif %}")

    # Statements

    def statement(self, kind, text):
        return Statement(kind, [text])

    def body(self, place, count):
        statements = []
        for _ in range(count):
            made = self.any(place)
            if made:
                statements.append(made)
                if made.kind == "macro":
                    place = dataclasses.replace(place, macros=place.macros + (macro_name(made),))
        return statements

    def inner(self, place, **changes):
        inner = place.within(**changes)
        return self.body(inner, self.pick([1, 2, 2, 3] if inner.level < 2 else [1, 1, 2]))

    def spend(self, place, name="", cost=1):
        """Whether there is room for as much more; notes it for the file."""
        total = self.cost.get(place.file, 0) + place.times * cost
        if total > LIMIT:
            return False
        self.cost[place.file] = total
        return True

    def any(self, place):
        if not self.spend(place):
            return None
        simple = [self.text, self.output, self.output, self.set_string, self.set_number, self.set_list, self.set_namespace]
        nested = [self.condition, self.loop, self.loop, self.loop_over_rows, self.with_scope, self.filter, self.set_block,
                  self.macro, self.call, self.call, self.include, self.include, self.import_module, self.import_names]
        kinds = simple + (nested * 2 if place.level < 2 else nested if place.level < 3 else [])
        if self.keeps:
            kinds += [self.keep, self.keep]
        if place.has_super:
            kinds += [self.super] * 4
        if place.loop and place.leaves_loop:
            kinds.append(self.leave)
        if not place.in_macro and place.file[0] in "bmp" and self.own_left(place):
            kinds += [self.inner_block] * 2
        kinds.append(self.groups)
        return self.pick(kinds)(place)

    def own_left(self, place):
        return bool(getattr(self, "own", [])) and place.block >= 0 and BLOCKS.index(self.own[0]) > place.block

    def text(self, place):
        return self.statement("text", self.pick(["x\n", " - ", "<b>", "\n", "é"]))

    def output(self, place):
        text = self.expressions.string(place) if self.chance(0.8) else self.expressions.number(place)
        dash = self.pick(["", "", "", "-"])
        return self.statement("output", f"[{{{{{dash} {text} {dash}}}}}]")

    def groups(self, place):
        return self.statement("group", f"({{{{ {self.expressions.group(place)} }}}})")

    def set_string(self, place):
        return self.statement("set", f"{{% set {self.pick(STRINGS)} = {self.expressions.defined_string(place)} %}}")

    def set_number(self, place):
        return self.statement("set", f"{{% set {self.pick(NUMBERS)} = {self.expressions.number(place)} %}}")

    def set_list(self, place):
        if self.chance(0.2):
            return self.statement("set several", f"{{% set {self.pick(STRINGS[:2])}, {self.pick(STRINGS[2:])} = {self.expressions.literal(place, 0)}, {self.expressions.literal(place, 0)} %}}")
        return self.statement("set", f"{{% set {self.pick(LISTS)} = {self.expressions.list(place)} %}}")

    def set_namespace(self, place):
        return self.statement("set attribute", f"{{% set ns.{self.pick('ab')} = {self.expressions.defined_string(place)} %}}")

    def set_block(self, place):
        target = self.pick(STRINGS * 2 + ["ns.a", "ns.b"])
        filters = self.pick(["", "", " | upper", ' | replace("a", "o") | trim'])
        body = self.inner(place, in_child=False, leaves_loop=False, captures=True, ends=True)
        return Statement("set block", [f"{{% set {target}{filters} %}}"], [body], "{% endset %}")

    def condition(self, place):
        opening = ["{% if " + self.expressions.condition(place) + " %}"]
        if self.chance(0.2):
            opening.append("{% elif " + self.expressions.condition(place) + " %}")
        if self.chance(0.5):
            opening.append("{% else %}")
        return Statement("if", opening, [self.inner(place) for _ in opening], "{% endif %}")

    def loop(self, place):
        target = self.pick(STRINGS + ["x"])
        condition = f" if {self.pick([target + ' != ' + chr(34) + 'b' + chr(34), 's', target + ' is defined'])}" if self.chance(0.25) else ""
        opening = [f"{{% for {target} in {self.expressions.list(place)}{condition} %}}"]
        leaves = self.chance(0.2)
        bodies = [self.inner(place, ends=True, loop=True, times=place.times * 3, leaves_loop=leaves)]
        # `else` after `break` and `continue` is another matter. (16)
        if not leaves and self.chance(0.25):
            opening.append("{% else %}")
            bodies.append(self.inner(place, ends=True))
        return Statement("for", opening, bodies, "{% endfor %}")

    def loop_over_rows(self, place):
        row = self.pick(["r", "row"])
        recursive = self.chance(0.4) and place.times < 30
        if self.chance(0.3):
            opening = f'{{% for u, q in rows|groupby("kind"){self.pick(["", "|sort(reverse=true)", "|reverse"])} %}}'
            return Statement("for over groups", [opening], [self.inner(place, ends=True, loop=True, times=place.times * 2)], "{% endfor %}")
        body = self.inner(place, ends=True, captures=place.captures or recursive, loop=True, rows=place.rows + (row,), times=place.times * (6 if recursive else 3))
        if recursive:
            call = self.pick([f"{{{{ loop({row}.kids) }}}}", f"{{% if {row}.kids %}}<{{{{ loop({row}.kids) }}}}>{{% endif %}}",
                              f"{{% set v = loop({row}.kids) %}}{{{{ v }}}}"])
            body.insert(self.dice.randint(0, len(body)), self.statement("recursion", call))
        opening = f"{{% for {row} in rows{' recursive' if recursive else ''} %}}"
        return Statement("recursive for" if recursive else "for", [opening], [body], "{% endfor %}")

    def leave(self, place):
        return self.statement("leave loop", f"{{% if {self.expressions.condition(place)} %}}{{% {self.pick(['break', 'continue'])} %}}{{% endif %}}")

    def with_scope(self, place):
        names = self.dice.sample(STRINGS, self.dice.randint(1, 2))
        assignments = ", ".join(f"{name} = {self.expressions.string(place, 1)}" for name in names)
        return Statement("with", [f"{{% with {assignments} %}}"], [self.inner(place, ends=True)], "{% endwith %}")

    def filter(self, place):
        return Statement("filter", [f"{{% filter {self.pick(['upper', 'trim', 'replace(chr, chr)', 'safe']).replace('chr, chr', chr(34) + 'a' + chr(34) + ', s' )} %}}"],
                         [self.inner(place, leaves_loop=False, captures=True, ends=True)], "{% endfilter %}")

    # Macros

    def macro(self, place):
        made = self.macro_definitions(place, 1)
        return made[0] if made else None

    def macro_definitions(self, place, count):
        definitions = []
        for _ in range(count):
            if place.macro_limit == 0 or place.level > 3:
                break
            index = self.dice.randrange(place.macro_limit)
            name = MACROS[index]
            is_box = name.startswith("box")
            parameters = PARAMETERS[name]
            inner = place.within(in_macro=True, captures=True, caller=is_box, macro_limit=index, macros=tuple(m for m in place.macros if MACROS.index(m) < index),
                                 loop=False, leaves_loop=False, has_super=False, block=-1, in_child=False, blocks=())
            body = self.body(inner, self.dice.randint(1, 3))
            if is_box:
                body.insert(self.dice.randint(0, len(body)), self.statement("caller", self.pick(
                    ["{{ caller() if caller }}", "{% if caller %}{{ caller() }}{% endif %}", "{% for x in l %}{{ caller(x) if caller }}{% endfor %}"])))
            if name == "boxa" and self.keeps and self.chance(0.7):
                body.append(self.statement(
                    "keep caller", "{% if caller and parts is defined %}{% do parts.append(caller) %}{% endif %}"))
            definitions.append(Statement("macro", [f"{{% macro {name}({parameters}) %}}"], [body], "{% endmacro %}"))
        return definitions

    def call(self, place):
        # `boxa` may keep the body.
        boxes = ["boxb"] if place.ends else ["boxa", "boxb"]
        boxes = [name for name in MACROS[:place.macro_limit] if name in boxes]
        if not boxes:
            return self.macro(place)
        name = self.pick(boxes)
        parameters = self.pick(["(x='c')", "(u='c', n=9)", "(s=s)", "(t=u)"])
        body = self.inner(place, in_macro=True, captures=True, macro_limit=MACROS.index(name), loop=False, leaves_loop=False, has_super=False,
                          block=-1, in_child=False, blocks=(), macros=tuple(m for m in place.macros if MACROS.index(m) < MACROS.index(name)),
                          caller=False, times=place.times * 3)
        call = Statement("call", [f"{{% call{parameters} {name}({self.pick(['', self.expressions.string(place, 1)])}) %}}"], [body], "{% endcall %}")
        return Statement("if", [f"{{% if {name} is defined %}}"], [[call]], "{% endif %}")

    def keep(self, place):
        """A macro gets to where it is called after the function that defined it has ended."""
        if place.ends:
            return self.text(place)
        name = self.pick(MACROS[:max(1, place.macro_limit)])
        what = self.pick([f"{{% do parts.append({name}) %}}", f"{{% set ns.f = {name} %}}", f"{{% do parts.extend([{name}, {name}]) %}}",
                          f"{{% do parts.insert(0, {name}) %}}", f"{{% set bag = {{}} %}}{{% do bag.update(f={name}) %}}{{% do parts.append(bag.f) %}}",
                          f"{{% set ns.f = [{name}] | first %}}", f'{{% do parts.append({{"f": {name}}}.f) %}}'])
        known = f"{name} is defined and parts is defined"
        definition = self.macro(place) if self.chance(0.6) else None
        kept = self.statement("keep", f"{{% if {known} %}}{what}{{% endif %}}")
        if definition is None:
            return kept
        return Statement("if", ["{% if true %}"], [[definition, kept]], "{% endif %}")

    # Other templates

    def other(self, names, place):
        """A file that can be used at a place without a circle; nothing if there is none."""
        names = [name for name in names if name != place.file and self.limits[name] <= place.macro_limit]
        return self.pick(names) if names else None

    def include(self, place):
        name = self.other(self.partials, place)
        if not name:
            return self.text(place)
        if not self.spend(place, cost=self.cost.get(name, 1)):
            return None
        quoted = f'"{name}"'
        target = self.pick([quoted] * 5 + [f'["none.html", {quoted}]', f'({quoted} if true else "x")'])
        ending = self.pick([""] * 4 + [" ignore missing", " with context"] + [" without context"] * (name in self.alone and not place.captures))
        if self.chance(0.04):
            return self.statement("include nothing", '{% include "none.html" ignore missing %}')
        return self.statement("include", f"{{% include {target}{ending} %}}")

    def import_module(self, place):
        name = self.other(self.modules, place)
        if not name:
            return self.text(place)
        if not self.spend(place, cost=self.cost.get(name, 1)):
            return None
        context = self.pick(["", " with context"])
        use = self.pick([f"{{{{ mod.{self.pick(MACROS[:max(1, place.macro_limit)])}() }}}}", "{{ mod.u }}", "{{ mod }}", "{{ mod.t }}"])
        macro = use[7:use.index("(")] if "(" in use else ""
        if macro:
            use = f"{{% if mod.{macro} is defined %}}{use}{{% endif %}}"
        if self.keeps and macro and self.chance(0.3):
            use += f"{{% if mod.{macro} is defined and parts is defined %}}{{% do parts.append(mod.{macro}) %}}{{% endif %}}"
        if place.in_child:
            use = f"{{% set {self.pick(STRINGS)} = mod.u ~ '' %}}"
        return self.statement("import", f'{{% import "{name}" as mod{context} %}}{use}')

    def import_names(self, place):
        name = self.other(self.modules, place)
        if not name:
            return self.text(place)
        known = [macro_name(statement) for statement in self.files[name] if statement.kind == "macro"]
        known = [macro for macro in known if macro in MACROS[:place.macro_limit]] + ["u"]
        context = self.pick(["", " with context"])
        chosen = self.pick(known)
        alias = self.pick(["", f" as {self.pick(STRINGS)}"]) if chosen == "u" else ""
        use = "" if place.in_child else f"{{{{ {chosen}() }}}}" if chosen != "u" else ""
        if not self.spend(place, cost=self.cost.get(name, 1)):
            return None
        return self.statement("from import", f'{{% from "{name}" import {chosen}{alias}{context} %}}{use}')

    # Blocks

    def block(self, place, name, inherited, mine):
        self.own.remove(name)
        mine.add(name)
        self.inherited, self.mine = inherited, mine
        index = BLOCKS.index(name)
        later = tuple(block for block in sorted(inherited | mine) if BLOCKS.index(block) > index)
        scoped = " scoped" if self.chance(0.4) else ""
        limit = len(MACROS) if place.in_child else place.macro_limit
        body = self.inner(place, macro_limit=limit, ends=False, captures=False, block=index, has_super=name in inherited, blocks=later, in_child=False, in_macro=False,
                          loop=False, rows=(), leaves_loop=False)
        return Statement("scoped block" if scoped else "block", [f"{{% block {name}{scoped} %}}"], [body], self.pick(["{% endblock %}", f"{{% endblock {name} %}}"]))

    def inner_block(self, place):
        return self.block(place, self.own[0], self.inherited, self.mine)

    def super(self, place):
        return self.statement("super", self.pick(["{{ super() }}", "{% set v = super() %}{{ v }}", "{{ super()|upper }}"]))
