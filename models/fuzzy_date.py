"""Dates as decisions write them: a day, a month, a season, a year, an interval, an open end."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from models.refusal import Refusal

SEASONS = {  # first and last month; winter is left out: it belongs to two years
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
}
SWEDISH_SEASONS = {"våren": "spring", "sommaren": "summer", "hösten": "autumn"}
SWEDISH = {english: swedish for swedish, english in SWEDISH_SEASONS.items()}
MONTHS_SV = (
    "januari februari mars april maj juni juli augusti september oktober november december"
).split()
MONTHS_EN = (
    "January February March April May June July August September October November December"
).split()
WEEKDAYS_SV = "måndag tisdag onsdag torsdag fredag lördag söndag".split()
WEEKDAYS_EN = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
WORD = r"[a-zåäö]+"
YEAR = "[0-9]{4}"  # not \d, which takes the digits of every script
YEARS = range(1900, 2201)  # beyond them it is a slip, or a stand-in for "never"


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """What a source says about when; `low` and `high` bound it, None where it is open.

    Only `day` is a date to act on: a fuzzy date never causes an alert.
    """

    text: str
    low: date | None
    high: date | None

    @classmethod
    def parse(cls, text: str) -> "FuzzyDate":
        """Read `2011-03-31`, `2008-07`, `autumn 2008`, `since 2009`, `2014..2015-03-14`, `..2014`.

        Raises Refusal with a sentence that says how a date is written.
        """
        words = " ".join(text.split()).lower()
        if ".." in words:
            words = re.sub(r" ?\.\. ?", "..", words)
            return cls(words, *interval(words))
        if words.startswith("since "):
            return cls(words, bounds(words.removeprefix("since "))[0], None)
        if words.startswith("until "):
            return cls(words, None, bounds(words.removeprefix("until "))[1])
        return cls(words, *bounds(words))

    @property
    def day(self) -> date | None:
        """The day, when the source names one."""
        return self.low if self.low == self.high else None

    def sort_key(self) -> tuple[date, date]:
        """By lower bound, then upper; what is open comes outermost."""
        return self.low or date.min, self.high or date.max

    def say(self, language: str = "sv") -> str:
        """The date in words: "juli 2008", "hösten 2008", "sedan 2009"."""
        return say(self.text, language)


def interval(words: str) -> tuple[date | None, date | None]:
    first, _, last = words.partition("..")
    low = bounds(first)[0] if first else None
    high = bounds(last)[1] if last else None
    if (low is None and high is None) or (low and high and low >= high):
        raise Refusal(
            sv=f"ett intervall går från ett tidigare datum till ett senare, inte {words}",
            en=f"an interval goes from an earlier date to a later one, not {words}",
        )
    return low, high


def bounds(words: str) -> tuple[date, date]:
    """First and last day that a single expression can mean."""
    if re.fullmatch(rf"{YEAR}-[0-9]{{2}}-[0-9]{{2}}", words):
        return (day := parse_day(words)), day
    if match := re.fullmatch(rf"({YEAR})-([0-9]{{2}})", words):
        return month(int(match[1]), int(match[2]))
    if match := re.fullmatch(rf"({YEAR})", words):
        year = int(match[1])
        return month(year, 1)[0], month(year, 12)[1]
    if match := re.fullmatch(rf"({WORD}) ({YEAR})", words):
        return season(match[1], int(match[2]))
    forms = "2011-03-31, 2008-07, 2009, autumn 2008, since 2009, 2014..2015-03"
    raise Refusal(sv=f"skriv datum så här: {forms}", en=f"write a date like this: {forms}")


def month(year: int, number: int) -> tuple[date, date]:
    """First and last day of a month; Refusal when there is no such month."""
    if year not in YEARS:
        raise Refusal(
            sv=f"året {year:04} ligger utanför {YEARS[0]} till {YEARS[-1]}",
            en=f"the year {year:04} lies outside {YEARS[0]} to {YEARS[-1]}",
        )
    if not 1 <= number <= len(MONTHS_SV):
        raise Refusal(
            sv=f"månaden {year:04}-{number:02} finns inte: den är 01 till 12",
            en=f"the month {year:04}-{number:02} does not exist: it is 01 to 12",
        )
    first = date(year, number, 1)
    return first, first.replace(day=calendar.monthrange(year, number)[1])


def parse_day(text: str) -> date:
    """The day written `2011-03-31`; Refusal when it is written otherwise or does not exist."""
    if not re.fullmatch(rf"{YEAR}-[0-9]{{2}}-[0-9]{{2}}", text):
        raise Refusal(sv="skriv en dag så här: 2011-03-31", en="write a day like this: 2011-03-31")
    year, number, day = map(int, text.split("-"))
    first, last = month(year, number)
    if not first.day <= day <= last.day:
        raise Refusal(
            sv=f"dagen {text} finns inte: {MONTHS_SV[number - 1]} {year} har {last.day} dagar",
            en=f"the day {text} does not exist: {MONTHS_EN[number - 1]} {year} has {last.day} days",
        )
    return date(year, number, day)


def season(name: str, year: int) -> tuple[date, date]:
    name = SWEDISH_SEASONS.get(name, name)
    if name not in SEASONS:
        known = ", ".join(SEASONS)
        raise Refusal(
            sv=f"årstiden är en av {known}, inte {name}",
            en=f"a season is one of {known}, not {name}",
        )
    first, last = SEASONS[name]
    return month(year, first)[0], month(year, last)[1]


def say(text: str, language: str) -> str:
    """A fuzzy date's text in plain words."""
    if ".." in text:
        first, _, last = text.partition("..")
        return say_interval(first, last, language)
    for word, swedish in (("since ", "sedan "), ("until ", "till och med ")):
        if text.startswith(word):
            spoken = swedish if language == "sv" else word
            return spoken + say_point(text.removeprefix(word), language)
    return say_point(text, language)


def say_interval(first: str, last: str, language: str) -> str:
    if not first:
        return ("senast " if language == "sv" else "no later than ") + say_point(last, language)
    if not last:
        return ("från " if language == "sv" else "from ") + say_point(first, language)
    return f"{say_point(first, language)} – {say_point(last, language)}"


def say_point(text: str, language: str) -> str:
    months = MONTHS_SV if language == "sv" else MONTHS_EN
    match text.split("-"):
        case [_, _, _]:
            return say_day(date.fromisoformat(text), language, weekday=False)
        case [year, number]:
            return f"{months[int(number) - 1]} {year}"
    name, _, year = text.partition(" ")
    if not year:
        return text
    name = SWEDISH_SEASONS.get(name, name)
    return f"{SWEDISH[name] if language == 'sv' else name} {year}"


def say_day(day: date, language: str, *, weekday: bool = True, year: bool = True) -> str:
    """A day in words: "söndag 15 mars 2015", "Sunday 15 March 2015"."""
    swedish = language == "sv"
    words = [str(day.day), (MONTHS_SV if swedish else MONTHS_EN)[day.month - 1]]
    if weekday:
        words.insert(0, (WEEKDAYS_SV if swedish else WEEKDAYS_EN)[day.weekday()])
    if year:
        words.append(str(day.year))
    return " ".join(words)


def say_week(day: date, language: str) -> str:
    """Its ISO 8601 week: "vecka 11", "week 11"."""
    return f"{'vecka' if language == 'sv' else 'week'} {day.isocalendar().week}"
