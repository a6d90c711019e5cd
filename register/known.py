"""Since when a decision is known: received, else published, else assumed with a reason."""

from datetime import date

from models.fuzzy_date import FuzzyDate
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
    if published := latest(decision.published):
        return published
    if decision.known_from:
        return decision.known_from.day
    document = register.documents.get(decision.source.document)
    return latest(document.published) if document else None


def latest(published: FuzzyDate | None) -> date | None:
    """The day by which it was published; of a month, the last. Anything longer says too little."""
    if published is None or published.low is None or published.high is None:
        return None
    month = (published.low.year, published.low.month) == (published.high.year, published.high.month)
    return published.high if month else None
