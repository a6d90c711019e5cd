"""A letter that is issued again whole: only what differs from the one before is a change."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from models.assignment import Assignment
from models.duty import DateVersion, Duty
from models.table import sql_table
from register import shape
from register.dates import NOT_DECLARED, same
from register.rows import DutyRows, Row, Rows, sourced
from register.shape_base import Source

NO_DATE: Row = {"stated": None, "due": None, "anchor": None, "plus": None, "because": None}


@dataclass(frozen=True, slots=True)
class Given:
    """What the database has of the assignments that a letter has issued again.

    `dates` has the last date that the register has stated for each duty, by key.
    """

    assignments: Mapping[str, Assignment]
    duties: Mapping[str, Mapping[str, Duty]]
    dates: Mapping[str, Row | None]

    @classmethod
    def read(cls, session: Session, register: shape.Register) -> "Given":
        """Read them; of a register with no such letter, nothing."""
        letters = issued_again(register)
        if not letters:
            return cls({}, {}, {})
        names = former_names(register)
        query = select(Assignment).where(col(Assignment.decision_id).in_(letters))
        found = {names[one.id]: one for one in session.exec(query) if one.id in names}
        assignments = {
            key: one for key, one in found.items()
            if one.decision_id in issued_before(register, register.assignments[key].decision)
        }  # fmt: skip
        theirs = select(Assignment.id).where(col(Assignment.decision_id).in_(letters))
        mine = col(Duty.assignment_id).in_(theirs)
        duties: dict[str, dict[str, Duty]] = {key: {} for key in assignments}
        for duty in session.exec(select(Duty).where(mine)):
            if (key := names.get(duty.assignment_id)) in duties:
                duties[key][duty.key] = duty
        return cls(assignments, duties, declared(session, mine))

    def as_first_given(self, register: shape.Register) -> shape.Register:
        """The register with each assignment under the letter that first gave it, as we know it.

        A milestone that was not there is the new letter's own. A register that the database has
        not seen is taken as it is.
        """
        if not self.assignments:
            return register
        given = {key: self.under(key, register) for key in self.assignments}
        return register.model_copy(update={"assignments": {**register.assignments, **given}})

    def under(self, key: str, register: shape.Register) -> shape.Assignment:
        """An assignment under the letter that first gave it, where it is quoted from that."""
        assignment, first = register.assignments[key], self.assignments[key]
        duties = self.duties[key].values()
        there = {
            duty.milestone: duty
            for duty in sorted(duties, key=lambda one: one.known_from, reverse=True)
        }
        milestones = dict(assignment.milestones)
        for name, milestone in milestones.items():
            known_as = name if name in there else milestone.formerly or name
            update: dict[str, Any] = {}
            if not milestone.decision:
                given = there.get(known_as)
                update["decision"] = given.decision_id if given else assignment.decision
            if milestone.source and known_as in there:
                update["source"] = quoted(register, milestone.source, there[known_as])
            milestones[name] = milestone.model_copy(update=update)
        return assignment.model_copy(update={
            "decision": first.decision_id, "milestones": milestones,
            "source": quoted(register, assignment.source, first),
        })  # fmt: skip

    def amend(self, register: shape.Register, wanted: Rows) -> None:
        """What the new letter says alike stays as it was; another day is its amendment."""
        if not self.assignments:
            return
        for key, duty in [*wanted.duties.items()]:
            where = duty.row["assignment_id"]
            mine = self.duties.get(where, {})
            before = next((mine[one] for one in (*duty.formerly, key) if one in mine), None)
            if before:
                duty.row |= {"decision_id": before.decision_id, "known_from": before.known_from}
                self.compare(register, wanted, duty, self.dates[before.key])
                if duty.waits:
                    duty.row |= {"anchor": before.anchor, "plus": before.plus}
            elif where in self.assignments and duty.way == "dates":
                added(wanted, duty, register.assignments[where].decision)

    def compare(
        self, register: shape.Register, wanted: Rows, duty: DutyRows, before: Row | None
    ) -> None:
        """Let a date be what it was, or an amendment by the letter once that is known."""
        last = duty.dates[-1] if duty.dates else NO_DATE if before else None
        if duty.amended or duty.waits or last is None:
            return
        if before and (same(last, before) or corrected(duty, before)):
            kept = {name: before[name] for name in ("known_from", "decision_id")}
            duty.dates[-1:] = [last | kept] if duty.dates else []
            return
        assignment = register.assignments[duty.row["assignment_id"]]
        letter = assignment.decision
        duty.amended, duty.waits = letter in wanted.known, letter not in wanted.known
        duty.dates[-1:] = []
        if duty.amended:
            given = {"decision_id": letter, "known_from": wanted.known[letter]}
            duty.dates.append(last | given | {"reason": "amended"})
            milestone = assignment.milestones.get(duty.row["milestone"])
            duty.row |= sourced((milestone and milestone.source) or assignment.source)


def added(wanted: Rows, duty: DutyRows, letter: str) -> None:
    """An occasion that a list did not have before is the new letter's own."""
    if letter not in wanted.known:
        del wanted.duties[duty.row["key"]]
        return
    given = {"decision_id": letter, "known_from": wanted.known[letter]}
    duty.row |= given
    duty.dates[:] = [row | given for row in duty.dates]


def corrected(duty: DutyRows, before: Row) -> bool:
    """Whether the register says that the date before was a slip, and has not said so already."""
    return duty.correction is not None and duty.correction != before["because"]


def issued_again(register: shape.Register) -> set[str]:
    """Every letter that another has issued again."""
    return {one.reissues for one in register.decisions.values() if one.reissues}


def former_names(register: shape.Register) -> dict[str, str]:
    """The assignments under a letter that issues another again, by the name they had before."""
    return {
        assignment.formerly or key: key
        for key, assignment in register.assignments.items()
        if register.decisions[assignment.decision].reissues
    }


def issued_before(register: shape.Register, letter: str) -> list[str]:
    """The letters that one has issued again, however many times over."""
    found: list[str] = []
    one = register.decisions[letter].reissues
    while one and one not in found:
        found.append(one)
        one = register.decisions[one].reissues
    return found


def declared(session: Session, mine: ColumnElement[bool]) -> dict[str, Row | None]:
    """The last date that the register has stated for each of these duties, by key."""
    keys = dict(session.execute(select(Duty.id, Duty.key).where(mine)).tuples().all())
    found: dict[str, Row | None] = dict.fromkeys(keys.values())
    query = (
        sql_table(DateVersion)
        .select()
        .where(
            col(DateVersion.duty_id).in_(select(Duty.id).where(mine)),
            col(DateVersion.retracted_at).is_(None),
            col(DateVersion.reason).not_in(NOT_DECLARED),
        )
    )
    for one in session.execute(query.order_by(col(DateVersion.number))).mappings():
        found[keys[one["duty_id"]]] = dict(one)
    return found


def quoted(register: shape.Register, source: Source, before: Assignment | Duty) -> Source:
    """Where it was first read: that the new letter says it too is no other source."""
    first = before.source_document
    if first not in register.documents or first == source.document:
        return source
    return source.model_copy(update={
        "document": first, "at": before.source_at, "wording": before.source_wording,
    })  # fmt: skip
