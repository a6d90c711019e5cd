"""What Prefect is to show of each assignment: its words and its coming alert days."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, select

from models.assignment import Assignment
from models.duty import Watch
from models.ladder import Ladder, rungs
from models.ladder_row import ladders
from models.organisation import Body, directory
from models.tenure import Tenure, answers, on_day
from models.words import say_secret

HORIZON = timedelta(days=100)  # Prefect's scheduler makes runs no further ahead
TAG = "regeringsuppdrag"


@dataclass(frozen=True, slots=True)
class Prospect:
    """An assignment as Prefect shows it; what is secret stays out of it."""

    id: str
    description: str
    tags: tuple[str, ...]
    days: tuple[date, ...]


def prospects(session: Session, on: date) -> list[Prospect]:
    """Every assignment that is not withdrawn, with its alert days of the coming 100 days."""
    days = alert_days(session, on)
    holders = responsible(session, on)
    return [
        prospect(one, holders.get(one.id), days[one.id])
        for one in session.exec(select(Assignment).order_by(Assignment.id))
        if one.withdrawn_on is None or one.withdrawn_on > on
    ]


def prospect(one: Assignment, holder: Body | None, days: Iterable[date]) -> Prospect:
    tags = [TAG]
    if holder:
        tags.append(f"ansvarig:{holder.id}")
    if one.plan_id:
        tags.append(f"plan:{one.plan_id}")
    title = say_secret("sv") if one.secret else one.title
    description = f"{title}\n\nAnsvarig: {holder.name if holder else 'ingen'}"
    return Prospect(one.id, description, tuple(sorted(tags)), tuple(sorted(set(days))))


def responsible(session: Session, on: date) -> Mapping[str, Body]:
    """Who answers for each assignment on the day."""
    rows: dict[str, list[Tenure]] = defaultdict(list)
    for row in session.exec(select(Tenure).where(Tenure.role == "responsible")):
        rows[row.subject].append(row)
    names = directory(session, date.max)
    found = {}
    for subject, steps in rows.items():
        answer = on_day(answers(steps, date.max), on)
        if answer and answer.organisation_id:
            found[subject] = names.body(answer.organisation_id, on)
    return found


def alert_days(session: Session, on: date) -> Mapping[str, list[date]]:
    """The alert days of each assignment after the day and within the horizon."""
    rules = ladders(session)
    found: dict[str, list[date]] = defaultdict(list)
    for watch in session.exec(select(Watch)):
        found[watch.assignment_id] += coming(watch, rules[watch.ladder], on)
    return found


def coming(watch: Watch, ladder: Ladder, on: date) -> Iterable[date]:
    if watch.next_on is None:
        return []
    opened_on = watch.opened_on or date.min
    days = rungs(watch.due, watch.act_by, ladder, opened_on, watch.version)
    return [
        rung.day for rung in days if watch.next_on <= rung.day and on < rung.day <= on + HORIZON
    ]
