"""An entry read back in words, part by part."""

from collections.abc import Callable

from models.fuzzy_date import say_day
from models.words import say_kind
from models.working_days import explain_day_off
from output.phrases import Facts, begun, called, said_holder, said_not_yet, say_ladder
from output.speech import Lines, Speech
from output.terminal import paragraph
from output.words import LABELS, NOT_STATED, WORDS


def print_portrait(found: Facts, language: str) -> None:
    """Print an entry read back by `models.portrait`."""
    before = ""
    for depth, text in Portrait(language).lines(found):
        if text or before:
            paragraph(text, depth)
        before = text


class Portrait(Speech):
    """An entry in words, line by line."""

    def __init__(self, language: str) -> None:
        """Speak a language."""
        super().__init__(language)
        self.parts: dict[str, Callable[[Facts, int], Lines]] = {  # in the order they are told
            "names": self.names,
            "decision": self.decision, "contact_points": self.contact_points,
            "members": self.members, "answers_for": self.answers_for,
            "focus_areas": self.focus_areas, "parts": self.pieces, "milestones": self.milestones,
            "funding": self.funding, "partners": self.partners, "items": self.items,
            "handovers": self.handovers, "claims": self.claims, "particulars": self.particulars,
            "references": self.references, "notes": self.notes, "assignments": self.mentioned,
            "activities": self.mentioned, "gives": self.mentioned, "tells_of": self.mentioned,
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
        for name, pair in LABELS.items():
            label = self.pick(*pair)
            if found.get(name) or (name in found and label.endswith("*")):
                said = self.value(found[name])
                yield depth, f"{label.rstrip('*')}: {begun(said) if name == 'since' else said}"

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
            yield from ((depth + 2, said_holder(one, self.language)) for one in found["history"])

    def role(self, label: str, holder: Facts | None, depth: int, *, same: bool = False) -> Lines:
        """A body in a role; what was said of the same body just before is not said again."""
        yield depth, f"{label}: {said_holder(holder, self.language)}"
        if holder and holder["members"] and not same:
            yield depth + 1, self.group(holder["members"])
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
                yield depth + 1, f"{self.value(one)}{self.span(one)}{group}{presumed}"

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
            yield from self.claims(part, depth + 2) if part["claims"] else ()
            yield from self.source(part["source"], depth + 2)

    def milestones(self, found: Facts, depth: int) -> Lines:
        """What is owed: when, to whom, covering what, and how people are told."""
        yield from self.heading(depth, "Milstolpar", "Milestones")
        for one in found["milestones"]:
            kind = say_kind(one["kind"], self.language)
            title = f": {one['title']}" if one["title"] else ""
            yield depth + 1, f"{kind}{title} ({one['id']})"
            for duty in one["duties"]:
                yield from self.duty(duty, one, depth + 2)
            yield from self.terms(one, found, depth + 2)
            yield from self.claims(one, depth + 2) if one["claims"] else ()
            yield from self.source(one["source"], depth + 2)

    def duty(self, duty: Facts, milestone: Facts, depth: int) -> Lines:
        """One occurrence with its day, its earlier days, and what was handed in."""
        named = duty["occurrence"] and f"{duty['occurrence']}: "
        day = say_day(duty["due"], self.language) if duty["due"] else self.value(duty["stated"])
        latest = milestone["mode"] == "not_later_than"
        no_later = self.pick("senast ", "no later than ") if latest else ""
        state = self.word("duty", duty["state"])
        owed = f"{called(duty['responsible'])}, " if duty["slot"] else ""
        yield depth, f"{named}{owed}{no_later if duty['stated'] else ''}{day}, {state}"
        if duty["working_day_before"]:
            due, last, basis = duty["due"], duty["act_by"], milestone["policy_basis"]
            yield depth + 1, explain_day_off(due, last, basis, self.language)
        if duty["withdrawn"]:
            yield depth + 1, f"{self.word('duty', 'withdrawn')} {self.withdrawn(duty['withdrawn'])}"
        if len(duty["dates"]) > 1:
            yield from ((depth + 1, self.version(one)) for one in duty["dates"])
        yield from ((depth + 1, self.report(one)) for one in duty["reports"])

    def terms(self, one: Facts, found: Facts, depth: int) -> Lines:
        """To whom, in which form, about what, by which decision, with which alerts."""
        yield depth, f"{self.pick('Till', 'To')}: {self.value(one['to'])}"
        mine = {found["id"], (found.get("assignment") or {}).get("id")}
        covers = [each for each in one["covers"] if each["id"] not in mine]
        periods = {duty["period"] for duty in one["duties"] if duty["period"]}
        own = found["decision"]["id"]
        told = {
            ("Kopia till", "Copy to"): one["copies"],
            ("Form", "Form"): one["form"] and self.word("form", one["form"]),
            ("Gäller tiden", "About the time"): sorted(periods) if len(periods) == 1 else None,
            ("Omfattar också", "Also covers"): covers,
            ("Beslut", "Decision"): one["decision"] if one["decision"]["id"] != own else None,
            ("Påminnelser", "Alerts"): say_ladder(one["ladder"], self.language),
            ("Om dagen inte är en arbetsdag", "If the day is no working day"): self.policy(one),
        }
        yield from (
            (depth, f"{self.pick(*label)}: {self.value(v)}") for label, v in told.items() if v
        )

    def funding(self, found: Facts, depth: int) -> Lines:
        """Money line by line, and summed within one status and year only."""
        yield from self.heading(depth, "Pengar", "Money")
        for one in found["funding"]["lines"]:
            to = f" {self.pick('till', 'to')} {called(one['to'])}" if one["to"] else ""
            kind = self.word("money_kind", one["kind"])
            yield depth + 1, f"{self.money(one)}{kind}{to}"
            if one["decision"]:
                yield depth + 2, f"{self.pick('Beslut', 'Decision')}: {self.value(one['decision'])}"
            if one["wording"]:
                words = self.quoted(one["wording"])
                yield depth + 2, f"{self.pick('Ordalydelse', 'In these words')}: {words}"
            yield from self.source(one["source"], depth + 2)
        if len(found["funding"]["lines"]) > 1:
            told = "; ".join(map(self.money, found["funding"]["sums"]))
            label = self.pick("Summor, var status för sig", "Sums, each status apart")
            yield depth + 1, f"{label}: {told}"

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
            yield depth + 1, self.pick("inget än", "nothing yet")
        for step in found["steps"]:
            day = self.value(step["happened_on"])
            yield depth + 1, f"{day}: {self.word('step', step['step'])}"

    def handovers(self, found: Facts, depth: int) -> Lines:
        yield from self.heading(depth, "Överlämningar", "Handovers")
        for one in found["handovers"]:
            yield depth + 1, self.value(one)
            said = self.word("keeping", one["fate"]).format(
                day=self.value(one["effective"]), giver=called(one["giver"]),
                receiver=called(one["receiver"]), keeper=self.keeper(one["keeper"]),
            )  # fmt: skip
            contact = self.pick("kontakten", "the contact") + f" {self.value(one['contact_from'])}"
            told = one["contact_from"] and one["fate"] == "moves"
            yield depth + 2, f"{said}; {contact}" if told else said
            yield depth + 2, self.fate(one)
            yield from self.source(one["source"], depth + 2)

    def claims(self, found: Facts, depth: int) -> Lines:
        """What sources say of one thing, below each other, and which is used and why."""
        for about, several in found["claims"].items():
            field = self.word("claim", about)
            if len({one["says"] for one in several}) > 1:
                yield from self.heading(
                    depth, f"Källorna är oense om {field}", f"The sources disagree on {field}"
                )
            else:
                yield from self.heading(depth, f"Källan om {field}", f"The source on {field}")
            for one in several:
                used = self.pick("används", "used") if one["used"] else ""
                why = ": ".join(filter(None, (used, one["because"])))
                yield (
                    depth + 1,
                    f"{'→' if one['used'] else '–'} {self.claimed(one)}"
                    + (f" ({why})" if why else ""),
                )
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
            "gives": ("På beslutet vilar", "On the decision rest"),
            "tells_of": ("Källa till", "A source for"),
        }  # fmt: skip
        for name in pairs.keys() & found.keys():
            if found[name]:
                yield from self.heading(depth, *pairs[name])
            for one in found[name]:
                kind = f"{self.word('entry', one['entry']).lower()}: " if "entry" in one else ""
                yield depth + 1, f"{kind}{self.value(one)}"
