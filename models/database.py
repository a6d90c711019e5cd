"""The only place that opens the database: SQLite by default, PostgreSQL by URL."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlmodel import Session

from models import tables
from models.refusal import Refusal

BUSY = 30  # seconds a writer waits for another; the web waits less
STATEMENT_TIMEOUT = "60s"

metadata = tables.metadata


def open_database(url: str, *, busy: float = BUSY, durable: bool = True) -> Engine:
    """An engine for `sqlite:///path` or `postgresql://…`; raises Refusal for anything else.

    `durable=False` is for databases that can be made again, such as a replay's.
    """
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        return postgresql(url)
    if address.get_backend_name() != "sqlite":
        raise Refusal(
            sv=f"Databasen ska vara sqlite:/// eller postgresql://, inte {address.drivername}.",
            en=f"The database is sqlite:/// or postgresql://, not {address.drivername}.",
        )
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    return sqlite(url, busy=busy, durable=durable)


def postgresql(url: str) -> Engine:
    driver = make_url(url).set(drivername="postgresql+psycopg")
    options = f"-c statement_timeout={STATEMENT_TIMEOUT} -c timezone=UTC"
    return create_engine(driver, pool_pre_ping=True, connect_args={"options": options})


def sqlite(url: str, *, busy: float, durable: bool) -> Engine:
    engine = create_engine(url, connect_args={"timeout": busy})

    @event.listens_for(engine, "connect")
    def settings(connection: Any, _: Any) -> None:
        # The driver's own transactions leave DDL outside and begin late: we begin ourselves.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
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


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session in one transaction that may write: all of it happens, or nothing."""
    writer = engine.execution_options(immediate=True)
    with Session(writer, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one state of the database, whatever is written meanwhile."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with Session(engine, expire_on_commit=False) as session:
        yield session
