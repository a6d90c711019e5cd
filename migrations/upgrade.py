"""Brings a database to the schema of this version."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, func, inspect, select, table

from models.database import file_of
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
    """Create or upgrade the tables; a database from a newer version is refused, not touched.

    A SQLite file with tables is copied beside itself first, as `uppdrag.db.0001`; PostgreSQL is
    backed up by whoever runs it.
    """
    found = revision(engine)
    if to == "head" and found == REVISION:
        return
    if found and (path := file_of(engine)):
        keep_copy(engine, path.with_name(f"{path.name}.{found}"))
    run(engine, lambda connection: command.upgrade(config(connection), to))


def keep_copy(engine: Engine, path: Path) -> None:
    """Copy a SQLite database whole: `cp` would leave out what still stands in its WAL."""
    path.unlink(missing_ok=True)
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("VACUUM INTO ?", (str(path),))
    finally:
        raw.close()


def downgrade(engine: Engine, to: str) -> None:
    """Take the tables back to an older revision; for tests of the revisions."""
    run(engine, lambda connection: command.downgrade(config(connection), to))


def run(engine: Engine, step: Callable[[Connection], None]) -> None:
    """Carry out a step in one transaction; what would lose rows is refused and changes nothing."""
    with (
        engine.execution_options(immediate=True).connect() as connection,
        without_references(connection),
        connection.begin(),
    ):
        prepare(connection)
        before = counts(connection)
        try:
            step(connection)
        except CommandError as error:
            raise not_ours(error) from error
        nothing_lost(before, counts(connection))
        nothing_dangles(connection)


def nothing_lost(before: dict[str, int], after: dict[str, int]) -> None:
    """Tables may go, but no table may have fewer rows than before."""
    lost = ", ".join(name for name in before if before[name] > after.get(name, before[name]))
    if lost:
        raise Refusal(
            sv=f"Uppgraderingen skulle tappa rader ur {lost}; inget är ändrat.",
            en=f"The upgrade would lose rows of {lost}; nothing has changed.",
        )


def nothing_dangles(connection: Connection) -> None:
    """On SQLite, where references are off meanwhile, no row may refer to nothing."""
    if connection.dialect.name != "sqlite":
        return
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise Refusal(
            sv="Uppgraderingen skulle lämna rader utan det de hör till; inget är ändrat.",
            en="The upgrade would leave rows without what they belong to; nothing changed.",
        )


@contextmanager
def without_references(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew: with references on, its children would go too."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.dbapi_connection
    assert raw is not None
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def prepare(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {
        name: int(connection.execute(select(func.count()).select_from(table(name))).scalar_one())
        for name in inspect(connection).get_table_names()
        if name != "alembic_version"
    }


def not_ours(error: CommandError) -> Refusal:
    return Refusal(
        sv="Databasen kan inte uppgraderas: den har en version som programmet inte känner till. "
        f"Kör den nyare versionen av programmet. ({error})",
        en="The database cannot be upgraded: it has a version that the program does not know. "
        f"Run the newer version of the program. ({error})",
    )
