"""What the sweep looks at: one row for each open duty with a day, and its next alert day."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.ladder import STANDARD, Ladder, act_by, rungs
from models.watching import going_on, watch_row

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


@PATIENT
@given(dues, days)
def test_going_on_tells_nothing_at_once_and_nothing_that_has_passed(due, since):
    on = date.fromordinal(due.toordinal() + since)
    found = going_on(row(on, due, 2), STANDARD, on)
    left = [rung.day for rung in rungs(due, due, STANDARD, date.min) if rung.day >= on]
    assert (found["next_on"], found["opened_on"]) == (min(left, default=None), None)
