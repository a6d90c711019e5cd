"""Every feed that can be subscribed to, by what it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from feeds.address import address, anchor
from models.assignment import Assignment
from models.duty import Duty
from models.organisation import directory
from models.plan import Plan
from models.standing import Scope
from models.tenure import Tenure


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed: its name, the place on the page, its address, and the same for `webcal:`."""

    name: str
    anchor: str
    address: str
    webcal: str


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """All of them; secret assignments are not named, so they are not listed."""

    everything: Subscription
    organisations: list[Subscription]
    plans: list[Subscription]
    assignments: list[Subscription]


def subscriptions(session: Session, on: date, language: str, base_url: str) -> Subscriptions:
    """The feeds of a site, under the names of a day."""

    def subscription(name: str, scope: Scope) -> Subscription:
        at = address(scope, language, base_url)
        place = anchor(scope) if scope.id else ""
        return Subscription(name, place, at, "webcal:" + at.partition(":")[2])

    def all_of(kind: str, names: Iterable[tuple[str, str]]) -> list[Subscription]:
        ordered = sorted(names, key=lambda pair: pair[1].casefold())
        return [subscription(name, Scope(kind, key)) for key, name in ordered]

    known = directory(session, date.max)
    plans = session.exec(select(Plan)).all()
    open_ones = session.exec(select(Assignment).where(col(Assignment.secret).is_(False))).all()
    return Subscriptions(
        everything=subscription("", Scope()),
        organisations=all_of(
            "organisation", ((key, known.body(key, on).name) for key in holders(session))
        ),
        plans=all_of("plan", ((plan.id, plan.title) for plan in plans)),
        assignments=all_of("assignment", ((one.id, one.short or one.title) for one in open_ones)),
    )


def holders(session: Session) -> set[str]:
    """Every organisation that answers, or has answered, for something."""
    held = select(Tenure.organisation_id).where(Tenure.role == "responsible").distinct()
    slots = select(Duty.slot).distinct()
    return {key for key in (*session.exec(held), *session.exec(slots)) if key}
