"""How far one day lies from another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.refusal import Refusal
from models.span import Span, parse_span
from models.working_days import is_working_day


@pytest.mark.parametrize(
    ("text", "day", "found"),
    [
        ("1m", "2010-10-15", "2010-11-15"),
        ("1m", "2011-01-31", "2011-02-28"),
        ("1m", "2012-01-31", "2012-02-29"),
        ("-1m", "2011-03-31", "2011-02-28"),
        ("1y", "2012-02-29", "2013-02-28"),
        ("2w", "2016-05-03", "2016-05-17"),
        ("14d", "2022-02-22", "2022-03-08"),
        ("0d", "2018-12-29", "2018-12-29"),
        ("5wd", "2015-03-13", "2015-03-20"),
        ("-5wd", "2015-04-07", "2015-03-27"),  # Easter lies between
    ],
)
def test_the_day_so_far_away(text, day, found):
    assert parse_span(text).after(date.fromisoformat(day)) == date.fromisoformat(found)


@pytest.mark.parametrize(
    "text", ["", "1", "m", "1 m", "+1m", "1M", "1h", "1.5m", "1000d", "¹m", "1m\n"]
)
def test_another_spelling_is_refused_with_examples(text):
    with pytest.raises(Refusal, match="14d"):
        parse_span(text)


@pytest.mark.parametrize(
    ("text", "sv", "en"),
    [
        ("1m", "en månad efter", "a month after"),
        ("-30wd", "30 arbetsdagar före", "30 working days before"),
        ("0d", "samma dag som", "the same day as"),
        ("2y", "2 år efter", "2 years after"),
        ("-1w", "en vecka före", "a week before"),
    ],
)
def test_it_is_said_in_words(text, sv, en):
    assert parse_span(text).say("sv") == sv
    assert parse_span(text).say("en") == en


@given(day=st.dates(date(1990, 1, 1), date(2090, 1, 1)), count=st.integers(1, 60))
def test_working_days_end_on_a_working_day(day, count):
    assert is_working_day(Span(count, "wd").after(day))
    assert is_working_day(Span(-count, "wd").after(day))


@given(day=st.dates(date(1990, 1, 1), date(2090, 1, 1)), count=st.integers(-60, 60))
def test_months_end_on_the_same_day_or_the_last_of_the_month(day, count):
    found = Span(count, "m").after(day)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == count
    assert found.day == day.day or Span(1, "d").after(found).day == 1
