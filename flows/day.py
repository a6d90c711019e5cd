"""A day's work: what takes effect, what is decided, what is told. Run again, it adds nothing."""

from dataclasses import dataclass
from datetime import date as day
from datetime import datetime, timedelta

from sqlalchemy import Engine, bindparam, exists, or_, select
from sqlmodel import col

from flows.decide import decide
from flows.handovers import Sentence, take_effect, to_take_effect
from models.alert import OPENS, Alert, is_open
from models.database import alone, writing
from models.delivery import still_open
from models.duty import Watch
from models.history import Heartbeat
from models.zone import STOCKHOLM, day_of
from notifications.sending import Sender, Sent, send

BEATING = 7_406_144  # any number of our own


@dataclass(frozen=True, slots=True)
class Work:
    """What a day's work has done."""

    handovers: list[Sentence]
    decided: int
    sent: Sent


def alert_day(now: datetime) -> day:
    """The day whose alerts are open: before seven in the morning still yesterday's."""
    today = day_of(now)
    return today if is_open(now) else today - timedelta(days=1)


def opening(on: day) -> datetime:
    """The moment on which a day's alerts open."""
    return datetime.combine(on, OPENS, STOCKHOLM)


def sweep(sender: Sender) -> Work:
    """Do the work of the sender's day and leave a heartbeat: what watches over us reads it."""
    started = sender.clock()
    beat(sender, started)
    done = work(sender)
    counts = f"decided={done.decided} delivered={done.sent.delivered} failed={done.sent.failed}"
    beat(sender, started, sender.clock(), counts)
    return done


def work(sender: Sender) -> Work:
    """Carry out handovers whose day has come, decide what is due, tell what is decided.

    Before seven in the morning, what is decided waits.
    """
    engine, on, now = sender.engine, sender.on, sender.clock()
    if not anything_waiting(engine, on):
        return Work([], 0, Sent())
    handovers = take_effect(engine, on, now)
    decided = decide(engine, on, now)
    return Work(handovers, decided, send(sender))


# Most days there is nothing: one question with an index behind each part finds out.
WAITING = select(
    or_(
        exists().where(col(Watch.next_on) <= bindparam("on")),
        exists().where(col(Alert.state) == "pending"),
        exists().where(still_open()),
        exists().where(to_take_effect("effective", bindparam("on"))),
        exists().where(to_take_effect("contact_moved", bindparam("on"))),
    )
)


def anything_waiting(engine: Engine, on: day) -> bool:
    """Whether there is anything at all to do on the day."""
    with engine.connect() as connection:
        return bool(connection.execute(WAITING, {"on": on}).scalar())


def beat(
    sender: Sender, started: datetime, finished: datetime | None = None, counts: str | None = None
) -> None:
    """Write down that the sweep has begun, or ended."""
    with writing(sender.engine) as session:
        alone(session, BEATING)  # two that begin the first row would both fail but one
        row = session.get(Heartbeat, "sweep") or Heartbeat(name="sweep", started_at=started)
        row.started_at = started
        if finished:
            row.finished_at, row.counts = finished, counts
        session.add(row)
