"""Recording what happens and is no decision: who, when, by which source; corrected by a new row.

An event gives the days that hang on it; a failed condition lets deadlines fall; only a respite
that is decided moves a date, and no further than the letter allows.
"""

from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, Literal

from sqlmodel import Session, select

from models.assignment import Condition
from models.decision import Decision
from models.duty import DateVersion, Duty
from models.event import Event
from models.following import follow
from models.fuzzy_date import FuzzyDate
from models.happening import Happening, standing
from models.lapsing import lapse
from models.redating import redate, versions
from models.refusal import Refusal
from models.reporting import find_duty
from models.span import parse_span

Noun = Literal["event", "condition", "respite", "request", "receipt"]
STEPS: dict[Noun, tuple[str, ...]] = {
    "event": ("happened",),
    "condition": ("met", "failed"),
    "respite": ("asked", "promised", "decided"),
    "request": ("requested",),
    "receipt": ("received",),
}
GIVES_A_DAY = {"respite", "request"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody wants recorded: of which noun, by its name, what happened and when."""

    noun: Noun
    name: str
    what: str
    day: date
    by: str
    until: date | None = None
    number: str | None = None
    sender_number: str | None = None
    says: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of it: `recorded`, `already`, `corrected` or `undone`, and which days moved."""

    what: Literal["recorded", "already", "corrected", "undone"]
    happening: Happening
    moved: tuple[tuple[str, date | None], ...]


def record(session: Session, entry: Entry, *, on: date, now: datetime) -> Kept:
    """Record one thing; raises Refusal for what there is not, or cannot be."""
    if entry.day > on:
        raise Refusal(
            sv=f"{entry.day} har inte varit än: det är {on} i dag. Ange den dag då det hände.",
            en=f"{entry.day} has not come yet: today is {on}. Give the day it happened.",
        )
    subject = find(session, entry.noun, entry.name)
    allowed(session, entry, subject)
    before = earlier(session, subject, entry)
    if before and facts(before) == facts(entry):
        return Kept("already", before, ())
    happening = Happening(
        subject=subject, **facts(entry), recorded_by=entry.by, recorded_on=on, recorded_at=now,
        replaces=before.id if before else None,
    )  # fmt: skip
    session.add(happening)
    session.flush()
    moved = take_effect(session, entry, happening, on, now)
    return Kept("corrected" if before else "recorded", happening, moved)


def take_back(session: Session, noun: Noun, name: str, by: str, *, on: date, now: datetime) -> Kept:
    """Take back the latest that was recorded: a new row says so."""
    subject = find(session, noun, name)
    there = of_noun(session, subject, noun)
    if not there:
        raise Refusal(
            sv=f"Det finns inget registrerat om {name} att ta tillbaka.",
            en=f"Nothing is recorded about {name} that could be taken back.",
        )
    last = there[-1]
    gone = Happening(
        subject=subject, **facts(last), recorded_by=by, recorded_on=on, recorded_at=now,
        replaces=last.id, undone=True,
    )  # fmt: skip
    session.add(gone)
    session.flush()
    moved = day_again(session, subject, last, on, now) if last.until else ()
    return Kept("undone", gone, (*moved, *settle(session, on, now)))


def settle(session: Session, on: date, now: datetime) -> tuple[tuple[str, date | None], ...]:
    """Let everything that hangs on something follow; returns the duties with their new days."""
    session.flush()
    lapse(session, on, now)
    session.flush()
    return tuple((duty.key, versions(session, duty)[-1].due) for duty in follow(session, on, now))


def facts(one: Entry | Happening) -> dict[str, Any]:
    names = ("what", "day", "until", "number", "sender_number", "says", "source")
    return {name: getattr(one, name) for name in names}


def earlier(session: Session, subject: str, entry: Entry) -> Happening | None:
    """What this corrects: of a respite the same step, of anything else whatever was said last."""
    there = of_noun(session, subject, entry.noun)
    if entry.noun == "respite":
        there = [one for one in there if one.what == entry.what]
    return there[-1] if there else None


def of_noun(session: Session, subject: str, noun: Noun) -> list[Happening]:
    rows = standing(session.exec(select(Happening).where(Happening.subject == subject)))
    return [one for one in rows if one.what in STEPS[noun]]


def find(session: Session, noun: Noun, name: str) -> str:
    """The subject that a name stands for; raises Refusal with the nearest names."""
    if noun == "event":
        return of_event(session, name)
    if noun == "condition":
        rows = session.exec(select(Condition))
        return f"condition:{named(name, [f'{one.assignment_id}/{one.key}' for one in rows])}"
    if noun == "receipt":
        return f"decision:{named(name, list(session.exec(select(Decision.id))))}"
    return f"duty:{find_duty(session, name).key}"


def of_event(session: Session, name: str) -> str:
    key, _, year = name.partition("/")
    named(key, list(session.exec(select(Event.id))))
    event = session.get_one(Event, key)
    if bool(event.yearly) != bool(year) or (year and not year.isdecimal()):
        every = f"{key}/2018" if event.yearly else key
        raise Refusal(
            sv=f"{key} {'kommer varje år' if event.yearly else 'händer en gång'}: skriv {every}.",
            en=f"{key} {'comes every year' if event.yearly else 'happens once'}: write {every}.",
        )
    return f"event:{name}"


def named(name: str, names: list[str]) -> str:
    if name in names:
        return name
    near = ", ".join(get_close_matches(name, names, n=3))
    raise Refusal(
        sv=f"{name} finns inte i registret." + (f" Menas {near}?" if near else ""),
        en=f"{name} is not in the register." + (f" Is it {near}?" if near else ""),
    )


def allowed(session: Session, entry: Entry, subject: str) -> None:
    """Raise Refusal for a day that nobody could agree on."""
    if entry.noun not in GIVES_A_DAY:
        return
    if entry.until is None:
        raise Refusal(sv="Ange den nya dagen med --until.", en="Give the new day with --until.")
    duty = duty_of(session, subject)
    if entry.noun == "request" and duty.timing != "on_request":
        raise Refusal(
            sv=f"{duty.key} lämnas inte på begäran: en annan dag är ett anstånd (record respite).",
            en=f"{duty.key} is not given on request: another day is a respite (record respite).",
        )
    if entry.noun == "respite" and entry.what == "decided":
        within_the_letter(session, duty, entry.until)


def within_the_letter(session: Session, duty: Duty, until: date) -> None:
    """A letter that allows other days by agreement says how long after, and no longer."""
    respite = session.get_one(Decision, duty.decision_id).respite
    due = decided_day(session, duty)
    if due is None:
        raise Refusal(
            sv=f"{duty.key} har ingen dag att få anstånd från.",
            en=f"{duty.key} has no day that a respite could be given from.",
        )
    if respite and until > (latest := parse_span(respite).after(due)):
        raise Refusal(
            sv=f"Beslutet medger anstånd till senast {latest}, inte {until}.",
            en=f"The decision allows a respite until {latest} at the latest, not {until}.",
        )


def decided_day(session: Session, duty: Duty) -> date | None:
    """The day without any respite."""
    days = [one.due for one in versions(session, duty) if one.reason != "respite"]
    return days[-1] if days else None


def duty_of(session: Session, subject: str) -> Duty:
    return session.exec(select(Duty).where(Duty.key == subject.removeprefix("duty:"))).one()


def take_effect(
    session: Session, entry: Entry, happening: Happening, on: date, now: datetime
) -> tuple[tuple[str, date | None], ...]:
    """What follows from it at once."""
    decided = entry.noun == "request" or entry.what == "decided"
    if entry.noun in GIVES_A_DAY and decided:
        duty = duty_of(session, happening.subject)
        because = entry.says or entry.source
        agreed(session, duty, entry.until, because, on, now)
        return ((duty.key, entry.until), *settle(session, on, now))
    return settle(session, on, now)


def agreed(
    session: Session, duty: Duty, day: date | None, because: str | None, on: date, now: datetime
) -> None:
    there = versions(session, duty)
    version = DateVersion(
        duty_id=duty.id, number=there[-1].number + 1 if there else 1, reason="respite",
        stated=FuzzyDate.parse(day.isoformat()) if day else None, due=day, because=because,
        known_from=on, recorded_at=now,
    )  # fmt: skip
    redate(session, duty, version, on, now)


def day_again(
    session: Session, subject: str, gone: Happening, on: date, now: datetime
) -> tuple[tuple[str, date | None], ...]:
    """The day that holds when a respite or request is taken back."""
    if gone.what not in {"decided", "requested"}:
        return ()
    duty = duty_of(session, subject)
    day = decided_day(session, duty)
    agreed(session, duty, day, None, on, now)
    return ((duty.key, day),)
