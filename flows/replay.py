"""Replay: the same steps, day by day, each day knowing only what was known then."""

import csv
import io
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import col, select

from flows.day import opening, work
from migrations.upgrade import upgrade
from models.database import open_database, reading, writing
from models.delivery import Delivery
from models.fuzzy_date import parse_day
from models.refusal import Refusal
from models.reporting import hand_in
from notifications.contacts import Contacts
from notifications.mailbox import Mailbox
from notifications.sending import Sender
from register.known import known_from
from register.sentences import Line
from register.shape import Register
from register.sync import sync

DAY = timedelta(days=1)
BACKGROUND = {"organisation", "document", "ladder", "context_date"}  # no news on the first day
COLUMNS = ["milestone", "handed_in", "diary_number"]


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the story: `known`, `report`, `handover` or `message`."""

    on: date
    what: str
    sv: str
    en: str

    def say(self, language: str) -> str:
        """The sentence in `sv` or `en`."""
        return self.en if language == "en" else self.sv


@dataclass(frozen=True, slots=True)
class Handed:
    """A report to replay: the duty's key, the day, the diary number."""

    key: str
    on: date
    diary_number: str | None


@dataclass(frozen=True, slots=True)
class Replay:
    """What is replayed, and where its own database and mailbox lie."""

    register: Register
    digest: str
    contacts: Contacts
    home: Path
    first: date
    last: date
    sender: str
    reports: tuple[Handed, ...] = ()

    @property
    def mailbox(self) -> Path:
        """The Maildir with every message."""
        return self.home / "mail"


def replay(what: Replay, progress: Callable[[date], None] = lambda _: None) -> Iterator[Event]:
    """Run every day from the first to the last; yields the story as it happens.

    Raises Refusal for a folder whose mailbox is not a replay's, and when a message cannot be kept.
    """
    database = what.home / "replay.db"
    if what.mailbox.exists() and not database.exists():
        raise not_ours(what.mailbox)
    for old in (what.mailbox, database):
        remove(old)
    engine = open_database(f"sqlite:///{database}", durable=False)
    try:
        upgrade(engine)
        yield from days(what, engine, progress)
    finally:
        engine.dispose()


def not_ours(mailbox: Path) -> Refusal:
    return Refusal(
        sv=f"Brevlådan {mailbox} är inte en uppspelnings: välj en annan katalog med --out.",
        en=f"The mailbox {mailbox} is not a replay's: choose another folder with --out.",
    )


def days(what: Replay, engine: Engine, progress: Callable[[date], None]) -> Iterator[Event]:
    mailbox = Mailbox(what.mailbox, durable=False)
    learning = learning_days(what)
    on = what.first
    while on <= what.last:
        if on in learning:
            yield from learn(what, engine, on)
        yield from receive(what, engine, on)
        sender = Sender(engine, mailbox, what.contacts, what.sender, on, partial(opening, on))
        done = work(sender)
        yield from (Event(on, "handover", *sentences) for sentences in done.handovers)
        if done.sent.failed:
            raise Refusal(*["; ".join(done.sent.sentences)] * 2)
        if done.sent.delivered:
            yield from messages(engine, on)
        progress(on)
        on += DAY


def learning_days(what: Replay) -> set[date]:
    """The days on which the register says something new: all that `fingerprint` looks at."""
    known = {known_from(what.register, decision) for decision in what.register.decisions}
    months = range(what.first.year * 12, what.last.year * 12 + 12)
    return known | {date(month // 12, month % 12 + 1, 1) for month in months} | {what.first}


def remove(path: Path) -> None:
    """Begin anew: a replay's database and mailbox are its own."""
    if path.is_dir():
        shutil.rmtree(path)
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def learn(what: Replay, engine: Engine, on: date) -> Iterable[Event]:
    """Sync the register as known on the day."""
    synced = sync(engine, what.register, what.digest, on=on, now=opening(on))
    return [Event(on, "known", line.sv, line.en) for line in synced.lines if news(line)]


def news(line: Line) -> bool:
    return line.noun not in BACKGROUND


def receive(what: Replay, engine: Engine, on: date) -> Iterator[Event]:
    """Record the reports that were handed in on the day; on the first, those of before too."""
    for report in what.reports:
        if report.on == on or report.on < on == what.first:
            with writing(engine) as session:
                hand_in(
                    session, report.key, report.on, report.diary_number, "replay",
                    on=on, now=opening(on),
                )  # fmt: skip
            number = f" ({report.diary_number})" if report.diary_number else ""
            yield Event(on, "report", f"{report.key} lämnad{number}",
                        f"{report.key} handed in{number}")  # fmt: skip


def messages(engine: Engine, on: date) -> list[Event]:
    """The messages of the day, in the order they were sent."""
    query = select(Delivery).where(Delivery.day == on, Delivery.state == "delivered")
    with reading(engine) as session:
        sent = session.exec(query.order_by(col(Delivery.id))).all()
    return [Event(on, "message", *[f"{one.address}: {one.subject}"] * 2) for one in sent]


def read_reports(data: bytes, file: str) -> tuple[Handed, ...]:
    """Read a CSV file with `milestone,handed_in,diary_number`; raises Refusal with the line."""
    try:
        rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig")), strict=True)
        if not {*COLUMNS[:2]} <= {*(rows.fieldnames or ())}:
            raise lacking(f"{file}:1")
        return tuple(handed(row, f"{file}:{rows.line_num}") for row in rows)
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refusal(
            sv=f"{file} är ingen CSV-fil i UTF-8: {error}.", en=f"{file} is no CSV: {error}."
        ) from error


def lacking(place: str) -> Refusal:
    names = ",".join(COLUMNS)
    return Refusal(
        sv=f"{place}: första raden ska vara {names} och varje rad ha de två första.",
        en=f"{place}: the first line is {names}, and every line has the first two.",
    )


def handed(row: dict[str, str], place: str) -> Handed:
    if not row.get("milestone") or not row.get("handed_in"):
        raise lacking(place)
    try:
        day = parse_day(row["handed_in"])
    except Refusal as refusal:
        raise Refusal(f"{place}: {refusal.sv}", f"{place}: {refusal.en}") from refusal
    return Handed(row["milestone"], day, row.get("diary_number") or None)
