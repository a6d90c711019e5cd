from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.working_days import (
    add_working_days,
    at_or_after,
    at_or_before,
    bridge_day,
    explain_day_off,
    explain_move,
    is_working_day,
    why_off,
    working_day_after,
    working_day_before,
)

DAY = timedelta(days=1)
PATIENT = settings(deadline=None)  # a year's first look-up takes longer than the next thousand
days = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def easter(year: int) -> date:
    """Easter Sunday by Gauss' rule with the Gregorian corrections: another way than the library's."""
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    return date(year, 3, 28) + timedelta(days=moon - weekday)


def first(weekday: int, year: int, month: int, day: int) -> date:
    start = date(year, month, day)
    return start + timedelta(days=(weekday - start.weekday()) % 7)


def days_off_by_law(year: int) -> set[date]:
    """Lag (1989:253) 1 § and the three eves of lag (1930:173) 2 §, written out; Sundays apart."""
    fixed = [(1, 1), (1, 6), (5, 1), (12, 24), (12, 25), (12, 26), (12, 31)]
    fixed += [(6, 6)] if year >= 2005 else []
    after_easter = [-2, 0, 1, 39, 49] + ([50] if year < 2005 else [])
    return (
        {date(year, month, day) for month, day in fixed}
        | {easter(year) + timedelta(days=count) for count in after_easter}
        | {first(4, year, 6, 19), first(5, year, 6, 20), first(5, year, 10, 31)}
    )


@pytest.mark.parametrize("year", [*range(1990, 2061), 2100, 2101, 2150, 2200])
def test_every_day_of_a_year_is_as_the_law_says(year):
    off = days_off_by_law(year)
    day = date(year, 1, 1)
    while day.year == year:
        assert is_working_day(day) == (day.weekday() < 5 and day not in off), day
        day += DAY


@pytest.mark.parametrize("year", [1900, 1952, 1953, 2100, 2101, 2200])
def test_years_that_the_library_does_not_know_have_their_holidays_too(year):
    assert not is_working_day(date(year, 1, 1))
    assert why_off(date(year, 12, 25), "sv") == "juldagen"
    assert why_off(easter(year) - 2 * DAY, "en") == "Good Friday"


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2015, 3, 15), date(2015, 3, 13), date(2015, 3, 16)),  # Sunday
        (date(2018, 1, 1), date(2017, 12, 29), date(2018, 1, 2)),  # a Monday after a Sunday eve
        (date(2015, 6, 19), date(2015, 6, 18), date(2015, 6, 22)),  # midsummer's eve
        (date(2015, 4, 5), date(2015, 4, 2), date(2015, 4, 7)),  # Easter
        (date(2011, 3, 31), date(2011, 3, 30), date(2011, 4, 1)),  # a Thursday like others
    ],
)
def test_the_working_day_before_and_after(day, before, after):
    assert working_day_before(day) == before
    assert working_day_after(day) == after


def test_a_working_day_needs_no_move_and_a_day_off_moves_either_way():
    assert at_or_before(date(2011, 3, 31)) == at_or_after(date(2011, 3, 31)) == date(2011, 3, 31)
    assert at_or_before(date(2015, 3, 15)) == date(2015, 3, 13)
    assert at_or_after(date(2015, 3, 15)) == date(2015, 3, 16)


def test_twelfth_night_and_the_other_half_days_are_working_days():
    # RÅ 2004 not 40: trettondagsafton is not among the days that lag (1930:173) lists.
    for day in (date(2015, 1, 5), date(2015, 4, 2), date(2015, 4, 30), date(2015, 10, 30)):
        assert is_working_day(day), day


@pytest.mark.parametrize(
    ("day", "count", "result"),
    [
        (date(2015, 3, 15), 0, date(2015, 3, 15)),
        (date(2015, 3, 15), 1, date(2015, 3, 16)),
        (date(2015, 3, 15), -1, date(2015, 3, 13)),
        (date(2015, 3, 15), -5, date(2015, 3, 9)),
        (date(2015, 3, 13), 6, date(2015, 3, 23)),
        (date(2017, 12, 29), 1, date(2018, 1, 2)),
        (date(2015, 4, 7), -1, date(2015, 4, 2)),
    ],
)
def test_working_days_are_added_and_taken_away(day, count, result):
    assert add_working_days(day, count) == result


@PATIENT
@given(days, st.integers(1, 60))
def test_adding_counts_exactly_the_working_days_passed(day, count):
    later, earlier = add_working_days(day, count), add_working_days(day, -count)
    assert is_working_day(later)
    assert is_working_day(earlier)
    assert working_days_between(day + DAY, later) == count
    assert working_days_between(earlier, day - DAY) == count


def working_days_between(start: date, end: date) -> int:
    return sum(is_working_day(start + n * DAY) for n in range((end - start).days + 1))


@PATIENT
@given(days)
def test_before_and_after_are_the_nearest_working_days(day):
    before, after = working_day_before(day), working_day_after(day)
    assert before < day < after
    assert is_working_day(before)
    assert is_working_day(after)
    assert working_days_between(before, after) == 2 + is_working_day(day)
    assert at_or_before(day) == (day if is_working_day(day) else before)
    assert at_or_after(day) == (day if is_working_day(day) else after)


@PATIENT
@given(days)
def test_a_reason_is_given_for_every_day_off_and_for_no_other(day):
    for language in ("sv", "en"):
        assert (why_off(day, language) is None) == is_working_day(day)


@pytest.mark.parametrize(
    ("day", "swedish", "english"),
    [
        (date(2015, 3, 14), "lördag", "Saturday"),
        (date(2015, 3, 15), "söndag", "Sunday"),
        (date(2015, 4, 3), "långfredagen", "Good Friday"),
        (date(2015, 4, 5), "påskdagen", "Easter Sunday"),
        (date(2018, 1, 1), "nyårsdagen", "New Year's Day"),
        (date(2015, 6, 19), "midsommarafton", "Midsummer Eve"),
        (date(2015, 5, 14), "Kristi himmelsfärdsdag", "Ascension Day"),
        (date(2008, 5, 1), "första maj och Kristi himmelsfärdsdag", "Ascension Day and May Day"),
        (date(2015, 6, 6), "nationaldagen", "National Day"),
        (date(2004, 5, 31), "annandag pingst", "Pentecost Monday"),
        (date(2011, 3, 31), None, None),
        (date(2005, 5, 16), None, None),
    ],
)
def test_a_day_off_says_why(day, swedish, english):
    assert why_off(day, "sv") == swedish
    assert why_off(day, "en") == english


def test_the_names_do_not_follow_the_language_of_the_machine(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en_US")
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert why_off(date(1983, 4, 1), "sv") == "långfredagen"  # a year no other test has cached


def test_the_friday_after_ascension_day_is_a_bridge_day_and_worked():
    assert is_working_day(date(2015, 5, 15))
    assert bridge_day(date(2015, 5, 15))


def test_other_days_are_no_bridge_days():
    for day in (date(2015, 5, 14), date(2015, 5, 13), date(2015, 3, 13), date(2015, 3, 15)):
        assert not bridge_day(day), day


def test_between_christmas_and_new_year_only_a_lone_working_day_is_a_bridge():
    assert bridge_day(date(2018, 12, 27)) is False  # Thursday, and the Friday is worked too
    assert bridge_day(date(2024, 12, 27))  # Friday between Boxing Day and Saturday


@pytest.mark.parametrize(
    ("due", "swedish", "english"),
    [
        (
            date(2015, 3, 15),
            "Söndag 15 mars är ingen arbetsdag. Arbetsdagen före är fredag 13 mars, arbetsdagen efter måndag 16 mars. Det beslutade datumet flyttas inte.",
            "Sunday 15 March is not a working day. The working day before is Friday 13 March, the one after is Monday 16 March. The decided date does not move.",
        ),
        (
            date(2018, 1, 1),
            "Måndag 1 januari (nyårsdagen) är ingen arbetsdag. Arbetsdagen före är fredag 29 december 2017, arbetsdagen efter tisdag 2 januari. Det beslutade datumet flyttas inte.",
            "Monday 1 January (New Year's Day) is not a working day. The working day before is Friday 29 December 2017, the one after is Tuesday 2 January. The decided date does not move.",
        ),
    ],
)  # fmt: skip
def test_a_day_off_explains_itself(due, swedish, english):
    assert explain_day_off(due, due, None, "sv") == swedish
    assert explain_day_off(due, due, None, "en") == english


def test_a_day_off_that_the_law_moves_says_until_when_and_by_which_law():
    saturday, monday, law = date(2020, 2, 22), date(2020, 2, 24), "lag (1930:173) 2 §"
    said = explain_day_off(saturday, monday, law, "sv")
    assert said.endswith("Det får lämnas nästa arbetsdag, måndag 24 februari, enligt lag (1930:173) 2 §.")  # fmt: skip
    said = explain_day_off(saturday, monday, law, "sv", date(2020, 2, 21))
    assert "Arbetsdagen före är i dag, fredag 21 februari, " in said
    said = explain_day_off(saturday, monday, law, "sv", monday)
    assert said == (
        "Lördag 22 februari är ingen arbetsdag. Arbetsdagen efter är i dag, måndag 24 februari. "
        "Det får lämnas nästa arbetsdag, i dag, måndag 24 februari, enligt lag (1930:173) 2 §."
    )


@pytest.mark.parametrize(
    ("moved", "original", "swedish", "english"),
    [
        (
            date(2015, 3, 13), date(2015, 3, 15),
            "13 mars: arbetsdagen före söndag 15 mars",
            "13 March: the working day before Sunday 15 March",
        ),
        (
            date(2015, 3, 16), date(2015, 3, 15),
            "16 mars: arbetsdagen efter söndag 15 mars",
            "16 March: the working day after Sunday 15 March",
        ),
        (
            date(2017, 12, 29), date(2018, 1, 1),
            "29 december 2017: arbetsdagen före nyårsdagen 1 januari 2018",
            "29 December 2017: the working day before New Year's Day 1 January 2018",
        ),
        (
            date(2015, 4, 2), date(2015, 4, 3),
            "2 april: arbetsdagen före långfredagen 3 april",
            "2 April: the working day before Good Friday 3 April",
        ),
        (
            date(2015, 3, 12), date(2015, 3, 13),
            "12 mars: arbetsdagen före fredag 13 mars",
            "12 March: the working day before Friday 13 March",
        ),
        (date(2015, 3, 13), date(2015, 3, 13), "13 mars", "13 March"),
    ],
)  # fmt: skip
def test_a_moved_day_explains_itself(moved, original, swedish, english):
    assert explain_move(moved, original, "sv") == swedish
    assert explain_move(moved, original, "en") == english


@PATIENT
@given(days, st.sampled_from(["sv", "en"]))
def test_every_day_can_be_explained(day, language):
    assert str(day.day) in explain_day_off(day, day, None, language)
    assert explain_move(at_or_before(day), day, language)
