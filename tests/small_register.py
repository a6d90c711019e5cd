"""A small register as an official would write it, edits of it, and what lies in a database."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

import pytest
from sqlalchemy import Engine, select, text

from models.database import open_database
from models.tables import metadata
from register.read import Read, read
from register.shape import Register
from register.sync import Synced, sync

HERE = "¤"  # in a text: where a mistake is expected
KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
NOW = datetime(2020, 6, 1, 6, tzinfo=UTC)
TODAY = date(2020, 6, 1)

SMALL = """\
title: Ett litet register
ladders:
  early:
    before: [60d, 10wd]
organisations:
  regeringen:
    names:
      - name: Regeringen
    kind: government
  lst:
    names:
      - name: Länsstyrelsen
    kind: county_board
    number: 202100-2247
  myndigheten:
    names:
      - name: Myndigheten
    kind: agency
  gruppen:
    names:
      - name: Gruppen
    kind: group
    members:
      - organisation: lst
      - named: En stiftelse
documents:
  brevet:
    title: Ett brev
    kind: letter
    published: 2020-01-10
decisions:
  beslut:
    title: Beslutet
    issuer: regeringen
    kind: assignment
    published: 2020-01-10
    source: {document: brevet, at: paragraph 1}
  andring:
    title: Ändringsbeslutet
    issuer: regeringen
    kind: amendment
    received: 2020-05-04
    source: {document: brevet, at: paragraph 2}
  flytt:
    title: Flytten
    issuer: regeringen
    kind: handover
    published: 2020-02-01
    source: {document: brevet, at: paragraph 3}
plans:
  planen:
    title: Planen
    decision: beslut
    focus_areas:
      skydd: Skydd
      stod: Stöd
    source: {document: brevet, at: paragraph 1}
assignments:
  kartlaggning:
    title: Kartläggningen
    decision: beslut
    responsible: lst
    plan: planen
    focus_area: skydd
    milestones:
      slutrapport:
        kind: final_report
        due: 2021-03-31
        to: [regeringen]
      arsrapport:
        kind: annual_report
        yearly: {on: 02-22, first: 2021}
        to: [regeringen]
    partners:
      - duty: cooperate
        organisation: myndigheten
    funding:
      - status: decided
        amount: 5_000_000
        year: 2020
        to: lst
    source: {document: brevet, at: paragraph 4}
  stodet:
    title: Stödet
    decision: beslut
    responsible: lst
    milestones:
      delrapport:
        kind: interim_report
        due: 2020-11-15
        to: [regeringen]
        copies: [myndigheten]
    source: {document: brevet, at: paragraph 5}
activities:
  telefonen:
    title: Telefonen
    kind: telephone
    decision: beslut
    responsible: lst
    assignment: stodet
    source: {document: brevet, at: paragraph 6}
handovers:
  flytten:
    title: Flytten till Myndigheten
    kind: partial_transfer
    decision: flytt
    giver: lst
    receiver: myndigheten
    effective: 2021-01-01
    contact_from: 2021-01-08
    items:
      - what: stodet
        fate: moves
        text: stödet
        source: {document: brevet, at: paragraph 7}
      - what: kartlaggning
        fate: stays
        text: kartläggningen
        source: {document: brevet, at: paragraph 8}
    source: {document: brevet, at: paragraph 9}
context:
  lagen:
    title: Lagen träder i kraft
    kind: law
    when: 2020-07-01
    source: {document: brevet, at: paragraph 10}
"""


def small(*edits: tuple[str, str], of: str = SMALL) -> str:
    """The register with each of the edits made once, where its old words first stand."""
    for old, new in edits:
        assert old in of, f"no such words in the register: {old}"
        of = of.replace(old, new, 1)
    return of


def without(first: str, last: str, *, of: str = SMALL) -> str:
    """The register without its lines from `first` up to `last`, `last` staying."""
    start = of.index(f"{first}\n")
    return of[:start] + of[of.index(f"{last}\n", start) :]


def marked(marks: str) -> tuple[bytes, list[tuple[int, int]]]:
    """The bytes without the marks, and the line and column of each mark, from 1."""
    places = []
    while HERE in marks:
        before, _, after = marks.partition(HERE)
        places.append((before.count("\n") + 1, len(before) - before.rfind("\n")))
        marks = before + after
    return marks.encode(), places


@lru_cache(maxsize=64)
def reading_of(words: str) -> Read:
    """The register read, without a mistake."""
    found = read(words.encode())
    assert not found.mistakes, [mistake.text("register.yaml") for mistake in found.mistakes]
    return found


def register_of(words: str) -> Register:
    register = reading_of(words).register
    assert register
    return register


def synced(
    engine: Engine, words: str = SMALL, *, on: date = TODAY, now: datetime = NOW, **also: Any
) -> Synced:
    """Sync a register that has no mistakes in itself."""
    found = reading_of(words)
    assert found.register
    return sync(engine, found.register, found.digest, on=on, now=now, **also)


def told(found: Synced, language: str = "sv") -> list[str]:
    return [line.say(language) for line in found.lines]


def refused(found: Synced) -> list[str]:
    return [mistake.text("register.yaml") for mistake in found.mistakes]


def dump(engine: Engine, *, leaving_out: Iterable[str] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in a stable order."""
    left_out = set(leaving_out)
    found = {}
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            columns = [column for column in table.columns if column.name not in left_out]
            rows = connection.execute(select(*columns)).all()
            found[table.name] = sorted((tuple(row) for row in rows), key=repr)
    return found


def rows(engine: Engine, name: str, **where: Any) -> list[dict[str, Any]]:
    """The rows of one table with these values, by id where it has one."""
    table = metadata.tables[name]
    query = select(table).where(*(table.c[key] == value for key, value in where.items()))
    with engine.connect() as connection:
        found = [dict(row) for row in connection.execute(query).mappings()]
    return sorted(found, key=lambda row: (len(str(row.get("id"))), repr([*row.values()])))


def emptied(engine: Engine) -> Engine:
    """The same database without rows; twenty times as fast as TRUNCATE, which makes new files."""
    statements = [f'DELETE FROM "{table.name}"' for table in reversed(metadata.sorted_tables)]
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            for statement in statements:
                connection.execute(text(statement))
            return engine
        statements.append(
            "SELECT setval(sequencename::regclass, 1, false) FROM pg_sequences"
            " WHERE schemaname = current_schema() AND last_value IS NOT NULL"
        )
        connection.exec_driver_sql("; ".join(statements))
    return engine


def an_empty_database(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """For a fixture `engine` with the params KINDS: an empty database of each kind in turn."""
    if request.param == "postgresql":
        yield emptied(request.getfixturevalue("postgresql_engine"))
        return
    engine = open_database(request.getfixturevalue("sqlite_url"), durable=False)
    yield engine
    engine.dispose()
