"""The words: templates that an editor can change, filled with facts."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from models.fuzzy_date import say_day, say_week
from models.working_days import why_off
from notifications.plain_text import laid_out, one_line

TEMPLATES = Path(__file__).parent / "templates"
LONGEST_VALUE = 300  # characters of one fact; a title is no longer than that
NUMBERS = {
    "sv": "noll ett två tre fyra fem sex sju åtta nio tio elva tolv".split(),
    "en": "zero one two three four five six seven eight nine ten eleven twelve".split(),
}


def text(template: str, language: str, facts: Mapping[str, Any]) -> str:
    """A template as paragraphs that are ready to be read."""
    return laid_out(rendered(template, language, facts))


def phrase(template: str, language: str, facts: Mapping[str, Any]) -> str:
    """A template as words on one line."""
    return " ".join(rendered(template, language, facts).split())


def rendered(template: str, language: str, facts: Mapping[str, Any]) -> str:
    return environment(language).get_template(template).render(facts)


def capital(words: str) -> str:
    """The same with a capital first letter."""
    return words[:1].upper() + words[1:]


@cache
def environment(language: str) -> Environment:
    """The templates of a language, with the filters that say days and numbers in it."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES / language),
        autoescape=select_autoescape(),  # plain text: nothing to escape in .txt
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=safe,
    )
    made.filters.update(filters(language))
    return made


def safe(value: Any) -> Any:
    """What a fact may put into a text: one line, so that it cannot forge another paragraph."""
    return one_line(value, LONGEST_VALUE) if isinstance(value, str) else value


def filters(language: str) -> dict[str, Callable[..., str | None]]:
    """How the language says a day, a week, a number, several things."""
    return {
        "day": lambda day: say_day(day, language),
        "date": lambda day: say_day(day, language, weekday=False),
        "day_of_year": lambda day: say_day(day, language, year=False),
        "date_of_year": lambda day: say_day(day, language, weekday=False, year=False),
        "week": lambda day: say_week(day, language),
        "why_off": lambda day: why_off(day, language),
        "span": lambda days: span(days[0], days[1], language),
        "number": lambda number: number_word(number, language),
        "listed": lambda words: listed(words, language),
        "capital": capital,
    }


def span(first: date, last: date, language: str) -> str:
    """The days from one to another: "1–7 januari", "28 december–7 januari"."""
    end = say_day(last, language, weekday=False, year=False)
    if last - first < timedelta(days=1):
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{say_day(first, language, weekday=False, year=False)}–{end}"


def number_word(number: int, language: str) -> str:
    """In letters up to twelve."""
    words = NUMBERS[language]
    return words[number] if 0 <= number < len(words) else str(number)


def listed(words: Sequence[str], language: str) -> str:
    """Several as one: "A, B och C"."""
    *before, last = words
    return f"{', '.join(before)} {'and' if language == 'en' else 'och'} {last}" if before else last
