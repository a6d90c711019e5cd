"""An entry read back in words, part by part."""

from collections.abc import Callable, Iterator

from models.fuzzy_date import say_day
from output.milestones import Milestones
from output.phrases import Facts, begun, called, said_holder, said_not_yet
from output.speech import Lines
from output.terminal import paragraph
from output.words import LABELS, NOT_STATED, WORDS

NOTHING_YET, NOTHING = ("inget än", "nothing yet"), ("inget", "nothing")


def print_portrait(found: Facts, language: str) -> None:
    """Print an entry read back by `models.portrait`."""
    before = ""
    for depth, text in Portrait(language).lines(found):
        if text or before:
            paragraph(text, depth)
        before = text


class Portrait(Milestones):
    """An entry in words, line by line."""

    def __init__(self, language: str) -> None:
        """Speak a language."""
        super().__init__(language)
        self.parts: dict[str, Callable[[Facts, int], Lines]] = {  # in the order they are told
            "names": self.names,
            "decision": self.decision, "contact_points": self.contact_points,
            "conditions": self.conditions, "amendments": self.amendments, "related": self.related,
            "members": self.members, "answers_for": self.answers_for,
            "focus_areas": self.focus_areas, "parts": self.pieces, "milestones": self.milestones,
            "hang": self.hang,
            "funding": self.funding, "partners": self.partners, "items": self.items,
            "handovers": self.handovers, "claims": self.claims, "particulars": self.particulars,
            "references": self.references, "notes": self.notes, "assignments": self.mentioned,
            "activities": self.mentioned, "ends": self.mentioned,
            "stops": self.stops, "gives": self.mentioned, "tells_of": self.mentioned,
        }  # fmt: skip

    def lines(self, found: Facts) -> Lines:
        """Everything, from the first line to the list of documents."""
        yield from self.head(found)
        yield 0, ""
        yield from self.body(found, 0)
        if self.documents:
            yield from self.heading(0, "Källor", "Documents")
            yield from ((1, f"{key}: {title}") for key, title in self.documents.items())

    def body(self, found: Facts, depth: int) -> Lines:
        """The simple facts, where the entry stands, and each part that is there."""
        yield from self.decided(found, depth) if "issuer" in found else ()
        yield from self.simple(found, depth)
        yield from self.source(found.get("source"), depth)
        yield from self.unknown(found, depth) if found.get("unknown") else ()
        yield from self.stop(found, depth) if found.get("stop") else ()
        yield from self.roles(found, depth) if "history" in found else ()
        for name, tell in self.parts.items():
            if found.get(name):
                yield from tell(found, depth)

    def head(self, found: Facts) -> Lines:
        """Whether it is secret, what it is, and the day it is seen from."""
        if found["secret"]:
            yield 0, self.pick("Sekretess: visa det bara för den som får läsa uppdraget.",
                               "Secret: show it only to those who may read it.")  # fmt: skip
        kind = self.word(found["entry"], found["kind"]) if found.get("kind") else ""
        kind = f" ({kind})" if kind else ""
        yield 0, f"{self.word('entry', found['entry'])}: {called(found)}{kind}"
        as_of = self.pick("läget", "as of") + f" {say_day(found['on'], self.language)}"
        if found["known"]:
            known = self.value(found["known"])
            as_of += self.pick(f", så som det var känt {known}", f", as known on {known}")
        yield 0, f"{found['id']}, {as_of}"
        for other in found["also"]:
            yield 0, self.pick("Samma namn har också", "The same name has") + f" {other}"

    def simple(self, found: Facts, depth: int) -> Lines:
        """The facts that fit on a line of their own."""
        if state := found.get("state"):
            yield depth, self.pick("Läge", "State") + f": {self.state(found, state)}"
        yield from self.stage(found, depth) if "announced" in found else ()
        for name, pair in LABELS.items():
            label = self.pick(*pair)
            if found.get(name) or (name in found and label.endswith("*")):
                said = self.value(found[name])
                yield depth, f"{label.rstrip('*')}: {begun(said) if name == 'since' else said}"
        yield from self.happened(found, depth) if "happened" in found else ()

    def roles(self, found: Facts, depth: int) -> Lines:
        """Who answers, whom to ask, and who has answered before."""
        responsible, contact = found["responsible"], found["contact"]
        yield from self.heading(depth, "Ansvar", "Responsibility")
        if not found["given"]:
            yield depth + 1, said_not_yet(found["history"][0], self.language)
            return
        yield from self.role(self.pick("Ansvarar", "Answers"), responsible, depth + 1)
        same = bool(contact and responsible and contact["id"] == responsible["id"])
        label = self.pick("Svarar på frågor", "Asked about it")
        yield from self.role(label, contact, depth + 1, same=same)
        if len(found["history"]) > 1:
            yield depth + 1, self.pick("Har ansvarat", "Have answered") + ":"
            yield from ((depth + 2, one) for one in self.told_apart(found["history"]))

    def told_apart(self, history: list[Facts]) -> Iterator[str]:
        """Everybody who has answered; bodies of the same name by their ids too."""
        ids = {one["id"] for one in history}
        same = len({one["name"] for one in history}) < len(ids)
        for one in history:
            name = f"{one['name']} ({one['id']})" if same and one["id"] else one["name"]
            yield said_holder({**one, "name": name}, self.language)

    def role(self, label: str, holder: Facts | None, depth: int, *, same: bool = False) -> Lines:
        """A body in a role; what was said of the same body just before is not said again."""
        yield depth, f"{label}: {said_holder(holder, self.language)}"
        if holder and holder["members"] and not same:
            yield depth + 1, self.group(holder["members"])
        if holder and holder["not_yet"] and not same:
            yield depth + 1, self.to_come(holder["not_yet"])
        if holder and (holder["stated"] or not same):
            yield from self.source(holder["source"], depth + 1)

    def decision(self, found: Facts, depth: int) -> Lines:
        """The decision that an entry rests on."""
        one = found["decision"]
        yield from self.heading(depth, "Beslut", "Decision")
        yield depth + 1, f"{self.value(one)}: {self.word('decision', one['kind'])}"
        yield from self.body(one, depth + 1)

    def decided(self, found: Facts, depth: int) -> Lines:
        """By whom, and under which numbers: as written, as read, and how sure that is."""
        bodies = [called(body) for body in (found["issuer"], found["ministry"]) if body]
        yield depth, f"{self.pick('Beslutat av', 'Decided by')}: {', '.join(bodies)}"
        label = self.pick("Diarienummer", "Diary number")
        if not found["diary_numbers"]:
            yield depth, f"{label}: {self.pick(*NOT_STATED)}"
        for number in found["diary_numbers"]:
            yield depth, f"{label}: {self.number(number)}"
            yield from self.source(number["source"], depth + 1)
        yield from self.respite(found, depth)
        if found["otherwise_unchanged"]:
            yield depth, self.pick("I övrigt oförändrat", "Otherwise unchanged")
        yield from self.happenings(found, depth)

    def names(self, found: Facts, depth: int) -> Lines:
        yield from self.heading(depth, "Namn", "Names")
        for name in found["names"]:
            short = f" ({name['short']})" if name["short"] else ""
            yield depth + 1, f"{name['name']}{short}{self.span(name)}"
            if name["also_written"]:
                also = ", ".join(name["also_written"])
                yield depth + 2, f"{self.pick('Skrivs också', 'Also written')}: {also}"
            yield from self.source(name["source"], depth + 2)

    def contact_points(self, found: Facts, depth: int) -> Lines:
        yield from self.heading(depth, "Nås genom", "Reached at")
        for point in found["contact_points"]:
            ways = [point[way] for way in ("email", "phone", "postal", "visiting") if point[way]]
            past = "" if point["current"] else self.pick(" (inte den dagen)", " (not on that day)")
            yield depth + 1, f"{', '.join(ways)}{self.span(point)}{past}"
            yield from self.source(point["source"], depth + 2)

    def members(self, found: Facts, depth: int) -> Lines:
        stated = found.get("stated_members")
        said = (
            self.pick(f", källan säger {stated}", f", the source says {stated}") if stated else ""
        )
        count = len(found["members"])
        yield from self.heading(depth, f"{count} medlemmar{said}", f"{count} members{said}")
        for member in found["members"]:
            yield depth + 1, f"{self.value(member)}{self.span(member)}"
            yield from self.source(member["source"], depth + 2)

    def answers_for(self, found: Facts, depth: int) -> Lines:
        """What it answers for and is asked about on the day, alone or as a member of a group."""
        for role in ("responsible", "contact"):
            mine = [one for one in found["answers_for"] if one["role"] == role]
            if mine:
                yield from self.heading(depth, *WORDS["role"][role])
            for one in mine:
                through = f" ({self.pick('genom', 'through')} {called(one['group'])})"
                presumed = "" if one["stated"] else self.presumed()
                group = through if one["group"] else ""
                yield depth + 1, f"{self.subject(one)}{self.span(one)}{group}{presumed}"

    def focus_areas(self, found: Facts, depth: int) -> Lines:
        count, stated = len(found["focus_areas"]), found["stated_focus_areas"]
        said = (
            self.pick(f", källan säger {stated}", f", the source says {stated}") if stated else ""
        )
        yield from self.heading(depth, f"{count} insatsområden{said}", f"{count} focus areas{said}")
        for number, area in enumerate(found["focus_areas"], 1):
            yield depth + 1, f"{number}. {area['title']} ({area['key']})"

    def pieces(self, found: Facts, depth: int) -> Lines:
        """The parts of an assignment, with what the sources say of each."""
        count, stated = len(found["parts"]), found["stated_parts"]
        said = (
            self.pick(f", källan säger {stated}", f", the source says {stated}") if stated else ""
        )
        yield from self.heading(depth, f"{count} delar{said}", f"{count} parts{said}")
        for number, part in enumerate(found["parts"], 1):
            yield depth + 1, f"{number}. {part['title']} ({part['key']})"
            yield from self.stop(part, depth + 2) if part["stop"] else ()
            yield from self.claims(part, depth + 2) if part["claims"] else ()
            yield from self.source(part["source"], depth + 2)

    def funding(self, found: Facts, depth: int) -> Lines:
        """Money line by line, and summed within one status and year only."""
        yield from self.heading(depth, "Pengar", "Money")
        for one in found["funding"]["lines"]:
            to = f" {self.pick('till', 'to')} {called(one['to'])}" if one["to"] else ""
            kind = self.word("money_kind", one["kind"])
            yield depth + 1, f"{self.money(one)}{kind}{to}"
            if one["decision"]:
                yield depth + 2, f"{self.pick('Beslut', 'Decision')}: {self.value(one['decision'])}"
            yield from self.charged(one, depth + 2)
            if one["wording"]:
                words = self.quoted(one["wording"])
                yield depth + 2, f"{self.pick('Ordalydelse', 'In these words')}: {words}"
            yield from self.source(one["source"], depth + 2)
        if len(found["funding"]["lines"]) > 1:
            told = "; ".join(map(self.money, found["funding"]["sums"]))
            label = self.pick("Summor, var status för sig", "Sums, each status apart")
            yield depth + 1, f"{label}: {told}"

    def charged(self, one: Facts, depth: int) -> Lines:
        """What a sum is charged to, and who pays it out."""
        told = {
            ("utgiftsområde", "expenditure area"): one["expenditure_area"],
            ("anslag", "appropriation"): one["appropriation"],
            ("post", "item"): one["item"],
        }
        charged = ", ".join(f"{self.pick(*name)} {value}" for name, value in told.items() if value)
        if charged:
            yield depth, charged[0].upper() + charged[1:]
        paid_by = {("Betalas ut av", "Paid out by"): one["paid_by"]}
        yield from self.labelled(paid_by, depth)

    def partners(self, found: Facts, depth: int) -> Lines:
        yield from self.heading(depth, "Tillsammans med andra", "Together with others")
        for one in found["partners"]:
            who = "; ".join(filter(None, (called(one["organisation"]), one["who"])))
            yield depth + 1, f"{self.word('partner', one['duty'])}: {who}"
            yield from self.source(one["source"], depth + 2)

    def items(self, found: Facts, depth: int) -> Lines:
        """What moves and what stays in a handover, and the steps that have been taken."""
        yield from self.heading(depth, "Omfattar", "Comprises")
        for one in found["items"]:
            yield depth + 1, f"{self.word('fate', one['fate'])}: {self.value(one)}"
            yield depth + 2, self.fate(one)
            yield from self.source(one["source"], depth + 2)
        yield from self.heading(depth, "Har hänt", "Has happened")
        if not found["steps"]:
            yield depth + 1, self.pick(*NOTHING if found["withdrawn"] else NOTHING_YET)
        for step in found["steps"]:
            day = self.value(step["happened_on"])
            yield depth + 1, f"{day}: {self.word('step', step['step'])}"

    def handovers(self, found: Facts, depth: int) -> Lines:
        yield from self.heading(depth, "Överlämningar", "Handovers")
        for one in found["handovers"]:
            yield depth + 1, self.value(one)
            giver, receiver = self.two(one["giver"], one["receiver"])
            said = self.word("keeping", one["fate"]).format(
                day=self.value(one["effective"]), giver=giver, receiver=receiver,
                keeper=self.keeper(one["keeper"]),
            )  # fmt: skip
            contact = self.pick("kontakten", "the contact") + f" {self.value(one['contact_from'])}"
            told = one["contact_from"] and one["fate"] == "moves"
            yield from self.stage(one, depth + 2)
            yield depth + 2, f"{said}; {contact}" if told else said
            yield depth + 2, self.fate(one)
            yield from self.source(one["source"], depth + 2)

    def particulars(self, found: Facts, depth: int) -> Lines:
        """What is only shown, by kind."""
        for about, several in found["particulars"].items():
            yield from self.heading(depth, *WORDS["about"].get(about, (about, about)))
            for one in several:
                when = f"{self.value(one['when'])}: " if one["when"] else ""
                more = (
                    ""
                    if one["exhaustive"]
                    else self.pick(" (bland annat)", " (among other things)")
                )
                yield depth + 1, f"{when}{one['says']}{more}"
                yield from self.source(one["source"], depth + 2)

    def references(self, found: Facts, depth: int) -> Lines:
        yield from self.heading(depth, "Beteckningar", "References")
        for one in found["references"]:
            kind = "" if one["raw"][:1].isalpha() else f"{one['kind'].upper()} "
            also = ", ".join(one["also_written"])
            also = f" ({self.pick('skrivs också', 'also written')} {also})" if also else ""
            yield depth + 1, f"{kind}{one['raw']}{also}"
            yield from self.source(one["source"], depth + 2)

    def notes(self, found: Facts, depth: int) -> Lines:
        yield from self.heading(depth, *WORDS["about"]["note"])
        yield from ((depth + 1, note) for note in found["notes"])

    def mentioned(self, found: Facts, depth: int) -> Lines:
        """Other entries, by kind."""
        pairs = {
            "assignments": ("Uppdrag", "Assignments"), "activities": ("Verksamhet", "Activities"),
            "ends": ("Avslutar", "Ends"), "gives": ("På beslutet vilar", "On the decision rest"),
            "tells_of": ("Källa till", "A source for"),
        }  # fmt: skip
        for name in pairs.keys() & found.keys():
            if found[name]:
                yield from self.heading(depth, *pairs[name])
            for one in found[name]:
                named = "entry" in one and one["entry"] != "milestone"
                kind = f"{self.word('entry', one['entry']).lower()}: " if named else ""
                yield depth + 1, f"{kind}{self.subject(one)}"
