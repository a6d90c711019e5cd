from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.fuzzy_date import FuzzyDate, parse_day, say_day, say_week
from models.refusal import Refusal


def goes_forward(pair: tuple[str, str]) -> bool:
    first, last = map(FuzzyDate.parse, pair)
    return first.sort_key()[0] < last.sort_key()[1]


days = st.dates(date(1900, 1, 1), date(2200, 12, 31)).map(date.isoformat)
seasons = st.sampled_from(["spring", "summer", "autumn", "våren", "sommaren", "hösten"])
points = st.one_of(
    days,
    days.map(lambda day: day[:7]),
    days.map(lambda day: day[:4]),
    st.tuples(seasons, days.map(lambda day: day[:4])).map(" ".join),
)
written = st.one_of(
    points,
    points.map("since {}".format),
    points.map("until {}".format),
    points.map("{}..".format),
    points.map("..{}".format),
    st.tuples(points, points).filter(goes_forward).map("..".join),
)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2011-03-31", date(2011, 3, 31), date(2011, 3, 31)),
        ("2008-07", date(2008, 7, 1), date(2008, 7, 31)),
        ("2008-02", date(2008, 2, 1), date(2008, 2, 29)),
        ("2009", date(2009, 1, 1), date(2009, 12, 31)),
        ("spring 2008", date(2008, 3, 1), date(2008, 5, 31)),
        ("summer 2008", date(2008, 6, 1), date(2008, 8, 31)),
        ("autumn 2008", date(2008, 9, 1), date(2008, 11, 30)),
        ("hösten 2008", date(2008, 9, 1), date(2008, 11, 30)),
        ("since 2009", date(2009, 1, 1), None),
        ("since autumn 2008", date(2008, 9, 1), None),
        ("until 2014", None, date(2014, 12, 31)),
        ("2014..2015-03-14", date(2014, 1, 1), date(2015, 3, 14)),
        ("2014..2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("..2009-04-09", None, date(2009, 4, 9)),
        ("2014..", date(2014, 1, 1), None),
        ("  Autumn   2008 ", date(2008, 9, 1), date(2008, 11, 30)),
        ("2014 .. 2015-03", date(2014, 1, 1), date(2015, 3, 31)),
    ],
)
def test_a_date_is_read_with_its_bounds(text, low, high):
    found = FuzzyDate.parse(text)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize("text", ["2008-07", "autumn 2008", "2009", "since 2009-01-01", "..2009"])
def test_only_a_stated_day_is_a_day(text):
    assert FuzzyDate.parse("2011-03-31").day == date(2011, 3, 31)
    assert FuzzyDate.parse(text).day is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2011-02-29", "the day 2011-02-29 does not exist: February 2011 has 28 days"),
        ("2011-03-00", "the day 2011-03-00 does not exist: March 2011 has 31 days"),
        ("2011-13-01", "the month 2011-13 does not exist: it is 01 to 12"),
        ("2008-00", "the month 2008-00 does not exist: it is 01 to 12"),
        ("winter 2008", "a season is one of spring, summer, autumn, not winter"),
        ("2015..2014", "an interval goes from an earlier date to a later one, not 2015..2014"),
        ("2015-03-15..2015-03-15", "an interval goes from an earlier date to a later one"),
        ("..", "an interval goes from an earlier date to a later one"),
        ("2014..2015..2016", "write a date like this"),
        ("0000", "the year 0000 lies outside 1900 to 2200"),
        ("9999-12-31", "the year 9999 lies outside 1900 to 2200"),
        ("1899-12", "the year 1899 lies outside 1900 to 2200"),
        ("spring 2201", "the year 2201 lies outside 1900 to 2200"),
        ("since 0000", "the year 0000 lies outside 1900 to 2200"),
        ("٢٠١١", "write a date like this"),  # the digits of another script
        ("31/3 2011", "write a date like this"),
        ("20110331", "write a date like this"),
        ("since", "write a date like this"),
        ("", "write a date like this"),
    ],
)
def test_what_is_no_date_is_refused_with_what_would_be_right(text, sentence):
    with pytest.raises(Refusal) as refused:
        FuzzyDate.parse(text)
    assert sentence in refused.value.say("en")
    assert refused.value.say("sv") != refused.value.say("en")


def test_a_day_is_read_strictly():
    assert parse_day("2011-03-31") == date(2011, 3, 31)
    for text in ("2011-3-31", "2011-03", "2011-03-31\n", "2011-03-31T00:00"):
        with pytest.raises(Refusal, match="skriv en dag så här: 2011-03-31"):
            parse_day(text)
    with pytest.raises(Refusal, match="året 9999 ligger utanför 1900 till 2200"):
        parse_day("9999-12-31")


@given(st.text(st.sampled_from("0123456789-. sinceuntlautumn\n٣å"), max_size=24))
def test_any_text_is_read_or_refused(text):
    with suppress(Refusal):  # any other error fails the test
        found = FuzzyDate.parse(text)
        assert found.low or found.high


@given(written)
def test_the_text_kept_says_the_same_date_again(text):
    found = FuzzyDate.parse(text)
    assert FuzzyDate.parse(found.text) == found
    assert found.low or found.high
    assert not (found.low and found.high and found.low > found.high)


@given(written, st.sampled_from(["sv", "en"]))
def test_every_date_can_be_said_without_a_figure_for_its_month(text, language):
    said = FuzzyDate.parse(text).say(language)
    assert said
    assert "-" not in said


@pytest.mark.parametrize(
    ("text", "swedish", "english"),
    [
        ("2011-03-31", "31 mars 2011", "31 March 2011"),
        ("2011-03-01", "1 mars 2011", "1 March 2011"),
        ("2008-07", "juli 2008", "July 2008"),
        ("2009", "2009", "2009"),
        ("autumn 2008", "hösten 2008", "autumn 2008"),
        ("våren 2009", "våren 2009", "spring 2009"),
        ("since 2009", "sedan 2009", "since 2009"),
        ("since autumn 2008", "sedan hösten 2008", "since autumn 2008"),
        ("until 2014-06", "till och med juni 2014", "until June 2014"),
        ("..2009-04-09", "senast 9 april 2009", "no later than 9 April 2009"),
        ("2014..", "från 2014", "from 2014"),
        ("2014 .. 2015-03-14", "2014 – 14 mars 2015", "2014 – 14 March 2015"),
    ],
)
def test_a_date_is_said_as_honestly_as_it_was_written(text, swedish, english):
    assert FuzzyDate.parse(text).say() == swedish
    assert FuzzyDate.parse(text).say("en") == english


def test_dates_sort_by_their_bounds_with_the_open_ones_outermost():
    texts = ["2009-02", "since 2009", "2009", "2009-01", "2009-01-01", "..2009"]
    in_order = ["..2009", "2009-01-01", "2009-01", "2009", "since 2009", "2009-02"]
    assert sorted(texts, key=lambda text: FuzzyDate.parse(text).sort_key()) == in_order


@pytest.mark.parametrize(
    ("options", "swedish", "english"),
    [
        ({}, "söndag 15 mars 2015", "Sunday 15 March 2015"),
        ({"weekday": False}, "15 mars 2015", "15 March 2015"),
        ({"year": False}, "söndag 15 mars", "Sunday 15 March"),
        ({"weekday": False, "year": False}, "15 mars", "15 March"),
    ],
)
def test_a_day_is_said_in_both_languages(options, swedish, english):
    assert say_day(date(2015, 3, 15), "sv", **options) == swedish
    assert say_day(date(2015, 3, 15), "en", **options) == english


def test_a_week_is_said_by_its_iso_number():
    assert say_week(date(2015, 3, 15), "sv") == "vecka 11"
    assert say_week(date(2011, 3, 31), "en") == "week 13"
    assert say_week(date(2018, 12, 31), "sv") == "vecka 1"
    assert say_week(date(2016, 1, 1), "sv") == "vecka 53"
