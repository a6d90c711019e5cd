"""Who answers for what on a day, as known on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlmodel import Field

from models.fuzzy_date import FuzzyDate
from models.table import Fact, FuzzyText, Sourced, one_of

DAY = timedelta(days=1)


class Tenure(Fact, Sourced, table=True):
    """From this day, this body answers for the assignment or activity, or is its contact.

    Rows are steps: a tenure lasts until the next one begins, so on any day exactly one body
    answers, or none and the subject is an orphan.
    """

    __table_args__ = (one_of("role", "responsible", "contact"),)

    subject: str = Field(index=True)
    role: str
    organisation_id: str | None = Field(default=None, foreign_key="organisation.id", index=True)
    valid_from: date
    since: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    stated: bool = True
    because: str | None = None  # when it was put right: the reason
    handover_id: str | None = Field(default=None, foreign_key="handover.id", index=True)


@dataclass(frozen=True, slots=True)
class Answer:
    """A body that answers, with its first and last day (both inclusive; None is open)."""

    organisation_id: str | None
    first: date
    since: FuzzyDate | None
    until: date | None
    stated: bool
    row: Tenure


def steps(rows: Iterable[Tenure], known: date) -> list[Tenure]:
    """The steps in order, as known on a day; of two for one day the one known last holds."""
    latest: dict[date, Tenure] = {}
    for row in sorted(rows, key=lambda row: (row.known_from, row.id or 0)):
        if row.known_from <= known and row.retracted_at is None:
            latest[row.valid_from] = row
    return [latest[day] for day in sorted(latest)]


def answers(rows: Iterable[Tenure], known: date) -> list[Answer]:
    """Every tenure with its first and last day; neighbours with the same body are one."""
    found: list[Answer] = []
    for row in steps(rows, known):
        if found and found[-1].organisation_id == row.organisation_id:
            continue
        if found:
            found[-1] = replace(found[-1], until=row.valid_from - DAY)
        found.append(Answer(row.organisation_id, row.valid_from, row.since, None, row.stated, row))
    return found


def on_day(found: Sequence[Answer], day: date) -> Answer | None:
    """The answer that holds on a day."""
    for answer in found:
        if answer.first <= day and (answer.until is None or day <= answer.until):
            return answer
    return None
