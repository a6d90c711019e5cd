"""Writing the changes of duties, and what the sweep is to look at."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlmodel import Session, SQLModel, col, select

from models.alert import Alert, Due, decide_alerts
from models.duty import Cover, DateVersion, Duty, Recipient, Watch
from models.ladder import Ladder
from models.ladder_row import ladders
from models.report import Report, counting
from models.table import sql_table
from models.watching import (
    cancel,
    climb_on,
    first_row,
    take_up,
    unrecorded,
    watch_row,
)
from register.difference import add, retract
from register.duties import DutyChanges, Renewed
from register.rows import DutyRows, Row

WATCHED = {"ladder", "policy", "withdrawn_on", "assignment_id"}
VISIBLE = {"withdrawn_by", "withdrawn_on", "assignment_id"}  # what SEQUENCE counts besides the date


def write_duties(session: Session, changes: DutyChanges, on: date, now: datetime) -> None:
    """Write them; the tables that they refer to are in place."""
    add_duties(session, changes, on, now)
    for renewed in changes.changed:
        renew(session, renewed, now)
    rules = ladders(session)
    watch_added(session, changes, on, now, rules)
    for renewed in changes.changed:
        watch_again(session, renewed, on, now, rules)


def watch_added(
    session: Session, changes: DutyChanges, on: date, now: datetime, rules: dict[str, Ladder]
) -> None:
    watched = (
        watch(one, duty, duty.dates[-1]["due"], len(duty.dates), on, rules)
        for one, duty in changes.added.items()
        if duty.dates
    )
    first = [first_row(row, rules[row["ladder"]], on) for row in watched if row]
    insert_rows(session, Watch, (row for row, _ in first))
    decide_alerts(session, (due for _, told in first for due in told), on, now)


def insert_rows(
    session: Session, table: type[SQLModel], rows: Iterable[Row], stamps: Row | None = None
) -> None:
    add(session, sql_table(table), rows, stamps)


def add_duties(session: Session, changes: DutyChanges, on: date, now: datetime) -> None:
    stamps = {"opened_on": on, "sequence": 0, "created_at": now, "revised_at": now}
    added = changes.added.items()
    insert_rows(session, Duty, ({"id": one, **duty.row} for one, duty in added), stamps)
    dates = (
        {**row, "duty_id": one, "number": number}
        for one, duty in added
        for number, row in enumerate(duty.dates, 1)
    )
    insert_rows(session, DateVersion, dates, {"recorded_at": now})
    insert_rows(session, Cover, (row for one, duty in added for row in covers(one, duty)))
    insert_rows(session, Recipient, (row for one, duty in added for row in recipients(one, duty)))


def covers(one: str, duty: DutyRows) -> Iterable[Row]:
    return ({"duty_id": one, "assignment_id": assignment} for assignment in duty.covers)


def recipients(one: str, duty: DutyRows) -> Iterable[Row]:
    return (
        {"duty_id": one, "organisation_id": body, "role": role, "position": position}
        for position, (body, role) in enumerate(duty.recipients)
    )


def renew(session: Session, renewed: Renewed, now: datetime) -> None:
    """Write what changes about one duty; a calendar sees the new date, status or holder."""
    values = {name: new for name, (_, new) in renewed.fields.items()}
    seen = renewed.date is not None or VISIBLE & renewed.fields.keys()
    stamps: dict[str, Any] = {"revised_at": now}
    if seen:
        stamps["sequence"] = Duty.sequence + 1
    session.execute(update(Duty).where(col(Duty.id) == renewed.id).values(**values, **stamps))
    write_dates(session, renewed, now)
    if renewed.covers:
        session.execute(delete(Cover).where(col(Cover.duty_id) == renewed.id))
        insert_rows(session, Cover, list(covers(renewed.id, renewed.wanted)))
    if renewed.recipients:
        session.execute(delete(Recipient).where(col(Recipient.duty_id) == renewed.id))
        insert_rows(session, Recipient, list(recipients(renewed.id, renewed.wanted)))


def write_dates(session: Session, renewed: Renewed, now: datetime) -> None:
    """Add the new dates; a corrected one takes the place of a slip that never was decided."""
    change = renewed.date
    gone = [old["id"] for old, _ in renewed.again if old]
    fresh = [row for _, row in renewed.again] + (change.steps if change else [])
    if change and change.before and change.after["reason"] == "corrected":
        gone.append(change.before["id"])
    retract(session, sql_table(DateVersion), gone, now)
    stamps = {"duty_id": renewed.id, "recorded_at": now}
    insert_rows(session, DateVersion, [row | stamps for row in fresh])


def watch(
    one: str, duty: DutyRows, due: date | None, version: int, on: date, rules: dict[str, Ladder]
) -> Row | None:
    """What the sweep is to look at, or None when there is no day to alert about."""
    if due is None or duty.row["withdrawn_on"]:
        return None
    row, ladder = duty.row, rules[duty.row["ladder"]]
    return watch_row(one, row["assignment_id"], due, version, row["policy"], ladder, on)


def watch_again(
    session: Session, renewed: Renewed, on: date, now: datetime, rules: dict[str, Ladder]
) -> None:
    """Look at a changed duty anew; what was decided on an old date and not told falls."""
    if renewed.date is None and not renewed.fields.keys() & WATCHED:
        return
    fresh = watch(renewed.id, renewed.wanted, renewed.due, renewed.version, on, rules)
    if renewed.date or fresh is None:
        cancel(session, [renewed.id])
    mine = col(Watch.duty_id) == renewed.id
    left = session.exec(select(col(Watch.opened_on), col(Watch.next_on)).where(mine)).first()
    session.execute(delete(Watch).where(mine))
    reports = session.exec(select(Report).where(Report.duty_id == renewed.id)).all()
    if fresh is None or counting(reports):
        return
    known_since = session.exec(select(col(Duty.opened_on)).where(Duty.id == renewed.id)).one()
    ladder = rules[fresh["ladder"]]
    if renewed.date:
        insert_rows(session, Watch, [redated(session, fresh, known_since, on, now)])
    elif left:
        opened_on, next_on = left
        row = {**fresh, "opened_on": opened_on}
        insert_rows(session, Watch, [climb_on(row, known_since, next_on, ladder, on)])
    else:
        take_up(session, fresh, known_since, ladder, on, now)


def redated(session: Session, fresh: Row, known_since: date, on: date, now: datetime) -> Row:
    """Watch a new date; one that had passed before the duty was known is only told, once.

    It is unrecorded, but whoever has been told of another date would go on believing that.
    """
    if not unrecorded(fresh, known_since):
        return fresh
    told = select(Alert.id).where(Alert.duty_id == fresh["duty_id"], Alert.state == "told")
    if fresh["next_on"] and session.exec(told.limit(1)).first():
        due = Due(fresh["duty_id"], fresh["version"], "amended", on)
        decide_alerts(session, [due], on, now)
    return {**fresh, "opened_on": None, "next_on": None}


def remove_duties(session: Session, ids: list[str]) -> None:
    """Delete duties without a history, with everything that hangs on them."""
    old = [{"old": one} for one in ids]
    for table in (Watch, Cover, Recipient, DateVersion, Duty):
        column = sql_table(table).c["id" if table is Duty else "duty_id"]
        statement = delete(sql_table(table)).where(column == bindparam("old"))
        if old:
            session.connection().execute(statement, old)
