"""Deciding: every rule day up to today that is not yet decided becomes an alert row.

Nothing is sent here. Whoever runs it again, or runs it late, or twice at once, adds nothing: the
unique key of the alert says what is decided already.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Engine, Row, update
from sqlmodel import Session, col, select

from models.alert import decide_alerts
from models.database import alone, writing
from models.duty import Watch
from models.ladder import Ladder, next_rung, rungs
from models.ladder_row import ladders

DECIDING = 7_406_143  # any number of our own: one sweep decides at a time
Group = Row[tuple[date, date, date, str, date | None, int]]
SAME = (Watch.next_on, Watch.due, Watch.act_by, Watch.ladder, Watch.opened_on, Watch.version)


def decide(engine: Engine, on: date, now: datetime, *, assignment: str | None = None) -> int:
    """Decide what is due on the day, for everything or one assignment; returns how many duties."""
    with writing(engine) as session:
        alone(session, DECIDING)
        rules = ladders(session)
        groups = due_groups(session, on, assignment)
        return sum(decide_group(session, one, rules, on, now, assignment) for one in groups)


def due_groups(session: Session, on: date, assignment: str | None) -> Sequence[Group]:
    """Duties with the same date have the same rungs: they are decided together."""
    mine = [col(Watch.next_on) <= on]
    if assignment:
        mine.append(col(Watch.assignment_id) == assignment)
    return session.execute(select(*SAME).where(*mine).distinct()).all()  # type: ignore[call-overload]


def decide_group(
    session: Session, group: Group, rules: dict[str, Ladder], on: date, now: datetime,
    assignment: str | None,
) -> int:  # fmt: skip
    next_on, due, act_by, ladder, opened_on, version = group
    mine: list[ColumnElement[bool]] = [
        col(column).is_(None) if value is None else col(column) == value
        for column, value in zip(SAME, group, strict=True)
    ]
    if assignment:
        mine.append(col(Watch.assignment_id) == assignment)
    days = rungs(due, act_by, rules[ladder], opened_on or date.min, version)
    for rung in days:
        if next_on <= rung.day <= on:
            decide_alerts(session, mine, rung.rule, rung.day, on, now)
    moved = update(Watch).where(*mine).values(next_on=next_rung(days, on), opened_on=None)
    return int(session.execute(moved).rowcount)  # type: ignore[attr-defined]
