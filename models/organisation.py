"""Bodies: an id that never changes, and names, members and contact points with their days."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, select

from models.fuzzy_date import FuzzyDate
from models.table import Fact, FuzzyText, Sourced

FEW = 500  # ids in one question; for more it is as quick to read everybody


class Organisation(SQLModel, table=True):
    """A body; what it is called on a day stands in OrganisationName."""

    id: str = Field(primary_key=True)
    kind: str
    number: str | None = None
    designation: str | None = None
    exists: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    prepared_by: str | None = None
    stated_members: int | None = None


class OrganisationName(Fact, Sourced, table=True):
    """A name from a day; the next name ends it."""

    __tablename__ = "organisation_name"

    organisation_id: str = Field(foreign_key="organisation.id", index=True)
    name: str
    short: str | None = None
    valid_from: date
    since: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    until: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    also_written: str | None = None


class Membership(Fact, Sourced, table=True):
    """A member of a group with its days: a body of the register, or one that is only named."""

    group_id: str = Field(foreign_key="organisation.id", index=True)
    position: int
    organisation_id: str | None = Field(default=None, foreign_key="organisation.id")
    named: str | None = None
    since: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    until: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)


class ContactPoint(Sourced, table=True):
    """Where a body is reached."""

    __tablename__ = "contact_point"
    __table_args__ = (UniqueConstraint("organisation_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: str = Field(foreign_key="organisation.id")
    position: int
    email: str | None = None
    phone: str | None = None
    postal: str | None = None
    visiting: str | None = None
    since: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    until: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation under the name it bears on a day."""

    id: str
    name: str
    short: str | None = None

    @property
    def brief(self) -> str:
        """The short name where there is one."""
        return self.short or self.name


class Directory:
    """Every organisation's names, to be asked for a day."""

    def __init__(self, names: Iterable[OrganisationName], known: date) -> None:
        """Keep the names that are known on a day and not retracted."""
        self.names: dict[str, list[OrganisationName]] = {}
        for row in sorted(names, key=lambda row: (row.valid_from, row.known_from)):
            if row.retracted_at is None and row.known_from <= known:
                self.names.setdefault(row.organisation_id, []).append(row)

    def body(self, organisation_id: str, day: date) -> Body:
        """The body under its name on a day; before its first name, under that one."""
        rows = self.names.get(organisation_id, [])
        if not rows:
            return Body(organisation_id, organisation_id)
        row = max((row for row in rows if row.valid_from <= day), key=by_start, default=rows[0])
        return Body(organisation_id, row.name, row.short)


def by_start(row: OrganisationName) -> tuple[date, date]:
    return row.valid_from, row.known_from


def directory(session: Session, known: date, among: Collection[str] | None = None) -> Directory:
    """The names of everybody, or of some, as known on a day."""
    query = select(OrganisationName)
    if among is not None and len(among) <= FEW:
        query = query.where(col(OrganisationName.organisation_id).in_(among))
    return Directory(session.exec(query).all(), known)
