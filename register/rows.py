"""The register as rows: what the tables should hold, as known on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import SQLModel

from models.claim import Claim, Particular, Unknown
from models.decision import Reference
from models.money import FundingLine
from register import shape
from register.shape_base import Claim as ClaimShape
from register.shape_base import Particular as ParticularShape
from register.shape_base import Source

Row = dict[str, Any]
Key = tuple[Any, ...]


@dataclass(slots=True)
class DutyRows:
    """One duty with its dates, oldest first, and the names it went by before.

    It is `amended` by a decision that is known; by one that is not yet known it `waits`.
    """

    row: Row
    dates: list[Row]
    covers: list[str]
    recipients: list[tuple[str, str]]
    formerly: list[str]
    amended: bool
    waits: bool
    correction: str | None
    path: tuple[str | int, ...]
    way: str  # the key under which its day stands


@dataclass(slots=True)
class Rows:
    """What the tables should hold: by table and key; duties apart, because they have a history.

    `known` has the decisions that are known on the day, with the day since when.
    """

    register: shape.Register
    on: date
    known: Mapping[str, date]
    tables: dict[type[SQLModel], dict[Key, Row]] = field(default_factory=dict)
    duties: dict[str, DutyRows] = field(default_factory=dict)
    held: dict[str, dict[Key, Row]] = field(default_factory=dict)  # tenures, by what they are of

    def add(self, table: type[SQLModel], key: Key, row: Row) -> None:
        """Add a row under its key."""
        self.tables.setdefault(table, {})[key] = row

    def knows(self, assignment: str) -> bool:
        """Whether the decision that gave the assignment is known."""
        return self.register.assignments[assignment].decision in self.known

    def withdrawal(self, *decisions: str | None) -> Row:
        """The columns that say by which decision, the first that is known, and since when."""
        for decision in decisions:
            if decision and decision in self.known:
                return {"withdrawn_by": decision, "withdrawn_on": self.known[decision]}
        return {"withdrawn_by": None, "withdrawn_on": None}


def sourced(source: Source | None) -> Row:
    if source is None:
        return {"source_document": None, "source_at": None, "source_wording": None}
    return {
        "source_document": source.document,
        "source_at": source.at,
        "source_wording": source.wording,
    }


def lines(texts: Iterable[str]) -> str | None:
    return "\n".join(texts) or None


def add_funding(made: Rows, subject: str, funding: Iterable[shape.Money]) -> None:
    for position, money in enumerate(funding):
        if money.decision and money.decision not in made.known:
            continue
        row = {
            "subject": subject, "position": position, "status": money.status,
            "amount": money.amount, "precision": money.precision, "year": money.year,
            "period": money.period, "kind": money.kind, "to_id": money.to,
            "decision_id": money.decision, "expenditure_area": money.expenditure_area,
            "appropriation": money.appropriation, "item": money.item, "paid_by_id": money.paid_by,
            "wording": money.wording, **sourced(money.source),
        }  # fmt: skip
        made.add(FundingLine, (subject, position), row)


def add_references(made: Rows, subject: str, references: Iterable[shape.Reference]) -> None:
    for position, reference in enumerate(references):
        row = {
            "subject": subject, "position": position, "kind": reference.kind,
            "raw": reference.raw, "also_written": lines(reference.also_written),
            **sourced(reference.source),
        }  # fmt: skip
        made.add(Reference, (subject, position), row)


def add_claims(made: Rows, subject: str, claims: Iterable[ClaimShape]) -> None:
    for position, claim in enumerate(claims):
        row = {
            "subject": subject, "position": position, "about": claim.about, "says": claim.says,
            "used": claim.used, "because": claim.because, **sourced(claim.source),
        }  # fmt: skip
        made.add(Claim, (subject, position), row)


def add_unknown(made: Rows, subject: str, unknown: Mapping[str, str]) -> None:
    for position, (about, why) in enumerate(unknown.items()):
        row = {"subject": subject, "position": position, "about": about, "why": why}
        made.add(Unknown, (subject, position), row)


def add_particulars(made: Rows, subject: str, particulars: Iterable[ParticularShape]) -> None:
    for position, particular in enumerate(particulars):
        row = {
            "subject": subject, "position": position, "about": particular.about,
            "says": particular.says, "when": particular.when,
            "exhaustive": particular.exhaustive, **sourced(particular.source),
        }  # fmt: skip
        made.add(Particular, (subject, position), row)
