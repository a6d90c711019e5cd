"""Deciding: every rule day up to today that is not yet decided becomes an alert row.

Nothing is sent here. Whoever runs it again, or runs it late, or twice at once, adds nothing: the
unique key of the alert says what is decided already.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, Row, bindparam, select, update

from models.alert import Due, decide_alerts
from models.database import CHANGING, alone, writing
from models.duty import Watch
from models.ladder import Ladder, Rung, next_rung, rungs
from models.ladder_row import ladders
from models.table import sql_table

# Plain rows, all written at once: objects would cost more than everything else together.
WATCH = sql_table(Watch)
MOVE = (
    update(WATCH)
    .where(WATCH.c.duty_id == bindparam("duty"))
    .values(next_on=bindparam("next"), opened_on=None)
)


def decide(engine: Engine, on: date, now: datetime) -> int:
    """Decide everything that is due on the day; returns how many duties.

    Never a part of it: what one person is to be told of goes into one mail.
    """
    come_due = select(WATCH).where(WATCH.c.next_on <= on)
    with writing(engine) as session:
        alone(session, CHANGING)
        rules = ladders(session)
        watched = [(one, days(one, rules)) for one in session.execute(come_due)]
        decide_alerts(session, (due for one in watched for due in come(*one, on)), on, now)
        if watched:
            after = [{"duty": one.duty_id, "next": next_rung(ahead, on)} for one, ahead in watched]
            session.connection().execute(MOVE, after)
    return len(watched)


def days(watch: Row[Any], rules: dict[str, Ladder]) -> tuple[Rung, ...]:
    """All alert days of a date that is watched."""
    ladder = rules[watch.ladder]
    return rungs(watch.due, watch.act_by, ladder, watch.opened_on or date.min, watch.version)


def come(watch: Row[Any], ahead: tuple[Rung, ...], on: date) -> Iterator[Due]:
    """Those whose day has come and that no sweep has seen."""
    for rung in ahead:
        if watch.next_on <= rung.day <= on:
            yield Due(watch.duty_id, watch.version, rung.rule, rung.day)
