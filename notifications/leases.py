"""Leases: who may send a delivery, and until when.

A claim carries a lease and a token that grows with every claim: whoever was too slow finds its
token outdated and changes nothing.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, and_, bindparam, func, or_, update
from sqlmodel import Session, col, select

from models.database import writing
from models.delivery import Attempt, Delivery, still_open
from models.table import sql_table

UNKNOWN_TRIES = 3  # a result nobody knows is sent again at most twice
LONGEST_WAIT = timedelta(hours=1)  # between two tries
TABLE = sql_table(Delivery)
# The delivery, as long as nobody has claimed it since.
HELD = and_(
    TABLE.c.id == bindparam("delivery"),
    TABLE.c.token == bindparam("held"),
    TABLE.c.state == "claimed",
)
RELEASE = update(TABLE).where(HELD).values(state="pending")


def claim(
    engine: Engine, channel: str, me: str, batch: int, lease: timedelta, now: datetime
) -> list[Delivery]:
    """Take the next deliveries, also those whose claim has run out, and close tries left open."""
    with writing(engine) as session:
        chosen = (
            select(Delivery.id)
            .where(still_open(), Delivery.channel == channel, free(now, lease))
            .order_by(col(Delivery.next_at), col(Delivery.id))
            .limit(batch)
            .with_for_update(skip_locked=True)
        )
        if not (ids := session.exec(chosen).all()):
            return []
        values = {
            "state": "claimed", "claimed_by": me, "token": Delivery.token + 1,
            "lease_until": now + lease,
        }  # fmt: skip
        session.execute(update(Delivery).where(col(Delivery.id).in_(ids)).values(**values))
        left_open(session, ids, now)
        give_up(session, ids)
        query = select(Delivery).where(col(Delivery.id).in_(ids)).order_by(col(Delivery.id))
        return list(session.exec(query))


def free(now: datetime, lease: timedelta) -> ColumnElement[bool]:
    """What may be claimed: its time has come, or the claim on it has run out.

    A time that lies further ahead than any we set was written before the clock was set back.
    """
    due = or_(col(Delivery.next_at) <= now, col(Delivery.next_at) > now + LONGEST_WAIT)
    lapsed = or_(col(Delivery.lease_until) < now, col(Delivery.lease_until) > now + 10 * lease)
    return or_(
        and_(col(Delivery.state) == "pending", due),
        and_(col(Delivery.state) == "claimed", lapsed),
    )


def left_open(session: Session, ids: Iterable[int | None], now: datetime) -> None:
    """A try that began and never ended has an unknown outcome."""
    mine = col(Attempt.delivery_id).in_(list(ids)), col(Attempt.ended_at).is_(None)
    session.execute(update(Attempt).where(*mine).values(ended_at=now, outcome="unknown"))


def give_up(session: Session, ids: Iterable[int | None]) -> None:
    """Let go of what nobody has known the outcome of so often that more would be a nuisance."""
    mine = col(Attempt.delivery_id).in_(list(ids)), Attempt.outcome == "unknown"
    often = (
        select(Attempt.delivery_id)
        .where(*mine)
        .group_by(col(Attempt.delivery_id))
        .having(func.count() >= UNKNOWN_TRIES)
    )
    session.execute(update(Delivery).where(col(Delivery.id).in_(often)).values(state="dead"))


def held(delivery: Delivery) -> dict[str, int | None]:
    """The parameters of HELD."""
    return {"delivery": delivery.id, "held": delivery.token}


def release(engine: Engine, delivery: Delivery) -> None:
    """Give back what there was no time to send."""
    with writing(engine) as session:
        session.connection().execute(RELEASE, held(delivery))
