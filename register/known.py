"""Since when a decision is known: received, else published, else assumed with a reason."""

from datetime import date

from register.shape import Decision, Register


def known_from(register: Register, decision_id: str) -> date:
    """The day from which the decision is known.

    The day it was received; else the day it was published; else the register's own assumption;
    else the day of the document that tells of it. The reader refuses a decision with none of them.
    """
    day = stated_day(register, register.decisions[decision_id])
    if day is None:
        raise ValueError(f"the reader let through a decision without a day: {decision_id}")
    return day


def stated_day(register: Register, decision: Decision) -> date | None:
    """The same, or None when nothing in the register gives a day."""
    if decision.received and decision.received.day:
        return decision.received.day
    if decision.published and decision.published.day:
        return decision.published.day
    if decision.known_from:
        return decision.known_from.day
    document = register.documents.get(decision.source.document)
    return document.published.day if document and document.published else None
