"""What is owed, read back: each milestone once, with its occurrences and what each hangs on."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlmodel import col, select

from models.duty import DateVersion, Duty
from models.look import Facts, Look, picked
from models.report import Report
from models.span import parse_span
from models.standing import Standing


class Owed(Look):
    """The milestones of any entry."""

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
            **self.day_of(duty), **self.owing(one), **self.instead(duty),
            **picked(duty, "through instruction"), "cites": (duty.cites or "").splitlines(),
            "to": self.references("organisation", (body.id for body in one.to)),
            "copies": self.references("organisation", (body.id for body in one.copies)),
            "covers": self.references("assignment", (covered.id for covered in one.covers)),
            "ladder": picked(ladder, "name before day overdue_every overdue_times"),
            "decision": self.maybe("decision", duty.decision_id),
            "unknown": self.unknown(f"milestone:{key}"),
            "claims": self.claims(f"milestone:{key}"),
            "duties": [self.duty(standing) for standing in group],
            "source": self.source(duty),
        }  # fmt: skip

    def day_of(self, duty: Duty) -> Facts:
        """What its day hangs on, the document in which it is reported, what it waits for."""
        counted = duty.anchor if duty.anchor != duty.within else None
        return {
            "counted_from": self.hanging(counted, duty.plus or "0d"),
            "within": self.hanging(duty.within),
            "trigger": duty.trigger,
        }

    def owing(self, one: Standing) -> Facts:
        """Who owes it, if not who answers for the assignment: `for` the group in whose place."""
        apart = one.duty.subject != one.duty.assignment_id
        body = one.responsible
        return {
            "held_apart": apart,
            "for": self.maybe("organisation", one.duty.for_id),
            "members": self.members(body.id) if apart and body else [],
        }

    def instead(self, duty: Duty) -> Facts:
        """Which milestones it replaces, is replaced by, or may be done instead of."""
        after = select(Duty.milestone).where(
            col(Duty.assignment_id) == duty.assignment_id,
            col(Duty.replaces) == duty.milestone,
            col(Duty.known_from) <= self.known,
        )
        others: dict[str, list[str | None]] = {
            "replaces": [duty.replaces],
            "replaced_by": [*sorted(set(self.session.exec(after)))],
            "instead_of": [duty.instead_of],
        }
        return {
            name: [self.milestone_reference(f"{duty.assignment_id}/{one}") for one in found if one]
            for name, found in others.items()
        }

    def duty(self, one: Standing) -> Facts:
        """One occurrence: its dates with why they changed, and what has been handed in."""
        body = one.responsible
        return {
            **picked(one.duty, "key occurrence slot period timing"),
            **picked(one, "stated due act_by days_left state working_day_before working_day_after"),
            "responsible": {"id": body.id, "name": body.name} if body else None,
            "dates": [
                self.version(version, one.duty)
                for version in self.rows(DateVersion, duty_id=one.duty.id)
                if version.known_from <= self.known
            ],
            "respite": self.respite(one),
            "happenings": self.happenings(f"duty:{one.duty.key}"),
            "reports": [
                report
                for report in self.reports(one.duty.id)
                if report["handed_in_on"] <= self.on
            ],
            "withdrawn": self.withdrawn(one.duty),
            "lapsed_on": self.lapsed(one.duty),
        }  # fmt: skip

    def lapsed(self, duty: Duty) -> date | None:
        """Since when it has fallen because a condition of its assignment failed."""
        day = duty.lapsed_on
        return day if day and day <= min(self.on, self.known) else None

    def version(self, row: DateVersion, duty: Duty) -> Facts:
        """A date that holds or has held, or what it hung on."""
        return {
            **picked(row, "number stated due reason because known_from"),
            "hangs": self.hanging(row.anchor, None if row.anchor == duty.within else row.plus),
            "decision": self.maybe("decision", row.decision_id),
            "retracted": row.retracted_at is not None,
        }

    def respite(self, one: Standing) -> Facts | None:
        """How much later than decided it may be done by agreement, if its decision says so."""
        decided = [row.due for row in one.versions if row.due and row.reason != "respite"]
        if not (one.decision.respite and decided and one.state in {"open", "late", "unrecorded"}):
            return None
        latest: date = parse_span(one.decision.respite).after(decided[-1])
        return {"at_most": one.decision.respite, "latest": latest}

    def reports(self, duty: str) -> list[Facts]:
        """What was recorded, in order: `replaced` says by what, `corrected` or `undone`."""
        rows = self.rows(Report, duty_id=duty)
        later = {row.replaces: "undone" if row.undone else "corrected" for row in rows}
        names = "handed_in_on diary_number recorded_by recorded_at undone"
        return [{**picked(row, names), "replaced": later.get(row.id)} for row in rows]

    def of_anchor(self, anchor: str) -> list[Facts]:
        """The milestones whose day hangs, or has hung, on something or an occurrence of it."""
        below = f"{anchor}/"
        hung = select(DateVersion.duty_id).where(on_it(DateVersion.anchor, anchor, below))
        mine = select(Duty.assignment_id, Duty.milestone).where(
            col(Duty.known_from) <= self.known,
            on_it(Duty.anchor, anchor, below)
            | on_it(Duty.within, anchor, below)
            | col(Duty.id).in_(hung),
        )
        keys = sorted({f"{assignment}/{name}" for assignment, name in self.session.exec(mine)})
        return [self.milestone_reference(key) for key in keys]


def on_it(column: Any, anchor: str, below: str) -> Any:
    return (col(column) == anchor) | col(column).startswith(below, autoescape=True)
