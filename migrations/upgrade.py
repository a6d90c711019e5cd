"""Brings a database to the schema of this version."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine

from models.refusal import Refusal
from models.schema import REVISION, revision

FOLDER = Path(__file__).parent
LOCK = 7_406_141  # any number of our own: two programs that start together upgrade once


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings without a file."""
    found = Config()
    found.set_main_option("script_location", str(FOLDER))
    found.attributes["connection"] = connection
    return found


def head() -> str | None:
    """The newest revision there is."""
    return ScriptDirectory.from_config(config()).get_current_head()


def upgrade(engine: Engine, to: str = "head") -> None:
    """Create or upgrade the tables; a database from a newer version is refused, not touched."""
    if to == "head" and revision(engine) == REVISION:
        return
    run(engine, lambda connection: command.upgrade(config(connection), to))


def downgrade(engine: Engine, to: str) -> None:
    """Take the tables back to an older revision; for tests of the revisions."""
    run(engine, lambda connection: command.downgrade(config(connection), to))


def run(engine: Engine, step: object) -> None:
    assert callable(step)
    sqlite = engine.dialect.name == "sqlite"
    with engine.execution_options(immediate=True).connect() as connection:
        if sqlite:
            # A table that is made anew would delete its children in cascade.
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            if not sqlite:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
            try:
                step(connection)
            except CommandError as error:
                raise Refusal(
                    sv=f"Databasen kan inte uppgraderas: {error}. Är den från en nyare version?",
                    en=f"The database cannot be upgraded: {error}. Is it from a newer version?",
                ) from error
            if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise Refusal(
                    sv="Uppgraderingen skulle lämna rader utan det de hör till; inget är ändrat.",
                    en="The upgrade would leave rows without what they belong to; nothing changed.",
                )
        if sqlite:
            raw.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]
