"""Alerts: that somebody is to be told is decided once, as a row; telling is another step."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import NamedTuple

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, Session, SQLModel

from models.table import one_of, sql_table
from models.zone import STOCKHOLM

OPENS = time(7)  # in Stockholm: nobody is told anything before this hour
OF_DUTY = text("duty_id IS NOT NULL")
OF_HANDOVER = text("handover_id IS NOT NULL")


def is_open(now: datetime) -> bool:
    """Whether anybody may be told anything at this hour."""
    return now.astimezone(STOCKHOLM).time() >= OPENS


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

    @property
    def about(self) -> tuple[str | None, str | None, str]:
        """Whom it tells of what: a later alert about the same says more."""
        return self.duty_id, self.handover_id, self.role


class Due(NamedTuple):
    """A rung of a duty's ladder whose day has come."""

    duty_id: str
    version: int
    rule: str
    rule_day: date


def decide_alerts(session: Session, due: Iterable[Due], on: date, now: datetime) -> None:
    """Decide to tell each owner; what is decided already stays as it is."""
    decided = {"role": "owner", "decided_on": on, "decided_at": now, "state": "pending"}
    rows = [dict(zip(Due._fields, one, strict=True), **decided) for one in due]
    if not rows:
        return
    if session.get_bind().dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert
    else:
        from sqlalchemy.dialects.sqlite import insert  # type: ignore[assignment]
    session.connection().execute(insert(sql_table(Alert)).on_conflict_do_nothing(), rows)
