"""The first sync of 10,000 assignments into an empty database, and the same again."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Engine

from benchmarks.databases import Databases, insert, kinds, raw
from benchmarks.figure import Figure
from benchmarks.pool import LAST
from benchmarks.register import generate
from benchmarks.rounds import medians, seconds
from models.tables import metadata
from register.read import Read, read
from register.sync import sync

SIZE = 10_000
ROUNDS = 5
NOW = datetime(2018, 12, 31, 7, tzinfo=UTC)
Tables = dict[str, list[tuple[Any, ...]]]


def figures(size: int = SIZE, rounds: int = ROUNDS) -> Iterator[Figure]:
    """First and unchanged, on each kind of database."""
    found = read(generate(size).encode())
    with kinds() as there:
        for databases in there:
            yield from of_kind(databases, found, rounds)


def of_kind(databases: Databases, found: Read, rounds: int) -> Iterator[Figure]:
    kind, rows = databases.kind, written(databases, found)
    again: list[float] = []

    def ours() -> float:
        with databases.fresh() as engine:
            took = seconds(lambda: run(engine, found))
            again.append(seconds(lambda: run(engine, found)))
        return took

    def limit() -> float:
        with databases.fresh() as engine:
            return seconds(lambda: write(engine, rows))

    least, first = medians(rounds, limit, ours)
    count = sum(map(len, rows.values()))
    against = f"the driver's executemany of the same {count:,} rows, one transaction"
    yield Figure(f"first sync, {kind}", first, least, 2, against)
    unchanged = sorted(again)[len(again) // 2]
    yield Figure(f"sync again, {kind}", unchanged, first, 0.2, "the first sync")


def run(engine: Engine, found: Read, on: date = LAST) -> None:
    """Sync the register; refuses to measure one that is refused."""
    assert found.register
    done = sync(engine, found.register, found.digest, on=on, now=NOW)
    assert not done.mistakes


def written(databases: Databases, found: Read) -> Tables:
    """Every row that a first sync writes."""
    with databases.fresh() as engine:
        run(engine, found)
        with raw(engine) as cursor:
            return {
                table.name: cursor.execute(f'SELECT * FROM "{table.name}"').fetchall()
                for table in metadata.sorted_tables
            }


def write(engine: Engine, rows: Tables) -> None:
    """What the first sync is measured against."""
    with raw(engine) as cursor:
        for table, values in rows.items():
            insert(cursor, table, values)
