"""What every table shares: constraint names, fuzzy dates as text, sources, the three times."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Dialect, String, Table, TypeDecorator
from sqlmodel import Field, SQLModel

from models.fuzzy_date import FuzzyDate

# Alembic can only drop or change a constraint that has a name.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
# Rows are checked where the register is read; validators that nobody calls need not be built.
SQLModel.model_config["defer_build"] = True


class FuzzyText(TypeDecorator[FuzzyDate]):
    """A fuzzy date, kept as the text it was written with."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: FuzzyDate | None, _: Dialect) -> str | None:
        """Write the text."""
        return value.text if value else None

    def process_result_value(self, value: Any, _: Dialect) -> FuzzyDate | None:
        """Read the text back with its bounds."""
        return FuzzyDate.parse(value) if value else None


def sql_table(model: type[SQLModel]) -> Table:
    """The table behind a model, for statements that write many rows without making objects."""
    found: Table = model.__table__  # type: ignore[attr-defined]
    return found


def one_of(column: str, *words: str) -> CheckConstraint:
    """Let a column hold only these words."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class Sourced(SQLModel):
    """Where the fact stands: document, place in it, the few words to find it by."""

    source_document: str | None = None
    source_at: str | None = None
    source_wording: str | None = None


class Fact(SQLModel):
    """A row that is never overwritten: known from a day, recorded at a time, perhaps retracted."""

    id: int | None = Field(default=None, primary_key=True)
    known_from: date
    recorded_at: datetime
    retracted_at: datetime | None = None
