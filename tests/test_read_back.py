"""The case registers read back in plain words: nothing that was written down is lost."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from models.database import open_database, reading, writing
from models.look import Facts
from models.portrait import portrait
from models.recording import Entry, record
from models.standing import standings
from output.dues import due_data, due_table, when
from output.portrait import Portrait
from output.terminal import print_json
from register.line import Line
from register.read import read, read_file
from register.shape import Register
from register.sync import sync
from tests.conftest import NOW
from tests.small_register import small
from tests.test_portrait import ENTRIES, words, written

CASES = sorted((Path(__file__).parent / "data" / "cases").glob("*.yaml"))
NAMES = [path.name.partition("-")[0] for path in CASES]
ON = date(2026, 1, 2)
Show = Callable[..., Facts]


@cache
def register(case: str) -> Register:
    (path,) = (one for one in CASES if one.name.startswith(f"{case}-"))
    found = read_file(path).register
    assert found
    return found


def edited(case: str, *edits: tuple[str, str]) -> Register:
    """A case with each of the edits made."""
    (path,) = (one for one in CASES if one.name.startswith(f"{case}-"))
    found = read(small(*edits, of=path.read_text("utf-8")).encode()).register
    assert found
    return found


def synced(engine: Engine, case: str, on: date = ON, *edits: tuple[str, str]) -> list[Line]:
    digest = case + str(edits)
    wanted = edited(case, *edits) if edits else register(case)
    done = sync(engine, wanted, digest, on=on, now=NOW)
    assert not done.mistakes
    return list(done.lines)


@pytest.fixture(scope="module")
def cases(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A session with a case in it, each synced once."""
    engines: dict[str, Engine] = {}

    def opened(case: str) -> Session:
        if case not in engines:
            path = tmp_path_factory.mktemp(case) / "uppdrag.db"
            path.write_bytes(empty_sqlite.read_bytes())
            engines[case] = open_database(f"sqlite:///{path}", durable=False)
            synced(engines[case], case)
        return Session(engines[case])

    yield opened
    for engine in engines.values():
        engine.dispose()


@pytest.fixture
def show(cases: Any) -> Show:
    """An entry of a case, on a day."""

    def shown(case: str, name: str, on: str = "2026-01-02", known: str | None = None) -> Facts:
        with cases(case) as session:
            day = date.fromisoformat(known) if known else None
            found = portrait(session, name, date.fromisoformat(on), day)
        assert found
        return found

    return shown


def after(told: list[str], first: str, count: int = 1) -> list[str]:
    """The lines that follow one."""
    start = told.index(first) + 1
    return told[start : start + count]


# Nothing is lost


def kept(path: tuple[Any, ...]) -> bool:
    """Whether the tables keep it: not the file's title, nor these two sources."""
    organisation = path[0] == "organisations" and path[2] == "source"
    return len(path) > 1 and not organisation and "respite" not in path


def entries(case: str) -> list[str]:
    found = register(case)
    return [f"{kind}:{key}" for part, kind in ENTRIES.items() for key in getattr(found, part)]


@pytest.mark.parametrize("case", NAMES)
def test_every_text_of_a_case_is_read_back(show: Show, case: str) -> None:
    told = [text for name in entries(case) for text in words(show(case, name))]
    everything, swedish = "\n".join(told), Portrait("sv")
    missing = [
        (path, text)
        for path, text in written(register(case))
        if kept(path)
        and (swedish.place(text) if path[-1] == "at" else text) not in everything
    ]  # fmt: skip
    assert not missing
    slips = re.compile(r"None|\{|\[|\b[a-z]+_[a-z]")
    assert not [one for one in told if slips.search(one.partition("http")[0])]


@pytest.mark.parametrize("case", NAMES)
def test_what_is_unknown_is_said_to_be_so(show: Show, case: str) -> None:
    everything = "\n".join(text for name in entries(case) for text in words(show(case, name)))
    found = register(case)
    assignments = found.assignments.values()
    holders = [*found.organisations.values(), *found.decisions.values(), *assignments]
    holders += [one for each in assignments for one in each.milestones.values()]
    assert all(about in everything for one in holders for about in one.unknown)


@pytest.mark.parametrize("case", NAMES)
def test_every_entry_is_read_back_in_english_and_as_json(
    show: Show, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    swedish = re.compile(
        r"(Källa:|Till:|Anges inte|Texten bryts|Ska göras|Lämnas|Stoppat|Pausat|Anstånd|Förbehåll)"
    )
    for name in entries(case):
        found = show(case, name)
        assert not [one for one in words(found, "en") if swedish.match(one)]
        print_json(found)
        assert json.loads(capsys.readouterr().out)["id"] == name.partition(":")[2]


# When


@pytest.mark.parametrize(
    ("case", "name", "line", "english"),
    [
        ("c4", "housing/account", "löpande", "ongoing"),
        ("c9", "railways/finish-hassleholm-lund", "snarast", "at once"),
        ("c3", "vaccine/separate-account", "på begäran", "on request"),
        ("c1", "fohm-forecasts/forecast", "dagen är inte känd här", "the day is not known here"),
        ("c1", "fohm-gender/report", "inte angivet, utan bestämd dag", "not stated, no exact day"),
    ],
)
def test_what_has_no_day_says_why(
    show: Show, case: str, name: str, line: str, english: str
) -> None:
    found = show(case, name)
    assert line in words(found)
    assert english in words(found, "en")
    assert "Påminnelser: inga så länge ingen dag är bestämd" in words(found)
    assert found["milestones"][0]["duties"][0]["state"] == "undated"


def test_what_a_request_waits_for(show: Show) -> None:
    told = words(show("c3", "vaccine/separate-account"))
    assert "När: Om överskottet ändras väsentligt, eller när Socialdepartementet begär det" in told
    assert any(one.startswith("I stället för: ekonomisk redovisning: ") for one in told)


def test_a_report_that_stands_in_another_document(show: Show) -> None:
    found = show("c2", "geokalkyl/report")
    assert (
        "senast fredag 22 februari 2019, i Årsredovisningen för 2018, oklart om inlämnad"
        in words(found)
    )
    (milestone,) = found["milestones"]
    assert milestone["within"] == {
        "entry": "event", "id": "annual-report", "title": "Årsredovisningen", "happens": False,
        "occurrence": "2018", "plus": None,
    }  # fmt: skip
    assert milestone["counted_from"] is None
    assert any(
        one.startswith("no later than Friday 22 February 2019, in Årsredovisningen for 2018")
        for one in words(found, "en")
    )


def test_a_day_that_stands_beside_its_document(show: Show) -> None:
    assert any(
        one.startswith("lördag 1 mars 2025, i Budgetunderlaget för 2025")
        for one in words(show("c7", "youth-units/interim-report"))
    )


def test_a_day_that_is_that_of_another(show: Show) -> None:
    assert (
        "senast lördag 29 december 2018, samma dag som återbetalning (geokalkyl/repayment), "
        "oklart om inlämnad" in words(show("c2", "geokalkyl/account"))
    )


def test_three_versions_of_a_day_of_which_the_first_hung_on_an_event(show: Show) -> None:
    told = "\n".join(words(show("c5", "border-rivers/final-report")))
    first = "1. en månad efter att: Den nya gränsälvskommissionen bildas, ursprunglig dag genom"
    assert first in told
    assert "2. 31 december 2010, ändrad genom Tilläggsdirektiv (dir-97)" in told
    assert "3. 31 mars 2011, ändrad genom Tilläggsdirektiv (dir-138)" in told
    english = "\n".join(words(show("c5", "border-rivers/final-report"), "en"))
    assert "1. a month after: Den nya gränsälvskommissionen bildas, original date by" in english


@pytest.mark.parametrize("on", ["2010-08-01", "2026-01-02"])
def test_before_the_first_amendment_the_day_hung_on_the_event(engine: Engine, on: str) -> None:
    synced(engine, "c5", date.fromisoformat(on))
    then = date(2010, 8, 1)
    with reading(engine) as session:
        found = portrait(session, "border-rivers/final-report", then, then)
    assert found
    assert "en månad efter att: Den nya gränsälvskommissionen bildas" in words(found)
    assert found["milestones"][0]["duties"][0]["state"] == "undated"


def test_many_occurrences_without_a_day_are_told_together(show: Show) -> None:
    told = words(show("c3", "vaccine/compilations"))
    assert "2022-01 till och med 2022-12, 12 gånger: utan bestämd dag" in told
    assert "2023-01: senast januari 2023, om oktober 2022 – december 2022, utan bestämd dag" in told
    weekly = show("c3", "vaccine/oral-account-weekly")
    assert len(weekly["milestones"][0]["duties"]) > 52
    told = words(weekly)
    assert "2022-W01 till och med 2022-W52, 52 gånger: utan bestämd dag" in told
    (ended,) = (one for one in told if one.startswith("2023-W01 till och med"))
    assert ended.endswith("gånger: återkallad")
    assert after(told, ended)[0].startswith("återkallad 31 december 2022 genom Ändring av")
    assert any(one.startswith("Ersätts av: ekonomisk redovisning: ") for one in told)


def test_listed_occasions_each_with_the_respite_that_the_letter_allows(show: Show) -> None:
    found = show("c1", "sos-forecasts")
    told = words(found)
    assert after(told, "prognos-1: senast onsdag 20 januari 2016, oklart om inlämnad") == [
        "Får efter överenskommelse lämnas högst 14 dagar senare, senast onsdag 3 februari 2016."
    ]
    (forecast,) = found["milestones"]
    assert forecast["duties"][0]["respite"] == {"at_most": "14d", "latest": date(2016, 2, 3)}
    assert "Lämnas genom: Hermes" in told
    rule = "Anstånd: får efter överenskommelse lämnas högst 14 dagar senare än angiven dag"
    assert rule in words(show("c1", "sos-2016"))


# Who


def test_who_owes_a_milestone_and_for_whom(show: Show) -> None:
    told = words(show("c4", "housing"))
    assert (
        "Ska göras av: Länsstyrelsen i Stockholms län (lst-stockholm) för Länsstyrelserna" in told
    )
    joint = (
        "Ska göras av: Länsstyrelserna och Migrationsverket (boards-and-migrationsverket), "
        "gemensamt"
    )
    assert after(told, joint) == ["2 medlemmar: Länsstyrelserna, Migrationsverket"]
    assert "Samordnar och redovisar: Länsstyrelsen i Stockholms län (lst-stockholm)" in told
    told = words(show("c8", "transport-plan"))
    assert "Ska göras av: Trafikverket (trafikverket)" in told
    assert "Ska göras av: var och en av Länsplaneupprättarna (lansplaneupprattarna)" in told
    assert "Väntas av: Regeringen (regeringen)" in words(show("c9", "railways"))


def test_an_organisation_is_told_of_what_it_owes_of_others_assignments(show: Show) -> None:
    found = show("c4", "lst-stockholm")
    (mine,) = [one for one in found["answers_for"] if one["entry"] == "milestone"]
    assert (mine["id"], mine["kind"]) == ("housing/account", "account")
    assert any(
        one.startswith("ekonomisk redovisning: ") and one.endswith("(housing/account)")
        for one in words(found)
    )


def test_a_body_that_does_not_exist_yet_has_somebody_to_look_after_it(show: Show) -> None:
    told = words(show("c10", "harassment", "2017-12-20"))
    line = (
        "Finns från 1 januari 2018; till dess bevakas det av "
        "Socialdepartementet (socialdepartementet)"
    )
    assert line in told
    assert line not in words(show("c10", "harassment", "2018-01-01"))


def test_bodies_of_the_same_name_are_told_apart(show: Show) -> None:
    told = words(show("i1", "old-review"))
    assert "Statskontoret (statskontoret-1) till och med 31 december 2025" in told
    assert "Statskontoret (esv) från 1 januari 2026" in told
    assert (
        "flyttar 1 januari 2026, från Statskontoret (statskontoret-1) till Statskontoret (esv)"
        in told
    )


def test_an_inquiry_has_its_designation(show: Show) -> None:
    assert "Beteckning: M 2010:05" in words(show("c5", "inquiry"))


# What was decided about it


def test_numbers_of_every_sort(show: Show) -> None:
    assert "Diarienummer: S2021/04606 (delvis)" in words(show("c1", "fohm-2022"))
    assert any(
        one.startswith("Diarienummer: rskr. 2012/13:119, en riksdagsskrivelse. Står i")
        for one in words(show("c8", "transport-2012"))
    )


def test_an_amendment_says_what_it_did(show: Show) -> None:
    told = words(show("c3", "vaccine"))
    start = next(one for one in told if one.startswith("ny rytm: Muntligt varje månad"))
    assert after(told, start, 2) == [
        "Före: muntligt varje vecka", "Gäller: vaccine/oral-account-monthly",
    ]  # fmt: skip
    assert "Ändringar" not in words(show("c3", "vaccine", "2022-06-01", "2022-06-01"))
    told = words(show("c3", "vaccine-2022"))
    assert "I övrigt oförändrat" in told
    assert any(one.startswith("Ändrar beslutet: ") for one in told)
    assert len([one for one in told if one.startswith("Uppdrag: ")]) == len(
        register("c3").assignments["vaccine"].amendments
    )
    assert len(after(told, "Avslutar", 2)) == 2


def test_what_is_stopped_and_until_when(show: Show) -> None:
    told = words(show("c9", "railways"))
    (paused,) = (one for one in told if one.startswith("Pausat"))
    assert paused.startswith("Pausat, från 22 december 2022 till och med 30 september 2023, genom")
    assert after(told, paused)[0].startswith("Undantag: Arbete som enligt avtal")
    assert "stoppar: De tidigare uppdragen om nya stambanor" in told
    assert "Ska avslutas, från 22 december 2022" in words(show("c9", "stop-2022"))
    before = show("c9", "ostlanken", "2022-12-01")
    assert "Stoppat" not in "\n".join(words(before))


def test_related_assignments_and_partners(show: Show) -> None:
    assert (
        "stöder: Uppdrag till Migrationsverket att anskaffa boenden, "
        "Migrationsverket (migrationsverket), beslutat 31 mars 2022" in words(show("c4", "housing"))
    )
    told = words(show("c10", "gender-mainstreaming"))
    assert "övertaget från: Göteborgs universitet (gu)" in told
    assert "Texten bryts före: delredovisning; slutredovisning" in told


def test_money_with_a_ceiling_and_who_pays_it_out(show: Show) -> None:
    told = words(show("c2", "assignment:geokalkyl"))
    assert after(told, "beslutat 2018: högst 400 000 kr", 2) == [
        "Utgiftsområde 18, anslag 1:1 Bostadspolitisk utveckling, post 1",
        "Betalas ut av: Kammarkollegiet (kammarkollegiet)",
    ]


def test_a_handover_that_was_announced_and_withdrawn(show: Show) -> None:
    told = words(show("i2", "closing-2019"))
    assert "Aviserad, inte beslutad" in told
    withdrawn = "genom Ändring av regleringsbrevet för 2019 (letter-2019-amended)"
    assert any(one.startswith("Återkallad") and one.endswith(withdrawn) for one in told)
    assert after(told, "Har hänt") == ["inget"]
    assert "Återkallad" not in "\n".join(words(show("i2", "closing-2019", "2019-03-01")))
    assert "closing-2019" in str(show("i2", "letter-2019-amended")["withdraws"])


def test_an_event_and_what_hangs_on_it(show: Show) -> None:
    told = words(show("c5", "commission-formed"))
    assert told[0] == "Händelse: Den nya gränsälvskommissionen bildas"
    assert "Har hänt: ingen uppgift" in told
    (mine,) = after(told, "På den hänger")
    assert mine.endswith("(border-rivers/final-report)")
    told = words(show("c2", "annual-report"))
    assert "Varje år: 22 februari, kallas efter året före" in told
    assert "Every year: 22 February, named by the year before" in words(
        show("c2", "annual-report"), "en"
    )
    assert "Tidigast: februari 2019" in words(show("i2", "closing-decided"))


# What has been recorded


def recorded(engine: Engine, entry: Entry) -> None:
    with writing(engine) as session:
        record(session, entry, on=ON, now=NOW)


def looked(engine: Engine, name: str) -> list[str]:
    with reading(engine) as session:
        found = portrait(session, name, ON)
    assert found
    return words(found)


def test_a_condition_says_how_it_stands(engine: Engine) -> None:
    synced(engine, "c7")
    says = "Med förbehåll för riksdagens ställningstagande (riksdag)"
    assert f"{says}: inte avgjort" in looked(engine, "youth-units")
    recorded(engine, Entry("condition", "youth-units/riksdag", "failed", date(2025, 12, 1), "anna"))
    told = looked(engine, "youth-units")
    assert after(told, f"{says}: inte uppfyllt") == [
        "inte uppfyllt 1 december 2025, antecknat av anna 2 januari 2026"
    ]
    assert "Läge: gäller inte: ett förbehåll är inte uppfyllt" in told
    fallen = "gäller inte sedan 1 december 2025: ett förbehåll är inte uppfyllt"
    assert f"senast onsdag 1 april 2026, {fallen}" in told


def test_a_respite_stands_beside_the_day_that_was_decided(engine: Engine) -> None:
    synced(engine, "c1")
    key, until = "sos-forecasts/forecast/prognos-5", date(2016, 11, 4)
    recorded(engine, Entry("respite", key, "decided", date(2016, 10, 20), "anna", until))
    told = looked(engine, key)
    assert "prognos-5: senast fredag 4 november 2016, oklart om inlämnad" in told
    rule = "Får efter överenskommelse lämnas högst 14 dagar senare, senast onsdag 9 november 2016."
    assert rule in told  # counted from the decided day, not from the respite
    assert any(one.startswith("2. 4 november 2016, anstånd, känd från") for one in told)
    assert (
        "anstånd beslutat 20 oktober 2016, till 4 november 2016, "
        "antecknat av anna 2 januari 2026" in told
    )


def test_a_request_gives_a_day(engine: Engine) -> None:
    synced(engine, "c3")
    key, until = "vaccine/separate-account", date(2026, 2, 2)
    recorded(engine, Entry("request", key, "requested", ON, "anna", until))
    told = looked(engine, key)
    assert "senast måndag 2 februari 2026, inte lämnad än" in told
    assert "begärt 2 januari 2026, till 2 februari 2026, antecknat av anna 2 januari 2026" in told


def test_an_event_that_has_happened(engine: Engine) -> None:
    synced(engine, "c5")
    recorded(engine, Entry("event", "commission-formed", "happened", date(2025, 12, 1), "anna"))
    told = looked(engine, "commission-formed")
    assert "inträffade 1 december 2025, antecknat av anna 2 januari 2026" in told
    assert "Har hänt: ingen uppgift" not in told


# Lists


def test_a_sync_says_who_owes_what_for_whom(engine: Engine) -> None:
    lines = {line.sv for line in synced(engine, "c4")}
    assert "Länsstyrelsen i Stockholms län lämnar housing/account (för Länsstyrelserna)" in lines
    assert "ekonomisk redovisning housing/account: löpande" in lines
    assert not [line for line in lines if "milestone:" in line]


def test_a_list_says_why_there_is_no_day(cases: Any, capsys: pytest.CaptureFixture[str]) -> None:
    said = {
        ("c4", "housing/account"): ("löpande", "ongoing"),
        ("c9", "railways/finish-hassleholm-lund"): ("snarast", "at once"),
        ("c3", "vaccine/separate-account"): ("på begäran", "on request"),
        ("c1", "fohm-gender/report"): ("utan dag", "no date"),
        ("c10", "violence-methods/expert-meeting"): ("2018, utan dag", "2018, no date"),
        ("c10", "prepare-transfer/consequences"): (
            "dagen hänger på budget-documentation", "the day hangs on budget-documentation",
        ),
    }  # fmt: skip
    for (case, key), (swedish, english) in said.items():
        with cases(case) as session:
            (one,) = standings(session, date(2100, 1, 1), keys=[key])
        assert (when(one, "sv"), when(one, "en")) == (swedish, english)
        assert one.state == "undated"  # however late it gets
        due_table([one], "sv")
        assert f"Nyckel: {key}" in capsys.readouterr().out


def test_a_renamed_assignment_is_no_news_about_who_owes_its_milestones(engine: Engine) -> None:
    synced(engine, "c4")
    lines = synced(engine, "c4", ON, ("  housing:\n", "  homes:\n    formerly: housing\n"))
    assert not [line.sv for line in lines if line.noun == "tenure"]


def test_a_list_does_not_say_what_the_day_of_a_secret_duty_hangs_on(engine: Engine) -> None:
    given = "    decision: mucf-2017\n"
    synced(engine, "c10", ON, (given, f"{given}    secret: true\n"))
    with reading(engine) as session:
        (one,) = standings(session, ON, keys=["prepare-transfer/consequences"])
    assert when(one, "sv") == "utan dag"
    assert "budget" not in str(due_data(one))
