"""Dates of the background: laws, inquiries, beginnings."""

from sqlmodel import Field

from models.fuzzy_date import FuzzyDate
from models.table import FuzzyText, Sourced


class ContextDate(Sourced, table=True):
    """A date of the background: it is no deadline and never alerts."""

    __tablename__ = "context_date"

    id: str = Field(primary_key=True)
    title: str
    kind: str
    when: FuzzyDate = Field(sa_type=FuzzyText)
