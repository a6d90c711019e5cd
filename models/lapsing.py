"""Assignments given on a condition: where it has failed, their deadlines fall."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.duty import Duty
from models.happening import Happening, standing
from models.ladder_row import ladders
from models.redating import versions
from models.report import Report, counting
from models.watching import take_up, unwatch, watch_row


def lapse(session: Session, on: date, now: datetime) -> None:
    """Let the deadlines of failed conditions fall, and take up those of others again."""
    failed = failed_conditions(session)
    fallen = set(session.exec(select(Duty.assignment_id).where(col(Duty.lapsed_on).is_not(None))))
    for duty in duties_of(session, failed.keys()):
        if duty.lapsed_on is None:
            change(duty, failed[duty.assignment_id], now)
            unwatch(session, [duty.id])
    for duty in duties_of(session, fallen - failed.keys()):
        if duty.lapsed_on is not None:
            change(duty, None, now)
            session.flush()
            watch_on(session, duty, on, now)


def failed_conditions(session: Session) -> dict[str, date]:
    """The assignments of which a condition has failed, with the day."""
    query = select(Happening).where(col(Happening.subject).startswith("condition:"))
    latest: dict[str, Happening] = {}
    for one in standing(session.exec(query)):
        latest[one.subject] = one
    return {
        one.subject.removeprefix("condition:").partition("/")[0]: one.day
        for one in latest.values()
        if one.what == "failed"
    }


def duties_of(session: Session, assignments: Iterable[str]) -> list[Duty]:
    mine = list(assignments)
    if not mine:
        return []
    return list(session.exec(select(Duty).where(col(Duty.assignment_id).in_(mine))))


def change(duty: Duty, day: date | None, now: datetime) -> None:
    duty.lapsed_on = day
    duty.sequence, duty.revised_at = duty.sequence + 1, now


def watch_on(session: Session, duty: Duty, on: date, now: datetime) -> None:
    there = versions(session, duty)
    reports = session.exec(select(Report).where(Report.duty_id == duty.id)).all()
    if not there or not there[-1].due or duty.withdrawn_on or counting(reports):
        return
    last, ladder = there[-1], ladders(session)[duty.ladder]
    assert last.due
    row = watch_row(duty.id, duty.assignment_id, last.due, last.number, duty.policy, ladder, on)
    take_up(session, row, duty.opened_on, ladder, on, now)
