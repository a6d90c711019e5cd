"""The command line: what it prints, how it ends, and that what goes wrong is a sentence."""

import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typer
from sqlalchemy import func, select

import cli
from models.database import open_database
from models.tables import metadata
from register.read import Read
from tests.conftest import ROOT
from tests.small_register import SMALL, small
from tests.small_site import Hands

COMMANDS = typer.main.get_command(cli.app).commands  # type: ignore[attr-defined]
TODAY = "2026-11-23"
SURVEY = "prostitution-survey/report"
SUNDAY = (
    "Söndag 15 mars är ingen arbetsdag. Arbetsdagen före är fredag 13 mars, "
    "arbetsdagen efter måndag 16 mars. Det beslutade datumet flyttas inte."
)
PRESUMED = (
    "Länsstyrelsen i Stockholms län från 2009 till och med 7 januari 2018 (antaget, inte angivet)"
)
SECRET = small(("    title: Stödet\n", "    title: Stödet\n    secret: true\n"))


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@dataclass
class Ran:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


def uppdrag(*arguments: str, on: type[io.TextIOWrapper] = io.TextIOWrapper) -> Ran:
    """Run the command in this process; whatever it does not catch fails the test."""
    out, err = (on(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    before, sys.argv = sys.argv, ["uppdrag", *arguments]
    code: Any = 0
    try:
        with redirect_stdout(out), redirect_stderr(err):
            cli.main()
    except SystemExit as stop:
        code = stop.code or 0
    finally:
        sys.argv = before
    printed = (stream.buffer.getvalue().decode() for stream in (out, err))  # type: ignore[attr-defined]
    return Ran(code, *printed)


def refused(*arguments: str) -> str:
    """The one sentence with which a command that cannot do it ends."""
    ran = uppdrag(*arguments)
    assert (ran.code, ran.out) == (1, "")
    assert re.fullmatch(r"[^\n]+\n", ran.err), ran.err
    return ran.err.strip()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own to stand in, with the shipped register and nothing else set."""
    for name in [name for name in os.environ if name.startswith("UPPDRAG_")]:
        monkeypatch.delenv(name)
    for name in ("assignments.yaml", "contacts.yaml"):
        shutil.copy(ROOT / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def read_in(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A SQLite database with the shipped register, as bytes."""
    folder = tmp_path_factory.mktemp("read-in")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("UPPDRAG_REGISTER", str(ROOT / "assignments.yaml"))
        assert uppdrag("sync", "--on", TODAY).code == 0
    with sqlite3.connect(folder / "var/uppdrag.db") as database:
        return database.serialize()


@pytest.fixture
def shipped_database(home: Path, read_in: bytes) -> None:
    """The shipped register, read into the default database."""
    (home / "var").mkdir()
    (home / "var/uppdrag.db").write_bytes(read_in)


@pytest.fixture
def either(database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The shipped register in a database of each kind in turn."""
    monkeypatch.setenv("UPPDRAG_DATABASE_URL", database_url)
    assert uppdrag("sync", "--on", TODAY).code == 0
    return database_url


@pytest.fixture
def secret_database(home: Path) -> None:
    (home / "assignments.yaml").write_text(SECRET, "utf-8")
    assert uppdrag("sync", "--on", "2020-06-01").code == 0


def counts(url: str) -> dict[str, int]:
    """The rows of every table."""
    engine = open_database(url)
    with engine.connect() as connection:
        found = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return found


# due


def test_due_for_a_machine(either: str) -> None:
    (found,) = uppdrag("due", "--on", "2015-03-01", "--within", "30", "--json").json
    assert found == {
        "assignment": "prostitution-survey", "milestone": "report", "occurrence": None,
        "key": SURVEY, "kind": "report", "due": "2015-03-15", "act_by": "2015-03-15", "days_left": 14, "state": "open",
        "title": "Inhämta kunskaper, kartlägga och samla kunskap om prostitutionens utveckling och "
        "omfattning i Sverige",
        "responsible": "Länsstyrelsen i Stockholms län", "responsible_id": "lst-stockholm",
        "to": None, "covers": ["prostitution-survey"], "version": 1,
        "working_day_before": "2015-03-13", "working_day_after": "2015-03-16",
    }  # fmt: skip


@pytest.mark.usefixtures("shipped_database")
def test_a_working_day_has_no_working_days_beside_it() -> None:
    (found,) = uppdrag("due", "--on", "2011-03-01", "--json").json
    assert (found["due"], found["to"]) == ("2011-03-31", ["Regeringskansliet"])
    assert not {"working_day_before", "working_day_after"} & found.keys()


@pytest.mark.usefixtures("shipped_database")
@pytest.mark.parametrize(
    ("on", "listed", "passed"),
    [
        ("2020-02-22", 1, 0), ("2020-02-23", 1, 0), ("2020-02-24", 1, 0), ("2020-02-25", 0, 1),
    ],
)  # fmt: skip
def test_what_may_still_be_handed_in_is_due_until_its_last_lawful_day(
    on: str, listed: int, passed: int
) -> None:
    key = "jamy-annual-report/annual-report/2019"  # due on Saturday 22 February 2020
    for option, count in ((), listed), (("--late",), passed):
        found = uppdrag("due", "--on", on, "--within", "5", *option, "--json").json
        mine = [one for one in found if one["key"] == key]
        assert [(one["due"], one["act_by"]) for one in mine] == (
            [("2020-02-22", "2020-02-24")] * count
        )


@pytest.mark.usefixtures("shipped_database")
def test_due_says_when_and_as_what_it_was_handed_in() -> None:
    day = ("--on", "2015-03-10")
    uppdrag("report", SURVEY, "--handed-in", "2015-03-09", "--diary-number", "A 2015/1", *day)
    uppdrag("report", SURVEY, "--handed-in", "2015-03-10", *day)
    (found,) = uppdrag("due", *day, "--within", "30", "--json").json
    assert (found["handed_in"], found["diary_number"]) == ("2015-03-10", "A 2015/1")
    assert found["state"] == "handed_in"


@pytest.mark.usefixtures("shipped_database")
def test_due_for_a_person() -> None:
    told = uppdrag("due", "--on", "2015-03-01", "--within", "30").lines
    assert told == [
        "söndag 15 mars 2015, om 14 dagar, öppen",
        "  redovisning: Uppdrag inhämta kunskap",
        "  Länsstyrelsen i Stockholms län",
        f"  Nyckel: {SURVEY}",
        f"  {SUNDAY}",
        "",
        "När något är inlämnat, ange datum och diarienummer:",
        "  uppdrag report NYCKEL --handed-in DATUM --diary-number DIARIENUMMER",
        "",
        "1 har passerat utan uppgift om inlämning: uppdrag due --late",
    ]


@pytest.mark.usefixtures("shipped_database")
def test_what_comes_back_is_told_apart_by_its_period() -> None:
    told = uppdrag("due", "--late", "--on", TODAY).lines
    year = told.index("  årsredovisning 2025")
    assert told[year - 1] == "söndag 22 februari 2026, för 274 dagar sedan, oklart om inlämnad"
    assert told[year + 2] == "  Nyckel: jamy-annual-report/annual-report/2025"
    assert "torsdag 31 mars 2011, för 5 716 dagar sedan, oklart om inlämnad" in told


@pytest.mark.usefixtures("shipped_database")
def test_with_nothing_due_the_next_day_is_named() -> None:
    told = uppdrag("due", "--on", TODAY, "--within", "10").lines
    assert told[0] == "Inget att lämna de dagarna."
    assert told[1] == "Närmast: måndag 22 februari 2027: årsredovisning 2026"
    told = uppdrag("due", "--on", TODAY, "--within", "10", "--for", "lst-norrbotten").lines
    assert told == ["Inget att lämna de dagarna."]


@pytest.mark.usefixtures("shipped_database")
def test_what_has_passed(home: Path) -> None:
    late = uppdrag("due", "--late", "--on", "2016-01-01", "--json").json
    assert [one["due"] for one in late] == ["2011-03-31", "2015-03-15", "2015-05-15"]
    assert {one["state"] for one in late} == {"unrecorded"}


@pytest.mark.usefixtures("shipped_database")
@pytest.mark.parametrize(
    ("scope", "keys"),
    [
        ("all", ["safer-return-2009/final-report"]),
        ("voluntary-organisations-2009", ["safer-return-2009/final-report"]),
        ("plan:handlingsplan-2008", ["safer-return-2009/final-report"]),
        ("organisation:jamy", []),
    ],
)
def test_due_for_a_scope(scope: str, keys: list[str]) -> None:
    found = uppdrag("due", "--on", "2011-03-01", "--for", scope, "--json").json
    assert [one["key"] for one in found] == keys


# who


@pytest.mark.parametrize(
    ("day", "responsible", "contact"),
    [
        ("2017-12-31", ("lst-stockholm", "2017-12-31"), ("lst-stockholm", "2018-01-07")),
        ("2018-01-01", ("jamy", None), ("lst-stockholm", "2018-01-07")),
        ("2018-01-08", ("jamy", None), ("jamy", None)),
    ],
)
@pytest.mark.usefixtures("shipped_database")
def test_who_for_a_machine(
    day: str, responsible: tuple[str, str], contact: tuple[str, str]
) -> None:
    found = uppdrag("who", "national-coordination", "--on", day, "--json").json
    roles = found["responsible"], found["contact"]
    assert [(role["id"], role["until"]) for role in roles] == [responsible, contact]
    names = {"lst-stockholm": "Länsstyrelsen i Stockholms län", "jamy": "Jämställdhetsmyndigheten"}
    assert [role["name"] for role in roles] == [names[responsible[0]], names[contact[0]]]
    since = {"lst-stockholm": "2009", "jamy": "2018-01-01"}[responsible[0]]
    assert found["responsible"]["since"] == since
    assert found["responsible"]["source"]["document"] == "nyhet-2018-01-08"
    assert found["contact"]["stated"] is (day == "2018-01-08")


def test_who_of_a_group(either: str) -> None:
    found = uppdrag("who", "regional-county-boards", "--on", "2018-01-01", "--json").json
    assert len(found["members"]) == len(found["responsible"]["members"]) == 21
    told = uppdrag("who", "regional-county-boards", "--on", "2018-01-01").out
    assert told.count("– Länsstyrelsen i Norrbottens län") == 1


@pytest.mark.usefixtures("shipped_database")
def test_who_for_a_person() -> None:
    assert uppdrag("who", "national-coordination", "--on", "2018-01-01").lines == [
        "Nationell samordning mot prostitution och människohandel",
        "  Ansvarar: Jämställdhetsmyndigheten från 1 januari 2018",
        "    Källa: nyhet-2018-01-08, bullet 1",
        f"  Svarar på frågor: {PRESUMED}",
        "    Källa: nyhet-2018-01-08, paragraph 2",
    ]


@pytest.mark.usefixtures("shipped_database")
def test_who_before_anybody_had_the_task_is_no_orphan() -> None:
    told = uppdrag("who", "national-coordination", "--on", "2000-01-01").lines
    assert told[1:] == [
        "  Inget uppdrag den dagen: först ansvarar Länsstyrelsen i Stockholms län från 2009."
    ]
    found = uppdrag("who", "national-coordination", "--on", "2000-01-01", "--json").json
    assert (found["given"], found["responsible"]) == (False, None)
    told = uppdrag("who", "regional-county-boards", "--on", "2000-01-01").lines
    assert told[1] == (
        "  Ingen uppgift om den dagen: först ansvarar Länsstyrelserna, från när är inte angivet."
    )
    sentence = refused("who", "national-coordination", "--known", "2000-01-01")
    assert sentence == "national-coordination var inte känt 2000-01-01."


@pytest.mark.usefixtures("shipped_database")
def test_a_milestone_stands_for_its_assignment() -> None:
    told = uppdrag("who", "safer-return-2009/final-report", "--on", "2010-01-01")
    assert told.out == uppdrag("who", "safer-return-2009", "--on", "2010-01-01").out
    (found,) = uppdrag("due", "--for", SURVEY, "--on", "2015-03-01", "--json").json
    assert found["key"] == SURVEY
    assert "SUMMARY:Redovisning" in uppdrag("feed", "--for", SURVEY, "--on", "2015-03-01").out


@pytest.mark.usefixtures("shipped_database")
@pytest.mark.parametrize("command", ["who", "report --handed-in 2011-01-01", "alerts support-line"])
def test_what_exists_is_never_said_not_to(command: str) -> None:
    name = "jamy-2018" if command == "who" else "plan-decision-2008"
    sentence = refused(*command.split(), *([] if "support" in command else [name]))
    assert "finns inte" not in sentence
    assert "visa den med uppdrag show" in sentence or "visa det med uppdrag show" in sentence


@pytest.mark.usefixtures("shipped_database")
def test_what_is_reported_with_another_names_it() -> None:
    sentence = refused("report", "voluntary-organisations-2009", "--handed-in", "2011-01-01")
    assert sentence == (
        "voluntary-organisations-2009 redovisas genom safer-return-2009/final-report: "
        "ange den nyckeln."
    )


# check and sync


def test_check_counts_what_it_has_read(shipped: Read) -> None:
    assert shipped.register
    counted = len(shipped.register.assignments), len(shipped.register.organisations)
    said = "Inga fel: {} uppdrag, {} organisationer, ".format(*counted)
    assert uppdrag("check").out.startswith(said)


def test_check_names_every_mistake_with_its_place(home: Path) -> None:
    bad = SMALL.replace("kind: agency", "kind: agancy").replace(
        "due: 2021-03-31", "due: 2021-02-30"
    )
    (home / "fel.yaml").write_text(bad + "oops: 1\n", "utf-8")
    ran = uppdrag("check", "fel.yaml")
    assert ran.code == 1
    assert len(ran.lines) == 3
    assert all(re.fullmatch(r"fel\.yaml:\d+:\d+: \S.*\S", one) for one in ran.lines)
    assert ran.lines[1].endswith("dagen 2021-02-30 finns inte: februari 2021 har 28 dagar")
    assert "does not exist" in uppdrag("check", "fel.yaml", "--lang", "en").lines[1]


def misspell_jamy(home: Path) -> str:
    """Misspell an organisation of contacts.yaml; returns what is said of it."""
    text = (home / "contacts.yaml").read_text("utf-8")
    changed = text.replace("\n  jamy:", "\n  jmay:")
    (home / "contacts.yaml").write_text(changed, "utf-8")
    place = changed.splitlines().index("  jmay:") + 1
    return f"contacts.yaml:{place}:3: «jmay» finns inte i registret; menade du «jamy»?\n"


def test_check_names_an_organisation_of_the_contacts_that_the_register_lacks(home: Path) -> None:
    said = misspell_jamy(home)
    ran = uppdrag("check")
    assert (ran.code, ran.out) == (1, said)
    assert uppdrag("check", "assignments.yaml").code == 0  # the register alone
    (home / "contacts.yaml").unlink()
    assert uppdrag("check").code == 0  # whoever edits a copy has no contacts


@pytest.mark.usefixtures("shipped_database")
def test_remind_goes_on_with_a_misspelt_contact_and_says_it_once(home: Path) -> None:
    said = misspell_jamy(home)
    ran = uppdrag("remind", "--on", "2018-01-01")
    assert (ran.code, ran.err) == (0, said)


def test_sync_tells_what_it_changes_and_then_that_nothing_has(either: str, home: Path) -> None:
    assert uppdrag("sync", "--on", TODAY).out == "Inget är ändrat.\n"
    text = (home / "assignments.yaml").read_text("utf-8")
    changed = text.replace("short: Uppdrag inhämta kunskap", "short: Kartläggningen")
    (home / "assignments.yaml").write_text(changed, "utf-8")
    told = uppdrag("sync", "--on", TODAY).lines
    assert told[-1] == "1 uppgift ändrad."
    assert "prostitution-survey" in told[0]
    assert "Kartläggningen" in told[0]


def test_a_dry_run_changes_no_row(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPPDRAG_DATABASE_URL", database_url)
    before = counts(database_url)
    told = uppdrag("sync", "--dry-run", "--on", TODAY).lines
    assert re.fullmatch(r"\d+ uppgifter skulle ändras\.", told[-1])
    assert counts(database_url) == before


def test_a_dry_run_of_an_empty_home_makes_nothing(home: Path) -> None:
    before = sorted(home.rglob("*"))
    told = uppdrag("sync", "--dry-run", "--on", TODAY).lines
    assert re.fullmatch(r"\d+ uppgifter skulle ändras\.", told[-1])
    assert sorted(home.rglob("*")) == before
    assert uppdrag("sync", "--on", TODAY).lines[:-1] == told[:-1]


@pytest.mark.usefixtures("shipped_database")
def test_a_dry_run_does_not_upgrade_an_older_database(home: Path) -> None:
    with closing(sqlite3.connect(home / "var/uppdrag.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '0000'")
    said = refused("sync", "--dry-run", "--on", TODAY)
    assert "Databasen har version 0000" in said
    assert "uppdrag sync" in said
    with closing(sqlite3.connect(home / "var/uppdrag.db")) as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchone() == ("0000",)


def test_sync_refuses_a_date_that_changed_without_saying_why(either: str, home: Path) -> None:
    text = (home / "assignments.yaml").read_text("utf-8")
    changed = text.replace("due: 2015-03-15", "due: 2015-04-15")
    (home / "assignments.yaml").write_text(changed, "utf-8")
    place = changed.splitlines().index("        due: 2015-04-15") + 1
    before = counts(either)
    ran = uppdrag("sync", "--on", TODAY)
    assert ran.code == 1
    assert re.match(rf"assignments\.yaml:{place}:\d+: dagen är ändrad från 2015-03-15", ran.out)
    assert "amended_by" in ran.out
    assert "correction" in ran.out
    assert counts(either) == before


def test_sync_of_a_bad_register_changes_nothing(either: str, home: Path) -> None:
    before = counts(either)
    (home / "assignments.yaml").write_text("title: [\n", "utf-8")
    ran = uppdrag("sync")
    assert (ran.code, counts(either)) == (1, before)
    assert ran.out.startswith("assignments.yaml:")


# report


def test_a_report_is_recorded_once_corrected_and_taken_back(either: str) -> None:
    def report(*more: str) -> str:
        return uppdrag("report", SURVEY, "--by", "anna", "--on", "2015-03-20", *more).out

    given = ("--handed-in", "2015-03-13", "--diary-number", "A/1")
    assert report(*given) == f"Registrerat som inlämnat: {SURVEY}: 2015-03-13, A/1.\n"
    assert report(*given) == f"Redan registrerat: {SURVEY}: 2015-03-13, A/1.\n"
    assert report("--handed-in", "2015-03-12") == f"Rättat: {SURVEY}: 2015-03-12, A/1.\n"
    assert counts(either)["report"] == 2
    (found,) = uppdrag("due", "--on", "2015-03-14", "--within", "1", "--json").json
    assert found["state"] == "handed_in"
    assert report("--undo") == f"Taget tillbaka: {SURVEY}: 2015-03-12, A/1.\n"
    (found,) = uppdrag("due", "--on", "2015-03-14", "--within", "1", "--json").json
    assert found["state"] == "open"


@pytest.mark.usefixtures("shipped_database")
def test_a_report_that_cannot_be_recorded() -> None:
    day = ("--handed-in", "2015-03-13", "--on", "2015-03-20")
    assert "Menas prostitution-survey/report?" in refused("report", "prostitution-survey", *day)
    sentence = refused("report", "jamy-annual-report/annual-report", *day)
    assert "annual-report/2027?" in sentence
    future = ("--handed-in", "2015-03-21", "--on", "2015-03-20")
    assert refused("report", SURVEY, *future).startswith("2015-03-21 har inte varit än")
    assert "inget att ta tillbaka" in refused("report", SURVEY, "--undo")


@pytest.mark.usefixtures("shipped_database")
def test_whoever_has_no_name_has_to_give_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 987_654)
    assert "--by NAMN" in refused("report", SURVEY, "--handed-in", "2015-03-13")


# remind, feed, replay


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Hands:
    """A clock that shows noon on the day of the annual report's first alert."""
    hands = Hands(datetime(2026, 11, 24, 11, tzinfo=UTC))
    monkeypatch.setattr(cli, "now", hands)
    return hands


@pytest.mark.usefixtures("shipped_database", "clock")
def test_remind_sends_into_the_mailbox_once(home: Path) -> None:
    first, again = uppdrag("remind", "--on", "2026-11-24"), uppdrag("remind", "--on", "2026-11-24")
    mailbox = home / "var/mail"
    assert first.lines[-1] == f"1 att påminna om, 1 brev skickat till brevlådan {mailbox}."
    assert again.lines == [f"0 att påminna om, 0 brev skickade till brevlådan {mailbox}."]
    assert len(list((mailbox / "new").iterdir())) == 1  # the handover of 2018 is no news


@pytest.mark.usefixtures("shipped_database")
def test_remind_before_seven_says_when_mail_is_sent(home: Path, clock: Hands) -> None:
    clock.on(hours=-6)
    for options in ((), ("--on", "2026-11-24")):
        assert uppdrag("remind", *options).lines == [
            "Dagens påminnelser öppnar 07:00. Inget skickas före dess."
        ]
    assert not (home / "var/mail").exists()
    clock.on(hours=1)
    assert uppdrag("remind").lines[-1].startswith("1 att påminna om, 1 brev ")


@pytest.mark.usefixtures("shipped_database", "clock")
def test_remind_of_a_day_to_come_is_refused_and_the_way_to_see_it_named(home: Path) -> None:
    sentence = refused("remind", "--on", "2026-11-25")
    assert sentence.startswith("2026-11-25 har inte kommit än, och påminnelser skickas på riktigt")
    assert "uppdrag replay" in sentence
    assert "uppdrag alerts" in sentence
    assert refused("remind", "--on", "2027-02-01", "--lang", "en").startswith("2027-02-01 has not")
    assert not (home / "var/mail").exists()


@pytest.mark.usefixtures("shipped_database")
def test_feed_writes_a_calendar_and_nothing_else() -> None:
    ran = uppdrag("feed", "--for", "jamy", "--on", TODAY)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("BEGIN:VCALENDAR\r\n")
    assert ran.out.endswith("END:VCALENDAR\r\n")
    assert "DTSTART;VALUE=DATE:20270222" in ran.out


def test_replay_tells_the_story(home: Path) -> None:
    ran = uppdrag("replay", "--from", "2009-04-08", "--to", "2009-04-14", "--out", "story")
    assert ran.code == 0
    assert any(one.startswith("2009-04-09  beslut ij-april-2009: ") for one in ran.lines)
    assert ran.lines[-1] == f"7 dagar, 0 brev. De ligger i {Path('story/mail')}."
    events = uppdrag("replay", "--from", "2009-04-08", "--to", "2009-04-14", "--json").json
    assert {"on": "2009-04-09", "what": "known"}.items() <= events[-1].items()
    assert not (home / "var/uppdrag.db").exists()


def test_replay_with_reports_that_were_handed_in(home: Path) -> None:
    (home / "in.csv").write_text(f"milestone,handed_in,diary_number\n{SURVEY},2015-03-13,A/1\n")
    days = ("--from", "2015-03-12", "--to", "2015-03-14", "--reports", "in.csv", "--json")
    events = uppdrag("replay", *days).json
    assert [one["text"] for one in events if one["what"] == "report"] == [f"{SURVEY} lämnad (A/1)"]
    (home / "in.csv").write_text("milestone,handed_in\nx,soon\n")
    assert refused("replay", *days).startswith("in.csv:2: ")


# show


@pytest.mark.usefixtures("shipped_database")
def test_show_reads_an_entry_back() -> None:
    told = uppdrag("show", "safer-return-2009", "--on", "2011-03-01").lines
    assert told[0] == (
        "Uppdrag: Tryggare återvändande för personer utsatta för prostitution och människohandel"
    )
    assert told[1] == "safer-return-2009, läget tisdag 1 mars 2011"
    assert "    Källa: pm-2009-04-09, stycke 4: ”senast den 31 mars 2011”" in told
    assert "  pm-2009-04-09: Ökat stöd till offer för människohandel" in told
    found = uppdrag("show", "safer-return-2009/final-report", "--json").json
    assert found["milestones"][0]["duties"][0]["due"] == "2011-03-31"


def test_show_on_either_database(either: str) -> None:
    assert uppdrag("show", "jamy-2018", "--on", TODAY).code == 0
    assert uppdrag("show", "organisation:jamy", "--json").json["entry"] == "organisation"


@pytest.mark.usefixtures("shipped_database")
def test_show_of_what_is_not_there_names_the_nearest() -> None:
    sentence = refused("show", "jamy-2081")
    assert sentence.startswith("jamy-2081 finns inte i registret. Menas jamy-2018, ")
    sentence = refused("show", "safer-return-2009", "--known", "2009-04-08", "--lang", "en")
    assert sentence == "safer-return-2009 was not known on 2009-04-08."


@pytest.mark.usefixtures("secret_database")
def test_a_secret_assignment_is_shown_to_who_asks_for_it() -> None:
    told = uppdrag("show", "stodet").lines
    assert told[0].startswith("Sekretess")
    assert told[1] == "Uppdrag: Stödet"


# alerts


@pytest.mark.usefixtures("shipped_database")
def test_alerts_show_the_whole_ladder_with_its_reasons() -> None:
    key = "jamy-annual-report/annual-report/2026"
    told = uppdrag("alerts", key, "--on", TODAY).lines
    assert told[0] == f"årsredovisning 2026, måndag 22 februari 2027 ({key})"
    assert told[1] == "Till: uppdragsansvarig, Jämställdhetsmyndigheten, uppdrag@jamy.example"
    rows = [re.split(r" {2,}", one) for one in told[4:]]
    assert rows[1] == [
        "fredag 22 januari 2027",
        "30 dagar före (22 januari: arbetsdagen före lördag 23 januari)", "kommer",
    ]  # fmt: skip
    assert len(rows) == 12


@pytest.mark.usefixtures("clock")
def test_alerts_on_either_database(either: str) -> None:
    uppdrag("remind", "--on", "2026-11-24")
    first, *_ = uppdrag("alerts", "jamy-annual-report/annual-report/2026", "--on", "2026-11-25",
                        "--json").json  # fmt: skip
    sent, later = first["alerts"][:2]
    assert (sent["rule"], sent["state"], sent["address"]) == ("90d", "told", "uppdrag@jamy.example")
    assert (later["state"], later["told_on"]) == ("coming", None)
    (near,) = uppdrag("alerts", "--on", "2026-11-25", "--json").json[:1]
    assert {one["state"] for one in near["alerts"]} == {"coming"}
    assert max(one["day"] for one in near["alerts"]) <= "2027-03-05"


@pytest.mark.usefixtures("shipped_database")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        (SURVEY, "Inga påminnelser: dagen hade passerat när den registrerades"),
        ("jamy-2018", "Inga påminnelser: den var över långt innan den registrerades."),
        ("strengthened-work", "Det finns inget att påminna om."),
    ],
)
def test_alerts_say_why_nothing_comes(name: str, said: str) -> None:
    assert said in uppdrag("alerts", name, "--on", TODAY).out


@pytest.mark.usefixtures("secret_database")
def test_a_secret_title_stands_in_no_list() -> None:
    day = ("--on", "2020-09-01")
    for ran in (uppdrag("alerts", *day), uppdrag("due", *day)):
        assert "Sekretess: öppna för att läsa" in ran.out
        assert "Stödet" not in ran.out
        assert "stodet" not in ran.out
    (found,) = uppdrag("due", *day, "--json").json
    assert (found["secret"], found["title"], found["key"], found["covers"]) == (
        True,
        None,
        None,
        [],
    )
    assert "stodet" not in json.dumps(found)
    assert "Stödet" in uppdrag("alerts", "stodet", *day).out


# What goes wrong


@pytest.mark.parametrize(
    "arguments",
    [
        ["due", "--on", "2015-02-30"], ["due", "--within", "many"], ["due", "--within", "-1"],
        ["due", "--lang", "de"], ["due", "--soon"], ["who"], ["show"], ["nonsense"],
        ["report", SURVEY], ["report", SURVEY, "--undo", "--handed-in", "2015-03-13"],
        ["replay", "--from", "2015-01-02", "--to", "2015-01-01"], ["replay"], ["check", "a", "b"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_ends_with_two(arguments: list[str]) -> None:
    ran = uppdrag(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert re.fullmatch(r"Fel: \S.*\nSå skrivs det: uppdrag( \w+)? --help\n", ran.err), ran.err


@pytest.mark.parametrize(
    ("command", "swedish", "english"),
    [
        ("due --frob", "--frob finns inte; menas --for, --on?", "there is no --frob; is it --for, --on?"),
        ("due --within x", "--within: skriv antalet dagar, 0 till 36500", "--within: write the number of days, 0 to 36500"),
        ("due --on 2015-02-30", "--on: dagen 2015-02-30 finns inte: februari 2015 har 28 dagar", "--on: the day 2015-02-30 does not exist: February 2015 has 28 days"),
        ("due --json=1", "--json tar inget värde", "--json takes no value"),
        ("who", "UPPDRAG saknas", "UPPDRAG is missing"),
        ("replay --to 2015-01-01", "--from saknas", "--from is missing"),
        ("nonsense", "kommandot nonsense finns inte", "there is no command nonsense"),
        ("check a b", "för mycket: b", "too much: b"),
    ],
)  # fmt: skip
def test_wrong_usage_is_said_in_one_language(
    command: str, swedish: str, english: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert uppdrag(*command.split()).err.splitlines()[0] == f"Fel: {swedish}"
    monkeypatch.setenv("UPPDRAG_LANG", "en")
    assert uppdrag(*command.split()).err.splitlines()[0] == f"Error: {english}"


def test_an_option_without_its_value() -> None:
    assert uppdrag("due", "--lang", "en", "--on").err.startswith("Error: --on needs a value\n")


def test_no_command_at_all_shows_the_help() -> None:
    ran = uppdrag()
    assert ran.code == 2
    assert "  due " in ran.out + ran.err


@pytest.mark.parametrize("command", [["due"], ["who", "x"], ["show", "x"], ["feed"], ["remind"]])
def test_without_a_database_the_way_on_is_named(command: list[str]) -> None:
    assert refused(*command) == "Databasen är tom. Läs in registret först: uppdrag sync."


@pytest.mark.parametrize("command", ["due --for", "who", "show", "alerts", "feed --for"])
@pytest.mark.usefixtures("shipped_database")
def test_what_somebody_typed_is_quoted_not_obeyed(command: str) -> None:
    sentence = refused(*command.split(), "\x1b[31m\u202egsl\n")
    assert sentence == r"\x1b[31m\u202egsl\n finns inte i registret."


@pytest.mark.parametrize("command", ["due --for", "who", "show", "alerts"])
def test_bytes_that_are_no_text(either: str, command: str) -> None:
    assert refused(*command.split(), "\udcff") == "Det du skrev är inte text i UTF-8."


def test_files_that_are_not_there(home: Path) -> None:
    assert refused("check", "no.yaml") == "Filen no.yaml finns inte."
    (home / "assignments.yaml").unlink()
    assert refused("sync", "--lang", "en") == f"There is no file {home / 'assignments.yaml'}."


@pytest.mark.usefixtures("shipped_database")
def test_contacts_that_are_missing_or_wrong(home: Path) -> None:
    (home / "contacts.yaml").write_text("ops: {address: nowhere}\n", "utf-8")
    ran = uppdrag("alerts")
    assert ran.code == 1
    assert ran.out.startswith("contacts.yaml:1:")
    (home / "contacts.yaml").unlink()
    assert refused("remind") == f"Filen {home / 'contacts.yaml'} finns inte."


def test_folders_where_files_should_be(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPPDRAG_CONTACTS", str(home))
    assert refused("check") == f"{home} är en katalog, ingen fil."
    (home / "var").write_text("in the way")
    assert refused("sync") == f"{home / 'var'} är en fil, ingen katalog."


def test_a_database_that_is_none(home: Path) -> None:
    (home / "var").mkdir()
    (home / "var/uppdrag.db").write_bytes(b"no database at all\n" * 500)
    assert refused("due") == (
        "Databasen svarar inte som den ska: file is not a database. "
        "UPPDRAG_DATABASE_URL säger vilken."
    )


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "Databasens adress går inte att läsa: "),
        ("postgresql://a:b@c:port/d", "Databasens adress går inte att läsa: "),
        ("mysql://a@b/c", "Databasen ska vara sqlite:/// eller postgresql://, inte mysql."),
        ("postgresql://anna:hemligt@127.0.0.1:1/none", "Databasen svarar inte som den ska: "),
        ("sqlite:////proc/none/uppdrag.db", "Katalogen /proc/none kan inte skapas."),
    ],
)
def test_an_address_of_a_database_that_leads_nowhere(
    url: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UPPDRAG_DATABASE_URL", url)
    sentence = refused("sync")
    assert sentence.startswith(said)
    assert "hemligt" not in sentence


@pytest.mark.usefixtures("shipped_database")
def test_a_database_of_another_version(home: Path) -> None:
    with sqlite3.connect(home / "var/uppdrag.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    assert refused("due").startswith("Databasen har version 9999, programmet ")


def test_a_setting_that_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPPDRAG_HOUSE", "x")
    assert refused("due").startswith("Inställningen UPPDRAG_HOUSE finns inte.")
    assert refused("due", "--lang", "en").startswith("There is no setting UPPDRAG_HOUSE.")


# Languages


@pytest.mark.usefixtures("shipped_database", "clock")
@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("due --on 2015-03-01", "Sunday 15 March 2015"),
        ("due --on 2026-11-23 --within 1", "Next: Monday 22 February 2027: annual report 2026"),
        ("who national-coordination", "Asked about it: Jämställdhetsmyndigheten from"),
        ("show safer-return-2009", "decided 2009: 5 000 000 kr to Länsstyrelsen"),
        ("alerts --on 2026-11-23", "the working day before Saturday 23 January"),
        ("check", "No mistakes: "),
        ("sync --on 2026-11-23", "Nothing has changed."),
        ("feed --for jamy --on 2026-11-23", "Reports due"),
        (f"report {SURVEY} --handed-in 2015-03-13", "Recorded as handed in"),
        ("remind --on 2026-11-24", "sent to the mailbox"),
    ],
)
def test_everything_speaks_english(command: str, said: str) -> None:
    assert said in uppdrag(*command.split(), "--lang", "en").out


@pytest.mark.usefixtures("shipped_database")
def test_the_language_of_a_refusal_is_the_commands_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused("who", "en") == "en finns inte i registret."
    assert refused("who", "x", "--lang=en") == "x is not in the register."
    monkeypatch.setenv("UPPDRAG_LANG", "en")
    assert refused("who", "x") == "x is not in the register."
    assert refused("who", "x", "--lang", "sv") == "x finns inte i registret."


# The program itself


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    ran = uppdrag(name, "--help")
    assert ran.code == 0
    assert COMMANDS[name].help.split(".")[0] in " ".join(ran.out.split())


def test_uppdrag_itself_runs(home: Path) -> None:
    program = Path(sys.executable).parent / "uppdrag"
    done = subprocess.run([program, "due"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Databasen är tom. Läs in registret först: uppdrag sync.\n"


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("COLUMNS", "70")
    return 70


@pytest.mark.usefixtures("shipped_database")
def test_on_a_terminal_paragraphs_are_wrapped_and_sums_stay_whole(narrow: int) -> None:
    told = uppdrag("show", "safer-return-2009", on=Terminal).lines
    assert max(map(len, told)) <= narrow
    assert not [one for one in told if re.search(r"\d \d\d?$|000$", one)]
    assert "5 000 000 kr" in "\n".join(told)


@pytest.mark.usefixtures("shipped_database")
@pytest.mark.parametrize(
    "command",
    ["due --on 2011-03-01", "due --late", "alerts jamy-annual-report/annual-report/2026"],
)
def test_on_a_terminal_nothing_is_cut(narrow: int, command: str) -> None:
    told = uppdrag(*command.split(), on=Terminal)
    plain = uppdrag(*command.split())
    assert max(map(len, told.lines)) <= narrow
    words, all_words = (sorted(one.out.replace("─", "").split()) for one in (told, plain))
    assert words == all_words
