"""The only place that opens the database: SQLite by default, PostgreSQL by URL."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import SQLITE_BUSY, OperationalError
from time import sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlmodel import Session

from models.refusal import Refusal

BUSY = 30  # seconds a writer waits for another; the web waits less
PAUSE = 0.02  # seconds between two tries
STATEMENT_TIMEOUT = "60s"
# Under this lock, a number of our own: syncing, handovers taking effect and deciding. Each reads
# what the others write, so only one of them goes on at a time.
CHANGING = 7_406_143


def open_database(url: str, *, busy: float = BUSY, durable: bool = True) -> Engine:
    """An engine for `sqlite:///path` or `postgresql://…`; raises Refusal for anything else.

    `durable=False` is for databases that can be made again, such as a replay's.
    """
    address = parsed(url)
    if address.get_backend_name() == "postgresql":
        return postgresql(address)
    if address.get_backend_name() != "sqlite":
        raise Refusal(
            sv=f"Databasen ska vara sqlite:/// eller postgresql://, inte {address.drivername}.",
            en=f"The database is sqlite:/// or postgresql://, not {address.drivername}.",
        )
    if not address.database:
        raise Refusal(
            sv="Databasens fil saknas i adressen: skriv sqlite:///sökväg/till/uppdrag.db.",
            en="The database's file is missing in the address: write sqlite:///path/to/uppdrag.db.",
        )
    return sqlite(address, busy=busy, durable=durable)


def parsed(url: str) -> URL:
    """The address in its parts; what cannot be read is not repeated, it may hold a password."""
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        raise Refusal(
            sv="Databasens adress går inte att läsa: skriv sqlite:///sökväg/till/uppdrag.db "
            "eller postgresql://användare@värd/databas.",
            en="The database's address cannot be read: write sqlite:///path/to/uppdrag.db "
            "or postgresql://user@host/database.",
        ) from None


def postgresql(address: URL) -> Engine:
    driver = address.set(drivername="postgresql+psycopg")
    given = address.normalized_query.get("options", ())  # such as a search_path of the site's own
    options = " ".join([f"-c statement_timeout={STATEMENT_TIMEOUT} -c timezone=UTC", *given])
    return create_engine(driver, pool_pre_ping=True, connect_args={"options": options})


def sqlite(address: URL, *, busy: float, durable: bool) -> Engine:
    engine = create_engine(address.set(drivername="sqlite"), connect_args={"timeout": busy})

    @event.listens_for(engine, "do_connect")
    def folder(*_: Any) -> None:
        if (path := file_of(engine)) is not None:
            make_folder(path.parent)

    @event.listens_for(engine, "connect")
    def settings(connection: Any, _: Any) -> None:
        # The driver's own transactions leave DDL outside and begin late: we begin ourselves.
        connection.isolation_level = None
        cursor = connection.cursor()
        write_ahead(cursor, busy)
        cursor.execute(f"PRAGMA synchronous={'FULL' if durable else 'OFF'}")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A reader that turns writer fails at once with "busy", whatever the timeout: writers
        # say so from the start.
        immediate = connection.get_execution_options().get("immediate")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def write_ahead(cursor: Any, busy: float) -> None:
    """Turn on WAL. While SQLite changes the mode it does not wait for others: we do."""
    for left in range(int(busy / PAUSE), -1, -1):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except OperationalError as error:
            if not left or error.sqlite_errorcode & 0xFF != SQLITE_BUSY:
                raise
            sleep(PAUSE)
        else:
            return


def make_folder(path: Path) -> None:
    """Make the folder that a database lies in; raises Refusal where none can be made."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileNotFoundError:
        raise Refusal(
            f"Katalogen {path} kan inte skapas.", f"The folder {path} cannot be made."
        ) from None


def file_of(engine: Engine) -> Path | None:
    """The file that a SQLite database lies in; None for one in memory or PostgreSQL."""
    database = engine.url.database or ""
    elsewhere = engine.dialect.name != "sqlite" or database == ":memory:"
    return None if elsewhere or database.startswith("file:") else Path(database)


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session in one transaction that may write: all of it happens, or nothing."""
    # A row's place among the others follows from every table; a reader needs its own alone.
    from models import tables  # noqa: F401

    writer = engine.execution_options(immediate=True)
    with Session(writer, expire_on_commit=False) as session, session.begin():
        yield session


def alone(session: Session, lock: int) -> None:
    """Wait until nobody else is in a transaction under this lock, and keep others out of it.

    Two that write the same rows in another order would lock each other out on PostgreSQL; SQLite
    has one writer at a time anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(lock)))


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one state of the database, whatever is written meanwhile."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with Session(engine, expire_on_commit=False) as session:
        yield session
