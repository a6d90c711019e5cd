"""Assignments, their parts and partners, and the activities that are run under them."""

from datetime import date

from sqlmodel import Field, UniqueConstraint

from models.fuzzy_date import FuzzyDate
from models.table import FuzzyText, Sourced, one_of


class Assignment(Sourced, table=True):
    """A task given by a decision; who answers for it on a day stands in Tenure."""

    id: str = Field(primary_key=True)
    title: str
    short: str | None = None
    decision_id: str = Field(foreign_key="decision.id")
    plan_id: str | None = Field(default=None, foreign_key="plan.id", index=True)
    focus_area: str | None = None
    since: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    until: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    continues: str | None = None
    coordinator_id: str | None = Field(default=None, foreign_key="organisation.id")
    secret: bool = False
    stated_parts: int | None = None
    withdrawn_by: str | None = Field(default=None, foreign_key="decision.id")
    withdrawn_on: date | None = None


class Part(Sourced, table=True):
    """A part of an assignment."""

    __table_args__ = (UniqueConstraint("assignment_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    assignment_id: str = Field(foreign_key="assignment.id")
    key: str
    position: int
    title: str


class Stop(Sourced, table=True):
    """That work on an assignment, or on a part of it, is stopped, brought to an end or paused."""

    __table_args__ = (one_of("how", "stopped", "ending", "paused"),)

    subject: str = Field(primary_key=True)
    how: str
    since: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    until: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    decision_id: str | None = Field(default=None, foreign_key="decision.id")
    exception: str | None = None


class Condition(Sourced, table=True):
    """What an assignment is given on condition of; whether it is met is recorded: Happening."""

    __table_args__ = (UniqueConstraint("assignment_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    assignment_id: str = Field(foreign_key="assignment.id")
    key: str
    position: int
    says: str


class Amendment(Sourced, table=True):
    """One thing that a later decision did to an assignment."""

    __table_args__ = (UniqueConstraint("assignment_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    assignment_id: str = Field(foreign_key="assignment.id")
    position: int
    decision_id: str = Field(foreign_key="decision.id")
    what: str
    milestone: str | None = None
    part: str | None = None
    before: str | None = None
    says: str


class Related(Sourced, table=True):
    """Another assignment that one has to do with, in the register or only heard of."""

    __table_args__ = (UniqueConstraint("assignment_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    assignment_id: str = Field(foreign_key="assignment.id")
    position: int
    how: str
    other: str | None = None
    holder_id: str | None = Field(default=None, foreign_key="organisation.id")
    decided: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    title: str | None = None
    number: str | None = None


class Partner(Sourced, table=True):
    """Someone to cooperate with: a body, or the rule that the source gives."""

    __table_args__ = (UniqueConstraint("assignment_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    assignment_id: str = Field(foreign_key="assignment.id")
    position: int
    duty: str
    organisation_id: str | None = Field(default=None, foreign_key="organisation.id")
    who: str | None = None


class Activity(Sourced, table=True):
    """Something run or paid for under an assignment that can be handed over by itself."""

    id: str = Field(primary_key=True)
    title: str
    kind: str
    assignment_id: str | None = Field(default=None, foreign_key="assignment.id")
    group_id: str | None = Field(default=None, foreign_key="organisation.id")
    executor_id: str | None = Field(default=None, foreign_key="organisation.id")
    decision_id: str = Field(foreign_key="decision.id")
    since: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    address: str | None = None
