"""Runs revisions on the connection that migrations.upgrade hands over."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection
from sqlmodel import AutoString
from sqlmodel.sql.sqltypes import UTCDateTime

from models.table import FuzzyText
from models.tables import metadata


def plain_type(kind: str, found: Any, _: Any) -> str | Literal[False]:
    """Write types into a revision as SQLAlchemy's own: a revision outlives the code of its day."""
    if kind == "type" and isinstance(found, FuzzyText | AutoString):
        return "sa.String()"
    if kind == "type" and isinstance(found, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    # SQLite changes a table by making it anew; foreign keys are off meanwhile, see upgrade.
    render_as_batch=True,
    compare_type=True,
    render_item=plain_type,
)
with context.begin_transaction():
    context.run_migrations()
