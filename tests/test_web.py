import asyncio
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response
from sqlalchemy import Engine
from sqlmodel import col, update

from models.assignment import Assignment
from models.database import open_database, writing
from models.duty import Duty
from models.history import Heartbeat
from models.settings import Settings
from models.tables import metadata
from tests import sample_register as sample
from tests.ical_reader import read
from web.app import create_app
from web.errors import RETRY
from web.overview import overview

LATE = timedelta(minutes=10)  # twice the five minutes between two sweeps
NOW = datetime(2018, 1, 1, 23, 30, tzinfo=UTC)  # already 2 January in Stockholm
ALL = "/ical/v1/alla.sv.ics"
OLD = f"/ical/v1/myndighet/{sample.COUNTY_BOARD}.sv.ics"
EVERY_FEED = [
    ALL,
    "/ical/v1/alla.en.ics",
    OLD,
    f"/ical/v1/handlingsplan/{sample.PLAN}.sv.ics",
    f"/ical/v1/uppdrag/{sample.SURVEY}.en.ics",
]


class Client:
    """Asks the application as a server would, without one."""

    def __init__(self, app: FastAPI) -> None:
        self.transport = ASGITransport(app, raise_app_exceptions=False)

    def get(self, address: str, headers: dict[str, str] | None = None) -> Response:
        return asyncio.run(self.ask("GET", address, headers))

    def head(self, address: str) -> Response:
        return asyncio.run(self.ask("HEAD", address))

    async def ask(
        self, method: str, address: str, headers: dict[str, str] | None = None
    ) -> Response:
        async with AsyncClient(transport=self.transport, base_url="http://uppdrag.test") as client:
            return await client.request(method, address, headers=headers)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = sample.sample_database(tmp_path)
    yield made
    made.dispose()


def client_of(engine: Engine, clock: Clock) -> Client:
    settings = Settings.load({"UPPDRAG_BASE_URL": "https://uppdrag.example"}, Path("no-file"))
    return Client(create_app(engine, settings, clock))


@pytest.fixture
def client(engine: Engine, clock: Clock) -> Client:
    return client_of(engine, clock)


# Feeds


@pytest.mark.parametrize("address", EVERY_FEED)
def test_every_feed_is_a_whole_calendar(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=900"
    assert answer.headers["Content-Disposition"].startswith('inline; filename="redovisningar-')
    assert answer.content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert answer.content.endswith(b"END:VCALENDAR\r\n")
    assert f"SOURCE;VALUE=URI:https://uppdrag.example{address}" in answer.text.replace("\r\n ", "")
    assert "Content-Encoding" not in answer.headers
    assert "Set-Cookie" not in answer.headers


def test_head_says_the_same_without_the_body(client: Client) -> None:
    asked, told = client.get(ALL), client.head(ALL)
    assert told.status_code == 200
    assert told.content == b""
    assert told.headers == asked.headers


def test_a_client_that_has_the_feed_gets_304(client: Client) -> None:
    first = client.get(ALL)
    for given in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-None-Match": f'"other", W/{first.headers["ETag"]}'},
        {"If-None-Match": "*"},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        again = client.get(ALL, headers=given)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]


def test_a_strange_etag_decides_before_the_date(client: Client) -> None:
    known = client.get(ALL).headers["Last-Modified"]
    given = {"If-None-Match": '"another"', "If-Modified-Since": known}
    assert client.get(ALL, headers=given).status_code == 200


@pytest.mark.parametrize("since", ["yesterday", "", "Mon, 01 Jan 2018 00:00:00 GMT", "0"])
def test_an_old_or_unreadable_date_gives_the_feed(client: Client, since: str) -> None:
    assert client.get(ALL, headers={"If-Modified-Since": since}).status_code == 200


def test_a_new_day_is_a_new_modification_for_clients_without_etag(
    client: Client, clock: Clock
) -> None:
    clock.now = datetime(2027, 3, 31, 12, tzinfo=UTC)
    seen = {"If-Modified-Since": client.get(OLD).headers["Last-Modified"]}
    assert client.get(OLD, headers=seen).status_code == 304
    clock.now += timedelta(days=1)
    assert client.get(OLD, headers=seen).status_code == 200


def test_a_changed_duty_changes_the_etag(client: Client, engine: Engine) -> None:
    first = client.get(ALL).headers["ETag"]
    with writing(engine) as session:
        session.exec(update(Duty).where(col(Duty.milestone) == "report").values(sequence=7))
    again = client.get(ALL, headers={"If-None-Match": first})
    assert again.status_code == 200
    assert again.headers["ETag"] != first


def test_a_subscription_looks_a_year_back_from_today_in_stockholm(client: Client) -> None:
    assert len(read(client.get(OLD).content)) == 1
    assert "Inga redovisningar" not in client.get(OLD).text
    plan = client.get(f"/ical/v1/handlingsplan/{sample.PLAN}.sv.ics").text
    assert "Inga redovisningar att visa just nu" in plan


@pytest.mark.parametrize(
    "address",
    [
        "/ical/v1/alla.de.ics",
        "/ical/v1/alla.sv.ics/",
        "/ical/v1/myndighet/no-such-agency.sv.ics",
        "/ical/v1/myndighet/%00.sv.ics",
        "/ical/v1/myndighet/..%2f..%2fetc.sv.ics",
        f"/ical/v1/person/{sample.SURVEY}.sv.ics",
        "/ical/v1/p/token.ics",
    ],
)
def test_what_does_not_exist_is_404_in_plain_words(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "VCALENDAR" not in answer.text


def unavailable(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == RETRY["Retry-After"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "VCALENDAR" not in answer.text
    return answer.text


@pytest.mark.parametrize("address", [*EVERY_FEED, "/", "/healthz"])
def test_a_locked_database_is_503(
    client: Client, engine: Engine, tmp_path: Path, address: str
) -> None:
    engine.dispose()
    writer = sqlite3.connect(tmp_path / "uppdrag.db", isolation_level=None)
    writer.execute("PRAGMA locking_mode=EXCLUSIVE")
    writer.execute("BEGIN EXCLUSIVE")
    assert "Databasen svarar inte just nu" in unavailable(client, address)
    writer.execute("ROLLBACK")
    writer.close()
    assert client.get(ALL).status_code == 200


@pytest.mark.parametrize("address", [*EVERY_FEED, "/", "/healthz"])
def test_a_database_without_tables_or_with_garbage_is_503(
    clock: Clock, tmp_path: Path, address: str
) -> None:
    (tmp_path / "garbage.db").write_bytes(b"this is no database" * 1000)
    for name in ("new.db", "garbage.db"):
        engine = open_database(f"sqlite:///{tmp_path / name}", busy=0.1)
        unavailable(client_of(engine, clock), address)
        engine.dispose()


def test_a_half_migrated_database_is_503(client: Client, engine: Engine) -> None:
    with writing(engine) as session:
        session.connection().exec_driver_sql("ALTER TABLE duty DROP COLUMN form")
    for address in EVERY_FEED:
        unavailable(client, address)


def test_a_database_that_was_never_synced_is_503(clock: Clock, tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'empty.db'}", busy=0.1)
    metadata.create_all(engine)
    client = client_of(engine, clock)
    for address in EVERY_FEED:
        assert "uppdrag sync" in unavailable(client, address)
    engine.dispose()


def test_a_mistake_of_ours_is_503_without_its_traceback(engine: Engine, clock: Clock) -> None:
    client = client_of(engine, clock)
    with writing(engine) as session:
        session.exec(update(Duty).values(kind="no-such-kind"))
    assert "Något gick fel" in unavailable(client, ALL)
    assert "no-such-kind" not in client.get(ALL).text


# The start page


def test_the_start_page_shows_what_is_late_and_near_on_a_day(client: Client) -> None:
    page = client.get("/?on=2015-03-01").text
    late, near = page.split('id="late"')[1].split('id="near"')
    assert "torsdag 31 mars 2011" in late
    assert "söndag 15 mars 2015" in near
    assert "vecka 11, om 14 dagar" in near
    assert "Arbetsdagen före är fredag 13 mars, arbetsdagen efter måndag 16 mars." in near
    assert "<code>uppdrag report NYCKEL --handed-in DATUM" in late
    assert "anges inte i källan" in near


def test_the_next_day_is_named_when_none_is_near(client: Client) -> None:
    page = client.get("/?on=2014-01-01").text
    assert "Närmast: söndag 15 mars 2015, om 438 dagar: Redovisning: " in page
    assert "Närmast" not in client.get("/?on=2015-03-01").text


def test_an_address_that_leads_nowhere_is_a_page_in_both_languages(client: Client) -> None:
    answer = client.get("/uppdrag/none")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Sidan finns inte." in answer.text
    assert '<p lang="en">There is no such page.' in answer.text
    assert answer.text.count('href="/') >= 2
    assert "Not Found" not in answer.text


def test_the_start_page_is_for_today_and_in_english_when_asked(client: Client) -> None:
    page = client.get("/?lang=en").text
    assert '<html lang="en">' in page
    assert "As of Tuesday 2 January 2018" in page
    assert "http://127.0.0.1:4200" in page


def test_the_start_page_links_to_a_feed_for_everything_there_is(client: Client) -> None:
    page = client.get("/").text
    for address in (ALL, OLD, f"/ical/v1/handlingsplan/{sample.PLAN}.sv.ics"):
        assert f'href="https://uppdrag.example{address}"' in page
        assert f'href="webcal://uppdrag.example{address}"' in page
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("asked", ["on=2015-02-30", "on=%3Cscript%3E", "on=x&lang=en", "lang=de"])
def test_a_day_or_language_that_cannot_be_is_400_with_a_sentence(
    client: Client, asked: str
) -> None:
    answer = client.get(f"/?{asked}")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.text.endswith(".\n")
    assert "<" not in answer.text


def test_pages_run_no_script_and_load_nothing_from_elsewhere(client: Client) -> None:
    answer = client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self';")
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "<script" not in answer.text
    assert " style=" not in answer.text
    assert client.get("/static/style.css").status_code == 200


def test_a_title_with_markup_is_shown_as_text(client: Client, engine: Engine) -> None:
    with writing(engine) as session:
        session.exec(update(Assignment).values(short="<script>alert('&')</script>"))
    page = client.get("/?on=2015-03-01").text
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_secret_assignment_is_neither_named_nor_linked(client: Client, engine: Engine) -> None:
    with writing(engine) as session:
        secret = update(Assignment).where(col(Assignment.id) == sample.JOINT)
        session.exec(secret.values(secret=True))
    page = client.get("/?on=2011-03-01").text
    assert "Sekretess: öppna för att läsa" in page
    assert sample.JOINT not in page
    assert "tryggare" not in page.lower()


# The health check


def beat(engine: Engine, started: datetime, finished: datetime | None) -> None:
    with writing(engine) as session:
        sample.add(session, Heartbeat(name="sweep", started_at=started, finished_at=finished))


def test_the_site_is_healthy_while_the_sweep_runs(
    client: Client, engine: Engine, clock: Clock
) -> None:
    beat(engine, NOW - timedelta(minutes=2), NOW - timedelta(minutes=1))
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "sweep_age_seconds": 60}
    assert client.head("/healthz").status_code == 200
    clock.now = NOW + LATE
    assert client.get("/healthz").status_code == 503


def test_a_sweep_that_never_ran_is_not_healthy(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["sv"] == "Inget svep har körts än."


def test_a_first_sweep_that_hangs_is_not_healthy(client: Client, engine: Engine) -> None:
    beat(engine, NOW - LATE - timedelta(seconds=1), None)
    assert client.get("/healthz").status_code == 503


def test_what_may_still_be_handed_in_is_near_and_not_late(engine: Engine) -> None:
    policy = update(Duty).where(col(Duty.key) == f"{sample.SURVEY}/report")
    with writing(engine) as session:  # due on Sunday 15 March
        session.exec(policy.values(policy="next_working_day", policy_basis="lag (1930:173) 2 §"))
    with writing(engine) as session:
        monday, tuesday = (overview(session, date(2015, 3, day), "sv") for day in (16, 17))
    sunday = date(2015, 3, 15)
    assert sunday in [row.day for row in monday.near]
    assert sunday not in [row.day for row in (*monday.late, *monday.unrecorded)]
    assert sunday in [row.day for row in (*tuesday.late, *tuesday.unrecorded)]
