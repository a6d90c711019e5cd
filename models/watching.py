"""What the sweep looks at: for each open duty the day of its next alert."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, col

from models.alert import Alert
from models.duty import Watch
from models.ladder import Ladder, act_by, rungs

Row = dict[str, Any]
AT_ONCE = {"registered", "amended"}  # told as soon as we know, not on a day of the ladder


def watch_row(
    duty_id: str, assignment_id: str, due: date, version: int, policy: str, ladder: Ladder,
    on: date,
) -> Row:  # fmt: skip
    """Watch a date from the day that we know of it; what has passed by then is told at once."""
    last = act_by(due, policy)
    days = rungs(due, last, ladder, on, version)
    first = days[0] if days else None
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


def unwatch(session: Session, duties: Iterable[str]) -> None:
    """Stop looking at duties; what is decided about them and not yet told falls."""
    mine = list(duties)
    session.execute(delete(Watch).where(col(Watch.duty_id).in_(mine)))
    cancel(session, mine)


def cancel(session: Session, duties: Iterable[str]) -> None:
    """Cancel what is decided and not yet told."""
    mine = col(Alert.duty_id).in_(list(duties)), col(Alert.state) == "pending"
    session.execute(update(Alert).where(*mine).values(state="cancelled"))
