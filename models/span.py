"""A length of time as decisions give it, "en månad efter", and the day that it leads to."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from dateutil.relativedelta import relativedelta

from models.refusal import Refusal
from models.working_days import add_working_days

Unit = Literal["d", "wd", "w", "m", "y"]
# (one, several) in Swedish and in English.
WORDS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "d": (("en dag", "dagar"), ("a day", "days")),
    "wd": (("en arbetsdag", "arbetsdagar"), ("a working day", "working days")),
    "w": (("en vecka", "veckor"), ("a week", "weeks")),
    "m": (("en månad", "månader"), ("a month", "months")),
    "y": (("ett år", "år"), ("a year", "years")),
}


@dataclass(frozen=True, slots=True)
class Span:
    """So many days, working days, weeks, months or years; negative counts back, 0 is the day."""

    length: int
    unit: Unit

    def after(self, day: date) -> date:
        """The day that lies so far from another.

        A week ends on the same weekday, a month and a year on the same day of the month, or on the
        month's last where it has no such day: lag (1930:173) 1 §.
        """
        match self.unit:
            case "wd":
                return add_working_days(day, self.length)
            case "d":
                return day + timedelta(days=self.length)
            case "w":
                return day + timedelta(weeks=self.length)
            case "m":
                return day + relativedelta(months=self.length)
        return day + relativedelta(years=self.length)

    def say(self, language: str) -> str:
        """How long, from when: "en månad efter", "5 arbetsdagar före", "samma dag som"."""
        swedish = language == "sv"
        if not self.length:
            return "samma dag som" if swedish else "the same day as"
        if self.length > 0:
            return f"{self.long(language)} {'efter' if swedish else 'after'}"
        return f"{self.long(language)} {'före' if swedish else 'before'}"

    def long(self, language: str) -> str:
        """How long, whichever way: "en månad", "5 arbetsdagar"."""
        one, several = WORDS[self.unit][0 if language == "sv" else 1]
        return one if abs(self.length) == 1 else f"{abs(self.length)} {several}"


@cache
def parse_span(text: str) -> Span:
    """Read `1m`, `14d`, `2w`, `5wd`, `1y`, `-30wd`; raises Refusal with a sentence."""
    match = re.fullmatch(r"(-?)([0-9]{1,3})(d|wd|w|m|y)", text)
    if not match:
        raise Refusal(
            sv=f"skriv en tid som 14d (dagar), 5wd (arbetsdagar), 2w (veckor), 1m (månader) eller "
            f"1y (år), med minus före om den räknas bakåt, inte {text!r}",
            en=f"write a time as 14d (days), 5wd (working days), 2w (weeks), 1m (months) or 1y "
            f"(years), with a minus before it to count back, not {text!r}",
        )
    length = int(match[2]) * (-1 if match[1] else 1)
    return Span(length, match[3])  # type: ignore[arg-type]
