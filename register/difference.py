"""What has to change in the tables to make them say what the register says."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import chain, islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Dialect, Table, bindparam, select, update
from sqlalchemy import delete as sql_delete
from sqlmodel import Session, SQLModel

from models.table import Fact, sql_table
from register.rows import Key, Row

BATCH = 1_000  # rows that are written at a time: as many as the processor's cache holds

KEYS: dict[str, tuple[str, ...]] = {  # how a row is recognised, where it is not by its id
    "ladder": ("name",),
    "organisation_name": ("organisation_id", "valid_from"),
    "membership": ("group_id", "position"),
    "contact_point": ("organisation_id", "position"),
    "diary_number": ("decision_id", "position"),
    "reference": ("subject", "position"),
    "focus_area": ("plan_id", "key"),
    "part": ("assignment_id", "key"),
    "partner": ("assignment_id", "position"),
    "tenure": ("subject", "role", "valid_from", "known_from"),
    "handover_item": ("handover_id", "position"),
    "funding_line": ("subject", "position"),
    "claim": ("subject", "position"),
    "particular": ("subject", "position"),
    "unknown": ("subject", "position"),
    "stop": ("subject",),
    "condition": ("assignment_id", "key"),
    "amendment": ("assignment_id", "position"),
    "related": ("assignment_id", "position"),
}
BELONGING = {  # facts that say nothing without what they hang on: table and column
    "organisation": (("organisation_name", "organisation_id"), ("membership", "group_id")),
    "handover": (("tenure", "handover_id"),),
}


@dataclass(slots=True)
class Difference:
    """What changes in one table; `before` and `after` share a key."""

    table: type[SQLModel]
    added: list[Row] = field(default_factory=list)
    changed: list[tuple[Row, Row]] = field(default_factory=list)
    removed: list[Row] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return bool(self.added or self.changed or self.removed)


def difference(session: Session, table: type[SQLModel], wanted: Mapping[Key, Row]) -> Difference:
    """Compare the rows of a table with the wanted ones, by key."""
    found = Difference(table)
    there = standing_rows(session, table)
    for key, row in wanted.items():
        old = there.pop(key, None)
        if old is None:
            found.added.append(row)
        elif any(old[name] != value for name, value in row.items()):
            found.changed.append((old, row))
    found.removed = list(there.values())
    return found


def standing_rows(session: Session, table: type[SQLModel]) -> dict[Key, Row]:
    """What the table holds now, by key; of facts only those not retracted."""
    name = sql_table(table).name
    keys = KEYS.get(name, ("id",))
    query = select(sql_table(table))
    if issubclass(table, Fact):
        query = query.where(sql_table(table).c.retracted_at.is_(None))
    rows = (dict(row._mapping) for row in session.execute(query))  # noqa: SLF001 - its public name
    return {tuple(row[key] for key in keys): row for row in rows}


def apply(session: Session, found: Difference, now: datetime, stamps: Row | None = None) -> None:
    """Write a difference: facts are retracted and added anew, other rows are changed in place.

    `stamps` is what only new rows carry besides.
    """
    table = sql_table(found.table)
    if issubclass(found.table, Fact):
        gone = [old["id"] for old, _ in found.changed] + [row["id"] for row in found.removed]
        retract(session, table, gone, now)
        fresh = [*found.added, *(row for _, row in found.changed)]
        add(session, table, fresh, {"recorded_at": now})
        return
    keys = [column.name for column in table.primary_key]
    for old, row in found.changed:
        mine = [table.c[key] == old[key] for key in keys]
        session.execute(update(table).where(*mine).values(**row))
    add(session, table, found.added, stamps)


def remove(session: Session, found: Difference) -> None:
    """Delete the rows that the register no longer has, with the facts that hang on them.

    Other facts are retracted by `apply` instead.
    """
    if issubclass(found.table, Fact) or not found.removed:
        return
    table = sql_table(found.table)
    for name, column in BELONGING.get(table.name, ()):
        facts = table.metadata.tables[name]
        owners = [{"owner": row["id"]} for row in found.removed]
        statement = sql_delete(facts).where(facts.c[column] == bindparam("owner"))
        session.connection().execute(statement, owners)
    keys = [column.name for column in table.primary_key]
    mine = [table.c[key] == bindparam(f"old_{key}") for key in keys]
    old = [{f"old_{key}": row[key] for key in keys} for row in found.removed]
    session.connection().execute(sql_delete(table).where(*mine), old)


def retract(session: Session, table: Table, ids: list[int], now: datetime) -> None:
    if ids:
        statement = update(table).where(table.c.id == bindparam("old")).values(retracted_at=now)
        session.connection().execute(statement, [{"old": one} for one in ids])


def add(session: Session, table: Table, rows: Iterable[Row], stamps: Row | None = None) -> None:
    """Insert rows: all have the same columns, `stamps` are the same for all.

    SQLAlchemy prepares every row and value anew, which takes longer than SQLite does to write
    them (224,000 rows: 2.6 s of 4.1), so the driver gets them from here.
    """
    rows = iter(rows)
    if (first := next(rows, None)) is None:
        return
    rows = chain([first], rows)
    connection, names, constant = session.connection(), list(first), stamps or {}
    statement = insertion(table.name, [*names, *constant], connection.dialect)
    convert = converters(table, [*names, *constant], connection.dialect)
    same = [convert.get(name, keep)(value) for name, value in constant.items()]
    while batch := list(islice(rows, BATCH)):
        columns: list[Iterable[Any]] = [*zip(*map(itemgetter(*names), batch), strict=True)]
        for place, name in enumerate(names):
            if name in convert:
                columns[place] = map(convert[name], columns[place])
        columns += [[value] * len(batch) for value in same]
        connection.exec_driver_sql(statement, [*zip(*columns, strict=True)])


def keep(value: Any) -> Any:
    return value


def converters(
    table: Table, names: Iterable[str], dialect: Dialect
) -> dict[str, Callable[[Any], Any]]:
    """What makes values such as the driver takes, for the columns that need it."""
    found: dict[str, Callable[[Any], Any]] = {}
    for name in names:
        convert = table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
        if convert is not None:
            found[name] = cache(convert)  # days repeat
    return found


def insertion(table: str, names: Iterable[str], dialect: Dialect) -> str:
    """INSERT with the names and the marks as this database writes them."""
    quoted = [dialect.identifier_preparer.quote(name) for name in (table, *names)]
    marks = ", ".join(["?" if dialect.paramstyle == "qmark" else "%s"] * (len(quoted) - 1))
    return f"INSERT INTO {quoted[0]} ({', '.join(quoted[1:])}) VALUES ({marks})"  # noqa: S608 - our own names
