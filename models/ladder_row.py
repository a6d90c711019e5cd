"""The ladders of the register, as stored."""

from sqlmodel import Field, Session, SQLModel, select

from models.ladder import STANDARD, Ladder


class LadderRow(SQLModel, table=True):
    """A named ladder; its rules stand in models.ladder."""

    __tablename__ = "ladder"

    name: str = Field(primary_key=True)
    before: str
    day: bool
    overdue_every: int
    overdue_times: int


def ladders(session: Session) -> dict[str, Ladder]:
    """Every ladder by name; `standard` and `none` are always there."""
    found = {"standard": STANDARD, "none": Ladder("none", (), False, 0, 0)}
    for row in session.exec(select(LadderRow)):
        found[row.name] = Ladder(
            row.name, tuple(row.before.split()), row.day, row.overdue_every, row.overdue_times
        )
    return found
