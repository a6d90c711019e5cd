"""What sources say: values that may disagree, and particulars that are only shown."""

from sqlmodel import Field, SQLModel, UniqueConstraint

from models.fuzzy_date import FuzzyDate
from models.table import FuzzyText, Sourced, one_of


class Claim(Sourced, table=True):
    """One value for one field from one source; several may disagree, one is used."""

    __tablename__ = "claim"
    __table_args__ = (UniqueConstraint("subject", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    subject: str
    position: int
    about: str
    says: str
    used: bool
    because: str | None = None


class Unknown(SQLModel, table=True):
    """Something that the source does not say, and why not."""

    __table_args__ = (
        UniqueConstraint("subject", "position"),
        one_of("why", "not_stated", "breaks_off", "unreadable", "elsewhere"),
    )

    id: int | None = Field(default=None, primary_key=True)
    subject: str
    position: int
    about: str
    why: str


class Particular(Sourced, table=True):
    """A fact that is shown and never computed with."""

    __table_args__ = (UniqueConstraint("subject", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    subject: str
    position: int
    about: str
    says: str
    when: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    exhaustive: bool
