"""What happens and is no decision: recorded with who, when and source; corrected by a new row."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Field, SQLModel

from models.table import one_of


class Happening(SQLModel, table=True):
    """One thing that happened to a subject, on a day.

    Subjects: `event:KEY[/YEAR]`, `condition:ASSIGNMENT/KEY`, `duty:KEY`, `decision:KEY`. `until` is
    another day that was asked for, promised or decided, or that a request gives. A row that
    replaces another corrects it, or takes it back.
    """

    __table_args__ = (
        one_of(
            "what", "happened", "met", "failed", "asked", "promised", "decided", "requested",
            "received",
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(index=True)
    what: str
    day: date
    until: date | None = None
    number: str | None = None
    sender_number: str | None = None
    says: str | None = None
    source: str | None = None
    recorded_by: str
    recorded_on: date
    recorded_at: datetime
    replaces: int | None = Field(default=None, foreign_key="happening.id", unique=True)
    undone: bool = False


def standing(rows: Iterable[Happening]) -> list[Happening]:
    """Those that count, oldest first: what was corrected or taken back does not."""
    found = sorted(rows, key=lambda row: row.id or 0)
    gone = {row.replaces for row in found}
    return [row for row in found if row.id not in gone and not row.undone]
