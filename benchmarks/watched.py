"""A database full of watched duties: 500 due today, a tenth of the rest open and overdue."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

from sqlalchemy import Engine

from benchmarks.databases import bulk, raw, settle
from models.duty import duty_id
from models.ladder import STANDARD, Ladder, rungs

ON = date(2026, 11, 23)
DUE = 500
OVERDUE = 10  # one in so many
MISSED = 4  # days that the sweep has not been run for some
EACH = 3  # duties of an assignment
LADDERS = (
    STANDARD,
    Ladder("money", ("30d", "10wd", "5wd", "1wd"), True, 3, 10),
    Ladder("long", ("365d", "180d", "90d", "30d", "14d", "5wd", "1wd"), True, 0, 0),
)
STAMP = "2026-01-02 07:00:00.000000+00:00"


@dataclass(frozen=True, slots=True)
class Watched:
    """How one duty stands: everything in its row but which it is."""

    version: int
    due: date
    ladder: str
    opened_on: date | None
    next_on: date | None


@dataclass(frozen=True, slots=True)
class Situations:
    """What a duty may look like on the day: due for an alert, not yet, or past its day."""

    now: Sequence[Watched]
    coming: Sequence[Watched]
    overdue: Sequence[Watched]


def situations(on: date = ON) -> Situations:
    """Every date within reach on every ladder, as the sweep has left it; some it has missed."""
    now, coming, overdue = list[Watched](), list[Watched](), list[Watched]()
    for due in (on + timedelta(days=days) for days in range(-150, 500)):
        for ladder in LADDERS:
            for version, behind in ((1, 0), (2, 0), (1, MISSED)):
                one = standing(due, ladder, version, on - timedelta(days=behind))
                if one.next_on and one.next_on <= on:
                    now.append(one)
                else:
                    (coming if due >= on else overdue).append(one)
        if on < due < on + timedelta(days=85):  # just registered: told at once
            now.append(Watched(1, due, "standard", on, on))
    return Situations(now, coming, overdue)


def standing(due: date, ladder: Ladder, version: int, since: date) -> Watched:
    """What is left to tell about a date from a day on."""
    days = rungs(due, due, ladder, date.min)
    next_on = next((rung.day for rung in days if rung.day >= since), None)
    return Watched(version, due, ladder.name, None, next_on)


def choose(size: int, seed: int = 1) -> Iterator[Watched]:
    """So many duties; those that are due lie anywhere among them."""
    rng, may_be = Random(seed), situations()
    due = set(rng.sample(range(size), DUE))
    for number in range(size):
        kind = may_be.now if number in due else may_be.coming
        if number not in due and rng.randrange(OVERDUE) == 0:
            kind = may_be.overdue
        yield rng.choice(kind)


def fill(engine: Engine, size: int) -> list[tuple[Any, ...]]:
    """Write so many watched duties, in bulk; returns the rows that are due."""
    with raw(engine) as cursor:
        write = partial(bulk, cursor)
        write("organisation", ("id", "kind"), [("regeringen", "government")])
        write(
            "decision", ("id", "title", "kind", "issuer", "known_from", "otherwise_unchanged"),
            [("beslut", "Beslut", "letter", "regeringen", "2020-01-01", False)],
        )  # fmt: skip
        write(
            "ladder", ("name", "before", "day", "overdue_every", "overdue_times"),
            [(one.name, " ".join(one.before), one.day, one.overdue_every, one.overdue_times)
             for one in LADDERS],
        )  # fmt: skip
        write("assignment", ASSIGNMENT, (assignment(n) for n in range(-(-size // EACH))))
        ids = [duty_id(key(number)) for number in range(size)]
        write("duty", DUTY, (duty(number, one) for number, one in enumerate(ids)))
        rows = (watch(number, ids[number], one) for number, one in enumerate(choose(size)))
        due: list[tuple[Any, ...]] = []
        write("watch", WATCH, kept(rows, due))
    settle(engine)
    return due


ASSIGNMENT = ("id", "title", "decision_id", "secret")
DUTY = (
    "id", "key", "assignment_id", "subject", "milestone", "occurrence", "slot", "kind", "mode",
    "ladder", "policy", "decision_id", "known_from", "opened_on", "sequence", "created_at",
    "revised_at",
)  # fmt: skip
WATCH = ("duty_id", "assignment_id", "version", "due", "act_by", "ladder", "opened_on", "next_on")


def assignment(number: int) -> tuple[Any, ...]:
    return f"uppdrag-{number:07}", f"Uppdrag nummer {number}", "beslut", False


def key(number: int) -> str:
    return f"uppdrag-{number // EACH:07}/rapport-{number % EACH}"


def duty(number: int, identity: str) -> tuple[Any, ...]:
    return (
        identity, key(number), *2 * (f"uppdrag-{number // EACH:07}",),
        f"rapport-{number % EACH}", "", "", "report", "not_later_than", "standard", "none",
        "beslut", "2020-01-01", "2020-01-01", 0, STAMP, STAMP,
    )  # fmt: skip


def watch(number: int, identity: str, one: Watched) -> tuple[Any, ...]:
    due, opened, next_on = (
        day and day.isoformat() for day in (one.due, one.opened_on, one.next_on)
    )
    return (
        identity, f"uppdrag-{number // EACH:07}", one.version, due, due, one.ladder,
        opened, next_on,
    )  # fmt: skip


def kept(rows: Iterator[tuple[Any, ...]], due: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Pass the rows on and keep those that are due."""
    for row in rows:
        if row[-1] and row[-1] <= ON.isoformat():
            due.append(row)
        yield row
