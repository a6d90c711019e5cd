"""Handovers take effect on their day: responsibility moves by the decision, whoever is awake."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Engine, and_, exists
from sqlmodel import Session, col, select

from models.alert import Alert
from models.database import CHANGING, alone, writing
from models.handover import Handover, HandoverStep
from models.taking_over import tell_new_holder
from models.tenure import Tenure

Sentence = tuple[str, str]  # in Swedish and in English


def take_effect(engine: Engine, on: date, now: datetime) -> list[Sentence]:
    """Carry out every handover and contact move whose day has come; returns their sentences."""
    with writing(engine) as session:
        alone(session, CHANGING)
        return [*effective(session, on, now), *contact_moved(session, on, now)]


DAYS = {"effective": Handover.effective, "contact_moved": Handover.contact_from}


def to_take_effect(step: str, on: Any) -> ColumnElement[bool]:
    """Handovers of which this step is due on the day and not yet written down."""
    day = col(DAYS[step])
    taken = exists().where(
        col(HandoverStep.handover_id) == Handover.id, col(HandoverStep.step) == step,
        col(HandoverStep.happened_on) == day,
    )  # fmt: skip
    decided = col(Handover.announced).is_(False), col(Handover.withdrawn_on).is_(None)
    return and_(day <= on, col(Handover.known_from) <= on, *decided, ~taken)


def waiting(session: Session, step: str, on: date) -> list[Handover]:
    found = select(Handover).where(to_take_effect(step, on))
    return list(session.exec(found.order_by(col(Handover.effective), col(Handover.id))))


def effective(session: Session, on: date, now: datetime) -> list[Sentence]:
    done = []
    for handover in waiting(session, "effective", on):
        note(session, handover, "effective", handover.effective, now)
        if handover.is_news(handover.effective):
            tell_new_holder(session, moved(session, handover), on, now)
            session.add_all(notice(handover, role, on, now) for role in ("giver", "receiver"))
            sv = f"Överlämningen {handover.id} har trätt i kraft: {handover.title}"
            en = f"The handover {handover.id} has taken effect: {handover.title}"
            done.append((sv, en))
    return done


def contact_moved(session: Session, on: date, now: datetime) -> list[Sentence]:
    """The tenures say who the contact is; the step says that its day has come."""
    done = []
    for handover in waiting(session, "contact_moved", on):
        assert handover.contact_from
        note(session, handover, "contact_moved", handover.contact_from, now)
        if handover.is_news(handover.contact_from):
            sv = f"Överlämningen {handover.id}: kontakten har flyttat"
            en = f"The handover {handover.id}: the contact has moved"
            done.append((sv, en))
    return done


def moved(session: Session, handover: Handover) -> list[str]:
    """What has another holder by it: assignments, activities, and milestones held apart."""
    begun = select(Tenure.subject).where(
        Tenure.handover_id == handover.id, Tenure.role == "responsible",
        col(Tenure.organisation_id).is_not(None), col(Tenure.retracted_at).is_(None),
    )  # fmt: skip
    return list(session.exec(begun.distinct()))


def notice(handover: Handover, role: str, on: date, now: datetime) -> Alert:
    return Alert(
        handover_id=handover.id, version=1, rule="handover", rule_day=handover.effective,
        role=role, decided_on=on, decided_at=now,
    )  # fmt: skip


def note(session: Session, handover: Handover, step: str, day: date, now: datetime) -> None:
    session.add(HandoverStep(handover_id=handover.id, step=step, happened_on=day, recorded_at=now))
