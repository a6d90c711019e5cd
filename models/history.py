"""What was synced when, what it changed, and whether the sweep is alive."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel


class RegisterVersion(SQLModel, table=True):
    """One sync of a register other than the last: its fingerprint and the day it was for.

    Other bytes may say the same: a sync need not have changed anything.
    """

    __tablename__ = "register_version"

    id: int | None = Field(default=None, primary_key=True)
    fingerprint: str
    file: str
    synced_on: date
    recorded_at: datetime


class Change(SQLModel, table=True):
    """One line of what a sync changed, as a person would say it."""

    id: int | None = Field(default=None, primary_key=True)
    register_version_id: int = Field(foreign_key="register_version.id", index=True)
    subject: str
    what: str
    sv: str
    en: str


class Heartbeat(SQLModel, table=True):
    """When a step last began and ended, and what it did; one row a step."""

    name: str = Field(primary_key=True)
    started_at: datetime
    finished_at: datetime | None = None
    counts: str | None = None
