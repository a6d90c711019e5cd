"""A new holder is always told what is theirs."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import literal, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from models.alert import Alert
from models.duty import Duty, Watch

COLUMNS = (
    "duty_id", "version", "rule", "rule_day", "role", "decided_on", "decided_at", "state",
)  # fmt: skip


def insert_new(session: Session, columns: Iterable[str], chosen: object) -> None:
    """Insert alerts from a query; a decision that stands already is left as it is."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Alert).from_select(list(columns), chosen)  # type: ignore[arg-type]
    session.execute(statement.on_conflict_do_nothing())


def tell_new_holder(session: Session, assignments: Iterable[str], on: date, now: datetime) -> None:
    """Revise the duties of assignments that have a new holder, and decide to tell it."""
    mine = sorted(assignments)
    revised = update(Duty).where(col(Duty.assignment_id).in_(mine))
    session.execute(revised.values(sequence=Duty.sequence + 1, revised_at=now))
    chosen = select(
        Watch.duty_id, Watch.version, literal("taken_over"), literal(on), literal("owner"),
        literal(on), literal(now), literal("pending"),
    ).where(col(Watch.assignment_id).in_(mine), Watch.act_by >= on)  # type: ignore[call-overload]  # fmt: skip
    insert_new(session, COLUMNS, chosen)
