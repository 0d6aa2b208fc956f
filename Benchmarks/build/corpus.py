#!/usr/bin/env python3
"""A newsletter of any length for measuring: the same articles as a site for sitegen and as one for Hugo.

    corpus.py --articles N [--seed S] --sitegen FOLDER --hugo FOLDER

Article n depends on the seed and n alone, whatever Python's version, so a shorter corpus is the newest part of a longer one.
Articles of one day differ in the first letters of their titles, none of them an umlaut, so that every collation lists them
alike.
"""
import argparse
import datetime
import pathlib
import struct
import zlib

ARTICLES_IN_AN_EDITION = 20
EDITIONS_IN_A_YEAR = 100
NEWEST_YEAR = 2025
PICTURES = 12

# Title beginnings: no two of them begin alike.
OPENINGS = """Ankerplatz Bugwelle Containerfragen Deichschau Eisgang Fahrrinne Gezeitenkalender Havarie
Inselverkehr Jubiläum Kranballett Lotsenwechsel Morgennebel Nachtschicht Orkanwarnung Pegelstand Querströmung Reedereien
Schleusentor Treidelpfad Umschlag Versandzahlen Werftgespräch Zwischenstopp""".split()
TOPICS = """Bergung Binnenschifffahrt Containerterminal Denkmalpflege Elektroantrieb Fischerei Gefahrgut Hafenbahn
Hochwasser Innovation Jugendarbeit Kanalbau Kranführer Landstrom Lotsen Museumsschiff Nachwuchs Naturschutz Öl Pegel
Personenfähren Recycling Reederei Schiffbau Schleusen Seemannsmission Segeln Sicherheit Statistik Tarife Tauchen
Umschlagplatz Unfallkasse Vermessung Wasserrecht Werften Wetterdienst Zollamt""".split()
PLACES = """Brake Cuxhaven Düsseldorf Emden Frankfurt Germersheim Haßfurt Ibbenbüren Jemgum Köln Lüneburg Mainz
Nürnberg Offenbach Papenburg Rüdesheim Saßnitz Tönning Überlingen Vlotho Würzburg Århus Gdynia Liège Plzeň""".split()
FIRST_NAMES = "Anneliese Bülent Cäcilie Dragoș Enno Fenja Gerd Hülya Ingeborg Jörg Karla Lóránt Maike Niklas Özlem Pia".split()
LAST_NAMES = "Ahlers Bünting Češka Dirksen Engelmann Förster Gödeke Hülsmann Itzehoe Jürgens Krüger Lührs Möhlmann".split()
FIRMS = """Weserkontor GmbH;Tiedemann & Söhne;Rheinfracht AG;Bugsier- und Schleppdienst Nord;Kaispeicher eG;Mainlicht;
Peilschiff & Partner;Elbkran SE;Unterelbe Taucher;Neckarwerft Aldinger""".replace("\n", "").split(";")
ACTORS = """die Hafenbehörde;der Schleusenwärter;das Lotsenhaus;die Werftleitung;der Schifferverein;eine Tauchgruppe;
das Wasserstraßenamt;der Fährbetrieb;die Reederei;ein Kapitän im Ruhestand;das Museumsteam;der Kranführer;die Bürgerinitiative;
das Vermessungsbüro;die Auszubildenden;der Betriebsrat""".replace("\n", "").split(";")
DEEDS = """prüft;erneuert;vermisst;streicht;bespricht;übergibt;verkauft;restauriert;beklagt;verschiebt;rühmt;sperrt;öffnet;
erklärt;kürzt;überwacht;verleiht;sammelt""".replace("\n", "").split(";")
THINGS = """die alte Drehbrücke;den Liegeplatz am Südufer;neue Fender aus Altgummi;ein Peilboot mit Fächerlot;das Dock Nummer 3;
die Fahrpläne für den Sommer;die Kaimauer aus Sandstein;den Landstromanschluss;zwölf Poller;eine Übungsstrecke für Steuerleute;
die Umschlagzahlen des Quartals;das Lager für Gefahrgut;die Gebühren für Sportboote;das Archiv der Flößer;die Nachtfahrten;
einen Vertrag über Baggergut;die Schwimmwesten der Fähre;das Signalfeuer""".replace("\n", "").split(";")
WHENS = """seit dem Frühjahr;im Auftrag des Landes;trotz niedriger Pegel;nach dreijähriger Bauzeit;ohne viel Aufsehen;
bis zum ersten Frost;gegen den Rat der Fachleute;auf eigene Kosten;wie schon im Vorjahr;an zwei Tagen in der Woche;
mit großem Vergnügen;unter den Augen der Presse;fast 40 Jahre lang;bei laufendem Betrieb""".replace("\n", "").split(";")
REASONS = """weil der Fluss kaum noch Wasser führt;damit größere Schiffe wenden können;obwohl das Geld nicht reicht;
während die Nachbarn zuschauen;sobald die Genehmigung vorliegt;da die Bahnstrecke gesperrt ist;sofern niemand widerspricht;
denn Übung macht den Meister;ehe der Winter kommt;nachdem ein Gutachten Risse fand""".replace("\n", "").split(";")
QUALITIES = """zuverlässig mühsam überfällig günstig gefährlich vorbildlich geräumig lautlos wetterfest künftig schwierig
tüchtig""".split()
SECTIONS = """Worum es geht;Was die Leute sagen;Blick in die Bücher;Am Kai;Wie es weitergeht;Kosten & Nutzen;Ein Rückblick;
Fragen an das Amt;Technik im Überblick;Für Ortskundige;Zahlen;Was noch fehlt""".replace("\n", "").split(";")
ADDRESSES = """https://pegel.example.org/heute https://www.example.com/karte?fluss=weser&lage=hoch /tags/ /kontakt/
https://archiv.example.net/fl%C3%B6%C3%9Fer https://www.example.org/schleusen#zeiten""".split()
LISTINGS = [
    ("", "Tiefgang  2,70 m\nBreite   11,45 m\nFlagge   <D>\n"),
    ("json", '{\n  "pegel": 412,\n  "einheit": "cm",\n  "warnung": false\n}\n'),
    ("python", 'if pegel > hochwasser and not gesperrt:\n    melde("Schleuse " + name)\n'),
    ("text", "04:10  Auslaufen\n07:55  Schleuse & Frühstück\n11:30  Ankunft\n"),
]
ABBREVIATIONS = ["z. B.", "d. h.", "u. a.", "Nr. 7", "rund 65 %", "etwa 12 km"]


class Dice:
    """Sebastiano Vigna's SplitMix64: numbers that don't depend on the version of a library."""

    MASK = (1 << 64) - 1

    def __init__(self, *seed):
        self.state = 0
        for part in seed:
            self.state = (self.state ^ part) * 0xD1342543DE82EF95 + 1 & self.MASK
            self.roll(2)

    def roll(self, sides):
        self.state = self.state + 0x9E3779B97F4A7C15 & self.MASK
        z = self.state
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & self.MASK
        z = (z ^ z >> 27) * 0x94D049BB133111EB & self.MASK
        return (z ^ z >> 31) % sides

    def between(self, low, high):
        return low + self.roll(high - low + 1)

    def happens(self, percent):
        return self.roll(1000) < percent * 10

    def pick(self, choices):
        return choices[self.roll(len(choices))]

    def shuffled(self, choices):
        rest = list(choices)
        return [rest.pop(self.roll(len(rest))) for _ in choices]


def capitalised(text):
    return text[0].upper() + text[1:]


def slug(text):
    for letter, spelling in zip("äöüßåèň", ("ae", "oe", "ue", "ss", "a", "e", "n")):
        text = text.lower().replace(letter, spelling)
    letters = (letter if letter in "abcdefghijklmnopqrstuvwxyz0123456789" else " " for letter in text)
    return "-".join("".join(letters).split())


class Prose:
    """The text of one article."""

    def __init__(self, dice, neighbour):
        self.dice = dice
        self.neighbour = neighbour

    def thing(self):
        """A noun phrase, sometimes marked up."""
        pick, thing = self.dice.pick, self.dice.pick(THINGS)
        kind = self.dice.roll(100)
        if kind < 5:
            return f"**{thing}**"
        if kind < 10:
            return f"*{thing}*"
        if kind < 15:
            return f"[{thing}]({pick(ADDRESSES)})"
        if kind < 17:
            return f'[{thing}]({pick(ADDRESSES)} "{pick(SECTIONS)}")'
        if kind < 18 and self.neighbour:
            return f"[{thing}]({self.neighbour})"
        if kind < 20:
            return f"{thing} (`{pick(['NHN', 'ECDIS', 'AIS-B', 'ADN 1.6'])}`)"
        return thing

    def sentence(self):
        pick, form = self.dice.pick, self.dice.roll(8)
        if form == 0:
            return f"{capitalised(pick(ACTORS))} {pick(DEEDS)} {pick(WHENS)} {self.thing()}."
        if form == 1:
            return f"{capitalised(pick(WHENS))} {pick(DEEDS)} {pick(ACTORS)} in {pick(PLACES)} {self.thing()}, {pick(REASONS)}."
        if form == 2:
            speaker = f"{pick(FIRST_NAMES)} {pick(LAST_NAMES)}"
            return f"„{capitalised(pick(ACTORS))} {pick(DEEDS)} {self.thing()}“, sagt {speaker} von {pick(FIRMS)}."
        if form == 3:
            return f"{self.dice.between(2, 97)} von 100 Befragten finden das {pick(QUALITIES)}, {pick(REASONS)}."
        if form == 4:
            return f"In {pick(PLACES)} {pick(DEEDS)} {pick(ACTORS)} {self.thing()} – {pick(QUALITIES)}, aber {pick(QUALITIES)}."
        if form == 5:
            return f'{pick(FIRMS)} nennt {self.thing()} "{pick(QUALITIES)}"; {pick(ABBREVIATIONS)} {pick(DEEDS)} man {self.thing()}.'
        if form == 6:
            return f"Dafür gibt es {self.dice.between(1, 60)},{self.dice.roll(10)} Millionen Euro &ndash; {pick(REASONS)}."
        return f"Wer {self.thing()} sucht, fährt von {pick(PLACES)} nach {pick(PLACES)}, {pick(REASONS)}."

    def paragraph(self):
        gap = "\n" if self.dice.happens(30) else " "
        return gap.join(self.sentence() for _ in range(self.dice.between(2, 6)))

    def extra(self, kind):
        dice = self.dice
        if kind == "list":
            return "\n".join(f"- {capitalised(self.thing())} in {dice.pick(PLACES)}" for _ in range(dice.between(3, 7)))
        if kind == "steps":
            return "\n".join(f"{number}. {self.sentence()}" for number in range(1, dice.between(4, 6)))
        if kind == "quote":
            return f"> {self.sentence()}\n> {self.sentence()}"
        if kind == "listing":
            language, text = dice.pick(LISTINGS)
            return f"```{language}\n{text}```"
        if kind == "table":
            rows = [f"| {dice.pick(PLACES)} | {dice.between(80, 990)} | {dice.pick(QUALITIES)} |" for _ in range(dice.between(3, 6))]
            return "\n".join(["| Ort | Pegel | Lage |", "| :-- | --: | --- |"] + rows)
        return "***"

    def body(self):
        """About 4,500 bytes of CommonMark: sections with paragraphs, and at the end of some of them something else."""
        dice = self.dice
        headings = dice.shuffled(SECTIONS)[: dice.between(2, 4)]
        chances = {"list": 100, "steps": 45, "quote": 40, "listing": 25, "table": 15, "rule": 12}
        extras = dice.shuffled([kind for kind, percent in chances.items() if dice.happens(percent)])
        parts, words = [self.paragraph()], dice.between(290, 820)
        for number, heading in enumerate(headings):
            parts.append(("## " if number == 0 or dice.happens(75) else "### ") + heading)
            goal = words * (number + 1) // len(headings)
            while True:
                parts.append(self.paragraph())
                if sum(len(part.split()) for part in parts) >= goal:
                    break
            if extras:
                parts.append(self.extra(extras.pop()))
        return "\n\n".join(parts) + "\n"


def quoted(dice, text):
    """A YAML scalar: as it is where that is allowed, otherwise, and now and then, in quotes."""
    plain = not any(mark in text for mark in ":#\"'&*!|>%@`[]{},„") and text[0].isalpha()
    if plain and dice.happens(70):
        return text
    if "'" in text or dice.happens(60):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return "'" + text.replace("'", "''") + "'"


class Edition:
    """Edition number `number`, counted back from the newest; its articles are made when they are asked for."""

    def __init__(self, seed, number, size):
        self.seed, self.number, self.size = seed, number, size
        self.year = NEWEST_YEAR - number // EDITIONS_IN_A_YEAR
        self.issue = EDITIONS_IN_A_YEAR - number % EDITIONS_IN_A_YEAR
        self.date = datetime.date(self.year, 1, 1) + datetime.timedelta(days=(self.issue - 1) * 365 // EDITIONS_IN_A_YEAR)
        self.name = f"{self.year}-{self.issue:03}"
        dice = Dice(seed, 1, number)
        self.titles = [self.title(dice, opening) for opening in dice.shuffled(OPENINGS)[:ARTICLES_IN_AN_EDITION]]

    @staticmethod
    def title(dice, opening):
        title = f"{opening} in {dice.pick(PLACES)}"
        return title + dice.pick([": ", " – ", ", "]) + dice.pick(SECTIONS) if dice.happens(55) else title

    def index(self):
        dice = Dice(self.seed, 2, self.number)
        prose = Prose(dice, None)
        lines = ["---", f"title: Brief {self.issue}/{self.year}", f"date: {self.date}"]
        lines += [f"summary: {quoted(dice, f'Diesmal: {dice.pick(SECTIONS)} und {dice.pick(SECTIONS)}')}", "---", ""]
        return "\n".join(lines + [prose.paragraph(), "", prose.paragraph(), ""])

    def address(self, position):
        return f"/ausgaben/{self.name}/{slug(self.titles[position])}/"

    def article(self, position):
        dice = Dice(self.seed, 3, self.number * ARTICLES_IN_AN_EDITION + position)
        topics = []
        for _ in range(dice.between(2, 4)):
            # The lower of two throws: some topics are in many articles, some in few.
            topic = TOPICS[min(dice.roll(len(TOPICS)), dice.roll(len(TOPICS)))]
            topics += [topic] if topic not in topics else []
        date = self.date + datetime.timedelta(days=position % 3)
        lines = ["---", f"title: {quoted(dice, self.titles[position])}", f"date: {date}"]
        lines += [f"tags: [{', '.join(topics)}]"] if dice.happens(60) else ["tags:"] + [f"  - {topic}" for topic in topics]
        summary = f"{capitalised(dice.pick(ACTORS))} {dice.pick(DEEDS)} {dice.pick(THINGS)}, {dice.pick(REASONS)}."
        lines.append(f"summary: {quoted(dice, summary)}")
        lines.append(f"author: {quoted(dice, f'{dice.pick(FIRST_NAMES)} {dice.pick(LAST_NAMES)}')}")
        if dice.happens(35):
            lines.append(f"image: /bilder/kai-{dice.roll(PICTURES)}.png")
        neighbour = self.address(position - 1) if position > 0 else None
        return "\n".join(lines + ["---", "", Prose(dice, neighbour).body()])


def picture(number):
    """A PNG of 32 × 18 points in one colour."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\0" + bytes([40 + number * 15, 90, 200 - number * 12]) * 32
    header = struct.pack(">IIBBBBB", 32, 18, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(row * 18)) + chunk(b"IEND", b"")


STYLE = "body { font: 1.1rem/1.5 sans-serif; max-width: 44rem; margin: auto; }\nimg { max-width: 100%; }\n"
ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3" fill="#036"/></svg>\n'
PAGES = {"kontakt": "Kontakt", "impressum": "Impressum", "datenschutz": "Datenschutz"}


def static_files():
    yield "haupt.css", STYLE.encode()
    yield "zeichen.svg", ICON.encode()
    for number in range(PICTURES):
        yield f"bilder/kai-{number}.png", picture(number)


def texts(articles, seed):
    """Every Markdown file: its path, whether it is the index of its folder, and its text."""
    yield "", True, "---\ntitle: Kaikante\n---\n\nNachrichten von Flüssen, Häfen und Schleusen.\n"
    for name, title in PAGES.items():
        yield name, False, f"---\ntitle: {title}\n---\n\n" + Prose(Dice(seed, 4, len(name)), None).paragraph() + "\n"
    yield "ausgaben/", True, "---\ntitle: Alle Briefe\n---\n\nVom neuesten bis zum ersten.\n"
    for number in range(-(-articles // ARTICLES_IN_AN_EDITION)):
        size = min(ARTICLES_IN_AN_EDITION, articles - number * ARTICLES_IN_AN_EDITION)
        edition = Edition(seed, number, size)
        yield f"ausgaben/{edition.name}/", True, edition.index()
        for position in range(size):
            yield edition.address(position)[1:-1], False, edition.article(position)


def put(data, *paths):
    """Writes the data once, however many places it is to be found at."""
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path == paths[0]:
            path.write_bytes(data)
        else:
            path.hardlink_to(paths[0])


def write(articles, seed, sitegen=None, hugo=None):
    """Lays the texts and files out below `sitegen/Content`, `hugo/content` and `hugo/static`."""
    for stem, is_index, text in texts(articles, seed):
        ours = [sitegen / "Content" / (stem + ("index.md" if is_index else ".md"))] if sitegen else []
        theirs = [hugo / "content" / (stem + ("_index.md" if is_index else ".md"))] if hugo else []
        put(text.encode(), *ours, *theirs)
    for name, data in static_files():
        put(data, *([sitegen / "Content" / name] if sitegen else []), *([hugo / "static" / name] if hugo else []))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sitegen", type=pathlib.Path)
    parser.add_argument("--hugo", type=pathlib.Path)
    arguments = parser.parse_args()
    write(arguments.articles, arguments.seed, arguments.sitegen, arguments.hugo)


if __name__ == "__main__":
    main()
