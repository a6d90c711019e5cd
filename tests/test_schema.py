"""The tables as this version needs them: made, upgraded, taken back, and refused."""

import shutil
import sqlite3
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Connection, Engine, String, inspect, text
from sqlalchemy.exc import DBAPIError

from migrations.upgrade import config, downgrade, head, keep_copy, run, upgrade
from models.database import open_database, writing
from models.refusal import Refusal
from models.schema import REVISION, require, revision
from models.tables import metadata
from tests.small_register import KINDS, an_empty_database, dump, synced


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database of each kind that has nothing in it, not even tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/uppdrag.db"
        return
    whole = str(request.getfixturevalue("postgresql_url"))
    engine = open_database(whole)
    name = f"test_{uuid.uuid4().hex[:12]}"
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    yield f"{whole}{'&' if '?' in whole else '?'}options=-csearch_path%3D{name}"
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()


@pytest.fixture
def bare(url: str) -> Iterator[Engine]:
    engine = open_database(url, durable=False)
    yield engine
    engine.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def stands_at(engine: Engine, number: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{number}'"))


# From nothing to the newest, and back


def test_the_newest_revision_is_the_one_that_the_program_asks_for():
    assert head() == REVISION


def test_tables_are_made_from_nothing_and_taken_back_to_nothing(bare: Engine):
    assert revision(bare) is None
    upgrade(bare)
    assert revision(bare) == REVISION
    assert tables(bare) == {*metadata.tables, "alembic_version"}
    assert synced(bare).lines
    downgrade(bare, "base")
    assert tables(bare) == {"alembic_version"}
    assert revision(bare) is None
    upgrade(bare)
    assert synced(bare).lines


def test_the_revisions_make_the_tables_that_the_models_describe(bare: Engine):
    upgrade(bare)
    with bare.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []


def constraints(engine: Engine) -> set[tuple[str, str, str]]:
    """Kind, table and name of every constraint and index."""
    looking = inspect(engine)
    found = set()
    for table in metadata.tables:
        found |= {
            ("check", table, str(one["name"])) for one in looking.get_check_constraints(table)
        }
        found |= {
            ("unique", table, str(one["name"])) for one in looking.get_unique_constraints(table)
        }
        found |= {("foreign", table, str(one["name"])) for one in looking.get_foreign_keys(table)}
        found |= {
            ("index", table, str(one["name"]))
            for one in looking.get_indexes(table)
            if not one.get("duplicates_constraint")
        }
        found.add(("primary", table, str(looking.get_pk_constraint(table)["name"])))
    return found


def test_every_constraint_has_a_name_and_both_databases_have_the_same(
    bare: Engine, empty_sqlite: Path
):
    # Alembic can only drop or change what has a name.
    upgrade(bare)
    found = constraints(bare)
    assert not [one for one in found if one[2] in {"None", ""}]
    prefixes: dict[str, str | tuple[str, ...]] = {
        "check": "ck_",
        "unique": "uq_",
        "foreign": "fk_",
        "index": ("ix_", "uq_"),
        "primary": "pk_",
    }
    assert all(name.startswith(prefixes[kind]) for kind, _, name in found)
    other = open_database(f"sqlite:///{empty_sqlite}")
    assert found == constraints(other)
    other.dispose()


def test_an_upgrade_that_has_been_done_is_not_done_again(bare: Engine):
    upgrade(bare)
    synced(bare)
    before = dump(bare)
    upgrade(bare)
    assert dump(bare) == before


def test_two_programs_that_start_at_once_make_the_tables_once(bare: Engine, url: str):
    other = open_database(url, durable=False)
    second = threading.Thread(target=lambda: upgrade(other), daemon=True)

    def step(connection: Connection) -> None:
        second.start()
        second.join(0.3)
        assert second.is_alive()  # it has looked, found nothing, and waits
        command.upgrade(config(connection), "head")

    run(bare, step)
    second.join(30)
    assert not second.is_alive()
    assert revision(other) == REVISION
    assert synced(other).lines
    other.dispose()


def test_an_upgrade_may_take_longer_than_a_statement_otherwise(bare: Engine):
    found: list[str] = []

    def step(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            found.append(str(connection.execute(text("SHOW statement_timeout")).scalar()))

    run(bare, step)
    assert found == ([] if bare.dialect.name == "sqlite" else ["0"])
    with bare.connect() as connection:
        step(connection)
    assert found == ([] if bare.dialect.name == "sqlite" else ["0", "1min"])


# What is not there, and what is too new


def test_an_empty_database_is_told_to_be_filled_first(bare: Engine):
    with pytest.raises(Refusal) as refusal:
        require(bare)
    assert refusal.value.sv == "Databasen är tom. Läs in registret först: uppdrag sync."
    assert refusal.value.en == "The database is empty. Read the register first: uppdrag sync."
    assert tables(bare) == set()


def test_a_database_of_a_newer_version_is_refused_and_not_touched(bare: Engine):
    upgrade(bare)
    synced(bare)
    before = dump(bare)
    stands_at(bare, "9999")
    with pytest.raises(Refusal, match=f"version 9999, programmet {REVISION}"):
        require(bare)
    with pytest.raises(Refusal, match="en version som programmet inte känner till") as refusal:
        upgrade(bare)
    assert refusal.value.en.startswith("The database cannot be upgraded")
    assert dump(bare) == before
    assert revision(bare) == "9999"


# An upgrade that goes wrong


def references_are_on(engine: Engine) -> bool:
    if engine.dialect.name != "sqlite":
        return True
    with engine.connect() as connection:
        return connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


@pytest.fixture(params=KINDS)
def filled(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A database of each kind with tables and rows."""
    for engine in an_empty_database(request):
        synced(engine)
        yield engine


def test_a_step_that_fails_leaves_tables_and_rows_as_they_were(filled: Engine):
    before = dump(filled)

    def step(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE half_done (a INTEGER)"))
        connection.execute(text("DROP TABLE change"))
        connection.execute(text("SELECT nothing FROM nowhere"))

    with pytest.raises(DBAPIError):
        run(filled, step)
    assert dump(filled) == before
    assert "half_done" not in tables(filled)
    assert references_are_on(filled)


def test_a_step_that_would_lose_rows_is_refused(filled: Engine):
    before = dump(filled)
    with pytest.raises(Refusal, match="tappa rader ur change"):
        run(filled, lambda connection: connection.execute(text("DELETE FROM change")))  # type: ignore[arg-type]
    assert dump(filled) == before
    assert references_are_on(filled)


def test_a_step_that_would_leave_rows_without_what_they_belong_to_is_refused(filled: Engine):
    before = dump(filled)
    change = text("UPDATE part SET assignment_id = 'nothing'")
    add = text(
        "INSERT INTO part (assignment_id, key, position, title) VALUES ('nothing', 'k', 0, 'T')"
    )

    def step(connection: Connection) -> None:
        connection.execute(add)
        connection.execute(change)

    with pytest.raises((Refusal, DBAPIError)):
        run(filled, step)
    assert dump(filled) == before
    assert references_are_on(filled)


def test_a_table_that_is_made_anew_keeps_its_children(filled: Engine):
    # With references on, SQLite would delete what hangs on the old table in cascade.
    with writing(filled) as session:
        session.execute(text("CREATE TABLE parent (id INTEGER PRIMARY KEY, name VARCHAR)"))
        session.execute(
            text(
                "CREATE TABLE child (id INTEGER PRIMARY KEY, of INTEGER REFERENCES parent (id) ON DELETE CASCADE)"
            )
        )
        session.execute(text("INSERT INTO parent VALUES (1, 'one')"))
        session.execute(text("INSERT INTO child VALUES (1, 1), (2, 1), (3, 1)"))

    def step(connection: Connection) -> None:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("parent", recreate="auto") as batch:
            batch.alter_column("name", type_=String(50), existing_type=String())
            batch.add_column(Column("more", String))

    run(filled, step)
    with filled.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM child")).scalar() == 3
        connection.execute(text("SELECT more FROM parent"))
    with filled.begin() as connection:
        connection.execute(text("DROP TABLE child"))
        connection.execute(text("DROP TABLE parent"))
    assert references_are_on(filled)


# A copy first


def test_a_copy_has_what_still_stood_in_the_log(tmp_path: Path, sqlite_url: str):
    engine = open_database(sqlite_url)
    synced(engine)
    before = dump(engine)
    shutil.copy(sqlite_url.removeprefix("sqlite:///"), tmp_path / "by-hand.db")
    keep_copy(engine, tmp_path / "copy.db")
    keep_copy(engine, tmp_path / "copy.db")  # of two, the later
    other = open_database(f"sqlite:///{tmp_path}/copy.db")
    assert dump(other) == before
    other.dispose()
    by_hand = sqlite3.connect(tmp_path / "by-hand.db")
    assert by_hand.execute("SELECT count(*) FROM decision").fetchone() == (
        0,
    )  # the WAL is not in it
    by_hand.close()
    engine.dispose()


def test_before_an_upgrade_a_copy_is_kept_beside_the_database(sqlite_url: str):
    engine = open_database(sqlite_url)
    synced(engine)
    stands_at(engine, "0000")
    with pytest.raises(Refusal):
        upgrade(engine)
    copy = Path(sqlite_url.removeprefix("sqlite:///") + ".0000")
    other = open_database(f"sqlite:///{copy}")
    assert dump(other) == dump(engine)
    other.dispose()
    engine.dispose()
