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
DAY_OFF = {
    "sv": {
        "off": "{day} är ingen arbetsdag.",
        "around": "Arbetsdagen före är {before}, arbetsdagen efter {after}.",
        "after": "Arbetsdagen efter är {after}.",
        "may_wait": "Det får lämnas nästa arbetsdag, {last}{basis}.",
        "under": ", enligt {}",
        "stays": "Det beslutade datumet flyttas inte.",
        "today": "i dag, ",
    },
    "en": {
        "off": "{day} is not a working day.",
        "around": "The working day before is {before}, the one after is {after}.",
        "after": "The working day after is {after}.",
        "may_wait": "It may be handed in on the next working day, {last}{basis}.",
        "under": ", under {}",
        "stays": "The decided date does not move.",
        "today": "today, ",
    },
}
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


def explain_day_off(
    due: date, act_by: date, basis: str | None, language: str, on: date | None = None
) -> str:
    """That a day is off, the working days around it, and what that means for the decided date.

    `act_by` is the last day in time, later only under its `basis`. Told on a day, a working day
    that has passed is left out, and the day itself is "today".
    """
    words = DAY_OFF[language]

    def say(day: date) -> str:
        today = words["today"] if day == on else ""
        return today + say_day(day, language, year=day.year != due.year)

    before, reason = working_day_before(due), why_off(due, language) or ""
    name = say_day(due, language, year=False)
    named = name if name.startswith(reason) else f"{name} ({reason})"
    around = words["after"] if on and before < on else words["around"]
    then = words["may_wait"] if act_by > due else words["stays"]
    return f"{words['off']} {around} {then}".format(
        day=f"{named[0].upper()}{named[1:]}", before=say(before), after=say(working_day_after(due)),
        last=say(act_by), basis=words["under"].format(basis) if basis else "",
    )  # fmt: skip


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
