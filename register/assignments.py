"""Assignments and activities as rows, with who answers for them from the start."""

from models.assignment import (
    Activity,
    Amendment,
    Assignment,
    Condition,
    Part,
    Partner,
    Related,
    Stop,
)
from register import shape
from register.milestones import add_milestone
from register.rows import (
    Rows,
    add_claims,
    add_funding,
    add_particulars,
    add_unknown,
    sourced,
)
from register.tenures import begin_tenure, starts


def add_assignment(made: Rows, key: str, assignment: shape.Assignment) -> None:
    plan = made.register.plans.get(assignment.plan or "")
    row = {
        "id": key, "title": assignment.title, "short": assignment.short,
        "decision_id": assignment.decision,
        "plan_id": assignment.plan if plan and plan.decision in made.known else None,
        "focus_area": assignment.focus_area, "since": assignment.since,
        "until": assignment.until, "continues": assignment.continues,
        "coordinator_id": assignment.coordinator,
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
        add_stop(made, f"assignment:{key}/{part}", shaped.stopped)
        add_claims(made, f"assignment:{key}/{part}", shaped.claims)
    for position, partner in enumerate(assignment.partners):
        row = {
            "assignment_id": key, "position": position, "duty": partner.duty,
            "organisation_id": partner.organisation, "who": partner.who,
            **sourced(partner.source),
        }  # fmt: skip
        made.add(Partner, (key, position), row)
    subject = f"assignment:{key}"
    add_stop(made, subject, assignment.stopped)
    add_conditions(made, key, assignment)
    add_amendments(made, key, assignment)
    add_related(made, key, assignment)
    add_unknown(made, subject, assignment.unknown)
    add_funding(made, subject, assignment.funding)
    add_claims(made, subject, assignment.claims)
    add_particulars(made, subject, assignment.particulars)
    add_tenure(made, key, assignment)
    for name, milestone in assignment.milestones.items():
        add_milestone(made, key, name, milestone)


def add_stop(made: Rows, subject: str, stopped: shape.Stopped | None) -> None:
    if stopped is None or (stopped.by and stopped.by not in made.known):
        return
    row = {
        "subject": subject, "how": stopped.how, "since": stopped.since, "until": stopped.until,
        "decision_id": stopped.by, "exception": stopped.exception, **sourced(stopped.source),
    }  # fmt: skip
    made.add(Stop, (subject,), row)


def add_conditions(made: Rows, key: str, assignment: shape.Assignment) -> None:
    for position, (name, condition) in enumerate(assignment.conditions.items()):
        row = {
            "assignment_id": key, "key": name, "position": position, "says": condition.says,
            **sourced(condition.source),
        }  # fmt: skip
        made.add(Condition, (key, name), row)


def add_amendments(made: Rows, key: str, assignment: shape.Assignment) -> None:
    """What later decisions did, as far as they are known."""
    for position, one in enumerate(assignment.amendments):
        if one.by not in made.known:
            continue
        row = {
            "assignment_id": key, "position": position, "decision_id": one.by, "what": one.what,
            "milestone": one.milestone, "part": one.part, "before": one.before, "says": one.says,
            **sourced(one.source),
        }  # fmt: skip
        made.add(Amendment, (key, position), row)


def add_related(made: Rows, key: str, assignment: shape.Assignment) -> None:
    for position, one in enumerate(assignment.related):
        row = {
            "assignment_id": key, "position": position, "how": one.how, "other": one.assignment,
            "holder_id": one.holder, "decided": one.decided, "title": one.title,
            "number": one.number, **sourced(one.source),
        }  # fmt: skip
        made.add(Related, (key, position), row)


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
