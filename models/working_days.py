"""Swedish working days: which days are off, the nearest day that is not, and why."""

from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import MappingProxyType

from models.fuzzy_date import WEEKDAYS_EN, WEEKDAYS_SV, say_day

ONE_DAY = timedelta(days=1)
SATURDAY = 5
PROPER_NAMES = ("Kristi", "Marie")  # all that Swedish writes with a capital in these names


@cache
def holiday_names(year: int, language: str) -> Mapping[date, str]:
    """The public holidays (lag 1989:253) and the three eves of a year, with their names.

    The `holidays` library knows 1953 to 2100 and is silently empty outside; there the nearest law
    it knows is carried on, so that Christmas Day 2150 is a day off too.
    """
    from holidays.constants import DE_FACTO, PUBLIC

    library_language = "sv" if language == "sv" else "en_US"  # never the machine's own
    found = sweden()(
        categories=(PUBLIC, DE_FACTO), language=library_language, years=year, expand=False
    )
    return MappingProxyType({day: in_a_sentence(name, language) for day, name in found.items()})


@cache
def sweden() -> type:
    """The library's Sweden, in any year.

    Its file alone: the package around it loads every country there is, which would be half of the
    time that `uppdrag due` takes.
    """
    import holidays

    path = Path(holidays.__file__).parent / "countries" / "sweden.py"
    spec = spec_from_file_location("holidays.countries.sweden", path)
    assert spec, path
    assert spec.loader, path
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    limits = {"start_year": MINYEAR, "end_year": MAXYEAR}
    return type("SwedenInAnyYear", (module.Sweden,), limits)


def in_a_sentence(name: str, language: str) -> str:
    """A holiday's name as it stands inside a sentence; two on one day are joined by a word."""
    names = name.split("; ")
    if language != "sv":
        return " and ".join(names)
    return " och ".join(
        each if each.startswith(PROPER_NAMES) else each[0].lower() + each[1:] for each in names
    )


def is_working_day(day: date) -> bool:
    """Whether it is neither Saturday, Sunday, public holiday, midsummer's eve, Christmas Eve nor
    New Year's Eve: the days that lag (1930:173) 2 § lists.
    """
    return day.weekday() < SATURDAY and day not in holiday_names(day.year, "sv")


def working_day_before(day: date) -> date:
    """The nearest working day strictly before."""
    return at_or_before(day - ONE_DAY)


def working_day_after(day: date) -> date:
    """The nearest working day strictly after."""
    return at_or_after(day + ONE_DAY)


def at_or_before(day: date) -> date:
    """The day itself if it is a working day, else the nearest one before."""
    while not is_working_day(day):
        day -= ONE_DAY
    return day


def at_or_after(day: date) -> date:
    """The day itself if it is a working day, else the nearest one after."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def add_working_days(day: date, n: int) -> date:
    """The n-th working day after, or before when n is negative; 0 gives the day itself."""
    step = working_day_after if n > 0 else working_day_before
    for _ in range(abs(n)):
        day = step(day)
    return day


def bridge_day(day: date) -> bool:
    """Whether it is a klämdag: a working day alone between two days off."""
    return is_working_day(day) and not (
        is_working_day(day - ONE_DAY) or is_working_day(day + ONE_DAY)
    )


def why_off(day: date, language: str) -> str | None:
    """The holiday's name, else "lördag" or "söndag"; None for a working day."""
    if name := holiday_names(day.year, language).get(day):
        return name
    weekdays = WEEKDAYS_SV if language == "sv" else WEEKDAYS_EN
    return weekdays[day.weekday()] if day.weekday() >= SATURDAY else None


def explain(day: date, language: str = "sv") -> str:
    """What kind of day it is, and for a day off the working days around it."""
    swedish = language == "sv"
    spoken = say_day(day, language)
    reason = why_off(day, language)
    if reason is None:
        kinds = ("klämdag", "arbetsdag") if swedish else ("bridge day", "working day")
        return f"{spoken}: {kinds[0] if bridge_day(day) else kinds[1]}"
    if not spoken.startswith(reason):  # a Sunday needs no second word for it
        spoken += f" ({reason})"
    before, after = (
        say_day(other, language, year=other.year != day.year)
        for other in (working_day_before(day), working_day_after(day))
    )
    if swedish:
        return f"{spoken}: arbetsdagen före är {before}, arbetsdagen efter {after}"
    return f"{spoken}: the working day before is {before}, the one after {after}"


def explain_move(moved: date, original: date, language: str) -> str:
    """Why something stands on another day: "13 mars: arbetsdagen före söndag 15 mars"."""
    year = moved.year != original.year
    spoken = say_day(moved, language, weekday=False, year=year)
    if moved == original:
        return spoken
    earlier = moved < original
    if language == "sv":
        relation = "arbetsdagen före" if earlier else "arbetsdagen efter"
    else:
        relation = f"the working day {'before' if earlier else 'after'}"
    name = why_off(original, language)
    named = f"{name} " if name else ""
    whole = say_day(original, language, weekday=not name, year=year)
    return f"{spoken}: {relation} {named}{whole}"
