"""What pending alerts are about, as things stand now: some have nothing to say any more."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import Session, col, select

from models.alert import Alert
from models.assignment import Activity, Assignment
from models.decision import Decision
from models.duty import Duty
from models.handover import Handover, HandoverItem
from models.organisation import Body, ContactPoint, Directory, Organisation, directory
from models.standing import Standing, standings
from models.tenure import Answer, Tenure, answers, on_day
from models.working_days import working_day_after
from notifications.contacts import INSTEAD, Contact, Contacts
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
            found.append(of_duty(session, alert, duties[alert.duty_id or ""]))
        else:
            alert.state = "cancelled"
    return found


def current(alert: Alert, standing: Standing) -> bool:
    """Whether the date that the alert was decided on still holds and nothing is handed in."""
    return alert.version == standing.version and standing.state not in DONE


def of_duty(session: Session, alert: Alert, standing: Standing) -> AboutDuty:
    """With what stands behind the news: the decision that changed the date, the holder before."""
    amended_by = holder_before = None
    latest = standing.versions[-1] if standing.versions else None
    if alert.rule == "amended" and latest and latest.reason == "amended" and latest.decision_id:
        amended_by = session.get(Decision, latest.decision_id)
    if alert.rule == "taken_over" and (giver := answered_before(standing)):
        last = giver.until or standing.on
        body = giver.organisation_id or ""
        holder_before = directory(session, standing.known, {body}).body(body, last)
    return AboutDuty(alert, standing, amended_by, holder_before, prepared_by(session, standing))


def prepared_by(session: Session, standing: Standing) -> Body | None:
    """Who is told in the place of a body that does not exist yet."""
    body = standing.responsible
    one = session.get(Organisation, body.id) if body else None
    if one is None or one.prepared_by is None or one.exists is None:
        return None
    if one.exists.low is None or one.exists.low <= standing.on:
        return None
    return directory(session, standing.known, {one.prepared_by}).body(one.prepared_by, standing.on)


def answered_before(standing: Standing) -> Answer | None:
    """Who answered until the present holder took over, if anybody."""
    gone = [one for one in standing.tenures if one.until and one.until < standing.on]
    return gone[-1] if gone and gone[-1].organisation_id else None


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
    """The subjects not to be named: secret assignments, and what is run under them."""
    subjects = [item.subject for item in items]
    secret = select(Assignment.id).where(col(Assignment.secret).is_(True))
    found = [*session.exec(secret.where(col(Assignment.id).in_(subjects)))]
    under = select(Activity.id).where(col(Activity.assignment_id).in_(secret))
    return frozenset([*found, *session.exec(under.where(col(Activity.id).in_(subjects)))])


def recipient(about: About, contacts: Contacts) -> Contact:
    """Who is told: resolved now, from who answers now."""
    body, role = addressed(about)
    return contacts.recipient(body.id if body else None, role)


def addressed(about: About) -> tuple[Body | None, str]:
    """The body that is to be told, and in which role."""
    if isinstance(about, AboutHandover):
        return about.giver if about.alert.role == "giver" else about.receiver, "owner"
    return about.prepared_by or about.standing.responsible, about.alert.role


def unnamed(told: Iterable[About], contacts: Contacts) -> list[str]:
    """The bodies that nobody is named for, so that ops is told in their place."""
    pairs = [addressed(about) for about in told]
    names = [
        body.name
        for body, role in pairs
        if body and role in INSTEAD and not contacts.named(body.id, "owner")
    ]
    return list(dict.fromkeys(names))


def cannot_wait(about: About, on: date) -> bool:
    """Whether it has to be told today though today's mail has gone already."""
    if isinstance(about, AboutHandover):
        return True
    last = about.standing.working_day_before or about.standing.due
    return last is None or last <= working_day_after(on)
