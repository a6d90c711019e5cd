"""Alerts: that somebody is to be told is decided once, as a row; telling is another step."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ColumnElement, Index, literal, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, SQLModel, col

from models.duty import Watch
from models.table import one_of

OF_DUTY = text("duty_id IS NOT NULL")
OF_HANDOVER = text("handover_id IS NOT NULL")


class Alert(SQLModel, table=True):
    """One decision to tell one role about one duty or handover.

    States: `pending` is to be told; `told` was; `superseded` gave way to a later alert in the same
    message; `cancelled` fell with a new date, a report or a withdrawal.
    """

    __table_args__ = (
        CheckConstraint("(duty_id IS NULL) <> (handover_id IS NULL)", name="subject"),
        one_of("state", "pending", "told", "superseded", "cancelled"),
        Index(
            "uq_alert_duty", "duty_id", "version", "rule", "rule_day", "role",
            unique=True, sqlite_where=OF_DUTY, postgresql_where=OF_DUTY,
        ),
        Index(
            "uq_alert_handover", "handover_id", "rule", "rule_day", "role",
            unique=True, sqlite_where=OF_HANDOVER, postgresql_where=OF_HANDOVER,
        ),
        Index(
            "ix_alert_pending", "id",
            sqlite_where=text("state = 'pending'"), postgresql_where=text("state = 'pending'"),
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    duty_id: str | None = Field(default=None, foreign_key="duty.id")
    handover_id: str | None = Field(default=None, foreign_key="handover.id")
    version: int
    rule: str
    rule_day: date
    role: str
    decided_on: date
    decided_at: datetime
    state: str = "pending"


def decide_alerts(
    session: Session, watched: Iterable[ColumnElement[bool]], rule: str, rule_day: date,
    on: date, now: datetime,
) -> None:  # fmt: skip
    """Decide to tell the owner of each watched duty; what is decided already stays as it is."""
    values = {
        "duty_id": col(Watch.duty_id), "version": col(Watch.version), "rule": literal(rule),
        "rule_day": literal(rule_day), "role": literal("owner"), "decided_on": literal(on),
        "decided_at": literal(now), "state": literal("pending"),
    }  # fmt: skip
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    chosen = select(*values.values()).where(*watched)
    statement = dialect.insert(Alert).from_select(list(values), chosen)
    session.execute(statement.on_conflict_do_nothing())
