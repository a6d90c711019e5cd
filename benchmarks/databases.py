"""Databases to measure on, with tables and no rows: SQLite, and PostgreSQL where there is one."""

import os
import shutil
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from migrations.upgrade import upgrade
from models.database import open_database

SERVER = os.environ.get("TEST_POSTGRESQL_URL", "postgresql:///postgres")


class Databases(Protocol):
    """One kind of database, of which empty ones can be had."""

    kind: str

    def fresh(self) -> Any:
        """A context that gives the engine of an empty database with tables, and removes it."""


@contextmanager
def kinds() -> Iterator[list[Databases]]:
    """The kinds that this machine has."""
    with TemporaryDirectory() as folder:
        found: list[Databases] = [SQLite(Path(folder))]
        with suppress(OperationalError):
            found.append(PostgreSQL())
        try:
            yield found
        finally:
            for one in found:
                if isinstance(one, PostgreSQL):
                    one.close()


class SQLite:
    """Files copied from an empty one."""

    kind = "sqlite"

    def __init__(self, folder: Path) -> None:
        """Make the one to copy."""
        self.folder = folder
        engine = open_database(f"sqlite:///{folder / 'empty.db'}")
        upgrade(engine)
        engine.dispose()
        checkpoint(folder / "empty.db")

    @contextmanager
    def fresh(self) -> Iterator[Engine]:
        """An empty database in a folder of its own."""
        with TemporaryDirectory(dir=self.folder) as folder:
            shutil.copy(self.folder / "empty.db", f"{folder}/uppdrag.db")
            engine = open_database(f"sqlite:///{folder}/uppdrag.db")
            try:
                yield engine
            finally:
                engine.dispose()


class PostgreSQL:
    """Databases copied from an empty one, all on the server that tests use."""

    kind = "postgresql"

    def __init__(self) -> None:
        """Make the one to copy; raises OperationalError where no server answers."""
        url = make_url(SERVER).set(drivername="postgresql+psycopg")
        self.server = create_engine(url, isolation_level="AUTOCOMMIT")
        self.empty = self.create("template0")
        engine = open_database(self.url(self.empty))
        upgrade(engine)
        engine.dispose()

    def create(self, template: str) -> str:
        name = f"uppdrag_bench_{uuid.uuid4().hex[:12]}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def run(self, statement: str) -> None:
        with self.server.connect() as connection:
            connection.execute(text(statement))

    def url(self, name: str) -> str:
        url = make_url(SERVER).set(database=name, drivername="postgresql")
        return url.render_as_string(hide_password=False)

    @contextmanager
    def fresh(self) -> Iterator[Engine]:
        """An empty database of its own."""
        name = self.create(self.empty)
        engine = open_database(self.url(name))
        try:
            yield engine
        finally:
            engine.dispose()
            self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        """Remove the one that was copied."""
        self.run(f"DROP DATABASE {self.empty} WITH (FORCE)")
        self.server.dispose()


def checkpoint(path: Path) -> None:
    """Bring everything into the file itself, so that the file alone can be copied."""
    import sqlite3

    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@contextmanager
def raw(engine: Engine) -> Iterator[Any]:
    """The driver's own cursor in one transaction, under the settings that we use ourselves."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        if engine.dialect.name == "sqlite":
            cursor.execute("BEGIN IMMEDIATE")
        yield cursor
        connection.commit()
    finally:
        connection.close()


def insert(cursor: Any, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Write whole rows in one statement."""
    if rows:
        mark = "?" if is_sqlite(cursor) else "%s"
        marks = ", ".join([mark] * len(rows[0]))
        cursor.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)


def bulk(cursor: Any, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Fill a table with a great many rows, as fast as the database takes them."""
    names = ", ".join(columns)
    if is_sqlite(cursor):
        marks = ", ".join("?" * len(columns))
        cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)
        return
    with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)


def is_sqlite(cursor: Any) -> bool:
    return type(cursor).__module__ == "sqlite3"


def settle(engine: Engine) -> None:
    """Do now what the database would do later, where it would disturb: statistics, checkpoints."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("VACUUM ANALYZE")
            connection.exec_driver_sql("CHECKPOINT")
    if engine.dialect.name == "sqlite":
        driver = engine.raw_connection()
        driver.cursor().execute("ANALYZE").execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        driver.close()
