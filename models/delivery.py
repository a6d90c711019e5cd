"""Deliveries: one message to one address on one day, written down before it is sent."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import ColumnElement, Index, literal_column, text
from sqlmodel import Field, SQLModel, UniqueConstraint, col

from models.alert import Alert
from models.table import one_of

OPEN = text("state IN ('pending', 'claimed')")


class Delivery(SQLModel, table=True):
    """A message and where it stands; `token` fences off whoever claimed it before."""

    __table_args__ = (
        # The address leads: SQLite would take an index that the channel leads, and read every
        # delivery there has been, for the question which are open.
        UniqueConstraint("address", "day", "channel", "part"),
        one_of("state", "pending", "claimed", "delivered", "dead", "superseded"),
        Index("ix_delivery_open", "next_at", sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    address: str
    language: str
    day: date
    part: int
    message_id: str = Field(unique=True)
    state: str = "pending"
    claimed_by: str | None = None
    token: int = 0
    lease_until: datetime | None = None
    next_at: datetime
    subject: str | None = None
    delivered_at: datetime | None = None


def still_open() -> ColumnElement[bool]:
    """Deliveries that are to be sent or being sent.

    The words stand in the statement, not in its parameters, so that SQLite sees which index it is.
    """
    return col(Delivery.state).in_([literal_column("'pending'"), literal_column("'claimed'")])


class DeliveryAlert(SQLModel, table=True):
    """An alert that a delivery tells."""

    __tablename__ = "delivery_alert"

    delivery_id: int = Field(primary_key=True, foreign_key="delivery.id")
    alert_id: int = Field(primary_key=True, foreign_key="alert.id", index=True)


class Attempt(SQLModel, table=True):
    """One try to send; a try that never ended has an unknown outcome."""

    __table_args__ = (one_of("outcome", "delivered", "temporary", "permanent", "unknown"),)

    id: int | None = Field(default=None, primary_key=True)
    delivery_id: int = Field(foreign_key="delivery.id", index=True)
    started_at: datetime
    ended_at: datetime | None = None
    outcome: str | None = None
    detail: str | None = None


def message_id(delivery: Delivery, told: Iterable[Alert], host: str) -> str:
    """The Message-ID of a delivery that tells these alerts (RFC 5322 3.6.4).

    It follows from the register and the day, not from the database's numbers: a database restored
    from a backup sends what has been sent under the same id, and anything else under another.
    """
    key = delivery.channel, delivery.address, delivery.day.isoformat(), delivery.part
    tells = sorted(
        (one.duty_id or "", one.handover_id or "", one.version, one.rule,
         one.rule_day.isoformat(), one.role)
        for one in told
    )  # fmt: skip
    return f"<{hashlib.sha256(repr((key, tells)).encode()).hexdigest()[:32]}@{host}>"
