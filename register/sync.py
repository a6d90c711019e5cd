"""Makes the database say what the register says, in one transaction, and tells what it changed."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col, select

from models.database import CHANGING, alone, writing
from models.history import Change, RegisterVersion
from models.recording import settle
from models.refusal import Refusal
from models.table import sql_table
from models.tables import metadata
from models.watching import climb_anew
from register.difference import (
    Difference,
    add,
    apply,
    difference,
    remove,
)
from register.duties import DutyChanges, duty_changes
from register.duty_writing import remove_duties, write_duties
from register.garbage import garbage_put_off
from register.holders import silently_changed
from register.line import Line
from register.mapping import fingerprint, rows
from register.mistakes import Mistake
from register.reissuing import Given
from register.revising import holders, revise
from register.rows import Rows
from register.sentences import NOUNS, tell
from register.shape import Register

DECLARED = (
    "ladder", "organisation", "organisation_name", "membership", "contact_point", "document",
    "decision", "diary_number", "reference", "plan", "focus_area", "event", "assignment", "part",
    "stop", "condition", "amendment", "related", "partner", "activity", "handover",
    "handover_item", "tenure", "funding_line", "claim", "particular", "unknown", "context_date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync changed, line by line; `mistakes` when it was refused and changed nothing."""

    lines: list[Line]
    mistakes: list[Mistake]


@garbage_put_off()
def sync(
    engine: Engine, register: Register, digest: str, *, on: date, now: datetime,
    file: str = "assignments.yaml", dry_run: bool = False,
) -> Synced:  # fmt: skip
    """Bring the database in line with the register as known on the day.

    `digest` is the fingerprint of the register's bytes: the same one again changes nothing and
    costs next to nothing. A dry run does all of it and takes it back.
    """
    version = f"{digest}:{fingerprint(register, on)}"
    with writing(engine) as session:
        alone(session, CHANGING)
        if latest(session) == version:
            return Synced([], [])
        with session.begin_nested() as everything:
            synced = step(session, register, on, now)
            if dry_run or synced.mistakes:
                everything.rollback()
                return synced
        record = RegisterVersion(fingerprint=version, file=file, synced_on=on, recorded_at=now)
        keep(session, record, synced.lines)
    return synced


def latest(session: Session) -> str | None:
    """The fingerprint of the register that was last synced."""
    last = select(RegisterVersion.fingerprint).order_by(col(RegisterVersion.id).desc()).limit(1)
    return session.exec(last).first()


def step(session: Session, register: Register, on: date, now: datetime) -> Synced:
    """Compare everything, refuse what may not change, write the rest."""
    given = Given.read(session, register)
    wanted = rows(given.as_first_given(register), on)
    given.amend(register, wanted)
    found = differences(session, wanted)
    duties = duty_changes(session, wanted.duties, on)
    if mistakes := [*duties.mistakes, *silently_changed(found["tenure"], register)]:
        return Synced([], mistakes)
    lines = tell(found, duties, register)
    write(session, found, duties, on, now)
    return Synced(lines, [])


def differences(session: Session, wanted: Rows) -> dict[str, Difference]:
    """The difference of every declared table, those that others refer to first."""
    classes = {sql_table(table).name: table for table in declared()}
    ordered = [one.name for one in metadata.sorted_tables if one.name in classes]
    return {
        name: difference(session, classes[name], wanted.tables.get(classes[name], {}))
        for name in ordered
    }


def declared() -> list[type[SQLModel]]:
    """The tables that are filled from the register alone."""
    mappers = SQLModel._sa_registry.mappers  # noqa: SLF001 - SQLModel has no public door to it
    return [one.class_ for one in mappers if one.class_.__tablename__ in DECLARED]


def write(
    session: Session, found: dict[str, Difference], duties: DutyChanges, on: date, now: datetime
) -> None:
    """Add and change from the tables that others refer to, remove from those that refer."""
    held = holders(session, found, on)
    for one in found.values():
        apply(session, one, now, {"handover": {"opened_on": on}}.get(sql_table(one.table).name))
    climb(session, found["ladder"], on)
    remove_duties(session, [row["id"] for row in duties.removed])
    write_duties(session, duties, on, now)
    revise(session, found, held, on, now)
    settle(session, on, now)
    for one in reversed(found.values()):
        if one.removed and not removed(session, one):
            raise still_needed(session, one)


def climb(session: Session, ladders: Difference, on: date) -> None:
    """What stands on a changed ladder has other days to come."""
    remove(session, ladders)  # so that the ladder that is always there holds again
    rows = [*ladders.added, *ladders.removed, *(row for _, row in ladders.changed)]
    if rows:
        climb_anew(session, {row["name"] for row in rows}, on)


def removed(session: Session, one: Difference) -> bool:
    """Whether the rows could be removed: what has happened may still refer to them."""
    try:
        with session.begin_nested():
            remove(session, one)
    except IntegrityError:
        return False
    return True


def still_needed(session: Session, one: Difference) -> Refusal:
    """The sentence that names what cannot go; whoever raises it takes everything back."""
    each = (Difference(one.table, removed=[row]) for row in one.removed)
    which = ", ".join(str(row.removed[0]["id"]) for row in each if not removed(session, row))
    sv, en = NOUNS[sql_table(one.table).name]
    return Refusal(
        sv=f"{sv} {which} kan inte tas bort ur registret: det som har hänt hänvisar dit.",
        en=f"{en} {which} cannot leave the register: what has happened refers to it.",
    )


def keep(session: Session, record: RegisterVersion, lines: list[Line]) -> None:
    """Write down that the register was synced and what it changed."""
    session.add(record)
    session.flush()
    changes = (
        {"register_version_id": record.id, "subject": line.subject, "what": line.what,
         "sv": line.sv, "en": line.en}
        for line in lines
    )  # fmt: skip
    add(session, sql_table(Change), changes)
