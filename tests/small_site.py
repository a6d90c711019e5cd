"""A site small enough to see through: a register from a few lines, a channel that records."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from functools import partial
from threading import Barrier
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlmodel import col, select

from flows.day import Work, alert_day, opening, work
from models import reporting
from models.alert import Alert
from models.database import open_database, reading, writing
from models.delivery import Attempt, Delivery
from models.duty import Duty, Watch, duty_id
from models.report import Report
from notifications.contacts import Contacts
from notifications.outcome import Delivered, Outcome
from notifications.sending import Sender
from register.shape import Register
from register.sync import Synced, sync

Entry = dict[str, Any]
Answer = TypeVar("Answer")
SOURCE = {"document": "letter", "at": "paragraph 1"}
KNOWN = "2009-01-01"


def decision(day: str = KNOWN, kind: str = "assignment") -> Entry:
    """A decision that is known from a day."""
    return {
        "title": "Beslut", "issuer": "regeringen", "kind": kind, "source": SOURCE,
        "known_from": {"day": day, "because": "Ett exempel."},
    }  # fmt: skip


def body(name: str, kind: str = "agency", **also: Any) -> Entry:
    return {"names": [{"name": name}], "kind": kind, **also}


def assignment(responsible: str = "giver", milestones: Entry | None = None, **also: Any) -> Entry:
    """An assignment with one report, due on a Thursday, unless other milestones are given."""
    return {
        "title": "Ett uppdrag", "decision": "first", "responsible": responsible,
        "milestones": {"report": report("2011-03-31")} if milestones is None else milestones,
        "source": SOURCE, **also,
    }  # fmt: skip


def report(due: str | None, **also: Any) -> Entry:
    return {"kind": "report", "to": ["regeringen"], **({"due": due} if due else {}), **also}


def register(assignments: Mapping[str, Entry], **also: Mapping[str, Any]) -> Register:
    """A register of these assignments; `also` adds to its other parts."""
    parts: dict[str, Any] = {
        "organisations": {
            "regeringen": body("Regeringen", "government"), "giver": body("Givaren"),
            "taker": body("Tagaren"), "nobody": body("Ingen adress"),
        },
        "documents": {"letter": {"title": "Ett brev", "kind": "letter", "published": KNOWN}},
        "decisions": {"first": decision()},
        "assignments": dict(assignments),
    }  # fmt: skip
    for name, entries in also.items():
        parts[name] = parts.get(name, {}) | entries
    return Register.model_validate({"title": "Ett register", **parts})


def one_duty(due: str | None = "2011-03-31", **also: Any) -> Register:
    """One assignment `a` with one duty `a/report`."""
    return register({"a": assignment(milestones={"report": report(due, **also)})})


def handover(effective: str, *subjects: str, **also: Any) -> Entry:
    """Everything named moves from the giver to the taker."""
    items = [{"what": one, "fate": "moves", "text": one, "source": SOURCE} for one in subjects]
    return {
        "title": "Från givaren till tagaren", "kind": "partial_transfer", "decision": "moving",
        "giver": "giver", "receiver": "taker", "effective": effective, "items": items,
        "source": SOURCE, **also,
    }  # fmt: skip


def people(**addresses: str) -> Contacts:
    """Owners by organisation; whoever has none is answered for by ops."""
    lines = {name: {"owner": {"address": address}} for name, address in addresses.items()}
    ops = {"address": "ops@uppdrag.example"}
    return Contacts.model_validate({"ops": ops, "organisations": lines})


CONTACTS = people(giver="giver@a.example", taker="taker@b.example")


def accept(_: EmailMessage) -> Outcome:
    """What a channel says that takes everything."""
    return Delivered()


class Postbox:
    """A channel that keeps what it accepts; `answer` decides what becomes of each message."""

    name = "postbox"

    def __init__(self) -> None:
        """Accept everything, until told otherwise."""
        self.answer: Callable[[EmailMessage], Outcome] = accept
        self.tried: list[EmailMessage] = []
        self.accepted: list[EmailMessage] = []

    def send(self, email: EmailMessage) -> Outcome:
        """Keep it if it is accepted."""
        self.tried.append(email)
        outcome = self.answer(email)
        if isinstance(outcome, Delivered):
            self.accepted.append(email)
        return outcome

    @property
    def letters(self) -> list[tuple[str, str]]:
        """To whom, and the subject."""
        return [(str(one["To"]), str(one["Subject"])) for one in self.accepted]

    @property
    def readers(self) -> list[str]:
        """To whom."""
        return [to for to, _ in self.letters]


class Hands:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        """Set it."""
        self.now = now

    def __call__(self) -> datetime:
        """The time it shows."""
        return self.now

    def on(self, **by: float) -> None:
        """Move it by days, hours, minutes, …; backwards when negative."""
        self.now += timedelta(**by)


@dataclass
class Site:
    """A database, its channel and its people."""

    engine: Engine
    postbox: Postbox = field(default_factory=Postbox)
    contacts: Contacts = CONTACTS

    def sync(self, register: Register, on: str) -> Synced:
        """Bring the register in on a day; every call counts as a new file."""
        day = date.fromisoformat(on)
        digest = f"{hash(register.model_dump_json())}"
        synced = sync(self.engine, register, digest, on=day, now=opening(day))
        assert not synced.mistakes
        return synced

    def sender(
        self, on: str | date, clock: Callable[[], datetime] | None = None, **also: Any
    ) -> Sender:
        """Everything that a sweep of the day needs, at seven in the morning."""
        day = date.fromisoformat(on) if isinstance(on, str) else on
        clock = clock or partial(opening, day)
        return Sender(
            self.engine, self.postbox, self.contacts, "uppdrag@uppdrag.example", day, clock, **also
        )

    def sweep(self, *days: str | date) -> Work:
        """Do the work of each of the days, and return that of the last."""
        return [work(self.sender(day)) for day in days][-1]

    def run(self, clock: Callable[[], datetime]) -> Work:
        """Do the work of the day that the clock shows."""
        return work(self.sender(alert_day(clock()), clock))

    def every_day(self, first: str, last: str) -> list[tuple[date, str, str]]:
        """Sweep day by day; returns the day, the reader and the subject of every letter."""
        found = []
        day, end = date.fromisoformat(first), date.fromisoformat(last)
        while day <= end:
            before = len(self.postbox.accepted)
            self.sweep(day)
            found += [(day, to, subject) for to, subject in self.postbox.letters[before:]]
            day += timedelta(days=1)
        return found

    def hand_in(
        self, key: str, on: str, number: str | None = None, day: str | None = None
    ) -> reporting.Recorded:
        """Record on a day that it was handed in then, or on another day."""
        today, handed_in = date.fromisoformat(on), date.fromisoformat(day or on)
        with writing(self.engine) as session:
            return reporting.hand_in(
                session, key, handed_in, number, "test", on=today, now=opening(today)
            )

    def undo(self, key: str, on: str) -> reporting.Recorded:
        """Take back on a day that it was handed in."""
        day = date.fromisoformat(on)
        with writing(self.engine) as session:
            return reporting.undo(session, key, "test", on=day, now=opening(day))

    def rows(self, table: Any) -> Sequence[Any]:
        """Every row of a table, in order."""
        with reading(self.engine) as session:
            first = next(iter(table.__table__.primary_key.columns))
            return session.exec(select(table).order_by(first)).all()

    def alerts(self, key: str | None = None) -> list[tuple[str, str, str]]:
        """Rule, rule day and state of every alert, or of those about one duty."""
        chosen = [one for one in self.rows(Alert) if not key or one.duty_id == duty_id(key)]
        return [(one.rule, str(one.rule_day), one.state) for one in chosen]

    def told(self, key: str | None = None) -> list[tuple[str, str]]:
        """Rule and rule day of what has been told."""
        return [(rule, day) for rule, day, state in self.alerts(key) if state == "told"]

    def duty(self, key: str) -> Duty:
        """A duty by its key."""
        with reading(self.engine) as session:
            return session.exec(select(Duty).where(Duty.key == key)).one()

    def deliveries(self) -> Sequence[Delivery]:
        """Every delivery in order."""
        return self.rows(Delivery)

    def attempts(self) -> list[str | None]:
        """The outcome of every try in order."""
        return [one.outcome for one in self.rows(Attempt)]

    def reports(self) -> Sequence[Report]:
        """Every report in order."""
        return self.rows(Report)

    def watched(self) -> list[Watch]:
        """What the sweep looks at."""
        with reading(self.engine) as session:
            return list(session.exec(select(Watch).order_by(col(Watch.duty_id))))


def at_once(url: str, does: Callable[[Site], Answer], times: int = 5) -> list[Answer]:
    """Let several do the same at the same moment, each over connections of its own."""
    start = Barrier(times)

    def one(engine: Engine) -> Answer:
        with engine.connect():  # so that nobody is late for having to connect first
            pass
        start.wait(10)
        return does(Site(engine))

    engines = [open_database(url, durable=False) for _ in range(times)]
    with ThreadPoolExecutor(times) as pool:
        found = list(pool.map(one, engines))
    for engine in engines:
        engine.dispose()
    return found
