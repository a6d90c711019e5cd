"""An entry read back: everything the database says of it on a day, as known on a day.

Plain dictionaries, one shape for JSON and for text: what is only mentioned is a reference, with its
`id` and its `title`, or the `name` that a body bears on the day; what no source states is None.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.assignment import Activity, Assignment, Part, Partner
from models.context_date import ContextDate
from models.decision import Decision, Document
from models.duty import DateVersion, Duty
from models.handover import Handover, HandoverItem, HandoverStep
from models.look import TABLES, Facts, Look, picked, split
from models.money import FundingLine
from models.naming import milestone_keys
from models.organisation import (
    ContactPoint,
    Membership,
    Organisation,
    OrganisationName,
)
from models.plan import FocusArea, Plan
from models.report import Report
from models.standing import Scope, Standing, standings
from models.tenure import Tenure, answers, on_day
from models.who import lasts

WORST_FIRST = ("late", "open", "unrecorded", "undated", "handed_in")


def portrait(session: Session, name: str, on: date, known: date | None = None) -> Facts | None:
    """The entry `id`, `kind:id` or `assignment/milestone[/occurrence]`; None where there is none.

    `known` leaves out what was not yet known on that day. `secret` says whether it names anything
    of a secret assignment.
    """
    look = Entries(session, on, known or date.max)
    found = look.milestone(name) if "/" in name else look.entry(name)
    return None if found is None else {**found, "on": on, "known": known, "secret": look.secret}


class Entries(Look):
    """The kinds of entries, each with everything that hangs on it."""

    def entry(self, name: str) -> Facts | None:
        """Whatever bears the name; `also` names what else bears it."""
        wanted, _, key = name.rpartition(":")
        rows = {kind: self.row(kind, key) for kind in TABLES if wanted in {"", kind}}
        there = [kind for kind, row in rows.items() if row]
        if not there:
            return None
        draw: dict[str, Callable[[Any], Facts]] = {
            "assignment": self.assignment, "activity": self.activity, "plan": self.plan,
            "organisation": self.organisation, "handover": self.handover,
            "decision": self.given, "document": self.document, "context": self.context,
        }  # fmt: skip
        entry, *others = there
        also = [f"{other}:{key}" for other in others]
        return {
            "entry": entry,
            **self.reference(entry, key),
            "also": also,
            **draw[entry](rows[entry]),
        }

    def assignment(self, row: Assignment) -> Facts:
        """An assignment with everything that hangs on it."""
        scope = Scope("assignment", row.id)
        found = standings(self.session, self.on, known=self.known, scope=scope)
        area = self.rows(FocusArea, plan_id=row.plan_id, key=row.focus_area)
        return {
            **picked(row, "short since until stated_parts"),
            "state": self.state(row, found),
            "next": next((one.duty.key for one in found if one.state == "open"), None),
            "withdrawn": self.withdrawn(row),
            **self.roles(row.id),
            "decision": self.decision(row.decision_id),
            "plan": self.maybe("plan", row.plan_id),
            "focus_area": area[0].title if area else None,
            "continues": self.maybe("assignment", row.continues),
            "continued_by": self.named_by("assignment", continues=row.id),
            "parts": [
                {**part, "claims": self.claims(f"assignment:{row.id}/{part['key']}")}
                for part in self.listed(Part, "key title", assignment_id=row.id)
            ],
            "milestones": self.milestones(found),
            "partners": [
                {
                    **picked(one, "duty who"),
                    "organisation": self.maybe("organisation", one.organisation_id),
                    "source": self.source(one),
                }
                for one in self.rows(Partner, assignment_id=row.id)
            ],
            **self.details(f"assignment:{row.id}"),
            "activities": self.named_by("activity", assignment_id=row.id),
            "handovers": self.handovers(row.id),
            "source": self.source(row),
        }  # fmt: skip

    def named_by(self, kind: str, **of: Any) -> list[Facts]:
        """The entries of a kind with these values."""
        return self.references(kind, [row.id for row in self.rows(TABLES[kind], **of)])

    def state(self, row: Assignment, found: Sequence[Standing]) -> str:
        """`withdrawn`, `ended`, `coming`, else the worst that a duty is in; `no_duty` for none."""
        if self.withdrawn(row):
            return "withdrawn"
        if row.until and row.until.high and row.until.high < self.on:
            return "ended"
        if row.since and row.since.low and row.since.low > self.on:
            return "coming"
        states = {one.state for one in found}
        return next((word for word in WORST_FIRST if word in states), "no_duty")

    def withdrawn(self, row: Assignment | Duty) -> Facts | None:
        """By which decision, and since when."""
        if row.withdrawn_on is None or row.withdrawn_on > min(self.on, self.known):
            return None
        return {"on": row.withdrawn_on, "decision": self.maybe("decision", row.withdrawn_by)}

    def milestone(self, name: str) -> Facts | None:
        """One milestone of an assignment, with all its occurrences or only the one named."""
        keys = milestone_keys(self.session, name)
        found = standings(self.session, self.on, known=self.known, keys=keys) if keys else []
        if not found:
            return None
        one = found[0].assignment
        return {
            "entry": "milestone", "id": name, "title": one.title, "also": [],
            "assignment": self.reference("assignment", one.id), **self.roles(one.id),
            "decision": self.decision(found[0].duty.decision_id),
            "milestones": self.milestones(found),
        }  # fmt: skip

    def milestones(self, found: Iterable[Standing]) -> list[Facts]:
        """Each milestone once, with its occurrences."""
        groups: dict[tuple[str, str], list[Standing]] = defaultdict(list)
        for one in found:
            groups[one.duty.assignment_id, one.duty.milestone].append(one)
        return [self.one_milestone(group) for group in groups.values()]

    def one_milestone(self, group: Sequence[Standing]) -> Facts:
        one = group[-1]
        duty, ladder = one.duty, self.ladders[one.duty.ladder]
        key = f"{duty.assignment_id}/{duty.milestone}"
        return {
            "id": key, "assignment": self.reference("assignment", duty.assignment_id),
            **picked(duty, "milestone kind title mode form policy policy_basis"),
            "to": self.references("organisation", (body.id for body in one.to)),
            "copies": self.references("organisation", (body.id for body in one.copies)),
            "covers": self.references("assignment", (covered.id for covered in one.covers)),
            "ladder": picked(ladder, "name before day overdue_every overdue_times"),
            "decision": self.maybe("decision", duty.decision_id),
            "claims": self.claims(f"milestone:{key}"),
            "duties": [self.duty(standing) for standing in group],
            "source": self.source(duty),
        }  # fmt: skip

    def duty(self, one: Standing) -> Facts:
        """One occurrence: its dates with why they changed, and what has been handed in."""
        body = one.responsible
        return {
            **picked(one.duty, "key occurrence slot period"),
            **picked(one, "stated due act_by days_left state working_day_before working_day_after"),
            "responsible": {"id": body.id, "name": body.name} if body else None,
            "dates": [
                {
                    **picked(version, "number stated due reason because known_from"),
                    "decision": self.maybe("decision", version.decision_id),
                    "retracted": version.retracted_at is not None,
                }
                for version in self.rows(DateVersion, duty_id=one.duty.id)
                if version.known_from <= self.known
            ],
            "reports": [
                report
                for report in self.reports(one.duty.id)
                if report["handed_in_on"] <= self.on
            ],
            "withdrawn": self.withdrawn(one.duty),
        }  # fmt: skip

    def reports(self, duty: str) -> list[Facts]:
        """What was recorded, in order: `replaced` says by what, `corrected` or `undone`."""
        rows = self.rows(Report, duty_id=duty)
        later = {row.replaces: "undone" if row.undone else "corrected" for row in rows}
        names = "handed_in_on diary_number recorded_by recorded_at undone"
        return [{**picked(row, names), "replaced": later.get(row.id)} for row in rows]

    def activity(self, row: Activity) -> Facts:
        """An activity: who runs it, under what, and with whose money."""
        return {
            **picked(row, "kind since address"), **self.roles(row.id),
            "assignment": self.maybe("assignment", row.assignment_id),
            "group": self.maybe("organisation", row.group_id),
            "members": self.members(row.group_id) if row.group_id else [],
            "executor": self.maybe("organisation", row.executor_id),
            "decision": self.decision(row.decision_id),
            **self.details(f"activity:{row.id}"),
            "handovers": self.handovers(row.id), "source": self.source(row),
        }  # fmt: skip

    def plan(self, row: Plan) -> Facts:
        """A plan: measures, sum, focus areas, and the assignments that belong to it."""
        return {
            **picked(row, "period measures stated_focus_areas"),
            "decision": self.decision(row.decision_id),
            "focus_areas": self.listed(FocusArea, "key title", plan_id=row.id),
            **self.details(f"plan:{row.id}"),
            "assignments": self.named_by("assignment", plan_id=row.id),
            "source": self.source(row),
        }

    def organisation(self, row: Organisation) -> Facts:
        """A body: its names over time, its members, where it is reached, what it answers for."""
        names = "name short since until also_written"
        points = "email phone postal visiting since until"
        return {
            **picked(row, "kind number exists stated_members"),
            "names": [
                {**split(picked(name, names), "also_written"), "source": self.source(name)}
                for name in self.names.names.get(row.id, [])
            ],
            "members": self.members(row.id),
            "member_of": self.references("organisation", self.groups(row.id)),
            "contact_points": [
                {**picked(one, points), "current": self.current(one), "source": self.source(one)}
                for one in self.rows(ContactPoint, organisation_id=row.id)
            ],
            "answers_for": self.answers_for(row.id),
            "executes": self.named_by("activity", executor_id=row.id),
            "particulars": self.particulars(f"organisation:{row.id}"),
        }  # fmt: skip

    def members(self, group: str) -> list[Facts]:
        """The members on the day, each with its own place in the source."""
        return [
            {
                "id": row.organisation_id,
                "name": row.named or self.names.body(row.organisation_id or "", self.on).name,
                **picked(row, "since until"), "source": self.source(row),
            }
            for row in self.rows(Membership, group_id=group)
            if row.retracted_at is None and lasts(row, self.on)
        ]  # fmt: skip

    def groups(self, body: str) -> list[str]:
        rows = self.rows(Membership, organisation_id=body)
        return [row.group_id for row in rows if row.retracted_at is None and lasts(row, self.on)]

    def current(self, point: ContactPoint) -> bool:
        first, last = point.since and point.since.low, point.until and point.until.high
        return not (first and first > self.on) and not (last and last < self.on)

    def answers_for(self, body: str) -> list[Facts]:
        """What the body, or a group it belongs to, answers for or is asked about on the day."""
        mine = {body, *self.groups(body)}
        held = select(Tenure.subject).where(col(Tenure.organisation_id).in_(mine))
        steps: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
        for row in self.session.exec(select(Tenure).where(col(Tenure.subject).in_(held))):
            steps[row.subject, row.role].append(row)
        found = []
        for (subject, role), rows in sorted(steps.items()):
            answer = on_day(answers(rows, self.known), self.on)
            if answer and answer.organisation_id in mine:
                group = None if answer.organisation_id == body else answer.organisation_id
                found.append({
                    **self.subject(subject), "role": role, "since": answer.since,
                    "stated": answer.stated, "group": self.maybe("organisation", group),
                })  # fmt: skip
        return found

    def handover(self, row: Handover) -> Facts:
        """A handover: what moves and what stays, its days, and what has happened."""
        return {
            **picked(row, "kind effective contact_from because"),
            "giver": self.reference("organisation", row.giver_id),
            "receiver": self.reference("organisation", row.receiver_id),
            "decision": self.decision(row.decision_id),
            "items": [
                {**self.subject(item.pop("subject")), **item}
                for item in self.listed(
                    HandoverItem, "subject fate text unchanged", handover_id=row.id
                )
            ],
            "steps": [
                picked(step, "step happened_on")
                for step in self.rows(HandoverStep, handover_id=row.id)
                if step.happened_on <= self.on
            ],
            "particulars": self.particulars(f"handover:{row.id}"),
            "source": self.source(row),
        }  # fmt: skip

    def given(self, row: Decision) -> Facts:
        """A decision, with what rests on it and the dates it changed."""
        of = {"decision_id": row.id}
        changed = select(Duty.key).join(DateVersion, col(DateVersion.duty_id) == Duty.id)
        amended = DateVersion.decision_id == row.id, DateVersion.reason == "amended"
        return {
            **self.decision(row.id),
            "gives": [
                {"entry": kind, **one}
                for kind in ("plan", "assignment", "activity", "handover")
                for one in self.named_by(kind, **of)
            ],
            "withdraws": self.named_by("assignment", withdrawn_by=row.id),
            "amends": sorted(self.session.exec(changed.where(*amended))),
            "funds": [
                self.reference(*subject.split(":", 1))
                for subject in sorted({line.subject for line in self.rows(FundingLine, **of)})
            ],
        }

    def document(self, row: Document) -> Facts:
        """A text, and the entries that rest on it."""
        columns = "kind publisher published published_at dated_because file address notes"
        place = {"source_document": row.id}
        named = {name.organisation_id for name in self.rows(OrganisationName, **place)}
        rest = {
            kind: self.named_by(kind, **place)
            for kind, table in TABLES.items()
            if hasattr(table, "source_document")
        }
        rest["organisation"] = self.references("organisation", sorted(named))
        return {
            **split(picked(row, columns), "notes"),
            "tells_of": [
                {"entry": kind, **one} for kind, several in rest.items() for one in several
            ],
        }

    def context(self, row: ContextDate) -> Facts:
        """A date of the background."""
        details = self.details(f"context:{row.id}")
        return {**picked(row, "kind when"), **details, "source": self.source(row)}
