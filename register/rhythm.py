"""What comes again and again: each occurrence with its name, its day and what it is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from models.fuzzy_date import FuzzyDate
from models.refusal import Refusal
from models.span import Span, parse_span

MONTHS = 12
DAY = timedelta(days=1)
WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")
LETTERS = {3: "Q", 4: "T", 6: "H"}  # a third of a year is a tertial, half of one an H


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Named by the period that it is about, never by its day; `due` may be but a period."""

    name: str
    due: FuzzyDate
    period: FuzzyDate


def occurrences(
    every: str, first: str, last: str | None, *, before: bool, end: date
) -> Iterator[Occurrence]:
    """Every occurrence from the first to the last, or as far as `end`.

    `every` is a span of weeks, months or years; `first` and `last` a day, a month or a week
    (`2021-W05`); `before` says that each is about the period before its day. Raises Refusal.
    """
    step = parse_span(every)
    start = When.parse(first)
    if start.week and step.unit != "w":
        raise mismatched(every, first)
    stop = min(When.parse(last).day, end) if last else end
    number = 0
    while (day := Span(step.length * number, step.unit).after(start.day)) <= stop:
        about = Span(-step.length, step.unit).after(day) if before else day
        name, period = named(about, step)
        yield Occurrence(name, start.like(day), period)
        number += 1


@dataclass(frozen=True, slots=True)
class When:
    """A first or last occurrence: its day, or the first day of the month or week it falls in."""

    day: date
    month: bool = False
    week: bool = False

    @classmethod
    def parse(cls, text: str) -> "When":
        """Read `2021-02-15`, `2021-02` or `2021-W05`; raises Refusal."""
        if match := WEEK.fullmatch(text):
            FuzzyDate.parse(match[1])  # refuses a year that cannot be meant
            return cls(monday(int(match[1]), int(match[2])), week=True)
        found = FuzzyDate.parse(text)
        if found.day:
            return cls(found.day)
        if found.low and re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
            return cls(found.low, month=True)
        raise Refusal(
            sv="skriv en dag (2021-02-15), en månad (2021-02) eller en vecka (2021-W05), "
            f"inte {text}",
            en=f"write a day (2021-02-15), a month (2021-02) or a week (2021-W05), not {text}",
        )

    def like(self, day: date) -> FuzzyDate:
        """Another day, as exact as this one."""
        if self.month:
            return FuzzyDate.parse(f"{day:%Y-%m}")
        if self.week:
            return FuzzyDate.parse(f"{day}..{day + 6 * DAY}")
        return FuzzyDate.parse(str(day))


def monday(year: int, week: int) -> date:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        raise Refusal(
            sv=f"veckan {year:04}-W{week:02} finns inte",
            en=f"there is no week {year:04}-W{week:02}",
        ) from None


def named(day: date, step: Span) -> tuple[str, FuzzyDate]:
    """The period that a day lies in, by its name and its bounds: `2022-Q4`, October to December."""
    if step.unit == "w":
        year, week, weekday = day.isocalendar()
        first = day - (weekday - 1) * DAY
        return f"{year}-W{week:02}", FuzzyDate.parse(f"{first}..{first + 6 * DAY}")
    if step.unit == "y":
        return str(day.year), FuzzyDate.parse(str(day.year))
    if step.length not in LETTERS:
        return f"{day:%Y-%m}", FuzzyDate.parse(f"{day:%Y-%m}")
    part = (day.month - 1) // step.length
    low, high = part * step.length + 1, (part + 1) * step.length
    bounds = f"{day.year}-{low:02}..{day.year}-{high:02}"
    return f"{day.year}-{LETTERS[step.length]}{part + 1}", FuzzyDate.parse(bounds)


def mismatched(every: str, first: str) -> Refusal:
    return Refusal(
        sv=f"en vecka som {first} kommer igen varje eller var fjärde vecka (1w, 4w), inte {every}",
        en=f"a week like {first} comes again by weeks (1w, 4w), not {every}",
    )
