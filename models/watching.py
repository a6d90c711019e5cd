"""What the sweep looks at: for each open duty the day of its next alert."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, exists, insert, select, update
from sqlmodel import Session, col

from models.alert import Alert, Due, decide_alerts
from models.duty import Duty, Watch
from models.ladder import Ladder, act_by, rungs
from models.ladder_row import ladders
from models.table import sql_table

Row = dict[str, Any]
WATCH = sql_table(Watch)
ALIKE = ("due", "act_by", "ladder", "version", "opened_on", "next_on")  # what the next day rests on
DAY = timedelta(days=1)
AT_ONCE = {"registered", "amended"}  # told as soon as we know, not on a day of the ladder


def watch_row(
    duty_id: str, assignment_id: str, due: date, version: int, policy: str, ladder: Ladder,
    on: date,
) -> Row:  # fmt: skip
    """Watch a date from the day that we know of it; what has passed by then is told at once."""
    row = {
        "duty_id": duty_id, "assignment_id": assignment_id, "version": version, "due": due,
        "act_by": act_by(due, policy), "ladder": ladder.name, "opened_on": on,
    }  # fmt: skip
    return going_on(row, ladder, on)


def first_row(row: Row, ladder: Ladder, on: date) -> tuple[Row, list[Due]]:
    """Watch the date that a new duty has, and what to tell at once of one that has been amended.

    Nobody has heard of the date before it: the duty is new, and a watch row could not say so.
    """
    if row["version"] == 1:
        return row, []
    new = going_on({**row, "version": 1, "opened_on": on}, ladder, on)
    if not new["opened_on"]:
        return {**row, "opened_on": None, "next_on": new["next_on"]}, []
    told = Due(row["duty_id"], row["version"], "registered", on)
    return going_on({**row, "opened_on": None}, ladder, on + DAY), [told]


def going_on(row: Row, ladder: Ladder, on: date) -> Row:
    """Go on watching a date: what comes from the day on is still to be told.

    So is, at once, what we have known of since `opened_on` and nobody has been told.
    """
    since = row["opened_on"] or date.min
    days = rungs(row["due"], row["act_by"], ladder, since, row["version"])
    ahead = () if silent(ladder) else (rung for rung in days if rung.day >= on)
    first = next(iter(ahead), None)
    return {
        **row,
        "opened_on": row["opened_on"] if first and first.rule in AT_ONCE else None,
        "next_on": first.day if first else None,
    }


def climb_on(row: Row, known_since: date, next_on: date | None, ladder: Ladder, on: date) -> Row:
    """Climb another ladder from where the old one was left; what has passed is past.

    What had come due and no sweep has seen is not: the unique key of the alert stops doubles.
    """
    if unrecorded(row, known_since):
        return {**row, "opened_on": None, "next_on": None}
    return going_on(row, ladder, min(next_on or on, on))


def unrecorded(row: Row, known_since: date) -> bool:
    """Whether its day had passed when we got to know of the duty: then it stays silent."""
    return bool(known_since > row["act_by"])


def silent(ladder: Ladder) -> bool:
    """Whether it has no rung at all: then nobody is told of a new date either."""
    return not (ladder.before or ladder.day or (ladder.overdue_every and ladder.overdue_times))


def climb_anew(session: Session, changed: Collection[str], on: date) -> None:
    """Find the next alert day of everything on a ladder that has changed."""
    rules = ladders(session)
    alike = [WATCH.c[name] for name in ALIKE]
    known = exists().where(col(Duty.id) == WATCH.c.duty_id, col(Duty.opened_on) <= WATCH.c.act_by)
    mine = select(*alike).where(WATCH.c.ladder.in_(changed), known).distinct()
    for found in session.execute(mine).mappings().all():
        if found["ladder"] not in rules:  # its duties are just being put on another one
            continue
        new = climb_on(dict(found), date.min, found["next_on"], rules[found["ladder"]], on)
        those = (one == found[one.name] for one in alike)
        again = update(WATCH).where(*those, known)
        session.execute(again.values(opened_on=new["opened_on"], next_on=new["next_on"]))


def take_up(
    session: Session, row: Row, known_since: date, ladder: Ladder, on: date, now: datetime
) -> None:
    """Watch again a duty that was handed in or withdrawn, with a row as if its date were new.

    Whoever has heard of the date goes on climbing. Where nobody has, or where no alert day is left
    to hear of it, it is told at once.
    """
    restore(session, row["duty_id"], row["version"])
    heard = heard_of(session, row["duty_id"], row["version"])
    if unrecorded(row, known_since):
        row = {**row, "opened_on": None, "next_on": None}
    elif heard or row["next_on"] is None:
        row = going_on({**row, "opened_on": None}, ladder, on)
        if row["next_on"] is None and not silent(ladder):
            due = Due(row["duty_id"], row["version"], "reopened", on)
            decide_alerts(session, [due], on, now)
    session.execute(insert(WATCH).values(**row))


def heard_of(session: Session, duty_id: str, version: int) -> bool:
    """Whether an alert about this date of a duty was ever decided."""
    mine = select(col(Alert.id)).where(col(Alert.duty_id) == duty_id, col(Alert.version) == version)
    return session.scalars(mine.limit(1)).first() is not None


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
