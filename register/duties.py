"""Duties have a history: what a sync may do to them, and what it refuses."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as day
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel

from models.alert import Alert
from models.duty import Cover, DateVersion, Duty, Recipient, duty_id
from models.report import Report
from models.table import sql_table
from register.dates import DateChange, redated
from register.mistakes import Mistake
from register.rows import DutyRows, Row


@dataclass(slots=True)
class Renewed:
    """A duty that is in the database already, with what changes; `due` is to hold then."""

    id: str
    version: int
    due: day | None
    wanted: DutyRows
    fields: dict[str, tuple[Any, Any]]
    date: DateChange | None
    again: list[tuple[Row | None, Row]]
    covers: bool
    recipients: bool

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return bool(self.fields or self.date or self.again or self.covers or self.recipients)


@dataclass(slots=True)
class DutyChanges:
    """New duties by id, changed ones, and those that the register no longer has."""

    added: dict[str, DutyRows] = field(default_factory=dict)
    changed: list[Renewed] = field(default_factory=list)
    removed: list[Row] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return bool(self.added or self.changed or self.removed)


@dataclass(slots=True)
class Stored:
    """The duties as the database has them."""

    by_key: dict[str, Row]
    dates: dict[str, list[Row]]
    covers: dict[str, set[str]]
    recipients: dict[str, list[tuple[str, str]]]
    told: set[str]

    @classmethod
    def read(cls, session: Session) -> "Stored":
        """Read them with one query a table."""
        duties = {row["key"]: row for row in mappings(session, Duty)}
        dates: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(mappings(session, DateVersion), key=lambda row: row["number"]):
            if row["retracted_at"] is None:
                dates[row["duty_id"]].append(row)
        covers: dict[str, set[str]] = defaultdict(set)
        for row in mappings(session, Cover):
            covers[row["duty_id"]].add(row["assignment_id"])
        recipients: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in sorted(mappings(session, Recipient), key=lambda row: row["position"]):
            recipients[row["duty_id"]].append((row["organisation_id"], row["role"]))
        told = set[str]()
        for happened in (Alert, Report):
            told.update(session.scalars(select(sql_table(happened).c.duty_id).distinct()))
        return cls(duties, dates, covers, recipients, told)


def mappings(session: Session, table: type[SQLModel]) -> list[Row]:
    return [dict(row) for row in session.execute(select(sql_table(table))).mappings()]


def duty_changes(session: Session, wanted: Mapping[str, DutyRows], on: day) -> DutyChanges:
    """Compare the duties with the wanted ones; what may not change becomes a mistake."""
    there = Stored.read(session)
    taken = {row["id"] for row in there.by_key.values()}
    found = DutyChanges()
    left = dict(there.by_key)
    for key, duty in wanted.items():
        old = former(left, duty) or left.pop(key, None)
        if old is None:
            found.added[fresh_id(key, taken)] = duty
        elif renewed := compare(there, old, duty, found.mistakes):
            found.changed.append(renewed)
    for row in left.values():
        if row["id"] in there.told:
            found.mistakes.append(vanished(row) if row["known_from"] <= on else not_yet(row, on))
        found.removed.append(row)
    found.mistakes = [*dict.fromkeys(found.mistakes)]
    return found


def former(left: dict[str, Row], duty: DutyRows) -> Row | None:
    for key in duty.formerly:
        if key in left:
            return left.pop(key)
    return None


def fresh_id(key: str, taken: set[str]) -> str:
    """The id of a new duty; a key that was given up by a renaming leaves its id where it went."""
    found = duty_id(key)
    while found in taken:
        key += "'"
        found = duty_id(key)
    taken.add(found)
    return found


def compare(there: Stored, old: Row, duty: DutyRows, mistakes: list[Mistake]) -> Renewed | None:
    fields = {name: (old[name], value) for name, value in duty.row.items() if old[name] != value}
    stored = there.dates[old["id"]]
    dates = redated(stored, duty)
    mistakes += dates.mistakes
    holds = dates.change.after if dates.change else stored[-1] if stored else None
    renewed = Renewed(
        id=old["id"], version=holds["number"] if holds else 0, due=holds["due"] if holds else None,
        wanted=duty, fields=fields, date=dates.change, again=dates.again,
        covers=there.covers[old["id"]] != set(duty.covers),
        recipients=there.recipients[old["id"]] != duty.recipients,
    )  # fmt: skip
    return renewed or None


def vanished(row: Row) -> Mistake:
    return Mistake.at(
        ("assignments", row["assignment_id"], "milestones", row["milestone"]),
        sv=f"{row['key']} har en historia och kan inte tas bort ur registret: ange det beslut som "
        "återkallar den med withdrawn_by, eller det nya namnet med formerly",
        en=f"{row['key']} has a history and cannot leave the register: name the decision that "
        "withdraws it with withdrawn_by, or its new name with formerly",
    )


def not_yet(row: Row, on: day) -> Mistake:
    return Mistake.at(
        ("assignments", row["assignment_id"], "milestones", row["milestone"]),
        sv=f"{row['key']} blev känd {row['known_from']} och har redan en historia i databasen: läs "
        f"in registret för den dagen eller senare, inte för {on}",
        en=f"{row['key']} became known on {row['known_from']} and has a history in the database "
        f"already: read the register for that day or later, not for {on}",
    )
