"""Events that dates hang on: they happen, have a stated day, or come every year."""

from sqlmodel import Field

from models.fuzzy_date import FuzzyDate
from models.table import FuzzyText, Sourced


class Event(Sourced, table=True):
    """Something whose day other days follow: a commission is formed, an annual report is given in.

    `yearly` is month and day, `02-22`, of what comes every year; `about` tells which year each
    is named by. That it has happened, and when, is recorded: see Happening.
    """

    id: str = Field(primary_key=True)
    title: str
    day: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    not_before: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    yearly: str | None = None
    about: str | None = None
    basis: str | None = None
