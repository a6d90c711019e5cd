"""Gathering: what is to be told becomes deliveries, one for each person and day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Engine, and_, or_
from sqlmodel import Session, col, select

from models.alert import Alert
from models.database import alone, reading, writing
from models.delivery import Attempt, Delivery, DeliveryAlert, message_id, still_open
from models.zone import STOCKHOLM
from notifications.abouts import abouts, cannot_wait, recipient
from notifications.contacts import Contact, Contacts
from notifications.messages import NEWS, About, weight

HOST = "uppdrag.invalid"  # of every Message-ID: it must not change when the site's name does
LOCK = 7_406_142  # any number of our own: one gathering at a time
PART = 100  # alerts gathered in one transaction, so that other writers need not wait for long
DAY = timedelta(days=1)


@dataclass(slots=True)
class Mail:
    """What one person is to be told."""

    contact: Contact
    abouts: list[About]


def gather(engine: Engine, contacts: Contacts, channel: str, on: date, now: datetime) -> int:
    """Put every pending alert into a delivery; returns how many deliveries were given something."""
    with reading(engine) as session:
        waiting = [alert.id or 0 for alert in ungathered(session)]
    parts = (waiting[start : start + PART] for start in range(0, len(waiting), PART))
    return sum(gather_part(engine, contacts, channel, part, on, now) for part in parts)


def gather_part(
    engine: Engine, contacts: Contacts, channel: str, ids: Sequence[int], on: date, now: datetime
) -> int:
    """Gather some alerts: all of them, or none when it is interrupted."""
    with writing(engine) as session:
        alone(session, LOCK)
        found = abouts(session, ungathered(session, col(Alert.id).in_(ids)), on)
        mails = by_address(latest_each(found), contacts)
        forget_refused(session, mails, ids)
        given = address(session, channel, mails, on, now)
        session.flush()  # gives the new ones their ids
        session.add_all(
            DeliveryAlert(delivery_id=one.id or 0, alert_id=about.alert.id or 0)
            for one, told in given
            for about in told
        )
        return len(given)


def ungathered(session: Session, *chosen: ColumnElement[bool]) -> list[Alert]:
    """Pending alerts that no delivery is telling."""
    gathered = linked().where(still_open(), DeliveryAlert.alert_id == Alert.id).exists()
    query = select(Alert).where(Alert.state == "pending", ~gathered, *chosen)
    return list(session.exec(query.order_by(col(Alert.id))))


def latest_each(found: Iterable[About]) -> list[About]:
    """One alert for each duty and role: after an outage only the last is told, the rest shown."""
    best: dict[tuple[str | None, str | None, str], About] = {}
    for about in sorted(found, key=weight):
        if earlier := best.get(about.alert.about):
            earlier.alert.state = "superseded"
        best[about.alert.about] = about
    return list(best.values())


def by_address(told: Iterable[About], contacts: Contacts) -> dict[str, Mail]:
    mails: dict[str, Mail] = {}
    for about in told:
        contact = recipient(about, contacts)
        mails.setdefault(contact.address, Mail(contact, [])).abouts.append(about)
    return mails


def forget_refused(session: Session, mails: dict[str, Mail], ids: Sequence[int]) -> None:
    """What an address has refused waits for another address, or for a later alert."""
    dead = linked(Delivery.address).where(
        Delivery.state == "dead", col(DeliveryAlert.alert_id).in_(ids)
    )
    for alert_id, refused_by in session.execute(dead):
        if mail := mails.get(refused_by):
            mail.abouts = [about for about in mail.abouts if about.alert.id != alert_id]


def linked(*also: Any) -> Any:
    """Alerts with the delivery that tells, told or should have told them."""
    return select(DeliveryAlert.alert_id, *also).join(
        Delivery, col(Delivery.id) == col(DeliveryAlert.delivery_id)
    )


def deliveries(
    session: Session, channel: str, addresses: Iterable[str], on: date
) -> Mapping[str, list[Delivery]]:
    """Those still open, and those of the day; no claim takes them until the transaction ends."""
    midnight = datetime.combine(on, time.min, STOCKHOLM)
    told_today = and_(
        col(Delivery.delivered_at) >= midnight, col(Delivery.delivered_at) < midnight + DAY
    )
    query = select(Delivery).where(
        Delivery.channel == channel, col(Delivery.address).in_(addresses),
        or_(still_open(), col(Delivery.day) == on, told_today),
    )  # fmt: skip
    found: dict[str, list[Delivery]] = defaultdict(list)
    for one in session.exec(query.order_by(col(Delivery.id)).with_for_update()):
        found[one.address].append(one)
    return found


def address(
    session: Session, channel: str, mails: Mapping[str, Mail], on: date, now: datetime
) -> list[tuple[Delivery, list[About]]]:
    """Each person's delivery, begun if there is none open, with what it has to tell besides."""
    there = deliveries(session, channel, mails, on)
    tried = tried_before(session, there)
    give_way(session, tried.values(), mails)
    given = []
    for to, mail in mails.items():
        waiting = next((one for one in pending(there[to]) if one.id not in tried), None)
        if told := tellable(mail.abouts, there[to], waiting, on):
            one = waiting or begin(session, channel, mail.contact, there[to], on, now)
            given.append((one, told))
    return given


def pending(there: Iterable[Delivery]) -> list[Delivery]:
    return [one for one in there if one.state == "pending"]


def tried_before(
    session: Session, there: Mapping[str, list[Delivery]]
) -> dict[int | None, Delivery]:
    """Those to be sent that have been tried: perhaps they arrived, so nothing is put into them.

    A second copy is dropped as a double, and what had been added would stand in no mail.
    """
    waiting = {one.id: one for each in there.values() for one in pending(each)}
    tried = select(Attempt.delivery_id).where(col(Attempt.delivery_id).in_(list(waiting)))
    return {delivery_id: waiting[delivery_id] for delivery_id in session.exec(tried.distinct())}


def give_way(session: Session, tried: Collection[Delivery], mails: Mapping[str, Mail]) -> None:
    """What waits for another try leaves its place to a later alert about the same.

    News stays: the later alert does not tell it.
    """
    told = [about.alert for mail in mails.values() for about in mail.abouts]
    later = {alert.about: alert.rule_day for alert in told}
    waiting = told_by(session, [one.id or 0 for one in tried])
    for delivery in tried:
        own = waiting[delivery.id or 0]
        for alert in own:
            if alert.rule not in NEWS and alert.rule_day < later.get(alert.about, date.min):
                alert.state = "superseded"
        if all(alert.state == "superseded" for alert in own):
            delivery.state = "superseded"


def tellable(
    told: list[About], there: Iterable[Delivery], waiting: Delivery | None, on: date
) -> list[About]:
    """What need not wait: until the mail that is just being sent is out, or until tomorrow.

    A mail that is to be tried again is the mail of its day, as one that has been sent.
    """
    states = {one.state for one in there}
    if "claimed" in states:
        return []
    if waiting is None and states & {"delivered", "pending"}:
        return [about for about in told if cannot_wait(about, on)]
    return told


def begin(
    session: Session, channel: str, contact: Contact, there: list[Delivery], on: date,
    now: datetime,
) -> Delivery:  # fmt: skip
    part = 1 + max((one.part for one in there if one.day == on), default=0)
    delivery = Delivery(
        channel=channel, address=contact.address, language=contact.language, day=on, part=part,
        message_id="", next_at=now,
    )  # fmt: skip
    delivery.message_id = message_id(delivery, [], HOST)  # until the first try fixes it
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
