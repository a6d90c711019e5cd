"""What the sweep looks at: one row for each open duty with a day, and its next alert day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from models.alert import Due
from models.ladder import STANDARD, Ladder, act_by, rungs
from models.watching import climb_on, first_row, going_on, watch_row
from register.shape import Register
from tests.small_site import Site, assignment, one_duty, register, report

DAY = timedelta(days=1)
LAW = {"policy": "next_working_day", "basis": "lag (1930:173) 2 §"}
LONG_AGO = date(2000, 1, 1)
MARCH = date(2011, 3, 31)
SILENT = Ladder("none", (), False, 0, 0)
dues = st.dates(date(2008, 1, 1), date(2030, 12, 31))
days = st.integers(-200, 120)
PATIENT = settings(deadline=None)


def row(on: date, due: date = MARCH, version: int = 1, ladder: Ladder = STANDARD, policy="none"):
    return watch_row("duty", "assignment", due, version, policy, ladder, on)


@pytest.mark.parametrize(
    ("on", "next_on", "opened_on"),
    [
        ("2010-06-01", "2010-12-30", None),
        ("2010-12-30", "2010-12-30", None),
        ("2010-12-31", "2010-12-31", "2010-12-31"),
        ("2011-03-31", "2011-03-31", "2011-03-31"),
        ("2011-04-01", None, None),
    ],
)
def test_a_new_duty_is_watched_from_its_first_alert_day_or_at_once(on, next_on, opened_on):
    found = row(date.fromisoformat(on))
    assert [str(found[name]) for name in ("next_on", "opened_on")] == [str(next_on), str(opened_on)]


def test_a_new_date_is_told_at_once_even_in_good_time():
    found = row(date(2010, 6, 1), version=2)
    assert (found["next_on"], found["opened_on"]) == (date(2010, 6, 1), date(2010, 6, 1))


@pytest.mark.parametrize("version", [1, 2])
def test_a_ladder_without_rungs_is_silent(version):
    assert row(date(2011, 3, 1), version=version, ladder=SILENT)["next_on"] is None


def test_the_last_day_to_act_is_the_working_day_after_where_law_says_so():
    sunday = date(2026, 2, 22)
    assert row(date(2025, 1, 1), sunday)["act_by"] == sunday
    assert row(date(2025, 1, 1), sunday, policy="next_working_day")["act_by"] == date(2026, 2, 23)


@PATIENT
@given(dues, days, st.sampled_from(["none", "next_working_day"]), st.integers(1, 3))
def test_what_is_watched_next_is_the_first_rung_from_the_day_on(due, since, policy, version):
    on = date.fromordinal(due.toordinal() + since)
    found = row(on, due, version, policy=policy)
    expected = rungs(due, act_by(due, policy), STANDARD, on, version)
    assert found["next_on"] == (expected[0].day if expected else None)
    assert found["next_on"] is None or found["next_on"] >= on


@pytest.mark.parametrize(
    ("on", "next_on", "told"),
    [
        ("2010-06-01", "2010-12-30", False),
        ("2011-03-05", "2011-03-17", True),
        ("2011-04-01", None, False),
    ],
)
def test_the_amended_date_of_a_new_duty_is_told_as_new_and_only_when_days_have_passed(
    on, next_on, told
):
    day = date.fromisoformat(on)
    found, due = first_row(row(day, version=2), STANDARD, day)
    assert (str(found["next_on"]), found["opened_on"]) == (str(next_on), None)
    assert due == ([Due("duty", 2, "registered", day)] if told else [])


def test_another_ladder_is_climbed_from_where_the_old_one_was_left():
    other = Ladder("other", ("60d", "29d"), True, 0, 0)
    left, on = date(2011, 3, 1), date(2011, 3, 3)
    climbed = climb_on({**row(left), "opened_on": None}, LONG_AGO, left, other, on)
    assert climbed["next_on"] == date(2011, 3, 2)
    climbed = climb_on({**row(left), "opened_on": None}, LONG_AGO, on + DAY, other, on)
    assert climbed["next_on"] == MARCH


def test_what_is_still_to_be_told_at_once_is_so_on_another_ladder():
    opened = date(2011, 3, 5)
    found = climb_on(row(opened), opened, opened, STANDARD, date(2011, 3, 8))
    assert (found["opened_on"], found["next_on"]) == (opened, opened)
    found = climb_on(row(opened), opened, opened, SILENT, date(2011, 3, 8))
    assert (found["opened_on"], found["next_on"]) == (None, None)


def test_what_had_passed_when_it_was_registered_climbs_no_ladder():
    registered = date(2011, 4, 1)
    assert climb_on(row(registered), registered, None, STANDARD, registered)["next_on"] is None


@PATIENT
@given(dues, days)
def test_going_on_tells_nothing_at_once_that_was_told_and_nothing_that_has_passed(due, since):
    on = date.fromordinal(due.toordinal() + since)
    found = going_on({**row(on, due, 2), "opened_on": None}, STANDARD, on)
    left = [rung.day for rung in rungs(due, due, STANDARD, date.min) if rung.day >= on]
    assert (found["next_on"], found["opened_on"]) == (min(left, default=None), None)


# In a database


@pytest.fixture
def site(engine: Engine) -> Site:
    return Site(engine)


def test_a_changed_ladder_is_climbed_from_the_day_of_the_change(site):
    duty = assignment(milestones={"report": report("2011-03-31", alerts="own")})
    ladders = [{"before": ["30d"], "day": False}, {"before": ["60d", "20d"], "day": True}]
    for ladder, day in zip(ladders, ("2010-06-01", "2011-01-03"), strict=True):
        site.sync(register({"a": duty}, ladders={"own": ladder}), day)
    found = site.every_day("2011-01-03", "2011-03-31")
    assert [str(day) for day, _, _ in found] == ["2011-01-28", "2011-03-11", "2011-03-31"]


def on_ladder(**ladder) -> Register:
    """The one duty on a ladder of its own."""
    duty = assignment(milestones={"report": report("2011-03-31", alerts="own")})
    return register({"a": duty}, ladders={"own": {"before": ["30d", "14d"], **ladder}})


def test_what_is_to_be_told_at_once_is_so_after_another_sync(site):
    site.sync(on_ladder(), "2011-03-05")
    site.sync(on_ladder(day=False), "2011-03-07")  # its ladder changes
    site.sync(one_duty(), "2011-03-08")  # it goes on another one
    site.sync(one_duty(last_day=LAW), "2011-03-09")
    site.sweep("2011-03-09")
    assert site.told() == [("registered", "2011-03-05")]
    assert site.watched()[0].next_on == date(2011, 3, 17)


def test_a_changed_ladder_keeps_what_had_come_due_in_an_outage(site):
    site.sync(on_ladder(), "2010-06-01")
    site.sweep("2011-02-28")
    site.sync(on_ladder(overdue={"every": "5wd", "times": 1}), "2011-03-03")
    site.sweep("2011-03-03")
    assert site.told() == [("30d", "2011-03-01")]


def test_what_had_passed_when_it_was_registered_stays_silent_on_a_changed_ladder(site):
    site.sync(on_ladder(), "2011-04-04")
    site.sync(on_ladder(overdue={"every": "5wd", "times": 1}), "2011-04-06")
    assert site.every_day("2011-04-06", "2011-05-20") == []
    site.sync(one_duty(), "2011-05-20")
    assert site.every_day("2011-05-20", "2011-06-20") == []
