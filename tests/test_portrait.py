"""An entry read back: everything that the register says of it, in one shape and in plain words."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel
from sqlalchemy import Engine
from sqlmodel import Session

from flows.handovers import take_effect
from models import reporting
from models.database import open_database, reading, writing
from models.fuzzy_date import FuzzyDate
from models.look import Facts, loosest, sums
from models.money import FundingLine
from models.naming import milestone_keys
from models.portrait import portrait
from models.words import HANDED_IN, KIND, TIMING
from notifications.nouns import SWEDISH
from output.phrases import kronor, said_holder
from output.portrait import Portrait
from output.terminal import print_json
from output.words import WORDS
from register import shape
from register.read import Read
from register.shape_base import Particular
from register.sync import sync
from tests.conftest import NOW, ON
from tests.small_register import SMALL, small, synced

ENTRIES = {  # the parts of a register and what an entry of theirs is
    "assignments": "assignment", "activities": "activity", "plans": "plan",
    "organisations": "organisation", "handovers": "handover", "decisions": "decision",
    "documents": "document", "context": "context", "events": "event",
}  # fmt: skip
LATER = date(2020, 6, 2)
VOLUNTARY = "Fördelning av medel till frivilligorganisationer (voluntary-organisations-2009)"
LADDER = (
    "standard: 90 dagar före, 30 dagar före, 14 dagar före, 5 arbetsdagar före, arbetsdagen före, "
    "på dagen, därefter var 5:e arbetsdag, högst 6 gånger"
)


@pytest.fixture(scope="module")
def database(
    empty_sqlite: Path, shipped: Read, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """The shipped register, read in."""
    path = tmp_path_factory.mktemp("shipped") / "uppdrag.db"
    path.write_bytes(empty_sqlite.read_bytes())
    engine = open_database(f"sqlite:///{path}", durable=False)
    assert shipped.register
    sync(engine, shipped.register, shipped.digest, on=ON, now=NOW)
    yield engine
    engine.dispose()


@pytest.fixture
def session(database: Engine) -> Iterator[Session]:
    with reading(database) as session:
        yield session


def seen(session: Session, name: str, on: str = "2026-11-23", known: str | None = None) -> Facts:
    found = portrait(
        session, name, date.fromisoformat(on), date.fromisoformat(known) if known else None
    )
    assert found
    return found


def words(found: Facts, language: str = "sv") -> list[str]:
    """The lines of a portrait without their indents."""
    return [text for _, text in Portrait(language).lines(found)]


def look(engine: Engine, name: str, on: date = LATER, known: date | None = None) -> Facts:
    with reading(engine) as session:
        found = portrait(session, name, on, known)
    assert found
    return found


# The shipped register


def test_the_joint_report_stands_with_both_its_assignments(session: Session) -> None:
    for name in ("safer-return-2009", "voluntary-organisations-2009"):
        (milestone,) = seen(session, name)["milestones"]
        (duty,) = milestone["duties"]
        assert milestone["id"] == "safer-return-2009/final-report"
        assert milestone["to"] == [{"id": "regeringskansliet", "name": "Regeringskansliet"}]
        assert milestone["copies"] == []
        assert [one["id"] for one in milestone["covers"]] == [
            "safer-return-2009", "voluntary-organisations-2009",
        ]  # fmt: skip
        assert milestone["ladder"]["before"] == ("90d", "30d", "14d", "5wd", "1wd")
        assert (duty["due"], duty["state"]) == (date(2011, 3, 31), "unrecorded")
        assert milestone["source"] == {
            "document": "pm-2009-04-09", "title": "Ökat stöd till offer för människohandel",
            "at": "paragraph 4", "wording": "senast den 31 mars 2011",
        }  # fmt: skip


def test_a_milestone_in_words(session: Session) -> None:
    told = words(seen(session, "safer-return-2009", "2011-03-01"))
    start = told.index("Milstolpar")
    assert told[start + 1 : start + 7] == [
        "slutredovisning (safer-return-2009/final-report)",
        "senast torsdag 31 mars 2011, inte lämnad än",
        "Till: Regeringskansliet (regeringskansliet)",
        f"Omfattar också: {VOLUNTARY}",
        f"Påminnelser: {LADDER}",
        "Källa: pm-2009-04-09, stycke 4: ”senast den 31 mars 2011”",
    ]


def test_money_is_told_line_by_line_and_never_added_across_statuses(session: Session) -> None:
    money = seen(session, "safer-return-2009")["funding"]
    assert [(one["status"], one["year"], one["amount"]) for one in money["lines"]] == [
        ("decided", 2009, 5_000_000), ("intended", 2010, 5_000_000),
    ]  # fmt: skip
    assert [(one["status"], one["year"], one["amount"]) for one in money["sums"]] == [
        ("decided", 2009, 5_000_000), ("intended", 2010, 5_000_000),
    ]  # fmt: skip
    told = words(seen(session, "safer-return-2009"))
    assert "beslutat 2009: 5 000 000 kr till Länsstyrelsen i Stockholms län" in told
    assert "avsett 2010: 5 000 000 kr till Länsstyrelsen i Stockholms län" in told
    assert (
        "Summor, var status för sig: beslutat 2009: 5 000 000 kr; avsett 2010: 5 000 000 kr" in told
    )


def test_an_inexact_sum_says_so(session: Session) -> None:
    told = words(seen(session, "handlingsplan-2008"))
    assert "aviserat 2008 – 2010: drygt 210 miljoner kr, totalt" in told
    assert "Ordalydelse: ”Totalt satsas drygt 210 miljoner kronor på 36 åtgärder”" in told
    assert "Åtgärder: 36" in told


def test_money_without_a_sum_or_a_year(session: Session) -> None:
    assert (
        "status inte angiven: summan är inte angiven, delfinansiering till "
        "Regionkoordinatorerna mot prostitution och människohandel"
        in words(seen(session, "regional-coordinators-financing"))
    )
    told = words(seen(session, "strengthened-work"))
    assert "aviserat: 1 500 000 kr, tillskott till Jämställdhetsmyndigheten" in told
    assert any(one.startswith("Beslut: Tillskott till arbetet") for one in told)


def test_diary_numbers_as_written_as_read_and_how_sure(session: Session) -> None:
    (number,) = seen(session, "prostitution-survey")["decision"]["diary_numbers"]
    assert (number["raw"], number["reading"]) == ("U20136848JÄM", "U2013/6848/JÄM")
    assert number["status"] == "probable"
    told = "\n".join(words(seen(session, "survey-decision-2013")))
    assert "Diarienummer: U20136848JÄM, trolig läsning U2013/6848/JÄM. Snedstrecken" in told
    told = "\n".join(words(seen(session, "children-decision")))
    assert "Diarienummer: fdf22f51, kan inte läsas. Åtta hexadecimala tecken" in told
    assert "Diarienummer: inte angivet" in words(seen(session, "ij-april-2009"))


def test_what_is_not_stated_is_said_to_be_so(session: Session) -> None:
    told = words(seen(session, "prostitution-survey"))
    for label in ("Till och med", "Publicerat", "Mottaget", "Till"):
        assert f"{label}: inte angivet" in told
    assert "Beslutat: december 2013" in told


def test_sources_that_disagree_stand_side_by_side(session: Session) -> None:
    claims = seen(session, "national-coordination")["claims"]
    assert [(one["says"], one["used"]) for one in claims["since"]] == [
        ("2009", True), ("2008", False),
    ]  # fmt: skip
    told = words(seen(session, "national-coordination"))
    start = told.index("Källorna är oense om början")
    assert told[start + 1 : start + 5] == [
        "→ 2009 (används: Den enda tid som står i de fem texterna.)",
        "Källa: nyhet-2018-01-08, stycke 2: ”Sedan 2009 har Länsstyrelsen i Stockholm haft”",
        "– 2008",
        "Källa: statskontoret-2014, platsen är inte antecknad",
    ]
    assert "→ 2011 – 2014" in "\n".join(told)


def test_one_claim_is_no_disagreement(session: Session) -> None:
    told = words(seen(session, "survey-decision-2013"))
    assert "Källan om departementet" in told
    assert not any("oense" in one for one in told)


def test_parts_with_the_count_that_the_source_states(session: Session) -> None:
    found = seen(session, "child-trafficking")
    assert [one["key"] for one in found["parts"]] == [
        "spread", "taxi-hotels-restaurants", "inform-the-public", "strengthened-coordination",
    ]  # fmt: skip
    told = words(found)
    assert "4 delar, källan säger 4" in told
    assert (
        "2. Utveckla samarbetet med taxi, hotell och restaurang (taxi-hotels-restaurants)" in told
    )
    assert told.count("Källorna är oense om titeln") == 2


def test_particulars_stand_by_their_kind(session: Session) -> None:
    found = seen(session, "national-coordination")["particulars"]
    assert list(found) == ["scope", "example", "lineage"]
    assert [str(one["when"].text) for one in found["scope"]] == ["2009", "2013"]
    told = "\n".join(words(seen(session, "national-coordination")))
    assert "nödläge för den utsatte. (bland annat)" in told


def test_who_answers_is_told_as_of_the_day(session: Session) -> None:
    before, after = (
        seen(session, "national-coordination", day) for day in ("2017-12-31", "2018-01-08")
    )
    assert before["responsible"]["id"] == before["contact"]["id"] == "lst-stockholm"
    assert before["responsible"]["until"] == date(2017, 12, 31)
    assert after["responsible"]["id"] == after["contact"]["id"] == "jamy"
    assert [one["id"] for one in after["history"]] == ["lst-stockholm", "jamy"]
    (handover,) = after["handovers"]
    assert (handover["id"], handover["fate"]) == ("jamy-2018", "moves")
    told = words(after)
    assert (
        "flyttar 1 januari 2018, från Länsstyrelsen i Stockholms län till "
        "Jämställdhetsmyndigheten; kontakten 8 januari 2018" in told
    )
    assert "Svarar på frågor: Jämställdhetsmyndigheten från 8 januari 2018" in told


def test_a_group_lists_its_members_once(session: Session) -> None:
    found = seen(session, "regional-county-boards")
    assert len(found["responsible"]["members"]) == 21
    told = [one for one in words(found) if one.startswith("21 medlemmar: ")]
    assert len(told) == 1
    (handover,) = found["handovers"]
    assert handover["fate"] == "stays"
    assert (
        "stannar hos Länsstyrelserna när annat flyttar 1 januari 2018 "
        "från Länsstyrelsen i Stockholms län till Jämställdhetsmyndigheten" in words(found)
    )


def test_a_day_before_anybody_had_the_task_is_no_orphan(session: Session) -> None:
    found = portrait(session, "national-coordination", date(2000, 1, 1))
    assert found
    told = words(found)
    assert (
        "Inget uppdrag den dagen: först ansvarar Länsstyrelsen i Stockholms län från 2009." in told
    )
    assert "Ansvarar: ingen" not in told


def test_a_handover_says_what_moves_and_what_stays(session: Session) -> None:
    found = seen(session, "jamy-2018")
    fates = [(one["entry"], one["fate"]) for one in found["items"]]
    assert fates[0] == ("assignment", "moves")
    assert fates[-1] == ("assignment", "stays")
    assert fates[1:-1] == [("activity", "moves")] * 9
    told = words(found)
    assert "Ansvaret flyttar: 1 januari 2018" in told
    assert "Kontakten flyttar: 8 januari 2018" in told
    assert any(one.endswith("oförändrat: telefonnumret 020-390 000") for one in told)


def test_an_organisation_on_a_day(session: Session) -> None:
    before, after = (seen(session, "jamy", day) for day in ("2018-01-07", "2018-01-08"))
    assert [one["current"] for one in before["contact_points"]] == [False]
    assert [one["current"] for one in after["contact_points"]] == [True]
    roles = {(one["id"], one["role"]) for one in before["answers_for"]}
    assert ("national-coordination", "responsible") in roles
    assert ("national-coordination", "contact") not in roles
    assert ("national-coordination", "contact") in {
        (one["id"], one["role"]) for one in after["answers_for"]
    }
    assert seen(session, "jamy", "2017-12-31")["answers_for"] == []


def test_an_organisation_answers_with_its_groups(session: Session) -> None:
    found = seen(session, "lst-norrbotten")
    assert [one["id"] for one in found["member_of"]] == ["lansgruppen-norrbotten", "county-boards"]
    (group,) = [one for one in found["answers_for"] if one["group"]]
    assert (group["id"], group["group"]["id"]) == ("regional-county-boards", "county-boards")


def test_a_group_with_members_that_only_the_source_names(session: Session) -> None:
    named = {one["name"]: one["id"] for one in seen(session, "nmt")["members"]}
    assert named["socialtjänsten"] is None
    assert named["Polismyndigheten"] == "polismyndigheten"
    named = {
        one["name"]: one["id"] for one in seen(session, "samordningsgrupp-vasterbotten")["members"]
    }
    assert named["Åklagarkammaren"] == "aklagarmyndigheten"


def test_a_plan_with_its_focus_areas_and_assignments(session: Session) -> None:
    told = words(seen(session, "handlingsplan-ny"))
    assert "8 insatsområden, källan säger 8" in told
    assert "4. Lagstiftningsåtgärder (legislation)" in told
    found = seen(session, "handlingsplan-2008")
    assert {one["id"] for one in found["assignments"]} == {
        "safer-return-2009", "voluntary-organisations-2009",
    }  # fmt: skip


def test_a_decision_says_what_rests_on_it(session: Session) -> None:
    found = seen(session, "am-top-ups")
    assert [(one["entry"], one["id"]) for one in found["gives"]] == [("activity", "cbss-grant")]
    assert [one["id"] for one in found["funds"]] == ["strengthened-work"]
    found = seen(session, "ij-april-2009")
    assert {one["id"] for one in found["gives"]} == {
        "safer-return-2009", "voluntary-organisations-2009",
    }  # fmt: skip


def test_a_document_says_why_it_is_dated_so_and_what_rests_on_it(session: Session) -> None:
    found = seen(session, "pm-am")
    assert "Publicerat: oktober 2022 – hösten 2024" in words(found)
    assert {(one["entry"], one["id"]) for one in found["tells_of"]} >= {
        ("assignment", "strengthened-work"), ("organisation", "cbss"), ("decision", "am-top-ups"),
    }  # fmt: skip


def test_a_date_of_the_background(session: Session) -> None:
    found = seen(session, "sou-2010-49")
    assert (found["entry"], found["kind"]) == ("context", "inquiry")
    assert "SOU 2010:49" in words(found)


def test_a_recurring_milestone_stands_once_with_its_occurrences(session: Session) -> None:
    (milestone,) = seen(session, "jamy-annual-report")["milestones"]
    assert [one["occurrence"] for one in milestone["duties"]] == [str(y) for y in range(2018, 2028)]
    told = words(seen(session, "jamy-annual-report"))
    assert "2026: senast måndag 22 februari 2027, inte lämnad än" in told
    assert (
        "Om dagen inte är en arbetsdag: får det göras nästa arbetsdag (lag (1930:173) 2 §)" in told
    )
    assert "Läge: pågår (närmast jamy-annual-report/annual-report/2026)" in told


def test_a_milestone_is_shown_by_its_key_with_or_without_the_period(session: Session) -> None:
    whole = seen(session, "jamy-annual-report/annual-report")
    one = seen(session, "jamy-annual-report/annual-report/2025")
    assert len(whole["milestones"][0]["duties"]) == 10
    (duty,) = one["milestones"][0]["duties"]
    assert (duty["due"], duty["act_by"]) == (date(2026, 2, 22), date(2026, 2, 23))
    assert one["entry"] == "milestone"
    assert one["responsible"]["id"] == "jamy"
    (sunday,) = (text for text in words(one) if text.startswith("Söndag 22 februari är ingen"))
    law = "enligt lag (1930:173) 2 §."
    assert sunday.endswith(f"Det får lämnas nästa arbetsdag, måndag 23 februari, {law}")


@pytest.mark.parametrize("name", ["nothing", "plan:jamy", "a/b", "safer-return-2009/", "%/%", ""])
def test_what_is_not_there_is_no_portrait(session: Session, name: str) -> None:
    assert portrait(session, name, ON) is None


def test_a_kind_may_be_named(session: Session) -> None:
    assert seen(session, "organisation:jamy")["entry"] == "organisation"


def test_keys_below_a_milestone_take_no_wildcards(session: Session) -> None:
    assert milestone_keys(session, "prostitution-survey/report") == ["prostitution-survey/report"]
    assert milestone_keys(session, "jamy-annual-report/annual_report") == []


def test_what_was_not_yet_known_is_left_out(session: Session) -> None:
    assert portrait(session, "safer-return-2009", ON, date(2009, 4, 8)) is None
    assert portrait(session, "jamy-2018", ON, date(2017, 12, 31)) is None
    found = seen(session, "national-coordination", "2018-02-01", "2017-12-31")
    assert found["responsible"]["id"] == "lst-stockholm"
    assert found["handovers"] == []
    assert "lineage" in seen(session, "national-coordination", known="2015-05-01")["particulars"]
    assert (
        "lineage" not in seen(session, "national-coordination", known="2015-04-01")["particulars"]
    )


def test_an_entry_is_json_as_it_stands(
    session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    print_json(seen(session, "national-coordination", known="2020-01-01"))
    found = json.loads(capsys.readouterr().out)
    assert found["since"] == "2009"
    assert found["on"] == "2026-11-23"
    assert found["particulars"]["lineage"][0]["when"] == "2015-04-30"


def written(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Every text in a part of the register, with its path."""
    match value:
        case BaseModel():
            for name in type(value).model_fields:
                yield from written(getattr(value, name), (*path, name))
        case dict():
            for key, one in value.items():
                yield from written(one, (*path, key))
        case list():
            for number, one in enumerate(value):
                yield from written(one, (*path, number))
        case str() if " " in value:
            yield path, value


def kept(path: tuple[Any, ...]) -> bool:
    """Whether the tables keep it: not the title of the file, nor two things they have no place for."""
    group_source = path[0] == "organisations" and path[2] == "source"
    return len(path) > 1 and not group_source and not ("milestones" in path and "claims" in path)


def test_every_text_of_the_register_is_read_back(session: Session, shipped: Read) -> None:
    assert shipped.register
    told = [
        text
        for part, kind in ENTRIES.items()
        for key in getattr(shipped.register, part)
        for text in words(seen(session, f"{kind}:{key}"))
    ]
    everything = "\n".join(told)
    swedish = Portrait("sv")
    texts = [(path, text) for path, text in written(shipped.register) if kept(path)]
    missing = [
        (path, text)
        for path, text in texts
        if (swedish.place(text) if path[-1] == "at" else text) not in everything
    ]
    assert len(texts) > 500
    assert not missing
    spoken = [one for one in told if not one.startswith(("Fil: ", "Adress: "))]
    assert not [one for one in spoken if re.search(r"None|\{|\[|_[a-z]|paragraph|bullet", one)]


def test_every_entry_is_read_back_in_english(session: Session, shipped: Read) -> None:
    assert shipped.register
    labels = set(words(seen(session, "safer-return-2009"), "en"))
    assert {"Milestones", "Money", "Decision", "Responsibility", "Documents"} <= labels
    swedish = re.compile(r"(Källa|Till|Beslutat|Beslutat av|Påminnelser|Ansvarar|Känt från): ")
    for part, kind in ENTRIES.items():
        for key in getattr(shipped.register, part):
            told = words(seen(session, f"{kind}:{key}"), "en")
            assert not [one for one in told if swedish.match(one)]


# A small register, on both databases


AMENDED = small(
    ("        due: 2021-03-31\n", "        due: 2021-06-30\n        amended_by: andring\n"),
)
CORRECTED = small(
    (
        "        due: 2021-03-31\n",
        "        due: 2021-03-30\n        correction: Dagen var felskriven.\n",
    ),
)


def test_an_amended_date_keeps_the_one_before_and_says_why(engine: Engine) -> None:
    synced(engine)
    assert not synced(engine, AMENDED).mistakes
    (duty,) = look(engine, "kartlaggning/slutrapport")["milestones"][0]["duties"]
    assert [(str(one["due"]), one["reason"]) for one in duty["dates"]] == [
        ("2021-03-31", "original"), ("2021-06-30", "amended"),
    ]  # fmt: skip
    told = words(look(engine, "kartlaggning"))
    assert (
        "1. 31 mars 2021, ursprunglig dag genom Beslutet (beslut), känd från 10 januari 2020"
        in told
    )
    assert "2. 30 juni 2021, ändrad genom Ändringsbeslutet (andring), känd från 4 maj 2020" in told
    assert look(engine, "andring")["amends"] == ["kartlaggning/slutrapport"]


def test_before_the_amendment_was_known_the_old_date_held(engine: Engine) -> None:
    synced(engine)
    synced(engine, AMENDED)
    found = look(engine, "kartlaggning/slutrapport", known=date(2020, 5, 3))
    (duty,) = found["milestones"][0]["duties"]
    assert (str(duty["due"]), len(duty["dates"])) == ("2021-03-31", 1)


def test_a_corrected_date_strikes_the_slip(engine: Engine) -> None:
    synced(engine)
    assert not synced(engine, CORRECTED).mistakes
    (duty,) = look(engine, "kartlaggning/slutrapport")["milestones"][0]["duties"]
    assert [(one["number"], one["retracted"]) for one in duty["dates"]] == [(1, True), (2, False)]
    told = "\n".join(words(look(engine, "kartlaggning")))
    assert "(struken: felskriven)" in told
    assert "rättad genom Beslutet (beslut): Dagen var felskriven." in told


def test_what_was_handed_in_stands_with_its_corrections(engine: Engine) -> None:
    synced(engine)
    day, now = date(2020, 11, 20), datetime(2020, 11, 20, 8, tzinfo=UTC)
    key = "stodet/delrapport"
    with writing(engine) as session:
        reporting.hand_in(session, key, date(2020, 11, 13), None, "anna", on=day, now=now)
        reporting.hand_in(session, key, date(2020, 11, 12), "A1/1", "bo", on=day, now=now)
        session.flush()
        reporting.undo(session, key, "bo", on=day, now=now)
    found = look(engine, key, day)
    assert [one["undone"] for one in found["milestones"][0]["duties"][0]["reports"]] == [
        False, False, True,
    ]  # fmt: skip
    told = words(found)
    assert "Inlämnad 13 november 2020, registrerat av anna 20 november 2020 (rättad)" in told
    assert (
        "Inlämnad 12 november 2020, diarienummer A1/1, registrerat av bo 20 november 2020 "
        "(återtagen)" in told
    )
    assert (
        "Taget tillbaka: inlämnad 12 november 2020, diarienummer A1/1, "
        "registrerat av bo 20 november 2020" in told
    )
    assert look(engine, key, date(2020, 11, 11))["milestones"][0]["duties"][0]["reports"] == []


def test_copies_are_told(engine: Engine) -> None:
    synced(engine)
    assert "Kopia till: Myndigheten (myndigheten)" in words(look(engine, "stodet"))


@pytest.mark.parametrize(
    ("on", "state"), [("2021-03-31", "open"), ("2021-04-01", "late"), ("2020-06-02", "open")]
)
def test_the_state_of_an_assignment_is_the_worst_of_its_duties(
    engine: Engine, on: str, state: str
) -> None:
    synced(engine)
    assert look(engine, "kartlaggning", date.fromisoformat(on))["state"] == {
        "2021-03-31": "late"  # the annual report of 22 February
    }.get(on, state)
    (milestone,) = look(engine, "kartlaggning/slutrapport", date.fromisoformat(on))["milestones"]
    assert milestone["duties"][0]["state"] == state


def edited(line: str) -> str:
    """The small register with a line more about its second assignment."""
    title = "    title: Stödet\n"
    return small((title, f"{title}    {line}\n"))


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("until: 2020-05", "ended"),
        ("since: autumn 2020", "coming"),
        ("withdrawn_by: andring", "withdrawn"),
        ("short: stöd", "open"),
    ],
)
def test_the_state_of_an_assignment(engine: Engine, line: str, state: str) -> None:
    synced(engine, edited(line))
    assert look(engine, "stodet")["state"] == state


def test_a_withdrawn_assignment_says_by_what(engine: Engine) -> None:
    synced(engine, edited("withdrawn_by: andring"))
    told = words(look(engine, "stodet"))
    assert "Läge: återkallat 4 maj 2020 genom Ändringsbeslutet (andring)" in told
    assert [one["id"] for one in look(engine, "andring")["withdraws"]] == ["stodet"]
    assert look(engine, "stodet", known=date(2020, 5, 3))["withdrawn"] is None


@pytest.mark.parametrize("name", ["stodet", "stodet/delrapport", "telefonen", "flytten", "lst"])
def test_whatever_names_a_secret_assignment_says_so_first(engine: Engine, name: str) -> None:
    synced(engine, edited("secret: true"))
    found = look(engine, name)
    assert found["secret"]
    assert words(found)[0].startswith("Sekretess")
    assert words(found, "en")[0].startswith("Secret")
    assert any("Stödet" in one for one in words(found))


@pytest.mark.parametrize("name", ["kartlaggning", "planen", "regeringen"])
def test_nothing_else_is_secret(engine: Engine, name: str) -> None:
    synced(engine, edited("secret: true"))
    assert not look(engine, name)["secret"]
    assert not words(look(engine, name))[0].startswith("Sekretess")


def test_the_steps_of_a_handover_stand_from_their_day(engine: Engine) -> None:
    synced(engine)
    take_effect(engine, date(2021, 1, 8), NOW)
    steps = {
        day: [one["step"] for one in look(engine, "flytten", date.fromisoformat(day))["steps"]]
        for day in ("2020-12-31", "2021-01-01", "2021-01-08")
    }
    assert steps == {
        "2020-12-31": [], "2021-01-01": ["effective"],
        "2021-01-08": ["effective", "contact_moved"],
    }  # fmt: skip
    assert "inget än" in words(look(engine, "flytten"))


def test_a_name_that_several_kinds_share(engine: Engine) -> None:
    renamed = SMALL.replace("  planen:\n", "  stodet:\n").replace("plan: planen", "plan: stodet")
    synced(engine, renamed)
    found = look(engine, "stodet")
    assert (found["entry"], found["also"]) == ("assignment", ["plan:stodet"])
    assert look(engine, "plan:stodet")["entry"] == "plan"
    assert "Samma namn har också plan:stodet" in words(found)


def test_an_entry_that_nobody_answers_for(engine: Engine) -> None:
    synced(engine, small(("        fate: stays\n", "        fate: ends\n")))
    assert look(engine, "stodet", date(2019, 1, 1))["responsible"] is None
    told = words(look(engine, "kartlaggning", date(2021, 1, 1)))
    assert "Ansvarar: ingen" in told
    assert "ingen från 1 januari 2021" in told


# Words


def choices(annotation: Any) -> set[str]:
    """The words of a Literal, wherever it stands in a type."""
    if get_origin(annotation) is Literal:
        return set(get_args(annotation))
    return set().union(*map(choices, get_args(annotation)))


@pytest.mark.parametrize(
    ("group", "model", "field"),
    [
        ("money", shape.Money, "status"), ("money_kind", shape.Money, "kind"),
        ("precision", shape.Money, "precision"), ("partner", shape.Partner, "duty"),
        ("about", Particular, "about"), ("fate", shape.HandoverItem, "fate"),
        ("handover", shape.Handover, "kind"), ("decision", shape.Decision, "kind"),
        ("document", shape.Document, "kind"), ("organisation", shape.Organisation, "kind"),
        ("activity", shape.Activity, "kind"), ("context", shape.ContextDate, "kind"),
        ("form", shape.Milestone, "form"), ("unknown", shape.Organisation, "unknown"),
        ("stop", shape.Stopped, "how"), ("amendment", shape.Amendment, "what"),
        ("related", shape.Related, "how"), ("number", shape.DiaryNumber, "kind"),
        ("event_about", shape.EventYearly, "about"),
    ],
)  # fmt: skip
def test_every_choice_of_the_register_has_words(
    group: str, model: type[BaseModel], field: str
) -> None:
    assert WORDS[group].keys() == choices(model.model_fields[field].annotation)


def test_every_kind_and_every_word_for_no_day_is_said() -> None:
    assert KIND.keys() == choices(shape.Kind)
    assert TIMING.keys() == choices(shape.Milestone.model_fields["when"].annotation)
    assert KIND.keys() > SWEDISH.keys() == HANDED_IN


@pytest.mark.parametrize(
    ("amount", "precision", "said"),
    [
        (5_000_000, "exact", "5 000 000 kr"),
        (0, "exact", "0 kr"),
        (210_000_000, "at_least", "210 miljoner kr"),
        (2_800_000, "about", "2,8 miljoner kr"),
        (2_850_000, "about", "2 850 000 kr"),
        (999_999, "about", "999 999 kr"),
        (41_000_000, "at_most", "41 miljoner kr"),
        (10**13, "about", "10000000 miljoner kr"),
    ],
)
def test_a_sum_in_kronor(amount: int, precision: str, said: str) -> None:
    assert kronor({"amount": amount, "precision": precision}, "sv") == said


def funding() -> st.SearchStrategy[FundingLine]:
    return st.builds(
        FundingLine,
        subject=st.just("assignment:a"), position=st.just(0),
        status=st.sampled_from(["decided", "intended", "announced"]),
        amount=st.none() | st.integers(0, 10**13),
        precision=st.sampled_from(["exact", "at_least", "at_most", "about"]),
        year=st.none() | st.integers(2009, 2011),
        period=st.none() | st.just(FuzzyDate.parse("2008..2010")),
        kind=st.sampled_from(["grant", "total"]),
    )  # fmt: skip


@given(st.lists(funding()))
def test_a_sum_is_of_one_status_year_and_kind(lines: list[FundingLine]) -> None:
    stated = [line for line in lines if line.amount is not None]
    found = sums(lines)
    assert sum(one["amount"] for one in found) == sum(line.amount or 0 for line in stated)
    groups = {(line.status, line.year, line.period, line.kind) for line in stated}
    assert len(found) == len(groups)
    if any(line.precision != "exact" for line in stated):
        assert any(one["precision"] != "exact" for one in found)


@pytest.mark.parametrize(
    ("precisions", "loose"),
    [
        ({"exact"}, "exact"), ({"exact", "at_most"}, "at_most"), ({"at_least"}, "at_least"),
        ({"at_least", "at_most"}, "about"), ({"at_most", "about"}, "about"),
    ],
)  # fmt: skip
def test_a_sum_is_as_exact_as_its_loosest_line(precisions: set[str], loose: str) -> None:
    assert loosest(precisions) == loose


def test_a_holder_in_words() -> None:
    holder = {"name": "Myndigheten", "since": FuzzyDate.parse("since 2009"),
              "until": date(2017, 12, 31), "stated": False}  # fmt: skip
    assert said_holder(holder, "sv") == (
        "Myndigheten från 2009 till och med 31 december 2017 (antaget, inte angivet)"
    )
    assert said_holder(None, "en") == "nobody"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("paragraph 4", "stycke 4"),
        ("bullet 12", "punkt 12"),
        ("heading above paragraph 4", "rubriken ovanför stycke 4"),
        ("2 kap. 1 §", "2 kap. 1 §"),
        ("paragraph four", "paragraph four"),
        ("foreword", "förordet"),
    ],
)
def test_a_place_in_a_document(at: str, said: str) -> None:
    assert Portrait("sv").place(at) == said
