"""Telling: deliveries are claimed, sent and marked. At least once, and in the ledger exactly once.

Send, then mark: a crash in between sends again, with the same Message-ID. A claim carries a lease
and a token that grows with every claim: whoever was too slow finds its token outdated and changes
nothing.
"""

import os
import random
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Engine, Update, and_, delete, or_, update
from sqlmodel import Session, col, select

from models.alert import Alert
from models.database import writing
from models.delivery import Attempt, Delivery, DeliveryAlert
from notifications.abouts import abouts, recipient
from notifications.contacts import Contacts
from notifications.emails import to_email
from notifications.gathering import gather, told_by
from notifications.messages import About, message
from notifications.outcome import Channel, Delivered, Outcome, Permanent, Temporary

LEASE = timedelta(minutes=5)
BATCH = 20  # deliveries claimed at a time: sent well within half a lease
UNKNOWN_TRIES = 3  # a result nobody knows is sent again at most twice
SLOWEST = timedelta(hours=1)
FIRST_WAIT = timedelta(minutes=1)
IN_A_ROW = 3  # temporary failures after which the channel gets a rest
Clock = Callable[[], datetime]


@dataclass(slots=True)
class Sent:
    """What became of a round: counts, and a sentence for each failure."""

    delivered: int = 0
    failed: int = 0
    sentences: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sender:
    """What sending needs to know of the site; `clock` is the time, `on` the day told from."""

    engine: Engine
    channel: Channel
    contacts: Contacts
    address: str
    on: date
    clock: Clock
    lease: timedelta = LEASE
    batch: int = BATCH
    me: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}")


def send(sender: Sender) -> Sent:
    """Gather what is to be told and tell it; what fails for now waits for a later round."""
    sent = Sent()
    gather(sender.engine, sender.contacts, sender.channel.name, sender.on, sender.clock())
    while claimed := claim(sender):
        if not send_batch(sender, claimed, sent):
            break
    return sent


def send_batch(sender: Sender, claimed: list[Delivery], sent: Sent) -> bool:
    """Send what was claimed; False when the lease is half gone or the channel needs a rest."""
    stop_at = sender.clock() + sender.lease / 2
    mails = compose(sender, claimed)
    failures = 0
    for delivery in claimed:
        if sender.clock() >= stop_at or failures >= IN_A_ROW:
            release(sender, delivery)
            continue
        mail = mails.get(delivery.id or 0)
        if mail is None:
            continue
        outcome = send_one(sender, delivery, mail)
        failures = failures + 1 if isinstance(outcome, Temporary) else 0
        count(sent, delivery, outcome)
    return failures < IN_A_ROW and sender.clock() < stop_at


def count(sent: Sent, delivery: Delivery, outcome: Outcome) -> None:
    if isinstance(outcome, Delivered):
        sent.delivered += 1
        return
    sent.failed += 1
    sent.sentences.append(f"{delivery.address}: {outcome.detail}")


def claim(sender: Sender) -> list[Delivery]:
    """Take the next deliveries, also those whose claim has run out, and close tries left open."""
    now = sender.clock()
    with writing(sender.engine) as session:
        free = and_(col(Delivery.state) == "pending", col(Delivery.next_at) <= now)
        # A lease that lies far ahead was written before the clock was set back.
        lapsed = or_(
            col(Delivery.lease_until) < now, col(Delivery.lease_until) > now + 10 * sender.lease
        )
        chosen = (
            select(Delivery.id)
            .where(
                Delivery.channel == sender.channel.name,
                or_(free, and_(col(Delivery.state) == "claimed", lapsed)),
            )
            .order_by(col(Delivery.id))
            .limit(sender.batch)
            .with_for_update(skip_locked=True)
        )
        ids = session.exec(chosen).all()
        values = {
            "state": "claimed", "claimed_by": sender.me, "token": Delivery.token + 1,
            "lease_until": now + sender.lease,
        }  # fmt: skip
        session.execute(update(Delivery).where(col(Delivery.id).in_(ids)).values(**values))
        left_open(session, ids, now)
        query = select(Delivery).where(col(Delivery.id).in_(ids)).order_by(col(Delivery.id))
        claimed = list(session.exec(query))
        return [one for one in claimed if not given_up(session, one)]


def left_open(session: Session, ids: Iterable[int | None], now: datetime) -> None:
    """A try that began and never ended has an unknown outcome."""
    mine = col(Attempt.delivery_id).in_(list(ids)), col(Attempt.ended_at).is_(None)
    session.execute(update(Attempt).where(*mine).values(ended_at=now, outcome="unknown"))


def given_up(session: Session, delivery: Delivery) -> bool:
    """Whether nobody has known the outcome so often that sending again would be a nuisance."""
    query = select(Attempt).where(Attempt.delivery_id == delivery.id, Attempt.outcome == "unknown")
    if len(session.exec(query).all()) < UNKNOWN_TRIES:
        return False
    delivery.state = "dead"
    session.add(delivery)
    return True


def compose(sender: Sender, claimed: list[Delivery]) -> dict[int, list[About]]:
    """What each delivery has to say now; one with nothing left to say is superseded."""
    with writing(sender.engine) as session:
        alerts = told_by(session, [one.id or 0 for one in claimed])
        everything = [alert for mine in alerts.values() for alert in mine]
        found = {about.alert.id: about for about in abouts(session, everything, sender.on)}
        mails = {}
        for delivery in claimed:
            mine = [found[one.id] for one in alerts[delivery.id or 0] if one.id in found]
            staying = [about for about in mine if still_for(sender, session, delivery, about)]
            if staying:
                mails[delivery.id or 0] = staying
            else:
                supersede(session, delivery)
        return mails


def still_for(sender: Sender, session: Session, delivery: Delivery, about: About) -> bool:
    """Whether the alert is still for this address; if not it is gathered anew."""
    if recipient(about, sender.contacts).address == delivery.address:
        return True
    link = DeliveryAlert.delivery_id == delivery.id, DeliveryAlert.alert_id == about.alert.id
    session.execute(delete(DeliveryAlert).where(*link))  # type: ignore[arg-type]
    return False


def supersede(session: Session, delivery: Delivery) -> None:
    session.execute(mine(delivery).values(state="superseded"))


def mine(delivery: Delivery) -> Update:
    """The delivery, as long as nobody has claimed it since."""
    return update(Delivery).where(
        col(Delivery.id) == delivery.id,
        col(Delivery.token) == delivery.token,
        col(Delivery.state) == "claimed",
    )


def send_one(sender: Sender, delivery: Delivery, mail: list[About]) -> Outcome:
    """Write down the try, send, mark."""
    contact = recipient(mail[0], sender.contacts)
    told = message(mail, contact, sender.on, sender.contacts.ops)
    attempt = begin(sender, delivery)
    email = to_email(told, contact, sender.address, delivery.message_id, sender.clock())
    outcome = sender.channel.send(email)
    mark(sender, delivery, attempt, outcome, told.subject)
    return outcome


def begin(sender: Sender, delivery: Delivery) -> Attempt:
    attempt = Attempt(delivery_id=delivery.id or 0, started_at=sender.clock())
    with writing(sender.engine) as session:
        session.add(attempt)
    return attempt


def mark(
    sender: Sender, delivery: Delivery, attempt: Attempt, outcome: Outcome, subject: str
) -> None:
    """Write down the outcome, unless somebody else has the delivery by now."""
    now = sender.clock()
    with writing(sender.engine) as session:
        ended = {"ended_at": now, "outcome": word(outcome), "detail": detail(outcome)}
        session.execute(update(Attempt).where(col(Attempt.id) == attempt.id).values(**ended))
        values = {"subject": subject, **after(session, delivery, outcome, now)}
        changed = session.execute(mine(delivery).values(**values)).rowcount  # type: ignore[attr-defined]
        if changed and isinstance(outcome, Delivered):
            links = select(DeliveryAlert.alert_id).where(DeliveryAlert.delivery_id == delivery.id)
            told = col(Alert.id).in_(links), col(Alert.state) == "pending"
            session.execute(update(Alert).where(*told).values(state="told"))


def after(
    session: Session, delivery: Delivery, outcome: Outcome, now: datetime
) -> dict[str, object]:
    """The state that a delivery has after an outcome."""
    if isinstance(outcome, Delivered):
        return {"state": "delivered", "delivered_at": now}
    if isinstance(outcome, Permanent):
        return {"state": "dead"}
    tries = len(session.exec(select(Attempt).where(Attempt.delivery_id == delivery.id)).all())
    return {"state": "pending", "next_at": now + pause(tries)}


def pause(tries: int) -> timedelta:
    """How long to wait: up to twice as long after each try, at most an hour, never in step."""
    longest: timedelta = min(SLOWEST, FIRST_WAIT * 2 ** min(tries, 10))
    return longest * random.random()  # noqa: S311 - spreads tries, guards no secret


def word(outcome: Outcome) -> str:
    names = {Delivered: "delivered", Temporary: "temporary", Permanent: "permanent"}
    return names.get(type(outcome), "unknown")


def detail(outcome: Outcome) -> str | None:
    return None if isinstance(outcome, Delivered) else outcome.detail


def release(sender: Sender, delivery: Delivery) -> None:
    """Give back what there was no time to send."""
    with writing(sender.engine) as session:
        session.execute(mine(delivery).values(state="pending"))
