"""A register of any size, as varied as real ones; the same seed gives the same bytes.

The shapes are those of real decisions: several diary numbers, groups as holders, amended and fuzzy
dates, yearly reports, requisitions and repayments, copies, claims that disagree, handovers.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.milestones import Given, milestones
from benchmarks.vocabulary import (
    AIMS,
    BODIES,
    CONDITIONS,
    COUNTIES,
    FIELDS,
    GROUPS,
    MINISTRIES,
    TASKS,
    UNITS,
    VERBS,
)
from benchmarks.written import folded, places, source

FIRST, LAST = date(2008, 7, 1), date(2018, 12, 31)  # the days on which decisions become known
STATUSES = "decided decided decided intended announced paid withdrawn not_stated".split()
NOUNS = "organisations documents decisions plans assignments activities handovers context".split()


def generate(assignments: int, *, seed: int = 1) -> str:
    """The text of a register with so many assignments, three milestones each."""
    made = Generator(Random(seed), assignments)
    lines = ["title: Ett register som är gjort för att mäta", "", *LADDERS]
    for noun in NOUNS:
        entries = list(getattr(made, noun)())
        lines += ["", f"{noun}:", *entries] if entries else []
    return "\n".join(lines) + "\n"


LADDERS = """ladders:
  standard:
    before: [90d, 30d, 14d, 5wd, 1wd]
    day: true
    overdue: {every: 5wd, times: 6}
  money:
    before: [30d, 10wd, 5wd, 1wd]
    overdue: {every: 3wd, times: 10}
  long:
    before: [365d, 180d, 90d, 30d, 14d, 5wd, 1wd]""".splitlines()


@dataclass(frozen=True, slots=True)
class Assigned:
    """What later entries need to know of an assignment."""

    key: str
    responsible: str
    decided: date


class Generator:
    """One register in the making; every noun refers to those before it."""

    def __init__(self, rng: Random, size: int) -> None:
        """Choose the names and days that everything refers to."""
        self.rng = rng
        self.size = size
        self.ministries = [f"dep-{number}" for number in range(len(MINISTRIES))]
        self.boards = [f"lst-{number:02}" for number in range(len(COUNTIES))]
        self.agencies = [f"myndighet-{number:03}" for number in range(min(20 + size // 25, 380))]
        self.groups = [f"grupp-{number}" for number in range(3)]
        self.texts = [f"dok-{number:04}" for number in range(20 + size // 20)]
        self.plan_keys = [f"plan-{number:02}" for number in range(4 + size // 200)]
        self.days = sorted(self.day(FIRST, LAST) for _ in range(20 + size // 12))
        self.amending = sorted(self.day(FIRST, LAST) for _ in range(10 + size // 40))
        self.given: list[Assigned] = []

    def chance(self, percent: int) -> bool:
        """Whether something happens that happens so often."""
        return self.rng.randrange(100) < percent

    def day(self, first: date, last: date) -> date:
        """A day of the span."""
        return first + timedelta(days=self.rng.randrange((last - first).days + 1))

    def title(self) -> str:
        """What is to be done: "Uppdrag att följa upp bevarande av våtmarker"."""
        return f"Uppdrag att {self.rng.choice(VERBS)} {self.rng.choice(TASKS)}"

    def source(self, indent: int) -> Iterable[str]:
        """The document and the place in it."""
        return source(self.rng, self.rng.choice(self.texts), indent)

    def organisations(self) -> Iterator[str]:
        """The government, ministries, county boards, agencies, and three groups with members."""
        yield from ("  regeringen:", "    names: [{name: Regeringen}]", "    kind: government")
        for key, name in zip(self.ministries, MINISTRIES, strict=True):
            yield from self.organisation(key, name, "ministry", name[0])
        for key, county in zip(self.boards, COUNTIES, strict=True):
            yield from self.organisation(key, f"Länsstyrelsen i {county} län", "county_board", "")
        for number, key in enumerate(self.agencies):
            field = FIELDS[number % len(FIELDS)]
            name = f"{self.rng.choice(BODIES)} {field} {number // len(FIELDS) + 1}"
            yield from self.organisation(key, name, "agency", name[0] + field[:2].upper())
        for key in self.groups:
            yield from (f"  {key}:", f"    names: [{{name: 'Länsstyrelserna, {key}'}}]")
            yield from ("    kind: group", "    members:")
            yield from (f"      - {{organisation: {one}, since: 2008}}" for one in self.boards)

    def organisation(self, key: str, name: str, kind: str, short: str) -> Iterator[str]:
        """A body; one in eight has borne another name, some have a number and contact points."""
        yield from (f"  {key}:", "    names:")
        if self.chance(12):
            year = self.rng.randrange(2009, 2019)
            yield f"      - {{name: Statens {name.lower()}, until: {year}-12-31}}"
            yield from (f"      - name: {name}", f"        since: {year + 1}-01-01")
        else:
            yield f"      - name: {name}"
        if short:
            yield f"        short: {short}"
        yield from (f"    kind: {kind}", f'    number: "{organisation_number(self.rng)}"')
        if self.chance(30):
            yield "    contact_points:"
            yield f"      - {{email: registrator@{key}.example, phone: 08-405 10 00, since: 2015}}"

    def documents(self) -> Iterator[str]:
        """Press releases, letters, pages."""
        for key in self.texts:
            kind = self.rng.choice(["press_release", "letter", "web_page", "ordinance", "news"])
            yield from (f"  {key}:", f"    title: {self.title()}", f"    kind: {kind}")
            yield f"    published: {self.day(FIRST, LAST)}"
            if self.chance(40):
                yield f"    address: https://www.regeringen.example/{key}"

    def decisions(self) -> Iterator[str]:
        """Assignments, letters and plans; then the amendments, which other entries name."""
        kinds = ["assignment", "assignment", "letter", "grant"]
        for number, day in enumerate(self.days):
            yield from self.decision(f"beslut-{number:04}", day, self.rng.choice(kinds))
        for number, day in enumerate(self.amending):
            yield from self.decision(f"andring-{number:04}", day, "amendment")
        yield from self.decision("overlamning", self.days[0], "handover")

    def decision(self, key: str, day: date, kind: str) -> Iterator[str]:
        """One act; its day is received, published, or assumed with a reason."""
        ministry = self.rng.randrange(len(MINISTRIES))
        yield from (f"  {key}:", f"    title: {self.title()}", "    issuer: regeringen")
        yield from (f"    ministry: {self.ministries[ministry]}", f"    kind: {kind}")
        match self.rng.randrange(3):
            case 0:
                yield from (f"    decided: {day}", f"    received: {day}")
            case 1:
                yield f"    published: {day}"
            case 2:
                yield from (f"    decided: {day:%Y-%m}", "    known_from:", f"      day: {day}")
                yield '      because: "Källan anger månaden; antagande: den dag vi fick texten."'
        yield from self.numbers(MINISTRIES[ministry][0], day)
        if self.chance(15):
            yield "    references:"
            number = f"{day.year}/{day:%y}:{self.rng.randrange(400)}"
            yield f"      - {{kind: rskr, raw: rskr. {number}}}"
        if self.chance(20):
            text = self.rng.choice(CONDITIONS)
            yield from ("    particulars:", "      - about: condition")
            yield from folded("        says", text)
        yield from self.source(4)

    def numbers(self, letter: str, day: date) -> Iterator[str]:
        """Diary numbers: none, one, several in part, one that cannot be read."""
        count = self.rng.choice([0, 1, 1, 1, 2, 3])
        if count:
            yield "    diary_numbers:"
        for _ in range(count):
            number = f"{letter}{day.year}/{self.rng.randrange(10_000):05}"
            raw = f"{number}/{self.rng.choice(UNITS)}" if count == 1 else f"{number} (delvis)"
            if self.chance(5):
                yield f"      - {{raw: {raw.replace('/', '')}, reading: {number}, "
                yield "         status: probable, because: Snedstrecken har fallit bort}"
            else:
                yield f"      - raw: {raw}"

    def plans(self) -> Iterator[str]:
        """Action plans with measures, sum and focus areas."""
        for number, key in enumerate(self.plan_keys):
            year = 2008 + number % 10
            yield from (f"  {key}:", f"    title: Handlingsplan för {TASKS[number % len(TASKS)]}")
            yield from (f"    decision: beslut-{number:04}", f"    period: {year}..{year + 3}")
            yield from (f"    measures: {self.rng.randrange(10, 60)}", "    stated_focus_areas: 3")
            yield "    focus_areas: {skydd: Skydd, kunskap: Ökad kunskap, samverkan: Samverkan}"
            yield from self.source(4)

    def assignments(self) -> Iterator[str]:
        """So many as were asked for."""
        for number in range(self.size):
            yield from self.assignment(f"uppdrag-{number:05}")

    def assignment(self, key: str) -> Iterator[str]:
        """One task: its money, partners, parts and aims where it has them, and what is owed."""
        decision = self.rng.randrange(len(self.days))
        known, responsible = self.days[decision], self.holder()
        yield from (
            f"  {key}:",
            f"    title: {self.title()}",
            f"    decision: beslut-{decision:04}",
        )
        yield f"    responsible: {responsible}"
        if self.chance(15):
            yield f"    since: {self.rng.choice([known, f'{known:%Y-%m}', f'autumn {known.year}'])}"
        if self.chance(20):
            plan = self.rng.choice(self.plan_keys)
            yield from (f"    plan: {plan}", "    focus_area: kunskap")
        if self.given and self.chance(4):
            yield f"    continues: {self.rng.choice(self.given).key}"
        if self.chance(2):
            yield "    secret: true"
        yield from self.money(known)
        yield from self.details()
        yield from ("    milestones:", *self.owed(key, known))
        yield from self.source(4)
        self.given.append(Assigned(key, responsible, known))

    def owed(self, key: str, known: date) -> Iterator[str]:
        amending = bisect_right(self.amending, known)
        later = [f"andring-{number:04}" for number in range(amending, len(self.amending))][:20]
        also = self.rng.choice(self.given).key if self.given else key
        return milestones(
            self.rng, Given(known, self.ministries, self.agencies, later, also, self.texts)
        )

    def holder(self) -> str:
        """Mostly an agency, sometimes a county board, seldom a group."""
        bodies = (
            self.agencies if self.chance(75) else self.boards if self.chance(90) else self.groups
        )
        return self.rng.choice(bodies)

    def money(self, known: date) -> Iterator[str]:
        """None, one or two lines of money."""
        count = self.rng.choice([0, 0, 1, 1, 2])
        if count:
            yield "    funding:"
        for number in range(count):
            amount = f"{self.rng.randrange(1, 9000) * 100_000:_}"
            line = f"status: {self.rng.choice(STATUSES)}, amount: {amount}"
            if self.chance(10):
                line += ", precision: at_least"
            yield f"      - {{{line}, year: {known.year + number}, {places(self.rng, self.texts)}}}"

    def details(self) -> Iterator[str]:
        """Partners, parts, claims and aims, each for some."""
        if self.chance(30):
            yield from (
                "    partners:",
                f"      - {{duty: cooperate, who: {self.rng.choice(GROUPS)!r}}}",
            )
            yield f"      - {{duty: consult, organisation: {self.rng.choice(self.agencies)}}}"
        if self.chance(8):
            yield from ("    stated_parts: 2", "    parts:")
            yield from (f"      del-{one}: {{title: {self.rng.choice(TASKS)!r}}}" for one in "ab")
        if self.chance(8):
            yield from ("    claims:", "      - {about: since, says: '2009', used: true}")
            yield "      - {about: since, says: '2008', because: En senare källa säger något annat}"
        if self.chance(22):
            yield from ("    particulars:", "      - about: aim")
            yield from folded("        says", self.rng.choice(AIMS))

    def activities(self) -> Iterator[str]:
        """Programmes, websites and the like under some assignments."""
        for number in range(self.size // 50):
            under = self.rng.choice(self.given)
            kind = self.rng.choice(["programme", "website", "coordination", "financing"])
            yield from (
                f"  verksamhet-{number:03}:",
                f"    title: {self.title()}",
                f"    kind: {kind}",
            )
            yield from (f"    responsible: {under.responsible}", f"    assignment: {under.key}")
            yield from ("    decision: beslut-0000", *self.source(4))

    def handovers(self) -> Iterator[str]:
        """What one agency answers for moves to another at the end of a year."""
        givers = [one for one in self.agencies if any(a.responsible == one for a in self.given)]
        for number, giver in enumerate(givers[: 1 + self.size // 200]):
            day = date(2010 + number % 9, 1, 1)
            moved = [one for one in self.given if one.responsible == giver and one.decided < day]
            if moved:
                yield from self.handover(f"overlamning-{number:02}", giver, day, moved[:6])

    def handover(self, key: str, giver: str, day: date, moved: list[Assigned]) -> Iterator[str]:
        receiver = next(one for one in reversed(self.agencies) if one != giver)
        yield from (f"  {key}:", "    title: Uppgifter flyttar till en annan myndighet")
        yield from (
            "    kind: partial_transfer",
            "    decision: overlamning",
            f"    giver: {giver}",
        )
        yield from (f"    receiver: {receiver}", f"    effective: {day}")
        yield from (f"    contact_from: {day + timedelta(days=7)}", "    items:")
        for one in moved:
            yield from (
                f"      - what: {one.key}",
                "        fate: moves",
                "        text: uppdraget",
            )
            yield from self.source(8)
        yield from self.source(4)

    def context(self) -> Iterator[str]:
        """Laws and inquiries of the background."""
        for number in range(3 + self.size // 500):
            yield from (f"  bakgrund-{number}:", f"    title: Lag om {TASKS[number % len(TASKS)]}")
            yield from (
                f"    when: {self.rng.choice(['1999', '2008-07', 'autumn 2008'])}",
                "    kind: law",
            )
            yield from self.source(4)


def contacts(assignments: int) -> str:
    """The contacts.yaml of such a register: an owner for every body, a manager for some."""
    bodies = Generator(Random(0), assignments)
    lines = ["ops: {address: registrator@uppdrag.example}", "organisations:"]
    for number, key in enumerate([*bodies.agencies, *bodies.boards, *bodies.groups]):
        language = "en" if number % 10 == 0 else "sv"
        lines += [
            f"  {key}:",
            f"    owner: {{address: uppdrag@{key}.example, language: {language}}}",
        ]
        if number % 3 == 0:
            lines.append(f"    manager: {{address: chef@{key}.example}}")
    return "\n".join(lines) + "\n"


def organisation_number(rng: Random) -> str:
    """Ten digits of which the last is right by Luhn's rule."""
    digits = [2, 0, 2, 1, 0, 0, *(rng.randrange(10) for _ in range(3))]
    doubled = [digit * (2 - place % 2) for place, digit in enumerate(digits)]
    last = -sum(digit // 10 + digit % 10 for digit in doubled) % 10
    text = "".join(map(str, [*digits, last]))
    return f"{text[:6]}-{text[6:]}"
