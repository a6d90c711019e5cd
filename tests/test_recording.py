"""What happens and is no decision: recorded, corrected, taken back, and what follows from it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from models.database import writing
from models.duty import DateVersion
from models.happening import Happening
from models.recording import Entry, Kept, record, take_back
from models.refusal import Refusal
from models.standing import Standing, standings
from tests.small_site import Site, assignment, decision, register, report

Fields = dict[str, Any]
NOON = datetime(2011, 1, 1, 12, tzinfo=UTC)
EVENTS = {
    "formed": {"title": "Kommissionen bildas"},
    "annual-report": {
        "title": "Årsredovisningen",
        "yearly": {"on": "02-22", "about": "year_before"},
    },
}


@pytest.fixture
def site(engine: Engine) -> Site:
    return Site(engine)


def hanging(**also: object) -> Fields:
    return {
        "kind": "final_report",
        "to": ["regeringen"],
        "counted_from": {"event": "formed"},
        **also,
    }


def a_register(letter: Fields | None = None, **milestones: Fields):
    entry = assignment(milestones=milestones, conditions={"riksdag": {"says": "Med förbehåll"}})
    decisions = {"first": {**decision(), **(letter or {})}}
    return register({"a": entry}, events=EVENTS, decisions=decisions)


def kept(site: Site, noun: str, name: str, what: str, day: str, **also: object) -> Kept:
    on = date.fromisoformat(str(also.pop("on", day)))
    entry = Entry(noun, name, what, date.fromisoformat(day), "anna", **also)  # type: ignore[arg-type]
    with writing(site.engine) as session:
        return record(session, entry, on=on, now=NOON)


def undone(site: Site, noun: str, name: str, on: str) -> Kept:
    with writing(site.engine) as session:
        return take_back(session, noun, name, "anna", on=date.fromisoformat(on), now=NOON)  # type: ignore[arg-type]


def standing(site: Site, key: str, on: str) -> Standing:
    with writing(site.engine) as session:
        return standings(session, date.fromisoformat(on), keys=[key])[0]


def test_before_the_event_there_is_no_day_and_nobody_is_told(site: Site):
    site.sync(a_register(**{"final-report": hanging()}), "2010-07-02")
    site.every_day("2010-07-02", "2010-12-31")
    assert site.alerts() == []
    assert standing(site, "a/final-report", "2010-12-31").state == "undated"


def test_the_day_follows_the_event_by_a_month(site: Site):
    milestone = hanging(counted_from={"event": "formed", "plus": "1m"})
    site.sync(a_register(**{"final-report": milestone}), "2010-07-02")
    found = kept(site, "event", "formed", "happened", "2011-01-31", on="2011-02-01")
    assert found.moved == (("a/final-report", date(2011, 2, 28)),)
    assert standing(site, "a/final-report", "2011-02-01").due == date(2011, 2, 28)
    site.sweep("2011-02-01")
    assert site.told() == [("amended", "2011-02-01")]


def test_the_same_again_is_told_as_done_and_another_day_corrects(site: Site):
    site.sync(a_register(**{"final-report": hanging()}), "2010-07-02")
    assert kept(site, "event", "formed", "happened", "2010-09-01").what == "recorded"
    assert kept(site, "event", "formed", "happened", "2010-09-01").what == "already"
    assert kept(site, "event", "formed", "happened", "2010-09-03").what == "corrected"
    assert standing(site, "a/final-report", "2010-09-03").due == date(2010, 9, 3)
    assert len(site.rows(Happening)) == 2


def test_taken_back_the_day_is_gone_again(site: Site):
    site.sync(a_register(**{"final-report": hanging()}), "2010-07-02")
    kept(site, "event", "formed", "happened", "2010-09-01")
    assert undone(site, "event", "formed", "2010-09-02").moved == (("a/final-report", None),)
    assert standing(site, "a/final-report", "2010-09-02").state == "undated"
    assert [one.number for one in site.rows(DateVersion)] == [1, 2, 3]
    with pytest.raises(Refusal, match="inget registrerat"):
        undone(site, "event", "formed", "2010-09-03")


def test_what_follows_another_moves_with_it(site: Site):
    same = {"kind": "account", "counted_from": {"milestone": "repayment"}}
    site.sync(a_register(repayment=report("2018-12-29"), account=same), "2018-08-01")
    assert standing(site, "a/account", "2018-08-01").due == date(2018, 12, 29)
    moved = kept(site, "respite", "a/repayment", "decided", "2018-09-02", until=date(2019, 1, 15))
    assert set(moved.moved) == {
        ("a/repayment", date(2019, 1, 15)),
        ("a/account", date(2019, 1, 15)),
    }


def test_a_report_in_the_annual_report_has_its_day_in_the_next_year(site: Site):
    within = {"kind": "report", "within": {"event": "annual-report", "year": 2018}}
    site.sync(a_register(**{"in-annual": within}), "2018-08-01")
    assert standing(site, "a/in-annual", "2018-08-01").due == date(2019, 2, 22)
    kept(site, "event", "annual-report/2018", "happened", "2019-02-15")
    assert standing(site, "a/in-annual", "2019-02-15").due == date(2019, 2, 15)


def test_a_sync_leaves_what_follows_as_it_is(site: Site):
    wanted = a_register(**{"final-report": hanging()})
    site.sync(wanted, "2010-07-02")
    kept(site, "event", "formed", "happened", "2010-09-01")
    before = site.duty("a/final-report").sequence
    assert site.sync(wanted, "2010-09-05").lines == []
    again = a_register(**{"final-report": hanging(title="En titel")})
    site.sync(again, "2010-09-05")
    assert standing(site, "a/final-report", "2010-09-05").due == date(2010, 9, 1)
    assert site.duty("a/final-report").sequence == before


@pytest.mark.parametrize("what", ["asked", "promised"])
def test_a_respite_that_is_not_decided_moves_nothing(site: Site, what: str):
    site.sync(a_register(r=report("2011-03-31")), "2010-07-02")
    assert kept(site, "respite", "a/r", what, "2011-01-10", until=date(2011, 4, 8)).moved == ()
    assert standing(site, "a/r", "2011-01-10").due == date(2011, 3, 31)


def test_a_decided_respite_cancels_what_was_decided_on_the_old_day(site: Site):
    site.sync(a_register(r=report("2011-03-31")), "2010-07-02")
    site.sweep("2011-03-01")
    kept(site, "respite", "a/r", "decided", "2011-03-10", until=date(2011, 4, 14))
    site.sweep("2011-03-10", "2011-03-17")
    assert ("amended", "2011-03-10", "told") in site.alerts()
    assert undone(site, "respite", "a/r", "2011-03-18").moved == (("a/r", date(2011, 3, 31)),)


def test_the_letter_says_how_long_a_respite_may_be(site: Site):
    letter = {"respite": {"at_most": "14d"}}
    site.sync(a_register(letter, r=report("2011-03-31")), "2010-07-02")
    with pytest.raises(Refusal, match="2011-04-14"):
        kept(site, "respite", "a/r", "decided", "2011-03-01", until=date(2011, 4, 15))
    assert kept(site, "respite", "a/r", "decided", "2011-03-01", until=date(2011, 4, 14)).moved


def test_a_request_gives_a_day_to_what_is_given_on_request(site: Site):
    asked = {"kind": "account", "when": "on_request", "trigger": "När departementet begär det"}
    site.sync(a_register(special=asked, r=report("2011-03-31")), "2010-07-02")
    kept(site, "request", "a/special", "requested", "2010-10-01", until=date(2010, 10, 15))
    assert standing(site, "a/special", "2010-10-01").due == date(2010, 10, 15)
    with pytest.raises(Refusal, match="anstånd"):
        kept(site, "request", "a/r", "requested", "2010-10-01", until=date(2010, 10, 15))


def test_when_a_condition_fails_the_deadlines_fall_and_may_come_back(site: Site):
    site.sync(a_register(r=report("2011-03-31")), "2010-07-02")
    kept(site, "condition", "a/riksdag", "failed", "2010-12-01")
    site.every_day("2010-12-01", "2011-03-05")
    assert site.alerts() == []
    assert standing(site, "a/r", "2011-03-05").state == "withdrawn"
    kept(site, "condition", "a/riksdag", "met", "2011-03-06")
    assert standing(site, "a/r", "2011-03-06").state == "open"
    site.sweep("2011-03-07")
    assert len(site.told()) == 1


def test_receipt_keeps_both_numbers(site: Site):
    site.sync(a_register(r=report("2011-03-31")), "2010-07-02")
    found = kept(
        site, "receipt", "first", "received", "2010-07-05", number="A1", sender_number="IJ2"
    )
    assert (found.happening.number, found.happening.sender_number) == ("A1", "IJ2")


@pytest.mark.parametrize(
    ("noun", "name", "what", "says"),
    [
        ("event", "form", "happened", "Menas formed"),
        ("event", "annual-report", "happened", "annual-report/2018"),
        ("event", "formed/2018", "happened", "händer en gång"),
        ("condition", "a/riksdagen", "met", "Menas a/riksdag"),
        ("respite", "a/x", "asked", "a/r"),
        ("receipt", "frst", "received", "Menas first"),
    ],
)
def test_what_there_is_not_is_refused_with_the_nearest_name(site: Site, noun, name, what, says):
    site.sync(a_register(r=report("2011-03-31")), "2010-07-02")
    with pytest.raises(Refusal, match=says):
        kept(site, noun, name, what, "2010-09-01", until=date(2011, 4, 1))
    assert site.rows(Happening) == []


def test_a_day_to_come_is_refused(site: Site):
    site.sync(a_register(r=report("2011-03-31")), "2010-07-02")
    with pytest.raises(Refusal, match="har inte varit än"):
        kept(site, "event", "formed", "happened", "2010-09-02", on="2010-09-01")


def test_nothing_recorded_leaves_no_version_behind(site: Site):
    site.sync(a_register(**{"final-report": hanging()}), "2010-07-02")
    with writing(site.engine) as session:
        assert [one.reason for one in session.exec(select(DateVersion))] == ["original"]
