"""Handing in: once, corrected by a new row, undone by another, and told no more about."""

from datetime import date

import pytest
from sqlalchemy import Engine

from flows.day import opening
from flows.decide import decide
from models.refusal import Refusal
from tests.small_site import Site, assignment, at_once, one_duty, register, report


@pytest.fixture
def site(engine: Engine) -> Site:
    found = Site(engine)
    found.sync(one_duty(), "2010-06-01")
    return found


def test_what_is_handed_in_is_recorded_once_and_told_as_done_the_second_time(site):
    first = site.hand_in("a/report", "2011-03-02", "A2011/1")
    again = site.hand_in("a/report", "2011-03-02", "A2011/1")
    assert (first.what, again.what) == ("recorded", "already")
    assert len(site.reports()) == 1
    assert again.report.id == first.report.id


def test_after_handing_in_nobody_is_told_anything(site):
    site.sweep("2010-12-30")
    site.hand_in("a/report", "2011-02-28")
    assert site.every_day("2011-02-28", "2011-06-01") == []
    assert site.alerts() == [("90d", "2010-12-30", "told")]
    assert site.watched() == []


def test_what_was_decided_and_not_told_falls_when_it_is_handed_in(site):
    decide(site.engine, date(2011, 3, 1), opening(date(2011, 3, 1)))
    site.hand_in("a/report", "2011-03-01")
    assert {state for _, _, state in site.alerts()} == {"cancelled"}
    site.sweep("2011-03-01")
    assert site.postbox.letters == []


def test_what_is_handed_in_late_ends_the_reminders(site):
    site.every_day("2011-03-31", "2011-04-08")
    site.hand_in("a/report", "2011-04-10")
    assert site.every_day("2011-04-10", "2011-06-01") == []


def test_a_correction_is_a_new_row_that_points_at_the_old_one(site):
    first = site.hand_in("a/report", "2011-03-02", "A2011/1").report
    corrected = site.hand_in("a/report", "2011-03-02", "A2011/2")
    assert corrected.what == "corrected"
    assert (corrected.report.replaces, corrected.before) == (first.id, first)
    assert [one.diary_number for one in site.reports()] == ["A2011/1", "A2011/2"]


def test_undone_it_is_open_again_and_its_ladder_goes_on(site):
    site.hand_in("a/report", "2011-03-02")
    assert site.undo("a/report", "2011-03-10").what == "undone"
    found = site.every_day("2011-03-10", "2011-04-01")
    days = ["2011-03-17", "2011-03-24", "2011-03-30", "2011-03-31", "2011-04-01"]
    assert [str(day) for day, _, _ in found] == days
    assert [(one.handed_in_on, one.undone) for one in site.reports()] == [
        (date(2011, 3, 2), False), (date(2011, 3, 2), True),
    ]  # fmt: skip


def test_undone_on_the_day_of_an_alert_that_had_not_gone_out_it_is_told_after_all(site):
    site.sweep("2011-03-24")
    on = date(2011, 3, 30)
    decide(site.engine, on, opening(on))
    site.hand_in("a/report", "2011-03-30")
    site.undo("a/report", "2011-03-30")
    site.sweep("2011-03-30")
    assert site.told()[-1] == ("1wd", "2011-03-30")
    assert len(site.postbox.letters) == 2


def test_undone_it_is_not_told_again_what_was_told(site):
    site.sweep("2011-03-24")
    site.hand_in("a/report", "2011-03-24")
    site.undo("a/report", "2011-03-24")
    site.sweep("2011-03-24", "2011-03-25")
    assert len(site.postbox.letters) == 1


def test_undone_after_the_whole_ladder_it_is_silent_and_late(site):
    site.hand_in("a/report", "2011-03-02")
    site.undo("a/report", "2012-03-02")
    assert site.every_day("2012-03-02", "2012-03-12") == []
    assert [one.next_on for one in site.watched()] == [None]


def test_handed_in_again_after_it_was_undone(site):
    site.hand_in("a/report", "2011-03-02")
    site.undo("a/report", "2011-03-03")
    assert site.hand_in("a/report", "2011-03-02").what == "recorded"
    assert site.every_day("2011-03-04", "2011-04-04") == []


@pytest.mark.parametrize("step", ["nothing", "undone"])
def test_what_is_not_handed_in_cannot_be_undone(site, step):
    if step == "undone":
        site.hand_in("a/report", "2011-03-02")
        site.undo("a/report", "2011-03-03")
    with pytest.raises(Refusal, match=r"a/report är inte registrerad som inlämnad"):
        site.undo("a/report", "2011-03-04")


def test_a_day_that_has_not_come_is_refused(site):
    with pytest.raises(Refusal, match=r"2011-03-03 har inte varit än: det är 2011-03-02 i dag"):
        site.hand_in("a/report", "2011-03-02", day="2011-03-03")
    assert site.reports() == []


@pytest.mark.parametrize(
    ("key", "hint"), [("a/raport", "Menas a/report?"), ("a", "Menas a/report?"), ("zzz", "zzz.")]
)
def test_a_key_that_is_no_duty_is_refused_with_the_nearest(site, key, hint):
    with pytest.raises(Refusal) as refused:
        site.hand_in(key, "2011-03-02")
    assert str(refused.value).startswith(f"Det finns inget att redovisa som heter {key}.")
    assert str(refused.value).endswith(hint)


def test_the_latest_occurrences_are_proposed_for_a_yearly_duty(site):
    yearly = report(None, yearly={"on": "02-22", "first": 2005})
    site.sync(
        register({"y": assignment(milestones={"annual": yearly}), "a": assignment()}), "2011-01-03"
    )
    with pytest.raises(Refusal, match=r"Menas y/annual/2009, y/annual/2010, y/annual/2011\?"):
        site.hand_in("y/annual", "2011-02-22")


def test_calendars_see_a_revision_each_time(site):
    seen = [site.duty("a/report").sequence]
    for step in (site.hand_in, site.hand_in, site.undo):
        step("a/report", "2011-03-02")
        seen.append(site.duty("a/report").sequence)
    assert seen == [0, 1, 1, 2]


def test_five_who_hand_in_at_once_make_one_report(site, database_url):
    found = at_once(database_url, lambda one: one.hand_in("a/report", "2011-03-02").what)
    assert sorted(found) == ["already"] * 4 + ["recorded"]
    assert len(site.reports()) == 1
