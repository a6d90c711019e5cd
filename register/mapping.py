"""The nouns of the register as rows, one function a noun."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from models.context_date import ContextDate
from models.decision import Decision, DiaryNumber, Document
from models.event import Event
from models.fuzzy_date import FuzzyDate
from models.handover import Handover, HandoverItem
from models.ladder_row import LadderRow
from models.organisation import ContactPoint, Membership, Organisation, OrganisationName
from models.plan import FocusArea, Plan
from models.schema import REVISION
from register import shape
from register.assignments import add_activity, add_assignment
from register.known import known_from
from register.milestones import dated
from register.rows import (
    Row,
    Rows,
    add_claims,
    add_funding,
    add_particulars,
    add_references,
    add_unknown,
    lines,
    sourced,
)
from register.tenures import begin_tenure


def rows(register: shape.Register, on: date) -> Rows:
    """Everything in the register that is known on the day."""
    days = {decision: known_from(register, decision) for decision in register.decisions}
    made = Rows(register, on, {decision: day for decision, day in days.items() if day <= on})
    add_all(made, register.ladders, add_ladder)
    add_all(made, register.organisations, add_organisation)
    add_all(made, register.documents, add_document)
    add_all(made, register.decisions, add_decision)
    add_all(made, register.plans, add_plan)
    add_all(made, register.events, add_event)
    add_all(made, register.assignments, add_assignment)
    add_all(made, register.activities, add_activity)
    add_all(made, in_order(register.handovers), add_handover)
    add_all(made, register.context, add_context)
    return made


def add_all(made: Rows, entries: Mapping[str, Any], one: Callable[[Rows, str, Any], None]) -> None:
    """Add the entries of a noun; those given by a decision only once it is known."""
    for key, entry in entries.items():
        decision = getattr(entry, "decision", None)
        if decision is None or decision in made.known:
            one(made, key, entry)


def fingerprint(register: shape.Register, on: date) -> str:
    """What, besides the file's own bytes, decides what `rows` returns."""
    known = sum(known_from(register, decision) <= on for decision in register.decisions)
    occurrences = sum(
        len(dated(milestone, on))
        for assignment in register.assignments.values()
        for milestone in assignment.milestones.values()
        if milestone.yearly or milestone.rhythm
    )
    return f"{REVISION}:{known}:{occurrences}"


def add_ladder(made: Rows, name: str, ladder: shape.Ladder) -> None:
    overdue = ladder.overdue
    row = {
        "name": name,
        "before": " ".join(ladder.before),
        "day": ladder.day,
        "overdue_every": int(overdue.every.removesuffix("wd")) if overdue else 0,
        "overdue_times": overdue.times if overdue else 0,
    }
    made.add(LadderRow, (name,), row)


def add_organisation(made: Rows, key: str, organisation: shape.Organisation) -> None:
    row: Row = {
        "id": key,
        "kind": organisation.kind,
        "number": organisation.number,
        "designation": organisation.designation,
        "prepared_by": organisation.prepared_by,
        "exists": organisation.exists,
        "stated_members": organisation.stated_members,
    }
    made.add(Organisation, (key,), row)
    first = min(organisation.names, key=lambda name: first_day(name.since))
    for name in organisation.names:
        # A body goes by its first name as soon as it is spoken of, be it before it exists.
        add_name(made, key, name, date.min if name is first else first_day(name.since))
    for position, member in enumerate(organisation.members):
        row = {
            "group_id": key, "position": position, "organisation_id": member.organisation,
            "named": member.named, "since": member.since, "until": member.until,
            "known_from": first_day(member.since), **sourced(member.source),
        }  # fmt: skip
        made.add(Membership, (key, position), row)
    for position, point in enumerate(organisation.contact_points):
        row = {
            "organisation_id": key, "position": position, "email": point.email,
            "phone": point.phone, "postal": point.postal, "visiting": point.visiting,
            "since": point.since, "until": point.until, **sourced(point.source),
        }  # fmt: skip
        made.add(ContactPoint, (key, position), row)
    add_unknown(made, f"organisation:{key}", organisation.unknown)
    add_particulars(made, f"organisation:{key}", organisation.particulars)


def first_day(when: FuzzyDate | None) -> date:
    return when.low if when and when.low else date.min


def add_name(made: Rows, key: str, name: shape.Name, known: date) -> None:
    day = first_day(name.since)
    row = {
        "organisation_id": key, "name": name.name, "short": name.short, "valid_from": day,
        "since": name.since, "until": name.until, "also_written": lines(name.also_written),
        "known_from": known, **sourced(name.source),
    }  # fmt: skip
    made.add(OrganisationName, (key, day), row)


def add_document(made: Rows, key: str, document: shape.Document) -> None:
    row = {
        "id": key, "title": document.title, "kind": document.kind,
        "publisher": document.publisher, "published": document.published,
        "published_at": document.published_at, "dated_because": document.dated_because,
        "file": document.file, "address": document.address, "notes": lines(document.notes),
    }  # fmt: skip
    made.add(Document, (key,), row)


def add_decision(made: Rows, key: str, decision: shape.Decision) -> None:
    if key not in made.known:
        return
    row = {
        "id": key, "title": decision.title, "kind": decision.kind, "issuer": decision.issuer,
        "ministry": decision.ministry, "decided": decision.decided,
        "published": decision.published, "received": decision.received,
        "known_from": made.known[key],
        "known_because": decision.known_from.because if decision.known_from else None,
        "amends": lines(decision.amends), "reissues": decision.reissues,
        "otherwise_unchanged": decision.otherwise_unchanged,
        "respite": decision.respite.at_most if decision.respite else None,
        **sourced(decision.source),
    }  # fmt: skip
    made.add(Decision, (key,), row)
    for position, number in enumerate(decision.diary_numbers):
        row = {
            "decision_id": key, "position": position, "raw": number.raw,
            "partial": number.partial, "kind": number.kind,
            "reading": number.reading, "status": number.status, "because": number.because,
            **sourced(number.source),
        }  # fmt: skip
        made.add(DiaryNumber, (key, position), row)
    subject = f"decision:{key}"
    add_unknown(made, subject, decision.unknown)
    add_references(made, subject, decision.references)
    add_claims(made, subject, decision.claims)
    add_particulars(made, subject, decision.particulars)


def add_plan(made: Rows, key: str, plan: shape.Plan) -> None:
    row = {
        "id": key, "title": plan.title, "decision_id": plan.decision, "period": plan.period,
        "measures": plan.measures, "stated_focus_areas": plan.stated_focus_areas,
        **sourced(plan.source),
    }  # fmt: skip
    made.add(Plan, (key,), row)
    for position, (area, title) in enumerate(plan.focus_areas.items()):
        row = {"plan_id": key, "key": area, "position": position, "title": title}
        made.add(FocusArea, (key, area), row)
    subject = f"plan:{key}"
    add_funding(made, subject, plan.funding)
    add_references(made, subject, plan.references)
    add_claims(made, subject, plan.claims)
    add_particulars(made, subject, plan.particulars)


def add_event(made: Rows, key: str, event: shape.Event) -> None:
    row = {
        "id": key, "title": event.title, "day": event.day, "not_before": event.not_before,
        "yearly": event.yearly.on if event.yearly else None,
        "about": event.yearly.about if event.yearly else None, "basis": event.basis,
        **sourced(event.source),
    }  # fmt: skip
    made.add(Event, (key,), row)


def add_handover(made: Rows, key: str, handover: shape.Handover) -> None:
    row = {
        "id": key, "title": handover.title, "kind": handover.kind,
        "decision_id": handover.decision, "giver_id": handover.giver,
        "receiver_id": handover.receiver, "effective": handover.effective,
        "announced": handover.announced, "expected": handover.expected,
        "contact_from": handover.contact_from, "because": handover.because,
        **made.withdrawal(handover.withdrawn_by),
        "known_from": made.known[handover.decision], **sourced(handover.source),
    }  # fmt: skip
    made.add(Handover, (key,), row)
    add_particulars(made, f"handover:{key}", handover.particulars)
    for position, item in enumerate(handover.items):
        row = {
            "handover_id": key, "position": position, "subject": item.what, "fate": item.fate,
            "text": item.text, "unchanged": item.unchanged, **sourced(item.source),
        }  # fmt: skip
        made.add(HandoverItem, (key, position), row)
        if item.fate in {"moves", "ends"} and takes_place(made, handover):
            for subject in held_by(made, handover, item.what):
                add_moves(made, key, handover, item, subject)


def takes_place(made: Rows, handover: shape.Handover) -> bool:
    """Whether it has been decided, and not been withdrawn."""
    return not handover.announced and handover.withdrawn_by not in made.known


def in_order(handovers: Mapping[str, shape.Handover]) -> dict[str, shape.Handover]:
    """Day by day: who holds what depends on those before."""
    return dict(sorted(handovers.items(), key=lambda pair: pair[1].effective))


def held_by(made: Rows, handover: shape.Handover, what: str) -> list[str]:
    """What the giver answers for when it moves: the assignment or activity `what`, or parts of it.

    That may be all of it, or only milestones that it owes by itself, perhaps as coordinator.
    """
    steps: dict[str, Row] = {}
    for row in made.held.get(what, {}).values():
        if row["role"] == "responsible" and row["valid_from"] < handover.effective:
            held = steps.setdefault(row["subject"], row)
            steps[row["subject"]] = max(held, row, key=lambda one: one["valid_from"])
    found = [one for one, row in steps.items() if row["organisation_id"] == handover.giver]
    return found or [what]


def add_moves(
    made: Rows, key: str, handover: shape.Handover, item: shape.HandoverItem, subject: str
) -> None:
    """The tenures that an item begins: responsibility on its day, the contact on its own."""

    def begin(role: str, organisation: str | None, day: date, *, stated: bool = True) -> None:
        contact = handover.contact_source if role == "contact" else None
        begin_tenure(
            made, contact or item.source, subject=subject, role=role,
            organisation_id=organisation, valid_from=day, stated=stated,
            known_from=made.known[handover.decision],
            since=FuzzyDate.parse(day.isoformat()), handover_id=key,
        )  # fmt: skip

    receiver = handover.receiver if item.fate == "moves" else None
    begin("responsible", receiver, handover.effective)
    if handover.contact_from and receiver:
        # Until the contact moves nobody says whom to ask; presumably still the giver.
        begin("contact", handover.giver, handover.effective, stated=False)
        begin("contact", receiver, handover.contact_from)


def add_context(made: Rows, key: str, context: shape.ContextDate) -> None:
    row = {
        "id": key, "title": context.title, "kind": context.kind, "when": context.when,
        **sourced(context.source),
    }  # fmt: skip
    made.add(ContextDate, (key,), row)
    add_references(made, f"context:{key}", context.references)
    add_particulars(made, f"context:{key}", context.particulars)
