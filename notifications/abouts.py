"""What pending alerts are about, as things stand now: some have nothing to say any more."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import Session, col, select

from models.alert import Alert
from models.assignment import Assignment
from models.duty import Duty
from models.handover import Handover, HandoverItem
from models.organisation import Body, ContactPoint, Directory, directory
from models.standing import Standing, standings
from models.tenure import Tenure, answers, on_day
from models.working_days import working_day_after
from notifications.contacts import Contact, Contacts
from notifications.facts import AboutDuty, AboutHandover
from notifications.messages import DONE, About

MANY = 500  # ids in one question


def abouts(session: Session, alerts: Sequence[Alert], on: date) -> list[About]:
    """Everything that is still to be told; alerts overtaken by events are cancelled."""
    duties = of_duties(session, {alert.duty_id for alert in alerts if alert.duty_id}, on)
    handovers = of_handovers(session, alerts, on)
    found: list[About] = []
    for alert in alerts:
        if alert.handover_id:
            found.append(handovers[alert.id or 0])
        elif current(alert, duties[alert.duty_id or ""]):
            found.append(AboutDuty(alert, duties[alert.duty_id or ""]))
        else:
            alert.state = "cancelled"
    return found


def current(alert: Alert, standing: Standing) -> bool:
    """Whether the date that the alert was decided on still holds and nothing is handed in."""
    return alert.version == standing.version and standing.state not in DONE


def of_duties(session: Session, ids: set[str], on: date) -> dict[str, Standing]:
    wanted = sorted(ids)
    keys: list[str] = []
    for start in range(0, len(wanted), MANY):
        part = col(Duty.id).in_(wanted[start : start + MANY])
        keys += session.exec(select(Duty.key).where(part)).all()
    found: dict[str, Standing] = {}
    for start in range(0, len(keys), MANY):
        part_of = standings(session, on, keys=keys[start : start + MANY])
        found |= {standing.duty.id: standing for standing in part_of}
    return found


def of_handovers(session: Session, alerts: Iterable[Alert], on: date) -> dict[int, AboutHandover]:
    mine = [alert for alert in alerts if alert.handover_id]
    names = directory(session, on) if mine else Directory([], on)
    return {alert.id or 0: of_handover(session, alert, names, on) for alert in mine}


def of_handover(session: Session, alert: Alert, names: Directory, on: date) -> AboutHandover:
    handover = session.get_one(Handover, alert.handover_id)
    query = select(HandoverItem).where(HandoverItem.handover_id == handover.id)
    items = tuple(session.exec(query.order_by(col(HandoverItem.position))))
    return AboutHandover(
        alert=alert,
        handover=handover,
        items=items,
        giver=names.body(handover.giver_id, on),
        receiver=names.body(handover.receiver_id, on),
        contact_point=contact_point(session, handover),
        stays_with=keepers(session, items, names, handover.effective),
        secret=secrets(session, items),
    )


def contact_point(session: Session, handover: Handover) -> ContactPoint | None:
    """Where the receiver is reached from the day the contact moves."""
    query = select(ContactPoint).where(ContactPoint.organisation_id == handover.receiver_id)
    first = session.exec(query.order_by(col(ContactPoint.position))).first()
    return first if handover.contact_from else None


def keepers(
    session: Session, items: Iterable[HandoverItem], names: Directory, day: date
) -> dict[str, Body]:
    """Who answers for what stays."""
    found = {}
    for item in items:
        if item.fate == "stays":
            rows = session.exec(select(Tenure).where(Tenure.subject == item.subject)).all()
            held = answers((row for row in rows if row.role == "responsible"), date.max)
            answer = on_day(held, day)
            if answer and answer.organisation_id:
                found[item.subject] = names.body(answer.organisation_id, day)
    return found


def secrets(session: Session, items: Iterable[HandoverItem]) -> frozenset[str]:
    subjects = [item.subject for item in items]
    query = select(Assignment.id).where(
        col(Assignment.id).in_(subjects), col(Assignment.secret).is_(True)
    )
    return frozenset(session.exec(query))


def recipient(about: About, contacts: Contacts) -> Contact:
    """Who is told: resolved now, from who answers now."""
    if isinstance(about, AboutHandover):
        handover = about.handover
        body = handover.giver_id if about.alert.role == "giver" else handover.receiver_id
        return contacts.recipient(body, "owner")
    responsible = about.standing.responsible
    return contacts.recipient(responsible.id if responsible else None, about.alert.role)


def cannot_wait(about: About, on: date) -> bool:
    """Whether it has to be told today though today's mail has gone already."""
    if isinstance(about, AboutHandover):
        return True
    last = about.standing.working_day_before or about.standing.due
    return last is None or last <= working_day_after(on)
