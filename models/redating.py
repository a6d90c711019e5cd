"""A day that is no decision's: one that follows from another, or was agreed on."""

from datetime import date, datetime

from sqlalchemy import delete, insert
from sqlmodel import Session, col, select

from models.alert import decide_alerts
from models.duty import DateVersion, Duty, Watch
from models.ladder_row import ladders
from models.report import Report, counting
from models.watching import WATCH, cancel, first_row, unrecorded, watch_row


def versions(session: Session, duty: Duty) -> list[DateVersion]:
    """The dates of a duty that count, oldest first."""
    query = select(DateVersion).where(
        DateVersion.duty_id == duty.id, col(DateVersion.retracted_at).is_(None)
    )
    return list(session.exec(query.order_by(col(DateVersion.number))))


def redate(session: Session, duty: Duty, version: DateVersion, on: date, now: datetime) -> None:
    """Let another date hold from now on; what was decided on the one before and not told falls.

    Whoever has known of the duty is told at once; of one that we get to know of today, as of any
    that is new.
    """
    session.add(version)
    duty.sequence, duty.revised_at = duty.sequence + 1, now
    session.add(duty)
    session.flush()
    cancel(session, [duty.id])
    session.execute(delete(Watch).where(col(Watch.duty_id) == duty.id))
    reports = session.exec(select(Report).where(Report.duty_id == duty.id)).all()
    if version.due and not (duty.withdrawn_on or duty.lapsed_on or counting(reports)):
        watch_again(session, duty, version, on, now)


def watch_again(
    session: Session, duty: Duty, version: DateVersion, on: date, now: datetime
) -> None:
    ladder = ladders(session)[duty.ladder]
    assert version.due
    row = watch_row(
        duty.id, duty.assignment_id, version.due, version.number, duty.policy, ladder, on
    )
    if unrecorded(row, duty.opened_on):
        row = {**row, "opened_on": None, "next_on": None}
    elif duty.opened_on >= on:
        row, told = first_row(row, ladder, on)
        decide_alerts(session, told, on, now)
    session.execute(insert(WATCH).values(**row))
