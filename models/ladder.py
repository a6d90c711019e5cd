"""The ladder of a deadline: the days on which people are told about it, and by which rule."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from models.refusal import Refusal
from models.working_days import add_working_days, at_or_after, at_or_before

ORDINALS_SV = "första andra tredje fjärde femte sjätte".split()
ORDINALS_EN = "first second third fourth fifth sixth".split()
RULES = {  # the rules that are said in words alone: (Swedish, English)
    "day": ("på dagen", "on the day"),
    "registered": ("vid registreringen", "on registration"),
    "amended": ("vid ändringen", "on the amendment"),
    "reopened": ("när den öppnades igen", "when it was opened again"),
    "taken_over": ("vid övertagandet", "on taking over"),
    "handover": ("på överlämningsdagen", "on the day of the handover"),
    "1d": ("dagen före", "the day before"),
    "1wd": ("arbetsdagen före", "the working day before"),
}


class Offset(NamedTuple):
    """How long before a deadline: calendar days (`d`) or working days (`wd`)."""

    days: int
    unit: Literal["d", "wd"]


@cache
def parse_offset(text: str) -> Offset:
    """Read `90d` or `5wd`; raises Refusal with a sentence."""
    match = re.fullmatch(r"([1-9][0-9]{0,2})(w?)d", text)
    if not match:
        raise Refusal(
            sv="skriv ett avstånd som 90d (dagar före) eller 5wd (arbetsdagar före),"
            f" 1 till 999, inte {text!r}",
            en="write an offset as 90d (days before) or 5wd (working days before),"
            f" 1 to 999, not {text!r}",
        )
    return Offset(int(match[1]), "wd" if match[2] else "d")


@dataclass(frozen=True, slots=True)
class Ladder:
    """When to alert: offsets before, on the day, and `overdue_times` reminders after, one every
    `overdue_every` working days (0 = none).
    """

    name: str
    before: tuple[str, ...]
    day: bool
    overdue_every: int
    overdue_times: int

    def __post_init__(self) -> None:
        """Raise Refusal, so that a bad ladder never reaches a deadline."""
        for offset in self.before:
            parse_offset(offset)
        if min(self.overdue_every, self.overdue_times) < 0:
            raise Refusal(
                sv=f"stegen {self.name}: förseningspåminnelserna räknas från 0 och uppåt",
                en=f"the ladder {self.name}: overdue reminders are counted from 0 and up",
            )


STANDARD = Ladder("standard", ("90d", "30d", "14d", "5wd", "1wd"), True, 5, 6)


@dataclass(frozen=True, slots=True)
class Rung:
    """One alert day: `nominal` is what the rule says, `day` where it lands; a working day, except
    that `registered` and `amended` tell at once.
    """

    rule: str
    day: date
    nominal: date


@lru_cache(maxsize=16_384)
def rungs(
    due: date, act_by: date, ladder: Ladder, opened_on: date, version: int = 1
) -> tuple[Rung, ...]:
    """The alert days of a deadline in order, at most one rung a day.

    `opened_on` is when the duty (version 1) or its new date (later versions) became known: what
    was missed before it is told once, on that day. A duty known only after `act_by` is silent:
    unrecorded, for ops to settle. Raises Refusal if `act_by` lies before `due`.
    """
    if act_by < due:
        raise Refusal(
            sv=f"sista dagen att handla, {act_by}, kan inte ligga före slutdatumet {due}",
            en=f"the last day to act, {act_by}, cannot lie before the deadline, {due}",
        )
    if version == 1 and opened_on > act_by:
        return ()
    before = before_rungs(due, act_by, ladder)
    ahead = [rung for rung in before if rung.day >= opened_on]
    if version > 1 or len(ahead) < len(before):
        rule = "amended" if version > 1 else "registered"
        ahead = [rung for rung in ahead if rung.day > opened_on]
        ahead.insert(0, Rung(rule, opened_on, opened_on))
    late = overdue_rungs(act_by, ladder)
    return (*ahead, *(rung for rung in late if rung.day > opened_on))


def before_rungs(due: date, act_by: date, ladder: Ladder) -> list[Rung]:
    """The rungs up to the last day; of several on one day, the one nearest to it."""
    found = [offset_rung(due, act_by, rule) for rule in ladder.before]
    if ladder.day:
        found.append(Rung("day", at_or_before(act_by), act_by))
    found.sort(key=lambda rung: (rung.day, rung.nominal))
    return list({rung.day: rung for rung in found}.values())


def offset_rung(due: date, act_by: date, rule: str) -> Rung:
    """So many days before the decided day, or so many working days before the last one to act."""
    days, unit = parse_offset(rule)
    nominal = add_working_days(act_by, -days) if unit == "wd" else due - timedelta(days=days)
    return Rung(rule, at_or_before(nominal), nominal)


def overdue_rungs(act_by: date, ladder: Ladder) -> list[Rung]:
    """From the first working day after the last day to act, then every so many working days."""
    found: list[Rung] = []
    day = act_by
    for number in range(1, ladder.overdue_times + 1 if ladder.overdue_every else 1):
        day = add_working_days(day, 1 if number == 1 else ladder.overdue_every)
        found.append(Rung(f"overdue-{number}", day, day))
    return found


def act_by(due: date, policy: str) -> date:
    """The last day on which the act can still be done.

    `none`: the decided day. `next_working_day`: lag (1930:173) 2 §, only for a date set in
    statute. Raises Refusal for any other policy.
    """
    if policy == "none":
        return due
    if policy == "next_working_day":
        return at_or_after(due)
    raise Refusal(
        sv=f"regeln för sista dagen är none eller next_working_day, inte {policy!r}",
        en=f"the policy for the last day is none or next_working_day, not {policy!r}",
    )


def next_rung(rungs: tuple[Rung, ...], after: date) -> date | None:
    """The first alert day strictly after a day; None when there are no more."""
    return next((rung.day for rung in rungs if rung.day > after), None)


def say_rule(rule: str, language: str) -> str:
    """A rule in words: "30 dagar före", "försenad, första påminnelsen"."""
    swedish = language == "sv"
    if rule in RULES:
        return RULES[rule][0 if swedish else 1]
    if match := re.fullmatch(r"overdue-([1-9][0-9]*)", rule):
        return say_overdue(int(match[1]), language)
    days, unit = parse_offset(rule)
    if swedish:
        return f"{days} {'arbetsdagar' if unit == 'wd' else 'dagar'} före"
    return f"{days} {'working days' if unit == 'wd' else 'days'} before"


def say_overdue(number: int, language: str) -> str:
    """In ordinals as far as the standard ladder goes, in figures beyond."""
    worded = number <= len(ORDINALS_SV)
    if language == "sv":
        which = f"{ORDINALS_SV[number - 1]} påminnelsen" if worded else f"påminnelse {number}"
        return f"försenad, {which}"
    which = f"{ORDINALS_EN[number - 1]} reminder" if worded else f"reminder {number}"
    return f"overdue, {which}"
