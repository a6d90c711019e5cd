"""Documents, the decisions that they tell of, and the numbers that both go by."""

from datetime import date

from sqlmodel import Field, SQLModel, UniqueConstraint

from models.fuzzy_date import FuzzyDate
from models.table import FuzzyText, Sourced, one_of


class Document(SQLModel, table=True):
    """A text that facts are taken from."""

    id: str = Field(primary_key=True)
    title: str
    kind: str
    publisher: str | None = None
    published: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    published_at: str | None = None
    dated_because: str | None = None
    file: str | None = None
    address: str | None = None
    notes: str | None = None


class Decision(Sourced, table=True):
    """One act of the government or an ordinance; `known_from` says since when we know of it.

    `amends` has the ids of other decisions, a line each. `respite` is how long after its day, at
    the most, a deadline of the decision may be met by agreement: `14d`.
    """

    id: str = Field(primary_key=True)
    title: str
    kind: str
    issuer: str = Field(foreign_key="organisation.id")
    ministry: str | None = Field(default=None, foreign_key="organisation.id")
    decided: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    published: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    received: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    known_from: date
    known_because: str | None = None
    amends: str | None = None
    reissues: str | None = None
    otherwise_unchanged: bool = False
    respite: str | None = None


class DiaryNumber(Sourced, table=True):
    """A case number: as written, as read, and how sure the reading is."""

    __tablename__ = "diary_number"
    __table_args__ = (
        UniqueConstraint("decision_id", "position"),
        one_of("status", "confirmed", "probable", "unresolved"),
    )

    id: int | None = Field(default=None, primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    position: int
    raw: str
    partial: bool = False
    kind: str = "diary"
    reading: str | None = None
    status: str
    because: str | None = None


class Reference(Sourced, table=True):
    """Another number or address of a decision, plan or context date: skr., SOU, SFS, a page."""

    __table_args__ = (UniqueConstraint("subject", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    subject: str
    position: int
    kind: str
    raw: str
    also_written: str | None = None
