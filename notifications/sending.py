"""Telling: deliveries are claimed, sent and marked. At least once, and in the ledger exactly once.

Send, then mark: a crash in between sends again, with the same Message-ID.
"""

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.message import EmailMessage

from sqlalchemy import Engine, delete, update
from sqlmodel import Session

from models.alert import is_open
from models.database import writing
from models.delivery import Delivery, DeliveryAlert
from models.table import sql_table
from notifications.abouts import abouts, recipient, unnamed
from notifications.attempts import begin, end
from notifications.contacts import Contacts
from notifications.emails import to_email
from notifications.gathering import HOST, gather, latest_each, told_by
from notifications.leases import HELD, claim, held, release
from notifications.messages import About, message
from notifications.outcome import Channel, Delivered, Outcome, Temporary, Unknown

LEASE = timedelta(minutes=5)
BATCH = 20  # deliveries claimed at a time: sent well within half a lease
GIVEN_UP = "ingen vet om brevet har kommit fram; efter tre försök skickas det inte igen."
IN_A_ROW = 3  # temporary failures after which the channel gets a rest
SUPERSEDE = update(sql_table(Delivery)).where(HELD).values(state="superseded")
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
    """Gather what is to be told and tell it; what fails for now waits for a later round.

    Before seven in the morning nobody is told anything, and a round that goes on past midnight
    ends: what is left is written for the day on which it is sent.
    """
    sent = Sent()
    for _ in range(2):  # once more: what has got another recipient meanwhile is told today too
        if not is_open(now := sender.clock()):
            break
        gather(sender.engine, sender.contacts, sender.channel.name, sender.on, now)
        while is_open(sender.clock()) and (claimed := claimed_by(sender)):
            if not send_batch(sender, claimed, sent):
                return sent
    return sent


def claimed_by(sender: Sender) -> list[Delivery]:
    now, channel = sender.clock(), sender.channel.name
    return claim(sender.engine, channel, sender.me, sender.batch, sender.lease, now)


def send_batch(sender: Sender, claimed: list[Delivery], sent: Sent) -> bool:
    """Send what was claimed; False when the lease is half gone or the channel needs a rest."""
    mails = compose(sender, claimed)
    failures, late = 0, False
    for delivery in claimed:
        late = late or half_gone(sender, delivery)
        if late or failures >= IN_A_ROW:
            release(sender.engine, delivery)
        elif mail := mails.get(delivery.id or 0):
            outcome = send_one(sender, delivery, mail)
            failures = failures + 1 if isinstance(outcome, Temporary) else 0
            count(sent, delivery, outcome)
        elif delivery.state == "dead":
            count(sent, delivery, Unknown(GIVEN_UP))
    return failures < IN_A_ROW and not late


def half_gone(sender: Sender, delivery: Delivery) -> bool:
    """Whether so much of the lease has gone, since it was given, that another may take over."""
    assert delivery.lease_until
    return sender.clock() >= delivery.lease_until - sender.lease / 2


def count(sent: Sent, delivery: Delivery, outcome: Outcome) -> None:
    if isinstance(outcome, Delivered):
        sent.delivered += 1
        return
    sent.failed += 1
    sent.sentences.append(f"{delivery.address}: {outcome.detail}")


def compose(sender: Sender, claimed: list[Delivery]) -> dict[int, list[About]]:
    """What each delivery has to say now; one with nothing left to say is superseded."""
    with writing(sender.engine) as session:
        open_ones = [one for one in claimed if one.state == "claimed"]
        alerts = told_by(session, [one.id or 0 for one in open_ones])
        everything = [alert for own in alerts.values() for alert in own]
        found = {about.alert.id: about for about in abouts(session, everything, sender.on)}
        mails = {}
        for delivery in open_ones:
            own = [found[one.id] for one in alerts[delivery.id or 0] if one.id in found]
            staying = [about for about in own if still_for(sender, session, delivery, about)]
            if staying:
                mails[delivery.id or 0] = latest_each(staying)
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
    session.connection().execute(SUPERSEDE, held(delivery))


def send_one(sender: Sender, delivery: Delivery, mail: list[About]) -> Outcome:
    """Write down the try, send, mark."""
    told = [about.alert for about in mail]
    attempt = begin(sender.engine, delivery, told, HOST, sender.clock())
    email = None
    try:
        email = written(sender, delivery, mail)
    except Exception as error:  # noqa: BLE001 - what cannot be said must not silence all the rest
        outcome: Outcome = Temporary(f"Brevet går inte att skriva ({error!r}).")
    else:
        outcome = sender.channel.send(email)
    heading = email["Subject"] if email else None
    end(sender.engine, delivery, attempt, outcome, heading, sender.clock())
    return outcome


def written(sender: Sender, delivery: Delivery, mail: list[About]) -> EmailMessage:
    """The mail in words, as things stand now."""
    contact = recipient(mail[0], sender.contacts)
    told = message(mail, contact, sender.on, sender.contacts.ops, unnamed(mail, sender.contacts))
    return to_email(told, contact, sender.address, delivery.message_id, sender.clock())
