"""The milestones of a generated assignment, of every kind that real decisions have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.vocabulary import MONTHS, NOTES
from benchmarks.written import folded, source

KINDS = (
    ("interim_report", "final_report", "report"),
    ("interim_report", "final_report", "readiness"),
    ("report", "final_report", "internal"),
    ("requisition", "account", "repayment"),
    ("budget_documentation", "report", "final_report"),
    ("report", "annual_report", "other"),
)
MONEY = {"requisition", "account", "repayment"}
USUAL = ("01-31", "02-22", "03-01", "03-31", "05-15", "06-01", "09-30", "10-30", "12-15", "12-31")


@dataclass(frozen=True, slots=True)
class Given:
    """What a milestone is written from: when its decision became known, and what it may name."""

    known: date
    ministries: Sequence[str]
    agencies: Sequence[str]
    amending: Sequence[str]  # decisions that came later
    other: str  # an assignment that may be reported on at the same time
    texts: Sequence[str]


def milestones(rng: Random, given: Given) -> Iterator[str]:
    """Three of them, in the order of their days."""
    first = 60 + rng.randrange(400)
    for number, kind in enumerate(rng.choice(KINDS)):
        due = usual(rng, given.known + timedelta(days=first + number * rng.randrange(150, 400)))
        yield f"      {kind.replace('_', '-')}:"
        yield f"        kind: {kind}"
        yield from when(rng, given, due)
        yield from whom(rng, given, kind)
        yield from how(rng, given, kind, due)
        yield from source(rng, rng.choice(given.texts), 8)


def usual(rng: Random, day: date) -> date:
    """Mostly the next of a day that decisions like, else the day itself."""
    if rng.randrange(100) < 60:
        liked = rng.choice(USUAL)
        year = day.year + (f"{day:%m-%d}" > liked)
        return date.fromisoformat(f"{year}-{liked}")
    return day


def when(rng: Random, given: Given, due: date) -> Iterator[str]:
    """A day, mostly; else amended, fuzzy, yearly, or none at all."""
    match rng.randrange(100):
        case part if part < 8 and given.amending:
            yield f"        due: {due + timedelta(days=91)}"
            yield f"        amended_by: {rng.choice(given.amending)}"
            yield f"        earlier_dates: [{{due: {due}}}]"
        case part if part < 14:
            forms = f"{due:%Y-%m}", f"autumn {due.year}", f"{due.year}", f"..{due:%Y-%m-%d}"
            yield f"        due: {rng.choice(forms)}"
        case part if part < 17:
            last = due.year + rng.randrange(4)
            yield "        yearly:"
            yield f'          on: "{due:%m}-{min(due.day, 28):02}"'
            yield f"          first: {due.year}"
            yield f"          last: {last}"
        case part if part < 21:
            yield from ("        claims:", "          - about: due")
            yield from folded("            says", rng.choice(NOTES))
        case _:
            yield f"        due: {due}"


def whom(rng: Random, given: Given, kind: str) -> Iterator[str]:
    """Ministry, Kammarkollegiet's like for money, sometimes a copy, sometimes nobody stated."""
    to = rng.choice(given.agencies if kind in MONEY else given.ministries)
    if rng.randrange(100) < 90:
        yield f"        to: [{to}]"
    if rng.randrange(100) < 10:
        other = next(one for one in iter(lambda: rng.choice(given.agencies), None) if one != to)
        yield f"        copies: [{other}]"


def how(rng: Random, given: Given, kind: str, due: date) -> Iterator[str]:
    """The rest, each for some: mode, form, period, ladder, title, cover, last day."""
    if rng.randrange(100) < 10:
        yield "        mode: on"
    if rng.randrange(100) < 10:
        yield f"        form: {rng.choice(['oral', 'in_another_document', 'written'])}"
    if rng.randrange(100) < 15:
        yield f"        period: {rng.choice([due.year - 1, f'{due.year - 2}..{due.year - 1}'])}"
    if rng.randrange(100) < 12:
        yield f"        alerts: {'money' if kind in MONEY else rng.choice(['long', 'none'])}"
    if rng.randrange(100) < 15:
        yield f"        title: Redovisning av läget i {MONTHS[due.month - 1]} {due.year}"
    if rng.randrange(100) < 4:
        yield f"        covers: [{given.other}]"
    if kind == "annual_report":
        yield "        last_day: {policy: next_working_day, basis: lag (1930:173) 2 §}"
    if rng.randrange(100) < 2 and given.amending:
        yield f"        withdrawn_by: {rng.choice(given.amending)}"
