"""How the database is opened, written and read: SQLite and PostgreSQL behave alike."""

import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint, Engine, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, StatementError
from sqlmodel import Session, select

from flows.decide import decide
from flows.handovers import take_effect
from migrations.upgrade import upgrade
from models.alert import Alert
from models.database import CHANGING, alone, open_database, reading, writing
from models.fuzzy_date import FuzzyDate
from models.history import Heartbeat
from models.organisation import Organisation
from models.plan import Plan
from models.refusal import Refusal
from models.schema import require, revision
from models.tables import metadata
from tests.small_register import NOW, dump, rows, small, synced

WAIT = 10  # seconds, for what takes milliseconds
ASKED = "SELECT count(*) FROM heartbeat"


def beat(session: Session, name: str) -> None:
    session.add(Heartbeat(name=name, started_at=NOW))
    session.flush()


def names(engine: Engine) -> list[str]:
    with reading(engine) as session:
        return sorted(session.exec(select(Heartbeat.name)))


def in_a_thread(step: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=step, daemon=True)
    thread.start()
    return thread


# The address


@pytest.mark.parametrize(
    "url",
    [
        "", "uppdrag.db", "var/uppdrag.db", "sqlite", "://", "postgresql://me@here:port/uppdrag",
        "postgresql:/me:hemligt@here", "sqlite:/var/uppdrag.db", "sqlite://", "sqlite:///",
        "mysql://me:hemligt@here/uppdrag", "postgres://me:hemligt@here/uppdrag",
        "oracle+nothing://x", "http://[::1", "sqlite+nothing", "file:uppdrag.db",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_refused_in_a_sentence_without_its_password(url):
    with pytest.raises(Refusal) as refusal:
        open_database(url)
    assert refusal.value.sv.endswith(".")
    assert refusal.value.en.endswith(".")
    assert "hemligt" not in refusal.value.sv + refusal.value.en


@pytest.mark.parametrize("driver", ["sqlite", "sqlite+pysqlite", "sqlite+aiosqlite"])
def test_any_driver_of_sqlite_means_ours(tmp_path: Path, driver):
    engine = open_database(f"{driver}:///{tmp_path}/uppdrag.db")
    upgrade(engine)
    assert revision(engine)
    engine.dispose()


@pytest.mark.parametrize("driver", ["postgresql", "postgresql+psycopg2", "postgresql+asyncpg"])
def test_any_driver_of_postgresql_means_ours(postgresql_url: str, driver):
    engine = open_database(postgresql_url.replace("postgresql", driver, 1))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1
    engine.dispose()


def test_to_look_for_a_database_makes_neither_file_nor_folder(tmp_path: Path):
    engine = open_database(f"sqlite:///{tmp_path}/nowhere/uppdrag.db")
    with pytest.raises(Refusal, match="uppdrag sync"):
        require(engine)
    assert list(tmp_path.iterdir()) == []
    upgrade(engine)
    assert (tmp_path / "nowhere" / "uppdrag.db").exists()
    engine.dispose()


def test_a_file_that_is_no_database_is_left_as_it_was(tmp_path: Path):
    path = tmp_path / "uppdrag.db"
    path.write_text("Det här är ett brev, ingen databas. " * 50)
    before = path.read_bytes()
    with pytest.raises(DBAPIError, match="not a database"):
        upgrade(open_database(f"sqlite:///{path}"))
    assert path.read_bytes() == before


def test_a_database_that_may_only_be_read_says_so_at_once(sqlite_url: str):
    engine = open_database(
        f"sqlite:///file:{sqlite_url.removeprefix('sqlite:///')}?mode=ro&uri=true"
    )
    assert names(engine) == []
    with pytest.raises(OperationalError, match="readonly"), writing(engine) as session:
        beat(session, "sweep")
    engine.dispose()


# Settings


@pytest.mark.parametrize(("durable", "synchronous"), [(True, 2), (False, 0)])
def test_sqlite_writes_ahead_syncs_fully_minds_references_and_waits(
    sqlite_url: str, durable, synchronous
):
    engine = open_database(sqlite_url, durable=durable)
    with engine.connect() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        found = [connection.exec_driver_sql(f"PRAGMA {one}").scalar() for one in asked]
    assert found == ["wal", synchronous, 1, 30_000]
    engine.dispose()


def test_postgresql_speaks_utc_and_gives_up_on_a_statement_without_end(postgresql_engine: Engine):
    with postgresql_engine.connect() as connection:
        asked = ("timezone", "statement_timeout")
        found = [connection.execute(text(f"SHOW {one}")).scalar() for one in asked]
    assert found == ["UTC", "1min"]


def test_whoever_opens_a_new_database_waits_for_another_who_is_about_to(tmp_path: Path):
    other = sqlite3.connect(tmp_path / "uppdrag.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    engine = open_database(f"sqlite:///{tmp_path}/uppdrag.db")
    found: list[str] = []

    def connect() -> None:
        with engine.connect() as connection:
            found.append(str(connection.exec_driver_sql("PRAGMA journal_mode").scalar()))

    thread = in_a_thread(connect)
    thread.join(0.1)
    assert found == []
    other.execute("COMMIT")
    thread.join(WAIT)
    assert found == ["wal"]
    other.close()
    engine.dispose()


# Transactions


def test_what_fails_in_the_middle_leaves_nothing(engine: Engine):
    with pytest.raises(IntegrityError), writing(engine) as session:  # noqa: PT012 - both or neither
        beat(session, "sweep")
        beat(session, "sweep")
    assert names(engine) == []


def test_a_table_made_in_a_transaction_goes_with_it(engine: Engine):
    with pytest.raises(DBAPIError), writing(engine) as session:  # noqa: PT012 - both or neither
        session.execute(text("CREATE TABLE left_over (a INTEGER)"))
        session.execute(text("INSERT INTO no_such_table VALUES (1)"))
    assert not inspect(engine).has_table("left_over")


def test_a_second_writer_waits_rather_than_fails_and_sees_what_the_first_wrote(engine: Engine):
    first_in, seen = threading.Event(), list[int | None]()

    def second() -> None:
        first_in.wait(WAIT)
        with writing(engine) as session:
            alone(session, 1)
            seen.append(session.execute(text(ASKED)).scalar())
            beat(session, "second")

    with writing(engine) as session:
        alone(session, 1)
        thread = in_a_thread(second)
        assert session.execute(text(ASKED)).scalar() == 0  # a read before the write
        first_in.set()
        thread.join(0.1)
        assert thread.is_alive()
        beat(session, "first")
    thread.join(WAIT)
    assert seen == [1]
    assert names(engine) == ["first", "second"]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    "change",
    [
        lambda engine: synced(engine, small()),
        lambda engine: decide(engine, NOW.date(), NOW),
        lambda engine: take_effect(engine, NOW.date(), NOW),
    ],
    ids=["sync", "decide", "take_effect"],
)
def test_what_reads_what_the_others_write_waits_for_them(
    engine: Engine, database_url: str, change: Callable[[Engine], object]
):
    impatient = open_database(f"{database_url}?options=-c%20lock_timeout%3D50ms")
    with writing(engine) as session:
        alone(session, CHANGING)
        with pytest.raises(OperationalError, match="lock timeout"):
            change(impatient)
    change(impatient)
    impatient.dispose()


def test_a_reader_is_not_kept_waiting_and_sees_what_was_there_before(engine: Engine):
    with writing(engine) as session:
        beat(session, "first")
        seen: list[list[str]] = []
        thread = in_a_thread(lambda: seen.append(names(engine)))
        thread.join(WAIT)
        assert seen == [[]]
    assert names(engine) == ["first"]


def test_a_reader_sees_one_state_whatever_is_written_meanwhile(engine: Engine):
    with reading(engine) as session:
        before = session.execute(text(ASKED)).scalar()

        def write() -> None:
            with writing(engine) as other:
                beat(other, "later")

        in_a_thread(write).join(WAIT)
        assert session.execute(text(ASKED)).scalar() == before == 0
    assert names(engine) == ["later"]


def test_a_writer_gives_up_after_its_patience(sqlite_url: str):
    hurried = open_database(sqlite_url, busy=0.05)
    patient = open_database(sqlite_url)
    with writing(patient) as session:
        beat(session, "first")
        with pytest.raises(OperationalError, match="locked"), writing(hurried) as other:
            beat(other, "second")
    hurried.dispose()
    patient.dispose()


def test_what_was_committed_is_in_the_file_and_not_only_in_memory(sqlite_url: str):
    engine = open_database(sqlite_url)
    with writing(engine) as session:
        beat(session, "sweep")
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    assert other.execute(ASKED).fetchone() == (1,)
    other.close()
    engine.dispose()


def test_rows_can_be_read_after_their_session(engine: Engine):
    with writing(engine) as session:
        row = Heartbeat(name="sweep", started_at=NOW)
        session.add(row)
    assert row.name == "sweep"


# What the tables take


def test_a_time_comes_back_as_it_went_in_whatever_its_zone(engine: Engine):
    summer = timezone(timedelta(hours=2))
    with writing(engine) as session:
        session.add(Heartbeat(name="sweep", started_at=datetime(2020, 6, 1, 8, tzinfo=summer)))
    with reading(engine) as session:
        found = session.get_one(Heartbeat, "sweep").started_at
    assert found == datetime(2020, 6, 1, 6, tzinfo=UTC)
    assert found.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_refused(engine: Engine):
    with pytest.raises(StatementError), writing(engine) as session:
        session.add(Heartbeat(name="sweep", started_at=datetime(2020, 6, 1)))  # noqa: DTZ001 - the point


def test_a_fuzzy_date_comes_back_with_its_bounds(engine: Engine):
    synced(engine)
    with writing(engine) as session:
        session.add(
            Plan(id="p", title="P", decision_id="beslut", period=FuzzyDate.parse("autumn 2008"))
        )
    with reading(engine) as session:
        found = session.get_one(Plan, "p").period
    assert found
    assert (found.text, found.low, found.high) == (
        "autumn 2008",
        date(2008, 9, 1),
        date(2008, 11, 30),
    )


WORDS = [
    (table.name, str(constraint.name))
    for table in metadata.sorted_tables
    for constraint in table.constraints
    if isinstance(constraint, CheckConstraint) and " IN (" in str(constraint.sqltext)
]


def test_there_are_columns_that_hold_one_of_a_few_words():
    assert len(WORDS) > 8


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def standing(request: pytest.FixtureRequest) -> Engine:
    """A database of each kind that is only looked at, and not emptied first."""
    if request.param == "sqlite":
        return open_database(f"sqlite:///{request.getfixturevalue('empty_sqlite')}")
    found: Engine = request.getfixturevalue("postgresql_engine")
    return found


def test_a_word_that_is_none_of_them_never_enters_a_table(standing: Engine):
    # With SQLAlchemy's own Enum it would, on SQLite, and every later SELECT would fail.
    found = {
        (table, str(one["name"])): one["sqltext"].split("'")[1::2]
        for table, _ in WORDS
        for one in inspect(standing).get_check_constraints(table)
        if "'" in one["sqltext"]
    }
    assert found == {
        (table.name, str(one.name)): str(one.sqltext).split("'")[1::2]
        for table in metadata.sorted_tables
        for one in table.constraints
        if isinstance(one, CheckConstraint) and "'" in str(one.sqltext)
    }


def test_a_poison_row_cannot_be_written(engine: Engine):
    synced(engine)
    before = dump(engine)
    for wrong in ({"role": "boss"}, {"role": None}):
        statement = text(
            "INSERT INTO tenure (subject, role, valid_from, stated, known_from, recorded_at)"
            " VALUES ('stodet', :role, '2020-01-01', true, '2020-01-01', '2020-01-01')"
        )
        with pytest.raises(IntegrityError), writing(engine) as session:
            session.execute(statement, wrong)
    assert dump(engine) == before


def test_a_reference_to_nothing_never_enters_a_table(engine: Engine):
    with pytest.raises(IntegrityError), writing(engine) as session:
        session.add(Plan(id="p", title="P", decision_id="nothing"))
    with pytest.raises(IntegrityError), writing(engine) as session:
        session.add(
            Alert(
                duty_id="nothing",
                version=1,
                rule="day",
                rule_day=date(2020, 1, 1),
                role="owner",
                decided_on=date(2020, 1, 1),
                decided_at=NOW,
            )
        )


def test_what_is_referred_to_cannot_be_deleted(engine: Engine):
    synced(engine)
    with pytest.raises(IntegrityError), writing(engine) as session:
        session.execute(text("DELETE FROM organisation WHERE id = 'lst'"))


def test_a_large_sum_of_money_fits(engine: Engine):
    synced(engine, small(("amount: 5_000_000", "amount: 10_000_000_000_000")))
    assert [row["amount"] for row in rows(engine, "funding_line")] == [10**13]


def test_swedish_and_every_other_sign_comes_back_as_it_went_in(engine: Engine):
    name = "Åå Ää Öö é 𐍈 «» – ' \" \\ ; -- % {}"
    with writing(engine) as session:
        session.add(Organisation(id="o", kind=name))
    with reading(engine) as session:
        assert session.get_one(Organisation, "o").kind == name
