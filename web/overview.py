"""What is late, what is near and what nobody has accounted for, on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from feeds.description import day_off, kind, matter, named, secret
from models.fuzzy_date import say_day, say_week
from models.standing import Standing, standings

NEAR, AHEAD = 30, 90  # days


@dataclass(frozen=True, slots=True)
class Row:
    """One duty as the page shows it.

    `to` is empty where the source does not say, `matter` where the kind says it all; `key` is what
    `uppdrag report` takes. A secret one has neither kind nor key.
    """

    day: date
    said: str
    week: str
    left: int
    kind: str
    matter: str
    secret: bool
    responsible: str | None
    to: str
    off: str | None
    key: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The duties of a day by how they stand; `next` is the first beyond those ahead."""

    late: list[Row]
    near: list[Row]
    ahead: list[Row]
    next: Row | None
    unrecorded: list[Row]
    undated: int


def overview(session: Session, on: date, language: str) -> Overview:
    """Everything that asks for attention on a day; what is handed in or withdrawn does not."""
    found = standings(session, on)
    still_open = [one for one in found if one.state == "open"]
    return Overview(
        late=rows((one for one in found if one.state == "late"), language),
        near=rows((one for one in still_open if days(one) <= NEAR), language),
        ahead=rows((one for one in still_open if NEAR < days(one) <= AHEAD), language),
        next=next(iter(rows((one for one in still_open if days(one) > AHEAD), language)), None),
        unrecorded=rows((one for one in found if one.state == "unrecorded"), language),
        undated=sum(one.state == "undated" for one in found),
    )


def days(standing: Standing) -> int:
    assert standing.days_left is not None
    return standing.days_left


def rows(chosen: Iterable[Standing], language: str) -> list[Row]:
    return [row(one, one.due, language) for one in chosen if one.due]


def row(standing: Standing, due: date, language: str) -> Row:
    hidden = secret(standing)
    return Row(
        day=due,
        said=say_day(due, language),
        week=say_week(due, language),
        left=days(standing),
        kind="" if hidden else kind(standing, language),
        matter=matter(standing, language),
        secret=hidden,
        responsible=standing.responsible.name if standing.responsible else None,
        to="" if hidden else named(standing.to, language),
        off=day_off(standing, due, language) if standing.state == "open" else None,
        key="" if hidden else standing.duty.key,
    )
