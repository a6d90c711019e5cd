"""What tests share: a database of each kind, the shipped register, a day."""

import os
import shutil
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from migrations.upgrade import upgrade
from models.database import open_database
from models.tables import metadata
from notifications.contacts import Contacts
from register.read import Read, read_as, read_file

ROOT = Path(__file__).parent.parent
IN_CI = os.environ.get("CI") == "true"
# Where a PostgreSQL that tests may make databases on is found; the default is the local socket.
SERVER = os.environ.get("TEST_POSTGRESQL_URL", "postgresql:///postgres")
ANEW = "SELECT setval(quote_ident(sequencename), 1, false) FROM pg_sequences"
ON = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)


def without(what: str) -> None:
    """Skip what this machine cannot run, with a plain line; in CI that is a failure."""
    if IN_CI:
        pytest.fail(f"{what} is missing, and CI must have it")
    pytest.skip(f"{what} is missing on this machine")


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    engine = open_database(f"sqlite:///{path}")
    upgrade(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A PostgreSQL database of this test run's own."""
    server = create_engine(
        SERVER.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    name = f"uppdrag_test_{uuid.uuid4().hex[:12]}"
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
            # Nobody pulls the plug here: no test need wait for the disk.
            connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    except OperationalError:
        server.dispose()
        without("PostgreSQL")
    url = server.url.set(database=name, drivername="postgresql")
    yield url.render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(scope="session")
def postgresql_engine(postgresql_url: str) -> Iterator[Engine]:
    """The same database with tables."""
    engine = open_database(postgresql_url)
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def sqlite_url(empty_sqlite: Path, tmp_path: Path) -> str:
    """A SQLite database of the test's own, with tables."""
    shutil.copy(empty_sqlite, tmp_path / "uppdrag.db")
    return f"sqlite:///{tmp_path / 'uppdrag.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database with tables, of each kind in turn."""
    if request.param == "sqlite":
        url: str = request.getfixturevalue("sqlite_url")
        return url
    engine: Engine = request.getfixturevalue("postgresql_engine")
    with engine.begin() as connection:  # TRUNCATE takes fifty times as long for so few rows
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
        connection.execute(text(ANEW))
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
def engine(database_url: str, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An empty database with tables, of each kind in turn."""
    if database_url.startswith("postgresql"):  # the same one again knows its statements already
        yield request.getfixturevalue("postgresql_engine")
        return
    engine = open_database(database_url, durable=False)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def shipped() -> Read:
    """The register that ships."""
    return read_file(ROOT / "assignments.yaml")


@pytest.fixture(scope="session")
def contacts() -> Contacts:
    """The contacts that ship."""
    found, _ = read_as((ROOT / "contacts.yaml").read_bytes(), Contacts)
    assert found
    return found
