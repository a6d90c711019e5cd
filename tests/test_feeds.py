import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, col, update

from feeds.feed import NoRegister, feed
from models.assignment import Assignment
from models.database import open_database, reading, writing
from models.duty import Duty, duty_id
from models.refusal import Refusal
from models.report import Report
from models.standing import Scope
from models.tables import metadata
from tests import sample_register as sample
from tests.ical_reader import Events, read
from tests.sample_register import AGENCY, COORDINATION, COUNTY_BOARD, JOINT, PLAN, SURVEY

GOLDEN = Path(__file__).parent / "data" / "feeds"
BASE = "https://uppdrag.example.se"
HANDED_OVER = date(2018, 1, 1)
OLD, NEW = Scope("organisation", COUNTY_BOARD), Scope("organisation", AGENCY)
LIVE = [Scope(), Scope("assignment", COORDINATION)]
COORDINATION_UID = f"k-{duty_id(f'{COORDINATION}/report')}@uppdrag.invalid"
SURVEY_UID = f"k-{duty_id(f'{SURVEY}/report')}@uppdrag.invalid"
JOINT_UID = f"k-{duty_id(f'{JOINT}/final-report')}@uppdrag.invalid"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = sample.sample_database(tmp_path)
    yield made
    made.dispose()


def body(engine: Engine, scope: Scope, on: date, **how: Any) -> bytes:
    with reading(engine) as session:
        return feed(session, scope, on, base_url=BASE, **how).body


def events(engine: Engine, scope: Scope, on: date, **how: Any) -> Events:
    return read(body(engine, scope, on, **how))


def change(engine: Engine, table: Any, key: str, **values: Any) -> None:
    with writing(engine) as session:
        session.exec(update(table).where(col(table.id) == key).values(**values))


def hand_in(engine: Engine, key: str, day: date) -> None:
    with writing(engine) as session:
        sample.add(
            session,
            Report(
                duty_id=duty_id(key),
                handed_in_on=day,
                diary_number="U2015/77",
                recorded_by="registrator",
                recorded_at=sample.RECORDED,
            ),
        )


@pytest.mark.parametrize(("name", "scope"), [("from", OLD), ("to", NEW)])
def test_the_three_samples_are_the_golden_bytes(engine: Engine, name: str, scope: Scope) -> None:
    assert body(engine, scope, date(2018, 1, 2)) == (GOLDEN / f"{name}.ics").read_bytes()


def test_a_fuzzy_date_is_no_event(engine: Engine) -> None:
    summaries = [event["SUMMARY"] for event in events(engine, Scope(), HANDED_OVER).values()]
    assert len(summaries) == 3
    assert not any("Internt delmål" in summary for summary in summaries)


def test_the_old_organisation_sees_a_handover_for_90_days(engine: Engine) -> None:
    def status(days: int) -> str | None:
        found = events(engine, OLD, HANDED_OVER + timedelta(days))
        return found.get(COORDINATION_UID, {}).get("STATUS")

    assert [status(days) for days in (-1, 0, 89, 90)] == [
        "CONFIRMED",
        "CANCELLED",
        "CANCELLED",
        None,
    ]


def test_the_new_organisation_has_the_same_event_with_a_higher_sequence(engine: Engine) -> None:
    before = events(engine, OLD, date(2017, 12, 31))[COORDINATION_UID]
    assert COORDINATION_UID not in events(engine, NEW, date(2017, 12, 31))
    after = events(engine, NEW, HANDED_OVER)[COORDINATION_UID]
    left = events(engine, OLD, HANDED_OVER)[COORDINATION_UID]
    assert int(before["SEQUENCE"]) < int(after["SEQUENCE"]) == int(left["SEQUENCE"])
    assert after["STATUS"] == "CONFIRMED"
    assert "Övertaget 1 januari 2018 från Länsstyrelsen i Stockholms län." in after["DESCRIPTION"]


@pytest.mark.parametrize("scope", LIVE)
def test_other_feeds_show_a_handed_over_duty_only_once_and_live(
    engine: Engine, scope: Scope
) -> None:
    event = events(engine, scope, HANDED_OVER)[COORDINATION_UID]
    assert event["STATUS"] == "CONFIRMED"
    assert event["SUMMARY"].endswith("(Jämställdhetsmyndigheten)")


@pytest.mark.parametrize("table", [Duty, Assignment])
def test_what_is_withdrawn_is_told_for_90_days(engine: Engine, table: Any) -> None:
    key = duty_id(f"{SURVEY}/report") if table is Duty else SURVEY
    change(engine, table, key, withdrawn_on=date(2015, 2, 1))
    event = events(engine, OLD, date(2015, 5, 1))[SURVEY_UID]
    assert event["STATUS"] == "CANCELLED"
    assert event["SUMMARY"].startswith("INSTÄLLT: Redovisning: kartläggning")
    assert event["SEQUENCE"] == "1"
    assert "Inställt 1 februari 2015." in event["DESCRIPTION"]
    assert SURVEY_UID not in events(engine, OLD, date(2015, 5, 2))
    assert events(engine, OLD, date(2015, 1, 31))[SURVEY_UID]["STATUS"] == "CONFIRMED"


def test_what_is_handed_in_is_marked(engine: Engine) -> None:
    hand_in(engine, f"{SURVEY}/report", date(2015, 3, 12))
    event = events(engine, OLD, date(2015, 3, 12))[SURVEY_UID]
    assert event["SUMMARY"].startswith("✓ Redovisad: Redovisning: kartläggning")
    assert "Redovisad 12 mars 2015, diarienummer U2015/77." in event["DESCRIPTION"]
    assert event["STATUS"] == "CONFIRMED"


def test_what_was_handed_in_before_a_handover_stays_with_who_handed_it_in(engine: Engine) -> None:
    hand_in(engine, f"{COORDINATION}/report", date(2017, 12, 20))
    event = events(engine, OLD, date(2018, 6, 1))[COORDINATION_UID]
    assert event["SUMMARY"].startswith("✓ Redovisad: ")
    assert event["SUMMARY"].endswith("(Länsstyrelsen i Stockholms län)")
    assert COORDINATION_UID not in events(engine, NEW, date(2018, 6, 1))


@pytest.mark.parametrize("secret", [JOINT, "voluntary-organisations-2009"])
def test_a_secret_assignment_shows_its_date_and_nothing_else(engine: Engine, secret: str) -> None:
    change(engine, Assignment, secret, secret=True)
    for scope in (OLD, Scope("plan", PLAN), Scope("assignment", secret)):
        for language, shown in (("sv", "Sekretess: öppna för att"), ("en", "Secret: open to read")):
            event = events(engine, scope, date(2011, 1, 1), language=language)[JOINT_UID]
            assert event["SUMMARY"].startswith(shown)
            assert event["DTSTART;VALUE=DATE"] == "20110331"
            assert not re.search("återvänd|rivillig|Regeringskansliet|safer|nummer", str(event))


def test_a_secret_assignment_gives_its_own_feed_no_name(engine: Engine) -> None:
    change(engine, Assignment, SURVEY, secret=True)
    text = body(engine, Scope("assignment", SURVEY), date(2015, 1, 1)).decode()
    assert "NAME:Redovisningar – Sekretess: öppna för att läsa\r\n" in text
    assert "kartl" not in text.lower()


def test_english_feeds_keep_titles_as_registered(engine: Engine) -> None:
    event = events(engine, OLD, date(2015, 1, 1), language="en")[SURVEY_UID]
    summary = "Report: kartläggning av prostitutionen (Länsstyrelsen i Stockholms län) – Sunday"
    assert event["SUMMARY"] == summary
    assert event["CATEGORIES"] == "Report,Government assignment"
    assert "Report on Sunday 15 March 2015 (week 11)." in event["DESCRIPTION"]
    working_days = "The working day before is Friday 13 March, the one after is Monday 16 March."
    assert working_days in event["DESCRIPTION"]
    assert "To: not stated in the source" in event["DESCRIPTION"]


def test_the_law_is_named_only_where_the_register_names_its_policy(engine: Engine) -> None:
    law = "Det får lämnas nästa arbetsdag, måndag 16 mars, enligt lag (1930:173) 2 §."
    assert law not in events(engine, OLD, date(2015, 1, 1))[SURVEY_UID]["DESCRIPTION"]
    policy = {"policy": "next_working_day", "policy_basis": "lag (1930:173) 2 §"}
    change(engine, Duty, duty_id(f"{SURVEY}/report"), **policy)
    event = events(engine, OLD, date(2015, 1, 1))[SURVEY_UID]
    assert law in event["DESCRIPTION"]
    assert "flyttas inte" not in event["DESCRIPTION"]
    assert event["DTSTART;VALUE=DATE"] == "20150315"


def test_a_title_that_only_repeats_the_kind_is_not_said_twice(engine: Engine) -> None:
    change(engine, Assignment, SURVEY, title="Redovisning", short=None)
    event = events(engine, OLD, date(2015, 1, 1))[SURVEY_UID]
    assert event["SUMMARY"] == "Redovisning (Länsstyrelsen i Stockholms län) – söndag"


def test_a_number_that_cannot_be_read_is_not_guessed(engine: Engine) -> None:
    with writing(engine) as session:
        sample.number(session, JOINT, "fdf22f51", reading=None, status="unresolved")
    described = events(engine, OLD, date(2011, 1, 1))[JOINT_UID]["DESCRIPTION"]
    assert "Diarienummer: ”fdf22f51” (går inte att tyda)" in described


def test_a_window_leaves_out_what_was_due_before_it(engine: Engine) -> None:
    found = events(engine, OLD, date(2016, 1, 1), window_from=date(2015, 1, 1))
    assert {SURVEY_UID, COORDINATION_UID} == set(found)


def test_an_unknown_scope_is_refused(engine: Engine) -> None:
    for kind in ("organisation", "plan", "assignment"):
        with pytest.raises(Refusal, match="Registret har ingen sådan"):
            body(engine, Scope(kind, "no-such-thing"), HANDED_OVER)


def test_a_feed_with_nothing_to_show_holds_one_notice(engine: Engine) -> None:
    (event,) = events(engine, Scope("organisation", "regeringen"), date(2026, 12, 24)).values()
    assert event["SUMMARY"] == "Inga redovisningar att visa just nu"
    assert event["DTSTART;VALUE=DATE"] == "20261201"


def test_a_database_that_was_never_synced_gives_no_calendar_at_all(tmp_path: Path) -> None:
    empty = open_database(f"sqlite:///{tmp_path / 'empty.db'}")
    metadata.create_all(empty)
    with pytest.raises(NoRegister, match="uppdrag sync"):
        body(empty, Scope(), HANDED_OVER)
    empty.dispose()


def test_a_handover_decided_ahead_changes_the_stamp_on_its_day(engine: Engine) -> None:
    with writing(engine) as session:
        sample.hand_over(session, SURVEY, AGENCY, date(2027, 1, 1))
    before = events(engine, OLD, date(2026, 12, 31))[SURVEY_UID]
    after = events(engine, OLD, date(2027, 1, 1))[SURVEY_UID]
    assert before["DTSTAMP"] == "20261201T073000Z"
    assert after["DTSTAMP"] == after["LAST-MODIFIED"] == "20261231T230000Z"


# Rules that hold for every duty

DAYS = st.dates(date(2026, 12, 2), date(2028, 12, 31))


def drawn_history(session: Session, days: dict[str, date]) -> None:
    """Turns of a duty that come with a day, all recorded ahead."""
    sample.hand_over(session, SURVEY, AGENCY, days["away"])
    sample.hand_over(session, SURVEY, COUNTY_BOARD, days["back"])
    sample.rename(session, AGENCY, "Nya myndigheten", days["renamed"])
    withdrawn = update(Duty).where(col(Duty.id) == duty_id(f"{COORDINATION}/report"))
    session.exec(withdrawn.values(withdrawn_on=days["withdrawn"]))


@pytest.fixture(scope="module")
def shared() -> Iterator[Session]:
    memory = open_database("sqlite:///:memory:")
    metadata.create_all(memory)
    with Session(memory) as session:
        sample.sample_register(session)
        session.commit()
        yield session
    memory.dispose()


@settings(max_examples=25, deadline=None)
@given(
    turns=st.fixed_dictionaries(dict.fromkeys(("away", "back", "renamed", "withdrawn"), DAYS)),
    watched=st.sets(DAYS, max_size=3),
)
def test_no_event_changes_under_an_old_stamp_and_no_sequence_falls(
    shared: Session, turns: dict[str, date], watched: set[date]
) -> None:
    drawn_history(shared, turns)
    for scope in (OLD, NEW, Scope()):
        seen: Events = {}
        for day in sorted(watched.union(turns.values())):
            found = read(feed(shared, scope, day, base_url=BASE).body)
            for uid in found.keys() & seen.keys():
                assert_newer(seen[uid], found[uid])
            seen |= found
    shared.rollback()


def assert_newer(old: dict[str, str], new: dict[str, str]) -> None:
    assert int(new["SEQUENCE"]) >= int(old["SEQUENCE"])
    assert new["DTSTAMP"] >= old["DTSTAMP"]
    if new != old:
        assert new["DTSTAMP"] > old["DTSTAMP"]
