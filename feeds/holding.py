"""Whose a duty is in a feed: who holds it, from whom it came, to whom it went."""

from datetime import date
from itertools import pairwise

from models.standing import Standing
from models.tenure import Answer, on_day


def withdrawn_on(standing: Standing) -> date:
    """The day of the withdrawal of a duty that is withdrawn."""
    days = (standing.duty.withdrawn_on, standing.assignment.withdrawn_on)
    return min(day for day in days if day)


def closed_on(standing: Standing) -> date | None:
    """The day from which nothing more is owed."""
    if standing.report:
        return standing.report.handed_in_on
    return withdrawn_on(standing) if standing.withdrawn else None


def holder(standing: Standing) -> Answer | None:
    """Who answers for it; what was handed in or withdrawn stays with whoever held it then."""
    day = closed_on(standing)
    return (on_day(standing.tenures, day) if day else None) or on_day(standing.tenures, standing.on)


def holder_id(standing: Standing) -> str | None:
    """The organisation that owes it: the one it is slotted for, or the one that holds it."""
    held = holder(standing)
    return standing.duty.slot or (held.organisation_id if held else None)


def takeover(standing: Standing) -> tuple[Answer, Answer] | None:
    """Giver and taker, when the holder has taken it over from somebody."""
    held = holder(standing)
    for giver, taker in pairwise(standing.tenures):
        if taker is held and giver.organisation_id and not standing.duty.slot:
            return giver, taker
    return None


def departure(standing: Standing, organisation: str) -> tuple[Answer, Answer] | None:
    """Giver and taker, the last time that an organisation has handed it over."""
    left = [
        (giver, taker)
        for giver, taker in pairwise(standing.tenures)
        if giver.organisation_id == organisation and taker.first <= standing.on
    ]
    return left[-1] if left and not standing.duty.slot else None
