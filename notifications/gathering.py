"""Gathering: what is to be told becomes deliveries, one for each person and day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine, text
from sqlmodel import Session, col, select

from models.alert import Alert
from models.database import writing
from models.delivery import Delivery, DeliveryAlert, message_id
from notifications.abouts import abouts, cannot_wait, recipient
from notifications.contacts import Contact, Contacts
from notifications.messages import About, weight

HOST = "uppdrag.invalid"  # of every Message-ID: it must not change when the site's name does
LOCK = 7_406_142  # one gathering at a time on PostgreSQL; SQLite has one writer anyway
TAKEN = ("pending", "claimed", "dead")  # deliveries whose alerts are not gathered again


@dataclass(slots=True)
class Mail:
    """What one person is to be told."""

    contact: Contact
    abouts: list[About]


def gather(engine: Engine, contacts: Contacts, channel: str, on: date, now: datetime) -> int:
    """Put every pending alert into a delivery; returns how many deliveries there are to send."""
    with writing(engine) as session:
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        told = latest_each(abouts(session, ungathered(session), on))
        mails = by_address(told, contacts)
        return sum(address(session, channel, mail, on, now) for mail in mails.values())


def ungathered(session: Session) -> list[Alert]:
    """Pending alerts that no delivery is telling."""
    gathered = (
        select(DeliveryAlert.alert_id)
        .join(Delivery, col(Delivery.id) == col(DeliveryAlert.delivery_id))
        .where(col(Delivery.state).in_(TAKEN))
    )
    query = select(Alert).where(Alert.state == "pending", col(Alert.id).not_in(gathered))
    return list(session.exec(query.order_by(col(Alert.id))))


def latest_each(found: Iterable[About]) -> list[About]:
    """One alert for each duty and role: after an outage only the last is told, the rest shown."""
    best: dict[tuple[str | None, str | None, str], About] = {}
    for about in sorted(found, key=weight):
        alert = about.alert
        key = (alert.duty_id, alert.handover_id, alert.role)
        if key in best:
            best[key].alert.state = "superseded"
        best[key] = about
    return list(best.values())


def by_address(told: Iterable[About], contacts: Contacts) -> dict[str, Mail]:
    mails: dict[str, Mail] = {}
    for about in told:
        contact = recipient(about, contacts)
        mails.setdefault(contact.address, Mail(contact, [])).abouts.append(about)
    return mails


def address(session: Session, channel: str, mail: Mail, on: date, now: datetime) -> int:
    """Add the alerts to the person's delivery, or begin one; 0 when they have to wait."""
    there = deliveries(session, channel, mail.contact.address)
    still_open = [one for one in there if one.state == "pending"]
    if any(one.state == "claimed" for one in there):
        return 0
    told = mail.abouts
    if not still_open and any(one.state == "delivered" and one.day == on for one in there):
        told = [about for about in told if cannot_wait(about, on)]
    if not told:
        return 0
    delivery = (
        still_open[0] if still_open else begin(session, channel, mail.contact, there, on, now)
    )
    session.flush()
    session.add_all(
        DeliveryAlert(delivery_id=delivery.id or 0, alert_id=about.alert.id or 0) for about in told
    )
    return 1


def deliveries(session: Session, channel: str, to: str) -> list[Delivery]:
    query = select(Delivery).where(Delivery.channel == channel, Delivery.address == to)
    return list(session.exec(query.order_by(col(Delivery.id))))


def begin(
    session: Session, channel: str, contact: Contact, there: list[Delivery], on: date,
    now: datetime,
) -> Delivery:  # fmt: skip
    part = 1 + max((one.part for one in there if one.day == on), default=0)
    delivery = Delivery(
        channel=channel, address=contact.address, language=contact.language, day=on, part=part,
        message_id=message_id(channel, contact.address, on, part, HOST), next_at=now,
    )  # fmt: skip
    session.add(delivery)
    return delivery


def told_by(session: Session, delivery_ids: Iterable[int]) -> dict[int, list[Alert]]:
    """The alerts of each delivery that are still pending."""
    query = (
        select(DeliveryAlert.delivery_id, Alert)
        .join(Alert, col(Alert.id) == col(DeliveryAlert.alert_id))
        .where(col(DeliveryAlert.delivery_id).in_(list(delivery_ids)), Alert.state == "pending")
    )
    found: dict[int, list[Alert]] = defaultdict(list)
    for delivery_id, alert in session.exec(query):
        found[delivery_id].append(alert)
    return found
