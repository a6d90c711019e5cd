"""What the sweep looks at: for each open duty the day of its next alert."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from models.alert import Alert
from models.duty import Watch
from models.ladder import Ladder, act_by, rungs
from models.ladder_row import ladders

Row = dict[str, Any]
AT_ONCE = {"registered", "amended"}  # told as soon as we know, not on a day of the ladder


def watch_row(
    duty_id: str, assignment_id: str, due: date, version: int, policy: str, ladder: Ladder,
    on: date,
) -> Row:  # fmt: skip
    """Watch a date from the day that we know of it; what has passed by then is told at once."""
    last = act_by(due, policy)
    days = rungs(due, last, ladder, on, version)
    first = days[0] if days and not silent(ladder) else None
    return {
        "duty_id": duty_id, "assignment_id": assignment_id, "version": version, "due": due,
        "act_by": last, "ladder": ladder.name,
        "opened_on": on if first and first.rule in AT_ONCE else None,
        "next_on": first.day if first else None,
    }  # fmt: skip


def going_on(row: Row, ladder: Ladder, on: date) -> Row:
    """Go on watching a date that stands: only what comes from the day on is still to be told."""
    days = rungs(row["due"], row["act_by"], ladder, date.min, 1)
    next_on = next((rung.day for rung in days if rung.day >= on), None)
    return {**row, "opened_on": None, "next_on": next_on}


def silent(ladder: Ladder) -> bool:
    """Whether it has no rung at all: then nobody is told of a new date either."""
    return not (ladder.before or ladder.day or (ladder.overdue_every and ladder.overdue_times))


def climb_anew(session: Session, changed: Collection[str], on: date) -> None:
    """Find the next alert day of everything on a ladder that has changed; what has passed is past.

    What is still to be told at once has its day already.
    """
    rules = ladders(session)
    mine = col(Watch.ladder).in_(changed), col(Watch.opened_on).is_(None)
    same = select(col(Watch.due), col(Watch.act_by), col(Watch.ladder)).where(*mine).distinct()
    for due, last, name in session.exec(same).all():
        if name not in rules:  # its duties are just being put on another one
            continue
        row = going_on({"due": due, "act_by": last}, rules[name], on)
        those = col(Watch.due) == due, col(Watch.act_by) == last, col(Watch.ladder) == name
        again = update(Watch).where(*those, col(Watch.opened_on).is_(None))
        session.execute(again.values(next_on=row["next_on"]))


def unwatch(session: Session, duties: Iterable[str]) -> None:
    """Stop looking at duties; what is decided about them and not yet told falls."""
    mine = list(duties)
    session.execute(delete(Watch).where(col(Watch.duty_id).in_(mine)))
    cancel(session, mine)


def restore(session: Session, duty_id: str, version: int) -> None:
    """Take up again what fell with a report that is undone: nobody has been told."""
    fell = Alert.duty_id == duty_id, Alert.version == version, Alert.state == "cancelled"
    session.execute(update(Alert).where(*fell).values(state="pending"))  # type: ignore[arg-type]


def cancel(session: Session, duties: Iterable[str]) -> None:
    """Cancel what is decided and not yet told."""
    mine = col(Alert.duty_id).in_(list(duties)), col(Alert.state) == "pending"
    session.execute(update(Alert).where(*mine).values(state="cancelled"))
