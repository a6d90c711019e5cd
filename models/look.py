"""One look at the database on a day: references, sources, money and roles of any entry."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, select

from models.anchor import parse_anchor
from models.assignment import Activity, Amendment, Assignment
from models.claim import Claim, Particular, Unknown
from models.context_date import ContextDate
from models.decision import Decision, DiaryNumber, Document, Reference
from models.duty import Duty
from models.event import Event
from models.handover import Handover, HandoverItem
from models.happening import Happening, standing
from models.ladder_row import ladders
from models.money import FundingLine
from models.organisation import Membership, Organisation, directory
from models.plan import Plan
from models.table import Sourced
from models.who import Holder, lasts, who

Facts = dict[str, Any]
Row = TypeVar("Row", bound=SQLModel)
TABLES: dict[str, type[Any]] = {  # an id alone means the first that has it
    "assignment": Assignment, "activity": Activity, "plan": Plan, "organisation": Organisation,
    "handover": Handover, "decision": Decision, "document": Document, "context": ContextDate,
    "event": Event,
}  # fmt: skip
BODIES = {"ministry", "issuer", "responsible"}  # claims whose value is the id of a body


class Look:
    """One look at the database; `secret` once anything of a secret assignment has been read."""

    def __init__(self, session: Session, on: date, known: date) -> None:
        """Look on a day, at what was known on a day."""
        self.session, self.on, self.known = session, on, known
        self.names = directory(session, known)
        self.ladders = ladders(session)
        self.secret = False

    def row(self, kind: str, key: str | None) -> Any:
        """The row of an entry, unless it was not yet known."""
        found = self.session.get(TABLES[kind], key) if key else None
        given = getattr(found, "decision_id", None)
        dated = self.session.get(Decision, given) if given else found
        return found if getattr(dated, "known_from", date.min) <= self.known else None

    def reference(self, kind: str, key: str) -> Facts:
        """An entry that is mentioned, by its title or the name it bears on the day."""
        if kind == "organisation":
            return {"id": key, "name": self.names.body(key, self.on).name}
        row = self.session.get(TABLES[kind], key)
        self.secret = self.secret or bool(getattr(row, "secret", False))
        return {"id": key, "title": row.title if row else key}

    def references(self, kind: str, keys: Iterable[str]) -> list[Facts]:
        """Several, those left out that were not yet known."""
        return [self.reference(kind, key) for key in keys if self.row(kind, key)]

    def maybe(self, kind: str, key: str | None) -> Facts | None:
        """The entry if there is one, and if it was known."""
        return self.reference(kind, key) if key and self.row(kind, key) else None

    def subject(self, key: str) -> Facts:
        """An assignment, an activity or a milestone held apart: what can be answered for."""
        if key.startswith("milestone:"):
            return self.milestone_reference(key.removeprefix("milestone:").partition("@")[0])
        kind = "assignment" if self.session.get(Assignment, key) else "activity"
        return {"entry": kind, **self.reference(kind, key)}

    def milestone_reference(self, key: str) -> Facts:
        """A milestone by its key, its kind and its own title or its assignment's."""
        assignment, _, name = key.partition("/")
        one = self.reference("assignment", assignment)
        duty = next(iter(self.rows(Duty, assignment_id=assignment, milestone=name)), None)
        title = duty.title if duty else None
        return {
            "entry": "milestone", "id": key, "title": title or one["title"],
            "kind": duty.kind if duty else None, "titled": bool(title),
        }  # fmt: skip

    def hanging(self, anchor: str | None, plus: str | None = None) -> Facts | None:
        """What a day hangs on, and how long after; without `plus` the document that it is in."""
        if anchor is None:
            return None
        on = parse_anchor(anchor)
        if on.kind == "duty":
            found = self.milestone_reference(on.key)
        else:
            yearly = getattr(self.row("event", on.key), "yearly", None)
            happens = {"happens": yearly is None and plus is not None}
            found = {"entry": "event", **self.reference("event", on.key), **happens}
        return {**found, "occurrence": on.occurrence, "plus": plus}

    def happenings(self, subject: str) -> list[Facts]:
        """What was recorded of a subject and counts, until the day."""
        columns = "what day until number sender_number says source recorded_by recorded_on"
        return [
            picked(row, columns)
            for row in standing(self.rows(Happening, subject=subject))
            if row.day <= min(self.on, self.known)
        ]

    def unknown(self, subject: str) -> list[Facts]:
        """What the source does not say, and why not."""
        return self.listed(Unknown, "about why", subject=subject)

    def amendments(self, **of: Any) -> list[Facts]:
        """What decisions that were known did, one thing at a time."""
        return [
            {
                **picked(row, "what milestone part before says"),
                "assignment": self.reference("assignment", row.assignment_id),
                "decision": self.reference("decision", row.decision_id),
                "source": self.source(row),
            }
            for row in self.rows(Amendment, **of)
            if self.row("decision", row.decision_id)
        ]

    def source(self, row: Sourced) -> Facts | None:
        """Document, its title, the place in it, and the words to find it by."""
        return self.place(row.source_document, row.source_at, row.source_wording)

    def place(self, document: str | None, at: str | None, wording: str | None) -> Facts | None:
        if document is None:
            return None
        title = self.reference("document", document)["title"]
        return {"document": document, "title": title, "at": at, "wording": wording}

    def listed(self, table: type[Row], names: str, **of: Any) -> list[Facts]:
        """Rows of a table in their order, by these columns and their source."""
        return [
            picked(row, names) | ({"source": self.source(row)} if isinstance(row, Sourced) else {})
            for row in self.rows(table, **of)
        ]

    def rows(self, table: type[Row], **of: Any) -> list[Row]:
        """The rows with these values, in the order of the register or as they came."""
        given = [col(getattr(table, name)) == value for name, value in of.items()]
        order = col(getattr(table, "position" if hasattr(table, "position") else "id"))
        return list(self.session.exec(select(table).where(*given).order_by(order)))

    def details(self, subject: str) -> Facts:
        """Money, references, claims and particulars."""
        references = self.listed(Reference, "kind raw also_written", subject=subject)
        return {
            "funding": self.funding(subject),
            "references": [split(one, "also_written") for one in references],
            "unknown": self.unknown(subject),
            "claims": self.claims(subject),
            "particulars": self.particulars(subject),
        }

    def funding(self, subject: str) -> Facts | None:
        """Line by line, and summed only within one status and year."""
        lines = [
            line
            for line in self.rows(FundingLine, subject=subject)
            if line.decision_id is None or self.row("decision", line.decision_id)
        ]
        told = [
            {
                **picked(line, "status amount precision year period kind wording"),
                **picked(line, "expenditure_area appropriation item"),
                "paid_by": self.maybe("organisation", line.paid_by_id),
                "to": self.maybe("organisation", line.to_id),
                "decision": self.maybe("decision", line.decision_id),
                "source": self.source(line),
            }
            for line in lines
        ]
        return {"lines": told, "sums": sums(lines)} if told else None

    def claims(self, subject: str) -> dict[str, list[Facts]]:
        """What the sources say, side by side for each field."""
        found = defaultdict(list)
        for claim in self.listed(Claim, "about says used because", subject=subject):
            about = claim.pop("about")
            if about in BODIES:
                claim["says"] = self.names.body(claim["says"], self.on).name
            found[about].append(claim)
        return dict(found)

    def particulars(self, subject: str) -> dict[str, list[Facts]]:
        """What is only shown, by kind; of a time that had not come it was not yet known."""
        found = defaultdict(list)
        for one in self.listed(Particular, "about says when exhaustive", subject=subject):
            if one["when"] is None or one["when"].sort_key()[0] <= self.known:
                found[one.pop("about")].append(one)
        return dict(found)

    def decision(self, key: str) -> Facts:
        """A decision with its days apart and its numbers as written and as read."""
        row = self.session.get_one(Decision, key)
        columns = "raw partial kind reading status because"
        numbers = self.listed(DiaryNumber, columns, decision_id=key)
        days = picked(row, "decided published received known_from known_because")
        details = self.details(f"decision:{key}")
        del details["funding"]
        return {
            "id": key, **picked(row, "title kind"),
            "issuer": self.maybe("organisation", row.issuer),
            "ministry": self.maybe("organisation", row.ministry),
            **days, **picked(row, "respite otherwise_unchanged"),
            "amended_decisions": self.references("decision", (row.amends or "").splitlines()),
            "reissues": self.maybe("decision", row.reissues),
            "happenings": self.happenings(f"decision:{key}"),
            "diary_numbers": numbers, **details, "source": self.source(row),
        }  # fmt: skip

    def roles(self, subject: str) -> Facts:
        """Who answers and whom to ask on the day, and everybody who has answered."""
        found = who(self.session, subject, self.on, self.known)
        assert found
        now = {"responsible": found.responsible, "contact": found.contact}
        held = {role: self.holder(one) if one and one.body else None for role, one in now.items()}
        history = [self.holder(one) for one in found.history]
        return {**held, "given": found.given, "history": history}

    def holder(self, holder: Holder) -> Facts:
        """A body in a role, or nobody, with its days."""
        document, at = holder.source or (None, None)
        return {
            "id": holder.body.id if holder.body else None,
            "name": holder.body.name if holder.body else None,
            "since": holder.since, "until": holder.until, "stated": holder.stated,
            "members": [{"id": one.id or None, "name": one.name} for one in holder.members],
            "not_yet": self.not_yet(holder.body.id) if holder.body else None,
            "source": self.place(document, at, None),
        }  # fmt: skip

    def not_yet(self, body: str) -> Facts | None:
        """From when a body exists, and who looks after what is its own until then."""
        row = self.session.get(Organisation, body)
        if row is None or not (row.exists and row.exists.low and row.exists.low > self.on):
            return None
        return {
            "exists": row.exists, "prepared_by": self.maybe("organisation", row.prepared_by),
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

    def handovers(self, subject: str) -> list[Facts]:
        """The handovers that moved it, or left it where it was."""
        pairs = [
            (handover, item)
            for item in self.rows(HandoverItem, subject=subject)
            if (handover := self.row("handover", item.handover_id))
        ]
        return [
            {
                **self.reference("handover", one.id), **picked(one, "effective contact_from"),
                **picked(one, "announced expected"), "withdrawn": self.withdrawn(one),
                "giver": self.reference("organisation", one.giver_id),
                "receiver": self.reference("organisation", one.receiver_id),
                **picked(item, "fate text unchanged"), "keeper": self.keeper(one, item),
                "source": self.source(item),
            }
            for one, item in sorted(pairs, key=lambda pair: pair[0].effective)
        ]  # fmt: skip

    def withdrawn(self, row: Assignment | Duty | Handover) -> Facts | None:
        """By which decision, and since when."""
        if row.withdrawn_on is None or row.withdrawn_on > min(self.on, self.known):
            return None
        return {"on": row.withdrawn_on, "decision": self.maybe("decision", row.withdrawn_by)}

    def keeper(self, handover: Handover, item: HandoverItem) -> Facts | None:
        """Who goes on answering for what stays."""
        found = who(self.session, item.subject, handover.effective, self.known)
        body = found.responsible.body if found and found.responsible else None
        return {"id": body.id, "name": body.name} if body and item.fate == "stays" else None


def picked(row: object, names: str) -> Facts:
    """These attributes of a row."""
    return {name: getattr(row, name) for name in names.split()}


def split(facts: Facts, name: str) -> Facts:
    """The same with the lines of one value as a list."""
    return {**facts, name: (facts[name] or "").splitlines()}


def sums(lines: Iterable[FundingLine]) -> list[Facts]:
    """Sums in kronor by status and year; a total is not added to its own parts."""
    groups: dict[tuple[Any, ...], list[FundingLine]] = defaultdict(list)
    for line in lines:
        if line.amount is not None:
            groups[line.status, line.year, line.period, line.kind == "total"].append(line)
    return [
        {
            "status": status, "year": year, "period": period,
            "amount": sum(line.amount or 0 for line in group),
            "precision": loosest({line.precision for line in group}),
        }
        for (status, year, period, _), group in groups.items()
    ]  # fmt: skip


def loosest(precisions: set[str]) -> str:
    if {"at_least", "at_most"} <= precisions:
        return "about"
    return next((one for one in ("about", "at_least", "at_most") if one in precisions), "exact")
