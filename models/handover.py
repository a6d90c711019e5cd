"""Handovers: what passes from whom to whom, on which day, and what stays."""

from datetime import date, datetime, timedelta

from sqlmodel import Field, SQLModel, UniqueConstraint

from models.fuzzy_date import FuzzyDate
from models.table import FuzzyText, Sourced, one_of

STALE = timedelta(days=90)  # a handover that was over so long before we knew is history, not news


class Handover(Sourced, table=True):
    """A handover as decided; responsibility moves on `effective`, the contact on `contact_from`."""

    id: str = Field(primary_key=True)
    title: str
    kind: str
    decision_id: str = Field(foreign_key="decision.id")
    giver_id: str = Field(foreign_key="organisation.id")
    receiver_id: str = Field(foreign_key="organisation.id")
    effective: date
    contact_from: date | None = None
    announced: bool = False
    expected: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    withdrawn_by: str | None = Field(default=None, foreign_key="decision.id")
    withdrawn_on: date | None = None
    because: str | None = None
    known_from: date
    opened_on: date

    def is_news(self, day: date) -> bool:
        """Whether one of its days had not long passed when we got to know of the handover."""
        return self.opened_on - day <= STALE


class HandoverItem(Sourced, table=True):
    """One assignment or activity, and its fate."""

    __tablename__ = "handover_item"
    __table_args__ = (
        UniqueConstraint("handover_id", "position"),
        one_of("fate", "moves", "stays", "ends", "is_split", "is_copied"),
    )

    id: int | None = Field(default=None, primary_key=True)
    handover_id: str = Field(foreign_key="handover.id")
    position: int
    subject: str
    fate: str
    text: str
    unchanged: str | None = None


class HandoverStep(SQLModel, table=True):
    """What has happened to a handover: a row a step, written once for the day that it has.

    A handover that is moved to another day after it took effect takes effect on that day too.
    """

    __tablename__ = "handover_step"
    __table_args__ = (
        UniqueConstraint("handover_id", "step", "happened_on"),
        one_of("step", "effective", "contact_moved"),
    )

    id: int | None = Field(default=None, primary_key=True)
    handover_id: str = Field(foreign_key="handover.id")
    step: str
    happened_on: date
    recorded_at: datetime
