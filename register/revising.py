"""Stamping what shows something that changed: a calendar keeps the old words under an old stamp."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import or_, select, update
from sqlmodel import Session, col

from models.duty import Cover, Duty
from models.handover import HandoverStep
from models.taking_over import tell_new_holder
from models.tenure import Tenure, answers, on_day
from register.difference import Difference
from register.rows import Row


def revise(
    session: Session, found: Mapping[str, Difference], held: Mapping[str, str | None], on: date,
    now: datetime,
) -> None:  # fmt: skip
    """Stamp the duties of changed assignments, decisions and documents; tell new holders.

    `held` has who answered before, see `holders`.
    """
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
    now_held = holders(session, found, on)
    fresh = {one for one, holder in now_held.items() if holder not in {None, held[one]}}
    if fresh:
        tell_new_holder(session, fresh, on, now)


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


def holders(session: Session, found: Mapping[str, Difference], on: date) -> dict[str, str | None]:
    """Who answers on the day, as the tables say now, for what gets another tenure than it had."""
    steps: dict[str, list[Tenure]] = {one: [] for one in moved(session, found)}
    query = select(Tenure).where(col(Tenure.role) == "responsible", col(Tenure.subject).in_(steps))
    for row in session.scalars(query.execution_options(populate_existing=True)) if steps else ():
        steps[row.subject].append(row)
    held = {one: on_day(answers(rows, on), on) for one, rows in steps.items()}
    return {one: answer.organisation_id if answer else None for one, answer in held.items()}


def moved(session: Session, found: Mapping[str, Difference]) -> set[str]:
    """What may have another holder: what had another tenure, or joins a handover in effect.

    The sweep tells the rest, on the day of its handover; a new assignment is told as such.
    """
    tenures = found["tenure"]
    replaced = [*tenures.removed, *(old for old, _ in tenures.changed)]
    steps = select(col(HandoverStep.handover_id)).where(col(HandoverStep.step) == "effective")
    in_effect = set(session.scalars(steps)) if tenures.added else set()
    joined = [row for row in tenures.added if row["handover_id"] in in_effect]
    new = {row["id"] for row in found["assignment"].added}
    rows = (*replaced, *joined)
    return {row["subject"] for row in rows if row["role"] == "responsible"} - new
