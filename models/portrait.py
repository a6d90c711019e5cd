"""An entry read back: everything the database says of it on a day, as known on a day.

Plain dictionaries, one shape for JSON and for text: what is only mentioned is a reference, with its
`id` and its `title`, or the `name` that a body bears on the day; what no source states is None.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.assignment import Activity, Assignment, Condition, Part, Partner, Related, Stop
from models.context_date import ContextDate
from models.decision import Decision, Document
from models.duty import DateVersion, Duty
from models.event import Event
from models.handover import Handover, HandoverItem, HandoverStep
from models.happening import Happening, standing
from models.look import TABLES, Facts, picked, split
from models.money import FundingLine
from models.naming import milestone_keys
from models.organisation import (
    ContactPoint,
    Membership,
    Organisation,
    OrganisationName,
)
from models.owed import Owed
from models.plan import FocusArea, Plan
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


class Entries(Owed):
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
            "event": self.event,
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
            "coordinator": self.maybe("organisation", row.coordinator_id),
            "stop": self.stop(f"assignment:{row.id}"),
            "conditions": self.conditions(row.id),
            "amendments": self.amendments(assignment_id=row.id),
            "related": self.related(row.id),
            "decision": self.decision(row.decision_id),
            "plan": self.maybe("plan", row.plan_id),
            "focus_area": area[0].title if area else None,
            "continues": self.maybe("assignment", row.continues),
            "continued_by": self.named_by("assignment", continues=row.id),
            "parts": [
                self.part(row.id, part)
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

    def part(self, assignment: str, part: Facts) -> Facts:
        """A part, what the sources say of it, and whether it is stopped."""
        subject = f"assignment:{assignment}/{part['key']}"
        return {**part, "stop": self.stop(subject), "claims": self.claims(subject)}

    def stop(self, subject: str) -> Facts | None:
        """That work is stopped, brought to an end or paused, once that decision was known."""
        row = self.session.get(Stop, subject)
        if row is None or (row.decision_id and not self.row("decision", row.decision_id)):
            return None
        return {
            **picked(row, "how since until exception"),
            "decision": self.maybe("decision", row.decision_id), "source": self.source(row),
        }  # fmt: skip

    def conditions(self, assignment: str) -> list[Facts]:
        """What it is given on condition of: `open` until it is recorded as `met` or `failed`."""
        found = []
        for row in self.rows(Condition, assignment_id=assignment):
            recorded = self.happenings(f"condition:{assignment}/{row.key}")
            found.append({
                **picked(row, "key says"), "state": recorded[-1]["what"] if recorded else "open",
                "happenings": recorded, "source": self.source(row),
            })  # fmt: skip
        return found

    def related(self, assignment: str) -> list[Facts]:
        """Other assignments that it has to do with."""
        return [
            {
                **picked(row, "how decided title number"),
                "assignment": self.maybe("assignment", row.other),
                "holder": self.maybe("organisation", row.holder_id), "source": self.source(row),
            }
            for row in self.rows(Related, assignment_id=assignment)
        ]  # fmt: skip

    def named_by(self, kind: str, **of: Any) -> list[Facts]:
        """The entries of a kind with these values."""
        return self.references(kind, [row.id for row in self.rows(TABLES[kind], **of)])

    def state(self, row: Assignment, found: Sequence[Standing]) -> str:
        """`withdrawn`, `ended`, `coming`, else the worst that a duty is in.

        `lapsed` where a condition has failed, `all_withdrawn` where nothing is left, `no_duty`
        where nothing ever was.
        """
        if self.withdrawn(row):
            return "withdrawn"
        if row.until and row.until.high and row.until.high < self.on:
            return "ended"
        if row.since and row.since.low and row.since.low > self.on:
            return "coming"
        states = {one.state for one in found}
        if states == {"withdrawn"}:
            lapsed = any(self.lapsed(one.duty) for one in found)
            return "lapsed" if lapsed else "all_withdrawn"
        return next((word for word in WORST_FIRST if word in states), "no_duty")

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
            **picked(row, "kind number designation exists stated_members"),
            "prepared_by": self.maybe("organisation", row.prepared_by),
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
            "unknown": self.unknown(f"organisation:{row.id}"),
            "particulars": self.particulars(f"organisation:{row.id}"),
        }  # fmt: skip

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
            **picked(row, "kind effective contact_from because announced expected"),
            "withdrawn": self.withdrawn(row),
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
            "withdraws": self.named_by("assignment", withdrawn_by=row.id)
            + self.named_by("handover", withdrawn_by=row.id),
            "ends": self.ended_by(row.id),
            "stops": self.stopped_by(row.id),
            "amendments": self.amendments(decision_id=row.id),
            "amends": sorted(self.session.exec(changed.where(*amended))),
            "funds": [
                self.reference(*subject.split(":", 1))
                for subject in sorted({line.subject for line in self.rows(FundingLine, **of)})
            ],
        }

    def ended_by(self, decision: str) -> list[Facts]:
        """The milestones that a decision ends without withdrawing their assignment."""
        whole = select(Assignment.id).where(col(Assignment.withdrawn_by) == decision)
        ended = select(Duty.assignment_id, Duty.milestone).where(
            col(Duty.withdrawn_by) == decision, col(Duty.assignment_id).not_in(whole)
        )
        keys = sorted({f"{assignment}/{name}" for assignment, name in self.session.exec(ended)})
        return [self.milestone_reference(key) for key in keys]

    def stopped_by(self, decision: str) -> list[Facts]:
        """The assignments, or parts of them, that a decision stops."""
        found = []
        mine = select(Stop).where(col(Stop.decision_id) == decision)
        for row in self.session.exec(mine.order_by(col(Stop.subject))):
            assignment, _, part = row.subject.removeprefix("assignment:").partition("/")
            parts = self.rows(Part, assignment_id=assignment, key=part)
            found.append({
                **self.reference("assignment", assignment),
                "part": parts[0].title if parts else None, "stop": self.stop(row.subject),
            })  # fmt: skip
        return found

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

    def event(self, row: Event) -> Facts:
        """Something that days hang on: when it comes or came, and what hangs on it."""
        return {
            **picked(row, "day not_before yearly about basis"),
            "happened": [
                {"occurrence": year, **one}
                for year in self.times(row.id)
                for one in self.happenings(f"event:{row.id}" + (f"/{year}" if year else ""))
            ],
            "hang": self.of_anchor(f"event:{row.id}"), "source": self.source(row),
        }  # fmt: skip

    def times(self, event: str) -> list[str]:
        """The occurrences of which something is recorded; empty for the only one."""
        below = col(Happening.subject).startswith(f"event:{event}/", autoescape=True)
        mine = (col(Happening.subject) == f"event:{event}") | below
        rows = standing(self.session.exec(select(Happening).where(mine)))
        return sorted({row.subject.partition("/")[2] for row in rows})
