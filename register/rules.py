"""What has to agree in an entry: counts, check digits, dates, names that are given once."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from models.fuzzy_date import FuzzyDate
from models.ladder import parse_offset
from models.refusal import Refusal
from register import shape
from register.mistakes import Mistake, Path
from register.timing import Yearly

Found = Iterator[Mistake]
LAST_DAYS = {"02": 28, "04": 30, "06": 30, "09": 30, "11": 30}  # a yearly day exists every year
REPEATING = {"letter", "amendment"}
LINKS = 5  # of a longer chain only the first and last are shown


def offsets(path: Path, ladder: shape.Ladder) -> Found:
    for position, offset in enumerate(ladder.before):
        try:
            parse_offset(offset)
        except Refusal as refusal:
            yield Mistake.at((*path, "before", position), sv=refusal.sv, en=refusal.en)


def at_least_one(path: Path, first: object, second: object, *names: str) -> Found:
    if first is None and second is None:
        yield Mistake.at(
            path,
            sv=f"ange {names[0]}, {names[1]} eller båda",
            en=f"give {names[0]}, {names[1]} or both",
        )


def count(
    path: Path, stated: int | None, there: Collection[object], noun: tuple[str, str]
) -> Found:
    """A count that the source states is a check, never a confirmation."""
    if stated is not None and stated != len(there):
        yield Mistake.at(
            path,
            sv=f"källan säger {stated} {noun[0]}, här står {len(there)}",
            en=f"the source says {stated} {noun[1]}, here are {len(there)}",
        )


def luhn(number: str) -> bool:
    """Whether the check digit of an organisation number is right."""
    digits = [
        int(digit) * (1 + (place % 2 == 0)) for place, digit in enumerate(number.replace("-", ""))
    ]
    return sum(digit // 10 + digit % 10 for digit in digits) % 10 == 0


def reading(path: Path, number: shape.DiaryNumber) -> Found:
    if number.status == "unresolved" and number.reading:
        yield Mistake.at(
            (*path, "reading"),
            sv="ett nummer som inte kan läsas har ingen läsning: ta bort reading eller status",
            en="a number that cannot be read has no reading: remove reading or change status",
        )
    if number.status == "probable" and not (number.reading and number.because):
        yield Mistake.at(
            path,
            sv="en trolig läsning behöver reading och skälet, because",
            en="a probable reading needs reading and the reason, because",
        )


def former(path: Path, formerly: str | None, names: Collection[str]) -> Found:
    if formerly and formerly in names:
        yield Mistake.at(
            (*path, "formerly"),
            sv=f"«{formerly}» finns fortfarande: formerly är ett namn som inte används längre",
            en=f"«{formerly}» is still there: formerly is a name that is no longer used",
        )


def former_once(
    path: Path, entries: Mapping[str, shape.Assignment] | Mapping[str, shape.Milestone]
) -> Found:
    """What had a name before can have become only one thing."""
    now: dict[str, str] = {}
    for key, entry in entries.items():
        if entry.formerly and (other := now.setdefault(entry.formerly, key)) != key:
            yield Mistake.at(
                (*path, key, "formerly"),
                sv=f"«{entry.formerly}» är redan det förra namnet på {other}",
                en=f"«{entry.formerly}» is the former name of {other} already",
            )


def names_in_time(path: Path, names: Sequence[shape.Name]) -> Found:
    """From one day a body has one name."""
    there: dict[object, int] = {}
    for position, name in enumerate(names):
        first = there.setdefault(name.since and name.since.low, position)
        if first != position:
            other = names[first].name
            yield Mistake.at(
                (*path, position),
                sv=f"«{name.name}» och «{other}» gäller från samma dag: ange since för den senare",
                en=f"«{name.name}» and «{other}» hold from the same day: give since for the later",
            )


def once_each(path: Path, words: shape.Milestone | shape.Defaults) -> Found:
    """Nobody receives the same thing twice."""
    yield from once((*path, "to"), words.to)
    yield from once((*path, "copies"), words.copies)
    for position, one in enumerate(words.copies):
        if one in words.to:
            yield Mistake.at(
                (*path, "copies", position),
                sv=f"«{one}» är redan mottagare: den som får originalet får ingen kopia",
                en=f"«{one}» is a recipient already: whoever gets the original gets no copy",
            )


def once(path: Path, there: Sequence[str]) -> Found:
    for position, one in enumerate(there):
        if one in there[:position]:
            yield Mistake.at(
                (*path, position),
                sv=f"«{one}» står här två gånger: behåll en av dem",
                en=f"«{one}» stands here twice: keep one of them",
            )


def dates(path: Path, milestone: shape.Milestone, decision: str) -> Found:
    """A milestone has one kind of date, and a history only with the decision that changed it."""
    if milestone.due and milestone.yearly:
        yield Mistake.at(
            (*path, "yearly"),
            sv="ange antingen due, en dag, eller yearly, en dag varje år",
            en="give either due, one day, or yearly, a day every year",
        )
    if milestone.earlier_dates and not milestone.amended_by:
        yield Mistake.at(
            (*path, "earlier_dates"),
            sv="tidigare dagar förutsätter amended_by: det beslut som ändrade dagen",
            en="earlier dates need amended_by: the decision that changed the date",
        )
    if milestone.amended_by == decision:
        yield Mistake.at(
            (*path, "amended_by"),
            sv=f"{decision} gav uppdraget: amended_by är ett senare beslut som ändrade dagen",
            en=f"{decision} gave the assignment: amended_by is a later one that changed the date",
        )
    held = [earlier.due for earlier in milestone.earlier_dates]
    if milestone.due and milestone.due in held[-1:]:
        yield Mistake.at(
            (*path, "earlier_dates", len(held) - 1),
            sv=f"den tidigare dagen {milestone.due.text} är densamma som due: inget är ändrat",
            en=f"the earlier date {milestone.due.text} is the same as due: nothing was amended",
        )
    if milestone.yearly:
        yield from yearly((*path, "yearly"), milestone.yearly)
    if milestone.yearly and milestone.amended_by:
        # The years that have passed kept their day.
        yield Mistake.at(
            (*path, "amended_by"),
            sv="en dag varje år ändras så: avsluta den med last och skriv den nya som en egen "
            "milstolpe",
            en="a day every year is changed like this: end it with last and write the new one as "
            "a milestone of its own",
        )


def before_decision(path: Path, due: FuzzyDate | None, decision: shape.Decision | None) -> Found:
    """Nothing is due before it was decided: most likely the year is wrong.

    Only what is surely before counts. A letter that is issued again repeats days that have passed,
    and an amendment may set one.
    """
    if decision is None or decision.kind in REPEATING:
        return
    given = decision.decided or decision.published
    if due and due.high and given and given.low and due.high < given.low:
        yield Mistake.at(
            (*path, "due"),
            sv=f"dagen {due.text} ligger före beslutet ({given.text})",
            en=f"the date {due.text} comes before the decision ({given.text})",
        )


def every_year(path: Path, rhythm: Yearly | shape.EventYearly | None) -> Found:
    """What comes every year has a day that every year has."""
    if rhythm is None:
        return
    month, day = rhythm.on.split("-")
    last = LAST_DAYS.get(month, 31)
    if not ("01" <= month <= "12" and 1 <= int(day) <= last):
        yield Mistake.at(
            path,
            sv=f"{rhythm.on} finns inte varje år: skriv månad och dag, som 02-22",
            en=f"{rhythm.on} does not exist every year: write month and day, like 02-22",
        )


def yearly(path: Path, rhythm: Yearly) -> Found:
    yield from every_year((*path, "on"), rhythm)
    if rhythm.last is not None and rhythm.last < rhythm.first:
        yield Mistake.at(
            (*path, "last"),
            sv=f"sista året {rhythm.last} ligger före det första, {rhythm.first}",
            en=f"the last year {rhythm.last} comes before the first, {rhythm.first}",
        )


def cycles(register: shape.Register) -> Found:
    """An assignment that continues itself, through however many others."""
    passed: set[str] = set()
    for key in register.assignments:
        chain: dict[str, None] = {}
        one: str | None = key
        while one in register.assignments and one not in passed and one not in chain:
            chain[one] = None
            one = register.assignments[one].continues
        if one in chain:
            links = [*chain]
            yield from cycle(links[links.index(one) :])
        passed.update(chain)


def cycle(links: Sequence[str]) -> Found:
    """Told at every link, each as the beginning."""
    for position, key in enumerate(links):
        ring = (
            [*links[position:], *links[:position], key] if len(links) <= LINKS else [key, "…", key]
        )
        said = " → ".join(ring)
        yield Mistake.at(
            ("assignments", key, "continues"),
            sv=f"uppdraget fortsätter sig självt: {said}",
            en=f"the assignment continues itself: {said}",
        )
