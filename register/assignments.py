"""Assignments and activities as rows, with who answers for them from the start."""

from datetime import date
from typing import Any

from models.assignment import Activity, Assignment, Part, Partner
from models.fuzzy_date import FuzzyDate
from models.tenure import Tenure
from register import shape
from register.milestones import add_milestone
from register.rows import (
    Rows,
    add_claims,
    add_funding,
    add_particulars,
    sourced,
)


def add_assignment(made: Rows, key: str, assignment: shape.Assignment) -> None:
    plan = made.register.plans.get(assignment.plan or "")
    row = {
        "id": key, "title": assignment.title, "short": assignment.short,
        "decision_id": assignment.decision,
        "plan_id": assignment.plan if plan and plan.decision in made.known else None,
        "focus_area": assignment.focus_area, "since": assignment.since,
        "until": assignment.until, "continues": assignment.continues,
        "secret": assignment.secret, "stated_parts": assignment.stated_parts,
        **made.withdrawal(assignment.withdrawn_by), **sourced(assignment.source),
    }  # fmt: skip
    made.add(Assignment, (key,), row)
    for position, (part, shaped) in enumerate(assignment.parts.items()):
        row = {
            "assignment_id": key, "key": part, "position": position, "title": shaped.title,
            **sourced(shaped.source),
        }  # fmt: skip
        made.add(Part, (key, part), row)
        add_claims(made, f"assignment:{key}/{part}", shaped.claims)
    for position, partner in enumerate(assignment.partners):
        row = {
            "assignment_id": key, "position": position, "duty": partner.duty,
            "organisation_id": partner.organisation, "who": partner.who,
            **sourced(partner.source),
        }  # fmt: skip
        made.add(Partner, (key, position), row)
    subject = f"assignment:{key}"
    add_funding(made, subject, assignment.funding)
    add_claims(made, subject, assignment.claims)
    add_particulars(made, subject, assignment.particulars)
    add_tenure(made, key, assignment)
    for name, milestone in assignment.milestones.items():
        add_milestone(made, key, name, milestone)


def add_activity(made: Rows, key: str, activity: shape.Activity) -> None:
    row = {
        "id": key, "title": activity.title, "kind": activity.kind,
        "assignment_id": activity.assignment
        if activity.assignment and made.knows(activity.assignment)
        else None,
        "group_id": activity.group, "executor_id": activity.executor,
        "decision_id": activity.decision, "since": activity.since, "address": activity.address,
        **sourced(activity.source),
    }  # fmt: skip
    made.add(Activity, (key,), row)
    add_funding(made, f"activity:{key}", activity.funding)
    add_particulars(made, f"activity:{key}", activity.particulars)
    add_tenure(made, key, activity)


def add_tenure(made: Rows, key: str, entry: shape.Assignment | shape.Activity) -> None:
    known = made.known[entry.decision]
    decided = made.register.decisions[entry.decision].decided
    begin_tenure(
        made, entry.source, subject=key, role="responsible", organisation_id=entry.responsible,
        valid_from=starts(entry.since, decided, known), known_from=known,
        since=entry.since or decided,
        because=entry.correction if isinstance(entry, shape.Assignment) else None,
    )  # fmt: skip


def starts(since: FuzzyDate | None, decided: FuzzyDate | None, known: date) -> date:
    """The first day of a tenure: the stated one's lower bound, else the decision's, else known."""
    if since and since.low:
        return since.low
    return decided.day if decided and decided.day else known


def begin_tenure(made: Rows, source: shape.Source, **row: Any) -> None:
    """Add the step that begins a tenure: subject, role, body, first day and since when known."""
    row = {
        "since": None, "stated": True, "because": None, "handover_id": None, **row,
        **sourced(source),
    }  # fmt: skip
    key = (row["subject"], row["role"], row["valid_from"], row["known_from"])
    made.add(Tenure, key, row)
