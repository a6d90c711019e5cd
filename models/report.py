"""Reports handed in: recorded once, corrected by a new row."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Field, SQLModel


class Report(SQLModel, table=True):
    """That a duty was done; a row that replaces another corrects it, or undoes it."""

    id: int | None = Field(default=None, primary_key=True)
    duty_id: str = Field(foreign_key="duty.id", index=True)
    handed_in_on: date
    diary_number: str | None = None
    recorded_by: str
    recorded_at: datetime
    replaces: int | None = Field(default=None, foreign_key="report.id", unique=True)
    undone: bool = False


def counting(rows: Iterable[Report]) -> Report | None:
    """The report that counts: the last in the chain of corrections, unless it was undone."""
    last = max(rows, key=lambda row: row.id or 0, default=None)
    return None if last is None or last.undone else last
