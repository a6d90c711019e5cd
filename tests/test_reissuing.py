"""A letter that is issued again whole: only what differs from the one before is a change."""

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from flows.day import opening
from models.alert import Alert, Due, decide_alerts
from models.database import reading, writing
from models.duty import DateVersion, Duty, duty_id
from models.standing import standings
from register.shape import Register
from register.sync import Synced
from tests.small_site import Entry, Site, assignment, decision, register, report

DAYS = {
    "one": "2011-03-31", "two": "2011-04-29", "three": "2011-06-30", "four": "2011-09-30",
    "five": "2012-02-22",
}  # fmt: skip
FIRST, AGAIN, THIRD = "2011-01-10", "2011-03-07", "2011-03-14"
NEW = {"document": "new-letter", "at": "paragraph 7"}


def letters() -> Entry:
    """Three letters, each but the first issuing the one before again."""
    return {
        "first": decision(FIRST, "letter"),
        "again": decision(AGAIN, "letter") | {"reissues": "first", "title": "Brevet på nytt"},
        "third": decision(THIRD, "letter") | {"reissues": "again", "title": "Brevet igen"},
    }


def letter(by: str = "first", days: Entry | None = None, **also: Entry) -> Register:
    """A letter with five milestones, of which the same day twice a year is one."""
    milestones = {name: report(day) for name, day in (DAYS | (days or {})).items()}
    given = assignment(milestones=milestones | also, decision=by)
    return register(
        {"a": given},
        decisions=letters(),
        documents={"new-letter": {"title": "Nytt", "kind": "letter", "published": AGAIN}},
    )


@pytest.fixture
def site(engine: Engine) -> Site:
    """A site that has told what was to be told of the first letter."""
    site = Site(engine)
    site.sync(letter(), FIRST)
    site.sweep("2011-01-17", "2011-03-01")
    return site


def stamps(site: Site) -> dict[str, tuple[object, ...]]:
    return {one.key: (one.id, one.sequence, one.revised_at) for one in site.rows(Duty)}


def told(found: Synced) -> list[tuple[str, str, str]]:
    return [(line.what, line.noun, line.subject) for line in found.lines]


def dates(site: Site, key: str) -> list[tuple[str, str, str | None]]:
    """The day, the reason and the decision of each date, oldest first."""
    with reading(site.engine) as session:
        mine = select(DateVersion).where(
            DateVersion.duty_id == duty_id(key), col(DateVersion.retracted_at).is_(None)
        )
        found = session.exec(mine.order_by(col(DateVersion.number))).all()
    return [(one.stated.text if one.stated else "–", one.reason, one.decision_id) for one in found]


MOVED = {"two": "2011-05-13"}


def test_one_date_that_differs_is_one_change(site):
    before = stamps(site)
    found = site.sync(letter("again", MOVED), AGAIN)
    assert told(found) == [("+", "decision", "again"), ("~", "duty", "a/two")]
    assert "Brevet på nytt" in found.lines[-1].sv
    assert dates(site, "a/two") == [
        ("2011-04-29", "original", "first"), ("2011-05-13", "amended", "again"),
    ]  # fmt: skip
    after = stamps(site)
    assert after.pop("a/two")[:2] == (before["a/two"][0], 1)
    del before["a/two"]
    assert after == before


def test_only_its_alerts_are_cancelled_and_its_owner_is_told_once(site):
    friday = date(2011, 3, 4)
    with writing(site.engine) as session:
        due = [Due(duty_id(f"a/{name}"), 1, "30d", friday) for name in ("one", "two", "three")]
        decide_alerts(session, due, friday, opening(friday))
    site.sync(letter("again", MOVED), AGAIN)
    states = {name: site.alerts(f"a/{name}")[-1] for name in ("one", "two", "three")}
    assert states == {
        "one": ("30d", "2011-03-04", "pending"), "two": ("30d", "2011-03-04", "cancelled"),
        "three": ("30d", "2011-03-04", "pending"),
    }  # fmt: skip


def test_its_owner_is_told_once_that_it_is_amended(site):
    site.sync(letter("again", MOVED), AGAIN)
    site.sweep(AGAIN, "2011-03-08", "2011-03-09")
    amended = [one for one in site.rows(Alert) if one.rule == "amended"]
    assert [(one.duty_id, one.state) for one in amended] == [(duty_id("a/two"), "told")]
    assert (
        len([body for body in site.postbox.accepted if "Brevet på nytt" in str(body.get_content())])
        == 1
    )


def test_the_same_again_later_changes_nothing(site):
    site.sync(letter("again", MOVED), AGAIN)
    before = stamps(site)
    assert site.sync(letter("again", MOVED), "2011-03-08").lines == []
    assert stamps(site) == before
    assert [dates(site, f"a/{name}")[-1][1:] for name in DAYS] == [
        ("original", "first"), ("amended", "again"), ("original", "first"),
        ("original", "first"), ("original", "first"),
    ]  # fmt: skip


def test_a_third_letter_is_compared_with_the_second(site):
    site.sync(letter("again", MOVED), AGAIN)
    later = {**MOVED, "three": "2011-07-29"}
    assert told(site.sync(letter("third", later), THIRD)) == [
        ("+", "decision", "third"), ("~", "duty", "a/three"),
    ]  # fmt: skip
    assert dates(site, "a/two")[-1] == ("2011-05-13", "amended", "again")
    assert dates(site, "a/three")[-1] == ("2011-07-29", "amended", "third")
    assert site.sync(letter("third", later), "2011-03-15").lines == []


def test_a_milestone_that_was_not_there_is_the_new_letters_own(site):
    new = letter("again", six=report("2011-12-01"))
    found = site.sync(new, AGAIN)
    assert told(found) == [("+", "decision", "again"), ("+", "duty", "a/six")]
    assert site.duty("a/six").decision_id == "again"
    assert site.duty("a/one").decision_id == "first"
    assert site.sync(new, "2011-03-08").lines == []
    assert dates(site, "a/six") == [("2011-12-01", "original", "again")]


def test_what_the_new_letter_leaves_out_has_to_be_withdrawn(site):
    site.sweep("2011-03-31")
    again = letter("again")
    del again.assignments["a"].milestones["one"]
    with pytest.raises(AssertionError):
        site.sync(again, AGAIN)


def test_a_day_that_the_new_letter_no_longer_states(site):
    found = site.sync(letter("again", {"two": None}), AGAIN)
    assert told(found) == [("+", "decision", "again"), ("~", "duty", "a/two")]
    assert dates(site, "a/two")[-1] == ("–", "amended", "again")
    assert site.sync(letter("again", {"two": None}), "2011-03-08").lines == []
    assert len(site.watched()) == 4


def test_a_day_that_the_letter_before_did_not_state(site):
    site.sync(letter(seven=report(None)), "2011-01-20")
    found = site.sync(letter("again", seven=report("2011-10-03")), AGAIN)
    assert told(found) == [("+", "decision", "again"), ("~", "duty", "a/seven")]
    assert dates(site, "a/seven") == [("2011-10-03", "amended", "again")]


def test_nothing_happens_before_the_new_letter_is_known(site):
    before = stamps(site)
    new = letter("again", MOVED, six=report("2011-12-01"))
    assert site.sync(new, "2011-03-01").lines == []
    assert stamps(site) == before
    assert told(site.sync(new, AGAIN)) == [
        ("+", "decision", "again"), ("+", "duty", "a/six"), ("~", "duty", "a/two"),
    ]  # fmt: skip


def test_quoting_the_new_letter_is_no_change(site):
    again = letter("again", MOVED)
    for one in (again.assignments["a"], again.assignments["a"].milestones["three"]):
        object.__setattr__(one, "source", type(again.assignments["a"].source)(**NEW))
    assert {*told(site.sync(again, AGAIN))} == {("+", "decision", "again"), ("~", "duty", "a/two")}
    assert site.duty("a/two").source_document == "new-letter"
    assert site.duty("a/three").source_document == "letter"
    assert site.sync(again, "2011-03-08").lines == []


def test_a_slip_is_corrected_under_the_new_letter_as_under_the_first(site):
    site.sync(letter("again", MOVED), AGAIN)
    right = report("2011-05-12", correction="Felskrivet här")
    site.sync(letter("again", MOVED, two=right), "2011-03-08")
    assert dates(site, "a/two") == [
        ("2011-04-29", "original", "first"), ("2011-05-12", "corrected", "again"),
    ]  # fmt: skip


def listed(by: str, dates: Entry) -> Register:
    return letter(by, forecasts={"kind": "forecast", "dates": dates})


def test_one_occasion_of_a_list_is_moved_and_one_is_new(site):
    site.sync(listed("first", {"spring": "2011-05-03", "autumn": "2011-10-26"}), "2011-01-20")
    again = listed(
        "again", {"spring": "2011-05-03", "autumn": "2011-10-28", "winter": "2011-12-05"}
    )
    assert told(site.sync(again, AGAIN)) == [
        ("+", "decision", "again"), ("+", "duty", "a/forecasts/winter"),
        ("~", "duty", "a/forecasts/autumn"),
    ]  # fmt: skip
    assert dates(site, "a/forecasts/spring") == [("2011-05-03", "original", "first")]
    assert dates(site, "a/forecasts/winter") == [("2011-12-05", "original", "again")]
    assert site.sync(again, "2011-03-08").lines == []


def test_a_fresh_database_takes_the_letter_as_it_is(engine):
    site = Site(engine)
    site.sync(letter("again", MOVED), AGAIN)
    assert dates(site, "a/two") == [("2011-05-13", "original", "again")]
    with reading(engine) as session:
        assert len(standings(session, date(2011, 3, 7))) == 5


def test_an_assignment_with_another_name_in_the_new_letter(site):
    again = letter("again", MOVED)
    renamed = again.assignments.pop("a").model_copy(update={"formerly": "a"})
    again.assignments["b"] = renamed
    found = site.sync(again, AGAIN)
    assert ("+", "duty", "b/two") not in told(found)
    assert dates(site, "a/two")[-1] == ("2011-05-13", "amended", "again")
    assert dates(site, "a/one") == [("2011-03-31", "original", "first")]
    assert site.sync(again, "2011-03-08").lines == []
