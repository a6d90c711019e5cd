"""The unit of everything: one milestone, one occurrence, one who owes it."""

import hashlib
from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from models.fuzzy_date import FuzzyDate
from models.table import Fact, FuzzyText, Sourced, one_of

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ID_LENGTH = 26  # characters of 5 bits, as long as a ULID
PAIRS = [first + second for second in CROCKFORD for first in CROCKFORD]  # of 10 bits
SHIFTS = range(0, 5 * ID_LENGTH, 10)


def duty_key(assignment: str, milestone: str, occurrence: str = "", slot: str = "") -> str:
    """The register's own name for a duty: `assignment/milestone[/occurrence][@slot]`.

    An occurrence is named by its period, never by its date; a slot names who owes it where one
    milestone is owed by several.
    """
    key = f"{assignment}/{milestone}"
    return key + (f"/{occurrence}" if occurrence else "") + (f"@{slot}" if slot else "")


def duty_id(key: str) -> str:
    """The id derived once from the key: the same register gives the same id in every database."""
    number = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=17).digest())
    return "".join([PAIRS[(number >> shift) & 1023] for shift in SHIFTS])


def held_apart(assignment: str, milestone: str, slot: str = "") -> str:
    """The subject of a milestone that somebody else owes than who answers for the assignment."""
    return f"milestone:{assignment}/{milestone}" + (f"@{slot}" if slot else "")


class Duty(Sourced, table=True):
    """What somebody owes; its dates stand in DateVersion, who owes it in Tenure.

    `subject` is what the Tenure of its holder is about: the assignment, or this milestone alone.
    `timing` is the word for what has no day: ongoing, at_once, on_request, unknown. `anchor` is
    what the day hangs on, `event:KEY[/YEAR]` or `duty:KEY`, and `plus` how long after; `within` is
    the document, named alike, in which the report stands. `for_id` is the group that somebody
    reports for.

    `sequence` counts the revisions of date, status or holder and only grows; `revised_at` is when
    the last of them was recorded (RFC 5545 3.8.7.4).
    """

    __table_args__ = (one_of("policy", "none", "next_working_day"),)

    id: str = Field(primary_key=True)
    key: str = Field(unique=True)
    assignment_id: str = Field(foreign_key="assignment.id", index=True)
    milestone: str
    occurrence: str = ""
    slot: str = ""
    subject: str = Field(index=True)
    kind: str
    title: str | None = None
    mode: str = "not_later_than"
    form: str | None = None
    period: str | None = None
    ladder: str
    timing: str | None = None
    trigger: str | None = None
    anchor: str | None = None
    plus: str | None = None
    within: str | None = None
    for_id: str | None = Field(default=None, foreign_key="organisation.id")
    through: str | None = None
    instruction: str | None = None
    cites: str | None = None
    replaces: str | None = None
    instead_of: str | None = None
    policy: str = "none"
    policy_basis: str | None = None
    decision_id: str = Field(foreign_key="decision.id")
    withdrawn_by: str | None = Field(default=None, foreign_key="decision.id")
    withdrawn_on: date | None = None
    lapsed_on: date | None = None
    known_from: date
    opened_on: date
    sequence: int = 0
    created_at: datetime
    revised_at: datetime


class DateVersion(Fact, table=True):
    """One date of a duty; an amendment adds the next number, a correction retracts.

    A date that hangs on something else has `anchor` and `plus`; when that has a day, the day
    follows as the next number. A respite that is decided is one too.
    """

    __tablename__ = "date_version"
    __table_args__ = (one_of("reason", "original", "amended", "corrected", "followed", "respite"),)

    duty_id: str = Field(foreign_key="duty.id", index=True)
    number: int
    stated: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    due: date | None = None
    anchor: str | None = None
    plus: str | None = None
    decision_id: str | None = Field(default=None, foreign_key="decision.id")
    reason: str
    because: str | None = None


class Cover(SQLModel, table=True):
    """An assignment that is reported on when the duty is done."""

    duty_id: str = Field(primary_key=True, foreign_key="duty.id")
    assignment_id: str = Field(primary_key=True, foreign_key="assignment.id", index=True)


class Recipient(SQLModel, table=True):
    """To whom a duty is done; none at all means that the source does not say."""

    __table_args__ = (one_of("role", "to", "copy"),)

    duty_id: str = Field(primary_key=True, foreign_key="duty.id")
    organisation_id: str = Field(primary_key=True, foreign_key="organisation.id")
    role: str
    position: int


class Watch(SQLModel, table=True):
    """What the sweep looks at: the current date of an open duty and its next alert day.

    Derived from the other tables, one row per open duty with a day to act on. `next_on` is empty
    when no alert is left, so the sweep's index holds only what is still to come. `opened_on` is
    the day we got to know of a date some of whose alert days had passed, until that is told.
    """

    __table_args__ = (Index("ix_watch_next_on", "next_on"),)

    duty_id: str = Field(primary_key=True, foreign_key="duty.id")
    assignment_id: str = Field(foreign_key="assignment.id", index=True)
    version: int
    due: date
    act_by: date
    ladder: str
    opened_on: date | None = None
    next_on: date | None = None
