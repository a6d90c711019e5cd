"""What `uppdrag up` begins with, and what the runs that Prefect wakes do."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import select

from flows import assignment, edge, nightly
from flows.run import begin
from flows.site import Mistaken, Site
from migrations.upgrade import upgrade
from models.database import reading
from models.duty import Duty
from models.refusal import Refusal
from models.settings import Settings
from register.mistakes import Mistake
from tests import small_site
from tests.small_register import SMALL, small, without
from tests.small_site import Hands, register

NOON = datetime(2020, 6, 1, 12, tzinfo=UTC)
WITHOUT_HANDOVER = without("handovers:", "context:")
MISTAKEN = small(("    responsible: lst\n", "    responsible: nobody\n"))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The small register, not yet read."""
    (tmp_path / "assignments.yaml").write_text(SMALL, "utf-8")
    (tmp_path / "contacts.yaml").write_text("ops: {address: ops@uppdrag.example}\n", "utf-8")
    settings = Settings.load({
        "UPPDRAG_HOME": str(tmp_path / "var"),
        "UPPDRAG_REGISTER": str(tmp_path / "assignments.yaml"),
        "UPPDRAG_CONTACTS": str(tmp_path / "contacts.yaml"),
    }, tmp_path / "uppdrag.toml")  # fmt: skip
    return Site(settings, lambda: NOON)


def said(site: Site, language: str = "sv") -> list[str]:
    """What is said at the beginning."""
    told: list[str] = []
    begin(site, told.append, language)
    return told


def write(site: Site, words: str) -> None:
    site.settings.register.write_text(words, "utf-8")


def duties(site: Site) -> int:
    with reading(site.engine) as session:
        return len(session.exec(select(Duty)).all())


def test_a_register_without_mistakes_is_read(site: Site) -> None:
    assert said(site)[0].startswith("Registret är inläst: ")
    assert duties(site)


def test_a_register_with_mistakes_stops_nothing(site: Site) -> None:
    said(site)
    write(site, MISTAKEN)
    *mistakes, kept = said(site)
    assert mistakes[0].startswith("assignments.yaml:")
    assert kept == "Registret är inte inläst; det som lästes in förut gäller."


def test_a_register_that_is_refused_stops_nothing(site: Site) -> None:
    """What has happened refers to the handover that is gone."""
    said(site)
    site = replace(site, clock=Hands(datetime(2021, 1, 2, 12, tzinfo=UTC)))
    said(site)
    before = duties(site)
    small_site.Site(site.engine).sweep("2021-01-02")
    write(site, WITHOUT_HANDOVER)
    assert said(site, "en") == [
        "handover flytten cannot leave the register: what has happened refers to it.",
        "The register was not read; what was read before holds.",
    ]
    assert duties(site) == before


def test_a_register_that_is_not_there_stops_nothing_and_is_named(site: Site) -> None:
    said(site)
    site.settings.register.unlink()
    assert said(site) == [
        f"Registret går inte att läsa: {site.settings.register} (No such file or directory).",
        "Registret är inte inläst; det som lästes in förut gäller.",
    ]


@pytest.mark.parametrize("words", [MISTAKEN, None])
@pytest.mark.parametrize("made", [False, True])
def test_with_an_empty_database_there_is_nothing_to_go_on(
    site: Site, words: str | None, *, made: bool
) -> None:
    if made:
        upgrade(site.engine)
    write(site, words) if words else site.settings.register.unlink()
    told: list[str] = []
    with pytest.raises(Refusal, match="databasen är tom") as refusal:
        begin(site, told.append, "sv")
    assert "the database is empty" in refusal.value.en
    assert len(told) == 1
    assert "assignments.yaml" in told[0]
    assert made or not site.settings.home.exists()


def test_a_database_from_a_newer_version_stops_it(site: Site) -> None:
    said(site)
    with site.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for words in (SMALL, MISTAKEN):
        write(site, words)
        with pytest.raises(Refusal, match="kan inte uppgraderas"):
            said(site)


def test_a_home_that_cannot_be_made_is_not_taken_for_the_register(site: Site) -> None:
    site.settings.home.write_text("in the way")
    with pytest.raises(OSError, match=r"var"):
        said(site)


def test_a_file_with_mistakes_names_them_to_the_log() -> None:
    found = [Mistake((), line, 3, f"fel {line}", f"wrong {line}") for line in range(1, 31)]
    lines = str(Mistaken("assignments.yaml", found)).splitlines()
    assert lines[:2] == ["assignments.yaml: 30 fel", "assignments.yaml:1:3: fel 1"]
    assert lines[-2:] == [
        "assignments.yaml:20:3: fel 20", "assignments.yaml: minst 10 fel till finns i filen",
    ]  # fmt: skip


# Runs


def test_a_run_for_one_assignment_puts_everything_of_the_day_into_one_mail(
    engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = small_site.Site(engine)
    here.sync(register({"a": small_site.assignment(), "b": small_site.assignment()}), "2010-06-01")
    here.sweep("2010-12-30")
    clock = Hands(datetime(2011, 3, 1, 6, 1, tzinfo=UTC))
    shown: list[tuple[str, str]] = []
    monkeypatch.setattr(edge, "site", lambda: SimpleNamespace(
        engine=engine, clock=clock, sender=lambda on: here.sender(on, clock)
    ))  # fmt: skip
    monkeypatch.setattr(assignment, "milestone", Steps(shown))
    for one in ("a", "b"):
        assignment.assignment.fn(one)
    assert shown == [("redovisning: 31 mars 2011", "open")] * 2
    assert len(here.postbox.letters) == 2
    assert here.told("a/report") == here.told("b/report")
    assert here.told("b/report")[-1] == ("30d", "2011-03-01")


class Steps:
    """Keeps the steps that Prefect would show."""

    def __init__(self, shown: list[tuple[str, str]]) -> None:
        self.shown = shown

    def with_options(self, task_run_name: str) -> Any:
        return lambda state: self.shown.append((task_run_name, state))


def test_the_nightly_sync_is_for_the_calendars_day_and_prefect_for_the_open_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    days: list[date] = []

    def sync(on: date) -> Any:
        days.append(on)
        return SimpleNamespace(lines=[])

    async def reconcile(_: object, on: date) -> str:
        days.append(on)
        return "inget"

    clock = Hands(datetime(2011, 3, 1, 3, 30, tzinfo=UTC))
    here = SimpleNamespace(engine=None, clock=clock, sync=sync)
    monkeypatch.setattr(edge, "site", lambda: here)
    monkeypatch.setattr(nightly, "reconcile_assignments", reconcile)
    assert asyncio.run(nightly.nightly.fn()) == "0 uppgifter ändrade; inget"
    assert days == [date(2011, 3, 1), date(2011, 2, 28)]


def test_an_organisation_of_the_contacts_that_the_register_lacks_is_said_and_stops_nothing(site):
    site.settings.contacts.write_text(
        "ops: {address: ops@uppdrag.example}\norganisations:\n  lstt: {}\n", "utf-8"
    )
    told: list[str] = []
    begin(site, told.append, "sv")
    assert told[-1] == "contacts.yaml:3:3: «lstt» finns inte i registret; menade du «lst»?"
