"""Templates as trees of statements, so that those of a failing case can be left out one by one."""
import dataclasses


@dataclasses.dataclass
class Statement:
    """A tag or text; with `bodies`, one for each tag in `opening`, and `closing` after the last."""
    kind: str
    opening: list
    bodies: list = dataclasses.field(default_factory=list)
    closing: str = ""

    def text(self):
        if not self.bodies:
            return self.opening[0]
        parts = [tag + source(body) for tag, body in zip(self.opening, self.bodies)]
        return "".join(parts) + self.closing


def source(body):
    return "".join(statement.text() for statement in body)


# What may stand where a statement of these kinds stands that holds it: a macro's body, say, prints.
OPEN = {"if", "for", "for over groups", "with", "filter"}


@dataclasses.dataclass
class Case:
    """Templates by name, of which `page.html` is rendered with the data."""
    files: dict
    data: dict
    undefined: str

    def sources(self):
        return {name: source(body) for name, body in self.files.items()}

    def kinds(self):
        found = []

        def walk(body):
            for statement in body:
                found.append(statement.kind)
                for inner in statement.bodies:
                    walk(inner)

        for body in self.files.values():
            walk(body)
        return found


def bodies(case):
    """All lists of statements of a case, outermost first."""
    waiting = list(case.files.values())
    while waiting:
        body = waiting.pop(0)
        yield body
        for statement in body:
            waiting += statement.bodies


def shrink(case, still_fails, attempts=600):
    """Leaves out what the failure doesn't need, as long as attempts are left. Changes the case."""
    changed = True
    while changed and attempts > 0:
        changed = False
        for body in list(bodies(case)):
            for place in reversed(range(len(body))):
                if place >= len(body):
                    continue
                statement = body[place]
                if statement.kind == "read":
                    continue
                inner = [child for part in statement.bodies for child in part if statement.kind in OPEN]
                for replacement in ([], inner) if inner else ([],):
                    if attempts <= 0:
                        return case
                    attempts -= 1
                    body[place:place + 1] = replacement
                    if still_fails(case):
                        changed = True
                        break
                    body[place:place + len(replacement)] = [statement]
        for name in [name for name in case.files if name != "page.html"]:
            kept = case.files.pop(name)
            attempts -= 1
            if still_fails(case):
                changed = True
            else:
                case.files[name] = kept
    return case
