"""Milestones as duties with their dates, one for each occurrence."""

from collections.abc import Iterable, Mapping
from datetime import date

from models.duty import duty_key
from models.fuzzy_date import FuzzyDate
from register import shape
from register.rows import DutyRows, Row, Rows, sourced

AHEAD = 2  # years that recurring duties are made ahead


def add_milestone(made: Rows, assignment_id: str, name: str, milestone: shape.Milestone) -> None:
    """Add the duties of a milestone as far as the decision behind it is known."""
    assignment = made.register.assignments[assignment_id]
    decision = milestone.decision or assignment.decision
    if decision not in made.known:
        return
    dated = yearly(milestone.yearly, made.on) if milestone.yearly else [("", milestone.due, None)]
    formerly = former_keys(assignment_id, assignment, name, milestone)
    for occurrence, due, period in dated:
        key = duty_key(assignment_id, name, occurrence)
        row = {
            "key": key, "assignment_id": assignment_id, "milestone": name,
            "occurrence": occurrence, "slot": "", "kind": milestone.kind,
            "title": milestone.title, "mode": milestone.mode, "form": milestone.form,
            "period": period or (milestone.period.text if milestone.period else None),
            "ladder": milestone.alerts,
            "policy": milestone.last_day.policy if milestone.last_day else "none",
            "policy_basis": milestone.last_day.basis if milestone.last_day else None,
            "decision_id": decision, "known_from": made.known[decision],
            **made.withdrawal(milestone.withdrawn_by, assignment.withdrawn_by),
            **sourced(milestone.source or assignment.source),
        }  # fmt: skip
        made.duties[key] = DutyRows(
            row=row,
            dates=list(versions(milestone, due, decision, made.known)),
            covers=[one for one in milestone.covers if one != assignment_id and made.knows(one)],
            recipients=[(one, "to") for one in milestone.to]
            + [(one, "copy") for one in milestone.copies],
            formerly=[duty_key(*names, occurrence) for names in formerly],
            amended=milestone.amended_by in made.known,
            waits=bool(milestone.amended_by) and milestone.amended_by not in made.known,
            correction=milestone.correction,
            path=("assignments", assignment_id, "milestones", name),
        )  # fmt: skip


def former_keys(
    assignment_id: str, assignment: shape.Assignment, name: str, milestone: shape.Milestone
) -> list[tuple[str, str]]:
    """The names under which the duty may stand in the database after a renaming."""
    if not (assignment.formerly or milestone.formerly):
        return []
    assignments = [assignment_id, *([assignment.formerly] if assignment.formerly else [])]
    names = [name, *([milestone.formerly] if milestone.formerly else [])]
    return [(one, other) for one in assignments for other in names][1:]


def horizon(on: date) -> date:
    """How far recurring duties are made: 24 months beyond the month's first day."""
    return on.replace(year=on.year + AHEAD, day=1)


def yearly(rhythm: shape.Yearly, on: date) -> list[tuple[str, FuzzyDate, str]]:
    """Each year's occurrence until 24 months ahead: its name, its day, the year it is about."""
    shift = {"year_before": -1, "same_year": 0, "year_after": 1}[rhythm.about]
    end = horizon(on)
    found = []
    for year in range(rhythm.first, min(rhythm.last or end.year, end.year) + 1):
        due = FuzzyDate.parse(f"{year}-{rhythm.on}")
        if due.sort_key()[0] <= end:
            name = str(year + shift)
            found.append((name, due, name))
    return found


def versions(
    milestone: shape.Milestone, due: FuzzyDate | None, decision: str, known: Mapping[str, date]
) -> Iterable[Row]:
    """Every date that has held, oldest first, as far as it is known."""
    for number, earlier in enumerate(milestone.earlier_dates):
        by = earlier.decision or decision
        if by in known:
            yield version_row(earlier.due, by, known[by], "amended" if number else "original")
    by = milestone.amended_by or decision
    if due and by in known:
        reason = "amended" if milestone.amended_by else "original"
        yield version_row(due, by, known[by], reason)


def version_row(stated: FuzzyDate, decision: str, known: date, reason: str) -> Row:
    return {
        "stated": stated, "due": stated.day, "decision_id": decision, "known_from": known,
        "reason": reason, "because": None,
    }  # fmt: skip
