"""Stamping what shows something that changed: a calendar keeps the old words under an old stamp."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import or_, select, update
from sqlmodel import Session, col

from models.duty import Cover, Duty
from models.taking_over import tell_new_holder
from register.difference import Difference
from register.rows import Row


def revise(session: Session, found: Mapping[str, Difference], on: date, now: datetime) -> None:
    """Stamp the duties of changed assignments, decisions and documents; tell new holders."""
    assignments = changed(found["assignment"])
    decisions = changed(found["decision"]) | numbered(found)
    documents = changed(found["document"])
    if assignments or decisions or documents:
        covered = select(col(Cover.duty_id)).where(col(Cover.assignment_id).in_(assignments))
        shown = or_(
            col(Duty.assignment_id).in_(assignments), col(Duty.id).in_(covered),
            col(Duty.decision_id).in_(decisions), col(Duty.source_document).in_(documents),
        )  # fmt: skip
        session.execute(update(Duty).where(shown).values(revised_at=now))
    if holders := new_holders(found["tenure"]):
        tell_new_holder(session, holders, on, now)


def changed(one: Difference) -> set[str]:
    return {row["id"] for _, row in one.changed}


def numbered(found: Mapping[str, Difference]) -> set[str]:
    """Decisions whose diary numbers changed, but for those that are new altogether."""
    numbers = found["diary_number"]
    rows: Iterable[Row] = [
        *numbers.added, *numbers.removed, *(row for _, row in numbers.changed)
    ]  # fmt: skip
    fresh = {row["id"] for row in found["decision"].added}
    return {row["decision_id"] for row in rows} - fresh


def new_holders(tenures: Difference) -> set[str]:
    """What has a holder put right by hand, without a handover."""
    return {
        after["subject"]
        for before, after in tenures.changed
        if before["organisation_id"] != after["organisation_id"]
    }
