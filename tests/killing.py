"""Senders are killed again and again during a sweep; then we count what was lost and doubled.

`python -m tests.killing --kills 1000 --alerts 10000` does at length what tests/test_kill.py does
in short.
"""

import argparse
import gc
import os
import random
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import NoReturn

from sqlalchemy import Engine, text
from sqlmodel import col, func, select

from flows.day import opening, sweep
from migrations.upgrade import upgrade
from models.alert import Alert
from models.database import open_database, reading
from models.delivery import Attempt, Delivery, DeliveryAlert
from notifications.contacts import Contacts
from notifications.outcome import Delivered
from notifications.sending import Sender
from register.sync import sync
from tests.small_site import assignment, body, people, register, report

KNOWN, WARM, ON = date(2010, 6, 1), date(2011, 2, 28), date(2011, 3, 1)
TO_NOON = datetime(2011, 3, 1, 11, tzinfo=UTC) - datetime.now(UTC)
LEASE = timedelta(seconds=1)
TAKES = 0.002  # seconds that the mail server takes to accept a message
BLIND = 0.1  # of all kills come at any time at all, so that deciding and gathering get some too
UNLUCKY = 0.05  # so many per kill may be hit three times and given up: one send in ten is killed
PATIENCE = 120.0  # seconds without a single message after which something hangs


class Sink:
    """A channel like a mail server: what it has accepted is a line in a file, and stays."""

    name = "sink"

    def __init__(self, path: Path) -> None:
        """Append to the file."""
        self.descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def send(self, email: EmailMessage) -> Delivered:
        """Accept a message."""
        time.sleep(TAKES)
        os.write(self.descriptor, f"{email['To']} {email['Message-ID']}\n".encode())
        return Delivered()


@dataclass(frozen=True)
class Plan:
    """How many alerts, kills and senders, on which database; the same seed kills alike.

    A pause stops a sender for up to two leases and wakes it again: a kill that comes back.
    """

    url: str
    sink: Path
    alerts: int = 1000
    kills: int = 100
    pauses: int = 0
    workers: int = 1
    seed: int = 2011
    sweep: Callable[[Sender], object] = sweep


@dataclass(frozen=True)
class Tally:
    """What became of them.

    `lost` were never accepted by the sink; `untold` are alerts that the ledger does not call told,
    but for those `given_up`, and seen to be, after three tries whose outcome nobody knows. `twice`
    were told by two deliveries. `extra` are messages accepted again, `strangers` those of them
    under another Message-ID.
    """

    kills: int
    pauses: int
    alerts: int
    distinct: int
    lost: int
    untold: int
    twice: int
    given_up: int
    extra: int
    strangers: int
    attempts: int
    seconds: float
    healthy: bool

    @property
    def held(self) -> bool:
        """Whether nothing was lost, and doubled no more than cannot be helped."""
        ledger = self.alerts == self.distinct and not (self.lost or self.untold or self.twice)
        doubled = self.extra <= self.kills + self.pauses and not self.strangers
        return ledger and doubled and self.healthy and self.given_up <= self.kills * UNLUCKY


def run(plan: Plan) -> Tally:
    """Fill the database, sweep it under kills, let it finish undisturbed, and count."""
    # Killing takes the process, not what it has handed to the system: nothing need reach the disk.
    engine = open_database(plan.url, durable=False)
    contacts = fill(engine, plan)
    began = time.monotonic()
    kills = Hunt(plan, engine, contacts).run()
    return count(plan, engine, kills, time.monotonic() - began)


def fill(engine: Engine, plan: Plan) -> Contacts:
    """A duty for each of as many owners, and one of the day before, to get warm with."""
    upgrade(engine)
    owners = [f"owner-{number}" for number in range(plan.alerts)]
    due = {"warm": "2011-03-30"} | dict.fromkeys(owners, "2011-03-31")
    made = register(
        {
            one: assignment(one, milestones={"report": report(day, alerts="once")})
            for one, day in due.items()
        },
        organisations={one: body(f"Myndigheten {one}") for one in due},
        ladders={"once": {"before": ["30d"], "day": False}},
    )
    assert not sync(engine, made, "", on=KNOWN, now=opening(KNOWN)).mistakes
    contacts = people(**{one: f"{one}@kill.example" for one in due})
    sweep(sender(engine, contacts, plan.sink, WARM))
    while still_open(engine):
        sweep(sender(engine, contacts, plan.sink, WARM))
    plan.sink.write_bytes(b"")
    return contacts


def still_open(engine: Engine) -> bool:
    """Whether there is anything to send: an alert whose delivery was given up stays pending."""
    with reading(engine) as session:
        query = select(Delivery.id).where(col(Delivery.state).in_(("pending", "claimed")))
        return session.exec(query.limit(1)).first() is not None


def sender(engine: Engine, contacts: Contacts, sink: Path, on: date) -> Sender:
    """A sender whose time goes on as ours does, and a lease so short that the dead are succeeded.

    Its hour is not ours: nobody is told anything at night.
    """
    return Sender(
        engine, Sink(sink), contacts, "uppdrag@uppdrag.example", on,
        lambda: datetime.now(UTC) + TO_NOON, lease=LEASE, batch=10, me=f"worker:{os.getpid()}",
    )  # fmt: skip


class Hunt:
    """Forks senders, so that the price of importing is paid once, and kills them."""

    def __init__(self, plan: Plan, engine: Engine, contacts: Contacts) -> None:
        """Prepare; no connection may be open when a sender is forked."""
        self.plan, self.engine, self.contacts = plan, engine, contacts
        self.chance = random.Random(plan.seed)
        self.workers: list[int] = []
        self.read = self.lines = 0

    def run(self) -> int:
        """Kill as often as planned while there is work; returns how often that was."""
        killed = 0
        gc.freeze()  # else every sender copies all that it looks through for garbage
        self.workers = [self.fork() for _ in range(self.plan.workers)]
        for _ in range(self.plan.pauses):
            self.pause()
        while killed < self.plan.kills:
            self.wait_for(killed)
            victim = self.workers.pop(self.chance.randrange(len(self.workers)))
            os.kill(victim, signal.SIGKILL)
            _, status = os.waitpid(victim, 0)
            if os.WIFEXITED(status):  # it had come to its end by itself: there is no work left
                assert os.WEXITSTATUS(status) == 0, "a sender fell by itself; its words stand above"
                break
            killed += 1
            self.workers.append(self.fork())
        self.drain()
        gc.unfreeze()
        return killed

    def pause(self) -> None:
        """Stop one for so long that another may take over what it was doing."""
        time.sleep(self.chance.uniform(0.001, 0.12))
        victim = self.chance.choice(self.workers)
        os.kill(victim, signal.SIGSTOP)
        time.sleep(self.chance.uniform(0.5, 2) * LEASE.total_seconds())
        os.kill(victim, signal.SIGCONT)

    def wait_for(self, killed: int) -> None:
        """Wait until the next kill is due: some come blindly, the others as the work proceeds."""
        if killed < self.plan.kills * BLIND:
            time.sleep(self.chance.uniform(0.001, 0.12))
            return
        share = 0.9 * (killed + 1) / self.plan.kills
        limit = time.monotonic() + 1
        while self.accepted() < share * self.plan.alerts and time.monotonic() < limit:
            time.sleep(0.001)
        time.sleep(self.chance.uniform(0, 4 * TAKES))

    def accepted(self) -> int:
        """How many messages the sink has."""
        with self.plan.sink.open("rb") as file:
            file.seek(self.read)
            new = file.read()
        self.read += len(new)
        self.lines += new.count(b"\n")
        return self.lines

    def drain(self) -> None:
        """Let the last ones finish; a hang is a failure, not a wait for ever."""
        limit = time.monotonic() + PATIENCE
        while self.workers:
            pid, status = os.waitpid(self.workers[0], os.WNOHANG)
            if pid:
                assert status == 0, "a sender fell by itself; its words stand above"
                self.workers.pop(0)
            assert time.monotonic() < limit, "the senders do not come to an end"
            time.sleep(0.005)

    def fork(self) -> int:
        """Start a sender; returns its process id."""
        self.engine.dispose()
        with warnings.catch_warnings():
            # From 3.12 any thread beside is warned of; pytest's, on several cores, only waits.
            warnings.simplefilter("ignore", DeprecationWarning)
            return os.fork() or self.work()

    def work(self) -> NoReturn:
        """Be a sender, until nothing is left to do."""
        try:
            self.engine.dispose(close=False)
            mine = sender(self.engine, self.contacts, self.plan.sink, ON)
            self.plan.sweep(mine)
            while still_open(self.engine):
                time.sleep(0.005)
                self.plan.sweep(mine)
            os._exit(0)
        except BaseException:  # noqa: BLE001 - whatever it is, it must not go on as the parent
            traceback.print_exc()
            os._exit(1)


def count(plan: Plan, engine: Engine, kills: int, seconds: float) -> Tally:
    """Compare the ledger with what the sink has."""
    lines = [line.split() for line in plan.sink.read_text().splitlines()]
    copies = Counter(to for to, _ in lines)
    with reading(engine) as session:
        alerts = session.exec(select(Alert).where(Alert.decided_on == ON)).all()
        told = {one.id for one in alerts if one.state == "told"}
        mails = session.exec(select(Delivery).where(Delivery.day == ON)).all()
        unknown = select(Attempt.delivery_id).where(Attempt.outcome == "unknown")
        tries = Counter(session.exec(unknown))
        given_up = [one for one in mails if one.state == "dead" and tries[one.id or 0] == 3]
        links = Counter(
            session.exec(
                select(DeliveryAlert.alert_id)
                .join(Delivery, col(Delivery.id) == col(DeliveryAlert.delivery_id))
                .where(Delivery.state == "delivered", Delivery.day == ON)
            )
        )
        attempts = session.exec(select(func.count()).select_from(Attempt)).one()
    engine.dispose()
    return Tally(
        kills=kills,
        pauses=plan.pauses,
        alerts=len(alerts),
        distinct=len({one.duty_id for one in alerts}),
        lost=plan.alerts - len(copies),
        untold=plan.alerts - len(told) - len(given_up),
        twice=sum(number > 1 for number in links.values()),
        given_up=len(given_up),
        extra=len(lines) - len(copies),
        strangers=len({tuple(line) for line in lines}) - len(copies),
        attempts=attempts,
        seconds=seconds,
        healthy=healthy(engine),
    )


def healthy(engine: Engine) -> bool:
    """Whether SQLite finds its own file in order; PostgreSQL was not the one that was killed."""
    if engine.dialect.name != "sqlite":
        return True
    with engine.connect() as connection:
        return connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"


def main() -> int:
    """Run one plan from the command line; 0 when every kill was made and everything held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="an empty database of its own; a new SQLite file if none")
    numbers = {"alerts": 10_000, "kills": 1000, "pauses": 0, "workers": 1, "seed": 2011}
    for name, default in numbers.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = given.url or f"sqlite:///{folder}/kill.db"
        chosen = {name: getattr(given, name) for name in numbers}
        tally = run(Plan(url, Path(folder) / "sink", **chosen))
    held = tally.held and tally.kills == given.kills
    sys.stdout.write(f"{tally}\n{'held' if held else 'DID NOT HOLD'}\n")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
