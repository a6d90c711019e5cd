"""Action plans: measures, sum and focus areas."""

from sqlmodel import Field, SQLModel, UniqueConstraint

from models.fuzzy_date import FuzzyDate
from models.table import FuzzyText, Sourced


class Plan(Sourced, table=True):
    """An action plan that assignments belong to."""

    id: str = Field(primary_key=True)
    title: str
    decision_id: str = Field(foreign_key="decision.id")
    period: FuzzyDate | None = Field(default=None, sa_type=FuzzyText)
    measures: int | None = None
    stated_focus_areas: int | None = None


class FocusArea(SQLModel, table=True):
    """One focus area of a plan, in the plan's own order."""

    __tablename__ = "focus_area"
    __table_args__ = (UniqueConstraint("plan_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: str = Field(foreign_key="plan.id")
    key: str
    position: int
    title: str
