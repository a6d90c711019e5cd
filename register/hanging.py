"""What days hang on: every anchor leads to an event or a milestone, and none to itself."""

from collections.abc import Iterator
from datetime import date

from models.refusal import Refusal
from register import shape
from register.mistakes import Mistake, Path, nearest
from register.rhythm import Occurrence, When, occurrences
from register.timing import Anchor, Ends, Rhythm

Found = Iterator[Mistake]
WAYS = ("dates", "yearly", "rhythm", "counted_from", "when")  # beside these, no `due`
YEAR = len("2011")
FAR = date(2200, 12, 31)


def hanging(register: shape.Register) -> Found:
    """Every mistake in what days hang on, in the whole register."""
    for key, assignment in register.assignments.items():
        for name, milestone in assignment.milestones.items():
            path = ("assignments", key, "milestones", name)
            yield from one_way(path, milestone)
            wrong = [*rhythmic((*path, "rhythm"), milestone.rhythm)] if milestone.rhythm else []
            yield from wrong
            if milestone.ends and not wrong and any(named(milestone, FAR.year)):
                yield from ending((*path, "ends"), milestone, milestone.ends)
            for way, anchor in anchors(milestone):
                yield from leads(register, (*path, *way), key, anchor)
            yield from inner(path, assignment, milestone)
            yield from prepared(register, path, assignment, milestone)
    yield from circles(register)


def one_way(path: Path, milestone: shape.Milestone) -> Found:
    """A milestone has its day in one way; `due` may stand beside `within`."""
    given = [way for way in WAYS if getattr(milestone, way)]
    if milestone.due:
        given.insert(0, "due")
    if milestone.within and given not in ([], ["due"]):
        given.append("within")
    if len(given) > 1 and given != ["due", "yearly"]:  # that pair has a sentence of its own
        ways = ", ".join(given)
        yield Mistake.at(
            (*path, given[1]),
            sv=f"dagen anges på flera sätt, {ways}: behåll ett av dem",
            en=f"the day is given in several ways, {ways}: keep one of them",
        )
    if milestone.trigger and milestone.when != "on_request":
        yield Mistake.at(
            (*path, "trigger"),
            sv="trigger säger vad som gör att något begärs: den hör till when: on_request",
            en="trigger says what leads to a request: it belongs to when: on_request",
        )
    if milestone.ends and not (milestone.rhythm or milestone.yearly or milestone.dates):
        yield Mistake.at(
            (*path, "ends"),
            sv="bara det som återkommer slutar så: det som har en dag återkallas med withdrawn_by",
            en="only what comes again ends like this: what has one day is withdrawn_by a decision",
        )


def rhythmic(path: Path, rhythm: Rhythm) -> Found:
    """A rhythm begins, and does not end before it has begun."""
    if rhythm.last:
        try:
            When.parse(rhythm.last)
        except Refusal as refusal:
            yield Mistake.at((*path, "last"), sv=refusal.sv, en=refusal.en)
            return
    try:
        first = next(turns(rhythm, FAR), None)
    except Refusal as refusal:
        yield Mistake.at((*path, "first"), sv=refusal.sv, en=refusal.en)
        return
    if first is None:
        yield Mistake.at(
            (*path, "last"),
            sv=f"{rhythm.last} ligger före den första gången, {rhythm.first}",
            en=f"{rhythm.last} comes before the first time, {rhythm.first}",
        )


def ending(path: Path, milestone: shape.Milestone, ends: Ends) -> Found:
    """What a decision ends, and what it leaves, are occurrences that there are."""
    asked = {("after",): ends.after} | {("but", one): one for one in ends.but}
    years = [int(one[:YEAR]) for one in asked.values() if one[:YEAR].isdecimal()]
    there = [*named(milestone, min(max(years, default=0) + 2, FAR.year))]
    for way, one in asked.items():
        if one not in there:
            yield nowhere((*path, *way), one, there, "dates, yearly, rhythm")


def named(milestone: shape.Milestone, until: int) -> Iterator[str]:
    """The names of the occurrences until the end of a year."""
    yield from milestone.dates
    if milestone.yearly:
        shift = {"year_before": -1, "same_year": 0, "year_after": 1}[milestone.yearly.about]
        last = min(milestone.yearly.last or until, until)
        yield from (str(year + shift) for year in range(milestone.yearly.first, last + 1))
    if milestone.rhythm:
        yield from (turn.name for turn in turns(milestone.rhythm, date(until, 12, 31)))


def turns(rhythm: Rhythm, end: date) -> Iterator[Occurrence]:
    before = rhythm.about == "before"
    return occurrences(rhythm.every, rhythm.first, rhythm.last, before=before, end=end)


def anchors(milestone: shape.Milestone) -> Iterator[tuple[Path, Anchor]]:
    """Where a milestone names what a day hangs on."""
    if milestone.counted_from:
        yield ("counted_from",), milestone.counted_from
    if milestone.within:
        yield ("within",), milestone.within
    for position, earlier in enumerate(milestone.earlier_dates):
        if earlier.counted_from:
            yield ("earlier_dates", position, "counted_from"), earlier.counted_from


def leads(register: shape.Register, path: Path, key: str, anchor: Anchor) -> Found:
    """An anchor names one event or one milestone, and the year of what comes every year."""
    if (anchor.event is None) == (anchor.milestone is None):
        yield Mistake.at(
            path,
            sv="ange en händelse, event, eller en milstolpe, milestone: en av dem",
            en="name an event or a milestone: one of them",
        )
    elif anchor.event:
        yield from of_event(register, path, anchor)
    else:
        yield from of_milestone(register, path, key, anchor)


def of_event(register: shape.Register, path: Path, anchor: Anchor) -> Found:
    event = register.events.get(anchor.event or "")
    if event is None:
        yield nowhere((*path, "event"), anchor.event or "", [*register.events], "events")
    elif event.yearly and anchor.year is None:
        yield Mistake.at(
            path,
            sv=f"{anchor.event} kommer varje år: ange vilket med year",
            en=f"{anchor.event} comes every year: say which with year",
        )


def of_milestone(register: shape.Register, path: Path, key: str, anchor: Anchor) -> Found:
    where, _, name = (anchor.milestone or "").rpartition("/")
    assignment = register.assignments.get(where or key)
    there = [] if assignment is None else [*assignment.milestones]
    if name not in there:
        named = [f"{where}/{one}" if where else one for one in there]
        yield nowhere((*path, "milestone"), anchor.milestone or "", named, "milestones")


def nowhere(path: Path, name: str, names: list[str], noun: str) -> Mistake:
    guess = nearest(name, names)
    sv = f"; menade du «{guess}»?" if guess else f" under {noun}"
    en = f"; did you mean «{guess}»?" if guess else f" under {noun}"
    return Mistake.at(path, sv=f"«{name}» finns inte{sv}", en=f"«{name}» does not exist{en}")


def inner(path: Path, assignment: shape.Assignment, milestone: shape.Milestone) -> Found:
    """What a milestone says of others of the same assignment."""
    for name in ("replaces", "instead_of"):
        other = getattr(milestone, name)
        if other and other not in assignment.milestones:
            yield nowhere((*path, name), other, [*assignment.milestones], "milestones")


def prepared(
    register: shape.Register, path: Path, assignment: shape.Assignment, milestone: shape.Milestone
) -> Found:
    """The steps before a deadline have names of their own, `final-report-draft`."""
    for step in register.preparations.get(milestone.prepare or "", {}):
        name = f"{path[-1]}-{step}"
        if name in assignment.milestones:
            yield Mistake.at(
                ("assignments", path[1], "milestones", name),
                sv=f"«{name}» är redan ett steg i arbetet med {path[-1]}: ge ett annat namn",
                en=f"«{name}» is a step of the work on {path[-1]} already: give another name",
            )


def circles(register: shape.Register) -> Found:
    """No day may hang on itself, through however many others."""
    hangs = {
        f"{key}/{name}": target(key, milestone)
        for key, assignment in register.assignments.items()
        for name, milestone in assignment.milestones.items()
        if milestone.counted_from or milestone.within
    }
    for start in hangs:
        chain = [start]
        while (one := hangs.get(chain[-1])) and one not in chain:
            chain.append(one)
        if one == start:
            key, name = start.split("/")
            ring = " → ".join([*chain, start])
            yield Mistake.at(
                ("assignments", key, "milestones", name),
                sv=f"dagen hänger på sig själv: {ring}",
                en=f"the day hangs on itself: {ring}",
            )


def target(key: str, milestone: shape.Milestone) -> str | None:
    anchor = milestone.counted_from or milestone.within
    name = anchor.milestone if anchor else None
    return name if name is None or "/" in name else f"{key}/{name}"
