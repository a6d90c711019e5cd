"""A new holder is always told what is theirs."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import exists, update
from sqlmodel import Session, col, select

from models.alert import Due, decide_alerts
from models.duty import Duty, Watch


def tell_new_holder(session: Session, subjects: Iterable[str], on: date, now: datetime) -> None:
    """Revise the duties of assignments and milestones with a new holder, and decide to tell it."""
    mine = sorted(subjects)
    revised = update(Duty).where(col(Duty.subject).in_(mine))
    session.execute(revised.values(sequence=Duty.sequence + 1, revised_at=now))
    # What had passed when we got to know of it stays silent; what is late is theirs like the rest.
    passed = exists().where(col(Duty.id) == Watch.duty_id, col(Duty.opened_on) > Watch.act_by)
    held = select(Duty.id).where(col(Duty.subject).in_(mine))
    theirs = select(Watch.duty_id, Watch.version).where(col(Watch.duty_id).in_(held), ~passed)
    due = (Due(*one, "taken_over", on) for one in session.exec(theirs))
    decide_alerts(session, due, on, now)
