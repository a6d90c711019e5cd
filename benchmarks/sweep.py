"""Deciding what is due: 500 alerts out of 10,000, 100,000 and 1,000,000 watched duties."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

from benchmarks.databases import Databases, kinds, raw
from benchmarks.figure import Figure
from benchmarks.rounds import medians, seconds
from benchmarks.watched import DUE, ON, fill
from flows.decide import decide

SIZES = (10_000, 100_000, 1_000_000)
ROUNDS = 9
NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
AGAINST = f"one INSERT … SELECT … ON CONFLICT of the {DUE} rows by the index"
# What the sweep is measured against: the same rows for one rule, without asking which is due.
LIMIT = """
INSERT INTO alert (duty_id, version, rule, rule_day, role, decided_on, decided_at, state)
SELECT duty_id, version, '30d', '{on}', 'owner', '{on}', '{now}', 'pending'
FROM watch WHERE next_on <= '{on}' ON CONFLICT DO NOTHING
"""


def figures(sizes: tuple[int, ...] = SIZES, rounds: int = ROUNDS) -> Iterator[Figure]:
    """At each size on each kind of database, and how the largest compares with the smallest."""
    with kinds() as there:
        for databases in there:
            yield from of_kind(databases, sizes, rounds)


def of_kind(databases: Databases, sizes: tuple[int, ...], rounds: int) -> Iterator[Figure]:
    """All sizes in turn in each round, so that they can be compared with one another."""
    with ExitStack() as stack:
        there = [Swept(stack.enter_context(databases.fresh()), size) for size in sizes]
        took = medians(rounds, *(side for one in there for side in (one.limit, one.sweep)))
    for one, limit, ours in zip(there, took[::2], took[1::2], strict=True):
        name = f"{databases.kind}, {one.size:,} duties"
        yield Figure(f"sweep, {name}", ours, limit, 15, AGAINST)
        again = max(one.again)
        yield Figure(f"sweep again, {name}", again, DUE, 0, "decided the first time", "alerts")
    name = f"sweep, {databases.kind}, {sizes[-1]:,} to {sizes[0]:,}"
    yield Figure(name, took[-1], took[1], 2, "the sweep of the smaller")


class Swept:
    """A database of one size that is swept again and again, as if for the first time."""

    def __init__(self, engine: Engine, size: int) -> None:
        """Fill it."""
        self.engine, self.size = engine, size
        self.due = fill(engine, size)
        assert len(self.due) == DUE
        self.again: list[int] = []

    def sweep(self) -> float:
        """Seconds of our own; what a second one decides is kept in `again`."""
        decided: list[int] = []
        took = seconds(lambda: decided.append(decide(self.engine, ON, NOW)))
        assert decided == [DUE]
        self.again.append(decide(self.engine, ON, NOW))
        restore(self.engine, self.due)
        return took

    def limit(self) -> float:
        """Seconds of what it is measured against."""
        took = seconds(lambda: insert_select(self.engine))
        restore(self.engine, self.due)
        return took


def insert_select(engine: Engine) -> None:
    with raw(engine) as cursor:
        cursor.execute(LIMIT.format(on=ON.isoformat(), now=NOW.isoformat(" ")))


def restore(engine: Engine, due: list[tuple[Any, ...]]) -> None:
    """Bring the duties back to how they stood before the sweep."""
    mark = "?" if engine.dialect.name == "sqlite" else "%s"
    with raw(engine) as cursor:
        cursor.execute("DELETE FROM alert")
        cursor.executemany(
            f"UPDATE watch SET opened_on = {mark}, next_on = {mark} WHERE duty_id = {mark}",
            [(*row[-2:], row[0]) for row in due],
        )
