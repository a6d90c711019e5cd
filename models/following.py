"""Days that hang on something else: when that gets a day, or another, the duty's day follows."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.duty import DateVersion, Duty
from models.event import Event
from models.fuzzy_date import FuzzyDate
from models.happening import Happening, standing
from models.redating import redate, versions
from models.span import parse_span

SHIFT = {"year_before": 1, "same_year": 0, "year_after": -1}  # from the year it is about
Found = tuple[date, date]  # a day, and since when it is known


def follow(session: Session, on: date, now: datetime) -> list[Duty]:
    """Give every duty whose day hangs on something the day that follows; returns the changed."""
    hanging = session.exec(
        select(Duty).where(col(Duty.anchor).is_not(None)).order_by(col(Duty.key))
    ).all()
    if not hanging:
        return []
    days = Days(session, on)
    return [duty for duty in hanging if followed(session, duty, days, on, now)]


def followed(session: Session, duty: Duty, days: "Days", on: date, now: datetime) -> bool:
    """Whether the duty has got another day than the one that followed before."""
    there = versions(session, duty)
    found = days.of_duty(duty.key)
    earlier = [one.due for one in there if one.reason == "followed"]
    if not there or (found[0] if found else None) == (earlier[-1] if earlier else None):
        return False
    declared = [one for one in there if one.reason not in {"followed", "respite"}][-1]
    version = DateVersion(
        duty_id=duty.id, number=there[-1].number + 1, reason="followed",
        stated=FuzzyDate.parse(found[0].isoformat()) if found else None,
        due=found[0] if found else None, anchor=duty.anchor, plus=duty.plus,
        decision_id=declared.decision_id, recorded_at=now,
        known_from=max(found[1], declared.known_from) if found else on,
    )  # fmt: skip
    redate(session, duty, version, on, now)
    return True


@dataclass
class Days:
    """The days that others hang on, each looked up once."""

    session: Session
    on: date
    known: dict[str, Found | None] = field(default_factory=dict)

    def of_duty(self, key: str) -> Found | None:
        """The day of a duty: what follows for one that hangs on something, else its own."""
        if key not in self.known:
            self.known[key] = None  # in a circle nothing has a day
            duty = self.session.exec(select(Duty).where(Duty.key == key)).first()
            self.known[key] = self.look_up(duty) if duty else None
        return self.known[key]

    def look_up(self, duty: Duty) -> Found | None:
        if duty.anchor:
            found = self.of_anchor(duty.anchor)
            return (parse_span(duty.plus or "0d").after(found[0]), found[1]) if found else None
        latest = versions(self.session, duty)
        return (latest[-1].due, latest[-1].known_from) if latest and latest[-1].due else None

    def of_anchor(self, anchor: str) -> Found | None:
        kind, _, name = anchor.partition(":")
        return self.of_duty(name) if kind == "duty" else self.of_event(name)

    def of_event(self, name: str) -> Found | None:
        """The day on which it happened; else the stated day, else the yearly one."""
        query = select(Happening).where(Happening.subject == f"event:{name}")
        if happened := standing(self.session.exec(query)):
            return happened[-1].day, happened[-1].recorded_on
        key, _, year = name.partition("/")
        event = self.session.get(Event, key)
        if event is None:
            return None
        if event.yearly and year:
            when = int(year) + SHIFT[event.about or "same_year"]
            return date.fromisoformat(f"{when}-{event.yearly}"), date.min
        return (event.day.day, date.min) if event.day and event.day.day else None
