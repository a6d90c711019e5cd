"""Handing in: once, corrected by a new row, undone by another, and told no more about."""

from datetime import date

import pytest
from sqlalchemy import Engine

from flows.day import opening
from flows.decide import decide
from models.refusal import Refusal
from tests.small_site import Site, assignment, at_once, decision, one_duty, register, report


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


def test_a_correction_keeps_the_diary_number_that_is_not_given_anew(site):
    site.hand_in("a/report", "2011-03-02", "A2011/1")
    corrected = site.hand_in("a/report", "2011-03-03", day="2011-03-01")
    assert (corrected.what, corrected.report.diary_number) == ("corrected", "A2011/1")
    assert site.hand_in("a/report", "2011-03-03", day="2011-03-01").what == "already"


def test_undone_it_is_open_again_and_its_ladder_goes_on(site):
    site.sweep("2010-12-30")
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


def test_undone_after_the_whole_ladder_it_is_told_once_and_at_once(site):
    site.sweep("2010-12-30")
    site.hand_in("a/report", "2011-03-02")
    site.undo("a/report", "2012-03-02")
    assert site.every_day("2012-03-02", "2012-03-12") == [
        (date(2012, 3, 2), "giver@a.example",
         "Inlämning inte registrerad: redovisning senast 31 mars 2011"),
    ]  # fmt: skip
    assert site.told()[-1] == ("reopened", "2012-03-02")
    assert "Det här är öppet igen." in site.postbox.accepted[-1].get_content()
    assert [one.next_on for one in site.watched()] == [None]


def test_undone_before_anybody_had_heard_of_it_it_is_told_at_once(engine):
    site = Site(engine)
    site.sync(one_duty(), "2011-02-01")
    site.hand_in("a/report", "2011-02-01")
    site.undo("a/report", "2011-02-02")
    found = site.every_day("2011-02-02", "2011-03-01")
    assert [str(day) for day, _, _ in found] == ["2011-02-02", "2011-03-01"]
    assert found[0][2].startswith("Nytt för dig, 57 dagar kvar")


def test_a_date_put_right_while_it_was_handed_in_is_told_when_that_is_undone(site):
    site.sweep("2010-12-30")
    site.hand_in("a/report", "2011-01-10")
    site.sync(one_duty("2011-05-31", correction="Felskrivet."), "2011-01-11")
    assert site.watched() == []
    site.undo("a/report", "2011-01-12")
    found = site.every_day("2011-01-12", "2011-03-02")
    assert [(str(day), subject.split(",")[0]) for day, _, subject in found] == [
        ("2011-01-12", "Nytt datum"), ("2011-03-02", "90 dagar kvar: redovisning senast 31 maj 2011")
    ]  # fmt: skip


def test_what_had_passed_when_it_was_registered_stays_silent_when_a_report_is_undone(engine):
    site = Site(engine)
    site.sync(one_duty(), "2011-04-04")
    site.hand_in("a/report", "2011-04-05", day="2011-03-30")
    site.undo("a/report", "2011-04-05")
    assert site.every_day("2011-04-05", "2011-05-20") == []


def test_a_ladder_without_alerts_is_silent_also_when_a_report_is_undone(engine):
    site = Site(engine)
    site.sync(one_duty(alerts="none"), "2010-06-01")
    site.hand_in("a/report", "2011-03-02")
    site.undo("a/report", "2012-03-02")
    assert site.every_day("2012-03-02", "2012-03-12") == []


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


def decided(on: str | None, known: str = "2010-06-01"):
    """The one duty, by a decision of a day, or of none that is stated."""
    first = decision(known) | ({"decided": on} if on else {})
    return register({"a": assignment()}, decisions={"first": first})


@pytest.mark.parametrize(
    ("decision_day", "handed_in", "sentence"),
    [
        ("2010-05-20", "2010-05-19", "2010-05-19 ligger före beslutet, som fattades 20 maj 2010."),
        ("2010-05", "2010-04-30", "2010-04-30 ligger före beslutet, som fattades maj 2010."),
        (None, "2010-05-31", "2010-05-31 ligger före beslutet, som blev känt 1 juni 2010."),
    ],
)
def test_a_day_before_the_decision_is_refused(site, decision_day, handed_in, sentence):
    site.sync(decided(decision_day), "2010-06-02")
    with pytest.raises(Refusal) as refused:
        site.hand_in("a/report", "2011-03-02", day=handed_in)
    assert refused.value.sv == f"{sentence} Ange den dag då den lämnades."
    assert site.reports() == []


@pytest.mark.parametrize(
    ("decision_day", "known", "handed_in"),
    [
        ("2010-05-20", "2010-06-01", "2010-05-20"), ("2010-05", "2010-06-01", "2010-05-01"),
        (None, "2010-06-01", "2010-06-01"), (None, "2012-06-01", "2011-03-30"),
    ],
)  # fmt: skip
def test_a_day_on_which_the_decision_may_have_been_known_is_recorded(
    engine, decision_day, known, handed_in
):
    site = Site(engine)
    site.sync(decided(decision_day, known), "2012-06-02")
    assert site.hand_in("a/report", "2012-06-02", day=handed_in).what == "recorded"


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
