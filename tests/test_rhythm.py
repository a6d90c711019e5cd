"""What comes again: names, days, periods."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.refusal import Refusal
from register.rhythm import occurrences

FAR = date(2100, 1, 1)


def listed(
    every: str, first: str, last: str | None = None, *, before: bool = False, end: date = FAR
) -> list[tuple[str, str, str]]:
    found = occurrences(every, first, last, before=before, end=end)
    return [(one.name, one.due.text, one.period.text) for one in found]


def test_every_month_on_its_last_day():
    assert listed("1m", "2021-01-31", "2021-04-30") == [
        ("2021-01", "2021-01-31", "2021-01"),
        ("2021-02", "2021-02-28", "2021-02"),
        ("2021-03", "2021-03-31", "2021-03"),
        ("2021-04", "2021-04-30", "2021-04"),
    ]


def test_a_month_without_a_day_stays_a_month():
    assert listed("1m", "2022-11", "2023-01") == [
        ("2022-11", "2022-11", "2022-11"),
        ("2022-12", "2022-12", "2022-12"),
        ("2023-01", "2023-01", "2023-01"),
    ]


def test_a_quarter_is_accounted_for_in_the_next():
    assert listed("3m", "2022-10-15", "2023-01-31", before=True) == [
        ("2022-Q3", "2022-10-15", "2022-07..2022-09"),
        ("2022-Q4", "2023-01-15", "2022-10..2022-12"),
    ]


def test_thirds_and_halves_of_a_year_have_names_too():
    assert [one[0] for one in listed("4m", "2021-01-15", "2021-12-31")] == [
        "2021-T1", "2021-T2", "2021-T3",
    ]  # fmt: skip
    assert [one[0] for one in listed("6m", "2021-01-15", "2021-12-31")] == ["2021-H1", "2021-H2"]


def test_every_week_without_a_weekday():
    assert listed("1w", "2021-W52", "2022-W01") == [
        ("2021-W52", "2021-12-27..2022-01-02", "2021-12-27..2022-01-02"),
        ("2022-W01", "2022-01-03..2022-01-09", "2022-01-03..2022-01-09"),
    ]


def test_every_year_about_the_year_before():
    assert listed("1y", "2012-01-31", "2015-01-31", before=True)[-1] == (
        "2014", "2015-01-31", "2014",
    )  # fmt: skip


def test_without_an_end_it_goes_as_far_as_it_is_asked_for():
    assert len(listed("1m", "2021-01", end=date(2022, 6, 1))) == 18


@pytest.mark.parametrize(
    ("every", "first"),
    [
        ("1m", "2021"),
        ("1m", "autumn 2021"),
        ("1m", "2021-W05"),
        ("1w", "2021-W54"),
        ("1", "2021-01"),
    ],
)
def test_what_cannot_be_a_rhythm_is_refused(every, first):
    with pytest.raises(Refusal):
        listed(every, first)


@given(
    step=st.sampled_from(["1w", "2w", "1m", "2m", "3m", "4m", "6m", "1y"]),
    first=st.dates(date(2000, 1, 1), date(2030, 1, 1)), before=st.booleans(),
)  # fmt: skip
def test_no_two_occurrences_share_a_name(step, first, before):
    names = [one[0] for one in listed(step, str(first), before=before, end=date(2040, 1, 1))]
    assert len(names) == len(set(names)) > 0
