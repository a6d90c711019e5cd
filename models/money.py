"""Money: decided, intended or announced, never mixed."""

from sqlalchemy import BigInteger
from sqlmodel import Field, UniqueConstraint

from models.fuzzy_date import FuzzyDate
from models.table import FuzzyText, Sourced


class FundingLine(Sourced, table=True):
    """Money by status; sums of different status are never added."""

    __tablename__ = "funding_line"
    __table_args__ = (UniqueConstraint("subject", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    subject: str
    position: int
    status: str
    amount: int | None = Field(default=None, sa_type=BigInteger)  # kronor
    precision: str
    year: int | None = None
    period: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    kind: str
    to_id: str | None = Field(default=None, foreign_key="organisation.id")
    decision_id: str | None = Field(default=None, foreign_key="decision.id")
    expenditure_area: str | None = None
    appropriation: str | None = None
    item: str | None = None
    paid_by_id: str | None = Field(default=None, foreign_key="organisation.id")
    wording: str | None = None
