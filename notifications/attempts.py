"""Tries to send: each is written down before it is made, and what became of it after.

The statements are made once: a mail needs half a dozen, and making them takes longer than running
them.
"""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Engine, bindparam, insert, select, update
from sqlmodel import Session, func

from models.alert import Alert
from models.database import writing
from models.delivery import Attempt, Delivery, DeliveryAlert, message_id
from models.table import sql_table
from notifications.leases import HELD, LONGEST_WAIT, held
from notifications.outcome import Delivered, Outcome, Permanent, Temporary

FIRST_WAIT = timedelta(minutes=1)
DELIVERY, ATTEMPT = sql_table(Delivery), sql_table(Attempt)
ALERT, TELLS = sql_table(Alert), sql_table(DeliveryAlert)
TRIES = (
    select(func.count()).select_from(ATTEMPT).where(ATTEMPT.c.delivery_id == bindparam("delivery"))
)
NAME = update(DELIVERY).where(HELD).values(message_id=bindparam("named"))
BEGIN = insert(ATTEMPT).returning(ATTEMPT.c.id)
END = (
    update(ATTEMPT)
    .where(ATTEMPT.c.id == bindparam("attempt"))
    .values(ended_at=bindparam("now"), outcome=bindparam("word"), detail=bindparam("why"))
)
MARK = (
    update(DELIVERY)
    .where(HELD)
    .values(
        state=bindparam("becomes"), subject=bindparam("heading"), next_at=bindparam("again"),
        delivered_at=bindparam("arrived"),
    )
)  # fmt: skip
TOLD = (
    update(ALERT)
    .where(
        ALERT.c.id.in_(
            select(TELLS.c.alert_id).where(TELLS.c.delivery_id == bindparam("delivery"))
        ),
        ALERT.c.state == "pending",
    )
    .values(state="told")
)


def begin(
    engine: Engine, delivery: Delivery, told: Sequence[Alert], host: str, now: datetime
) -> int:
    """Write down the try; the first fixes the Message-ID that every other carries too."""
    with writing(engine) as session:
        connection = session.connection()
        if not tries(session, delivery):
            delivery.message_id = message_id(delivery, told, host)
            connection.execute(NAME, {**held(delivery), "named": delivery.message_id})
        row = {"delivery_id": delivery.id, "started_at": now}
        return int(connection.execute(BEGIN, row).scalar_one())


def end(
    engine: Engine, delivery: Delivery, attempt: int, outcome: Outcome, heading: str | None,
    now: datetime,
) -> None:  # fmt: skip
    """Write down the outcome, unless somebody else has the delivery by now."""
    with writing(engine) as session:
        connection = session.connection()
        becomes, again = after(session, delivery, outcome, now)
        arrived = now if isinstance(outcome, Delivered) else None
        marked = {"becomes": becomes, "heading": heading, "again": again, "arrived": arrived}
        # The delivery first, as a claim does: the other way round two would lock each other out.
        changed = connection.execute(MARK, {**held(delivery), **marked}).rowcount
        why = None if isinstance(outcome, Delivered) else outcome.detail
        ended = {"attempt": attempt, "now": now, "word": word(outcome), "why": why}
        connection.execute(END, ended)
        if changed and arrived:
            connection.execute(TOLD, {"delivery": delivery.id})


def tries(session: Session, delivery: Delivery) -> int:
    """How often it has been tried."""
    return int(session.connection().execute(TRIES, {"delivery": delivery.id}).scalar_one())


def after(
    session: Session, delivery: Delivery, outcome: Outcome, now: datetime
) -> tuple[str, datetime]:
    """The state that a delivery has after an outcome, and when it may be tried again."""
    if isinstance(outcome, Delivered):
        return "delivered", delivery.next_at
    if isinstance(outcome, Permanent):
        return "dead", delivery.next_at
    return "pending", now + pause(tries(session, delivery))


def pause(tries: int) -> timedelta:
    """How long to wait: up to twice as long after each try, at most an hour, never in step."""
    longest: timedelta = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(tries, 10))
    return longest * random.random()  # noqa: S311 - spreads tries, guards no secret


def word(outcome: Outcome) -> str:
    names = {Delivered: "delivered", Temporary: "temporary", Permanent: "permanent"}
    return names.get(type(outcome), "unknown")
