"""The dates of a duty: which may follow which, and what was known of them since when."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from register.mistakes import Mistake
from register.rows import DutyRows, Row

YEAR = len("2011-")
KNOWN = ("known_from", "decision_id")  # what may be put right about a date that stands
SAYS = ("stated", "anchor", "plus")  # what a date is: a day, or what it hangs on
NOT_DECLARED = {"followed", "respite"}  # days that were recorded, or followed from one that was


@dataclass(slots=True)
class DateChange:
    """From the date that holds, if there is one, to the wanted one: by amendment or correction."""

    before: Row | None
    steps: list[Row]

    @property
    def after(self) -> Row:
        """The date that is to hold."""
        return self.steps[-1]


@dataclass(slots=True)
class Redated:
    """What changes about a duty's dates; `again` has rows to be written anew, with the old ones."""

    change: DateChange | None = None
    again: list[tuple[Row | None, Row]] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)


def redated(everything: Sequence[Row], duty: DutyRows) -> Redated:
    """Compare the dates that a duty has with the wanted ones, both oldest first.

    Days that only follow, or were recorded, stand between them and are none of the register's.
    """
    stored = [row for row in everything if row["reason"] not in NOT_DECLARED]
    found = compared(stored, duty)
    if found.change and everything:
        found.change.steps = numbered(found.change.steps, everything[-1]["number"] + 1)
    return found


def same(one: Row, other: Row) -> bool:
    return all(one[name] == other[name] for name in SAYS)


def compared(stored: Sequence[Row], duty: DutyRows) -> Redated:
    wanted = duty.dates
    if not stored:
        return Redated(DateChange(None, numbered(wanted, 1)) if wanted else None)
    before = stored[-1]
    holding = [place for place, row in enumerate(wanted) if same(row, before)]
    if holding:
        since = holding[-1] + 1
        again = known_otherwise(stored, wanted[:since])
        return Redated(following(before, wanted[since:]), again)
    nothing = before["stated"] is None and before["anchor"] is None
    if nothing or (not wanted and duty.waits):
        return Redated(following(before, wanted))
    return reasoned(stored, duty)


def following(before: Row, steps: Sequence[Row]) -> DateChange | None:
    return DateChange(before, numbered(steps, before["number"] + 1)) if steps else None


def numbered(steps: Sequence[Row], first: int) -> list[Row]:
    return [row | {"number": number} for number, row in enumerate(steps, first)]


def reasoned(stored: Sequence[Row], duty: DutyRows) -> Redated:
    """Another date takes the place of the one that holds: only with a decision or a reason."""
    before = stored[-1]
    none = {name: before[name] for name in KNOWN} | {
        "stated": None, "due": None, "anchor": None, "plus": None
    }  # fmt: skip
    after = duty.dates[-1] if duty.dates else none
    slip = duty.correction is not None and duty.correction != before["because"]
    if duty.amended and after["decision_id"] != before["decision_id"]:
        return Redated(following(before, [after | {"reason": "amended"}]))
    if slip:  # a reason serves once: it does not cover whatever is changed later
        because = {"reason": "corrected", "because": duty.correction}
        change = following(before, [after | because])
        assert change
        return Redated(change, known_otherwise([*stored[:-1], change.after], duty.dates))
    return Redated(mistakes=[silently_changed(before, after, duty)])


def known_otherwise(stored: Sequence[Row], wanted: Sequence[Row]) -> list[tuple[Row | None, Row]]:
    """Dates that stand but were known from another day, and earlier ones that were not there."""
    found: list[tuple[Row | None, Row]] = []
    for back, row in enumerate(reversed(wanted)):
        if back >= len(stored):
            found.append((None, row | {"number": stored[0]["number"] + len(stored) - back - 1}))
            continue
        old = stored[-1 - back]
        if not same(old, row):
            break
        if any(old[name] != row[name] for name in KNOWN):
            found.append((old, row | {name: old[name] for name in ("number", "reason", "because")}))
    return found


def silently_changed(before: Row, after: Row, duty: DutyRows) -> Mistake:
    if duty.way == "yearly" and before["stated"] and after["stated"]:
        first, then = (row["stated"].text[YEAR:] for row in (before, after))
        return another_day_every_year(first, then, duty)
    old, new = written(before), written(after)
    listed = (duty.row["occurrence"],) if duty.way == "dates" else ()
    return Mistake.at(
        (*duty.path, duty.way, *listed),
        sv=f"dagen är ändrad från {old} till {new} utan att det står varför: ange beslutet "
        "med amended_by, eller skriv correction med skälet om den förra dagen var felskriven",
        en=f"the date has changed from {old} to {new} without saying why: name the "
        "decision with amended_by, or give the reason with correction if the date was a slip",
    )


def written(row: Row) -> str:
    """A date as the register gives it: the day, or what it hangs on."""
    if row["stated"]:
        return str(row["stated"].text)
    hung = (row["anchor"] or "–").partition(":")[2] or "–"
    return hung if row["plus"] in {None, "0d"} else f"{hung} + {row['plus']}"


def another_day_every_year(before: str, after: str, duty: DutyRows) -> Mistake:
    """The same for each occurrence: what holds for one year is told once for the milestone."""
    return Mistake.at(
        (*duty.path, "yearly"),
        sv=f"dagen varje år är ändrad från {before} till {after}: avsluta den förra med last: ÅR "
        "och börja en ny milstolpe med first: ÅR, eller skriv correction med skälet om den förra "
        "dagen var felskriven",
        en=f"the day of every year has changed from {before} to {after}: end the former with "
        "last: YEAR and begin a new milestone with first: YEAR, or give the reason with correction "
        "if the former day was a slip",
    )
