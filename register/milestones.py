"""Milestones as duties with their dates, one for each occurrence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.duty import duty_key, held_apart
from models.fuzzy_date import FuzzyDate
from register import shape
from register.rhythm import occurrences
from register.rows import DutyRows, Row, Rows, add_claims, add_unknown, lines, sourced
from register.tenures import begin_tenure, starts
from register.timing import Anchor, Counted, Yearly

AHEAD = 2  # years that recurring duties are made ahead


@dataclass(frozen=True, slots=True)
class Turn:
    """One occurrence: its name, its day if it has one, what it is about, and what it hangs on."""

    name: str = ""
    due: FuzzyDate | None = None
    period: str | None = None
    timing: str | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """Who owes it: its name among several, and the subject of its Tenure."""

    name: str
    subject: str


def add_milestone(made: Rows, assignment_id: str, name: str, milestone: shape.Milestone) -> None:
    """Add the duties of a milestone as far as the decision behind it is known."""
    assignment = made.register.assignments[assignment_id]
    decision = milestone.decision or assignment.decision
    if decision not in made.known:
        return
    add_unknown(made, f"milestone:{assignment_id}/{name}", milestone.unknown)
    add_claims(made, f"milestone:{assignment_id}/{name}", milestone.claims)
    formerly = former_keys(assignment_id, assignment, name, milestone)
    slots = add_slots(made, assignment_id, name, milestone)
    same = same_for_all(made, assignment_id, name, milestone)
    for turn in dated(milestone, made.on):
        for slot in slots:
            key = duty_key(assignment_id, name, turn.name, slot.name)
            dates = list(versions(milestone, turn.due, decision, made, assignment_id))
            row = {
                **same, "key": key, "anchor": dates[-1]["anchor"] if dates else None,
                "plus": dates[-1]["plus"] if dates else None, "occurrence": turn.name,
                "slot": slot.name,
                "subject": slot.subject, "period": about(made, milestone, turn),
                "timing": turn.timing,
                **made.withdrawal(
                    milestone.withdrawn_by, assignment.withdrawn_by, ended(milestone, turn.name)
                ),
            }  # fmt: skip
            made.duties[key] = DutyRows(
                row=row,
                dates=dates,
                covers=[
                    one for one in milestone.covers if one != assignment_id and made.knows(one)
                ],
                recipients=[(one, "to") for one in milestone.to]
                + [(one, "copy") for one in milestone.copies],
                formerly=[duty_key(*names, turn.name, slot.name) for names in formerly],
                amended=milestone.amended_by in made.known,
                waits=bool(milestone.amended_by) and milestone.amended_by not in made.known,
                correction=milestone.correction,
                path=("assignments", assignment_id, "milestones", name),
                way=way(milestone),
            )  # fmt: skip
            if milestone.prepare:
                add_preparation(made, made.duties[key], milestone.prepare)


def add_preparation(made: Rows, whole: DutyRows, preparation: str) -> None:
    """The steps of the work before a deadline, counted back from it and moving with it."""
    owed = whole.row
    for step, shaped in made.register.preparations[preparation].items():
        name = f"{owed['milestone']}-{step}"
        key = duty_key(owed["assignment_id"], name, owed["occurrence"], owed["slot"])
        hangs = f"duty:{owed['key']}", f"-{shaped.before}"
        row = {
            **owed, "key": key, "milestone": name, "kind": "internal", "title": shaped.title,
            "anchor": hangs[0], "plus": hangs[1], "within": None, "form": None, "timing": None,
            "through": None, "instruction": None, "cites": None, "policy": "none",
            "policy_basis": None, "replaces": None, "instead_of": None, "trigger": None,
        }  # fmt: skip
        first = version_row(None, hangs, owed["decision_id"], owed["known_from"], "original")
        made.duties[key] = DutyRows(
            row=row, dates=[first], covers=[], recipients=[], formerly=[], amended=False,
            waits=False, correction=None, path=whole.path, way=whole.way,
        )  # fmt: skip


def same_for_all(made: Rows, assignment_id: str, name: str, milestone: shape.Milestone) -> Row:
    """What all occurrences and slots of a milestone share."""
    assignment = made.register.assignments[assignment_id]
    decision = milestone.decision or assignment.decision
    return {
        "assignment_id": assignment_id, "milestone": name, "kind": milestone.kind,
        "title": milestone.title, "mode": milestone.mode, "trigger": milestone.trigger,
        "form": "in_another_document" if milestone.within else milestone.form,
        "within": anchored(milestone.within, assignment_id) if milestone.within else None,
        "for_id": on_behalf(assignment, milestone),
        "through": milestone.through, "instruction": milestone.instruction,
        "cites": lines(milestone.cites), "replaces": milestone.replaces,
        "instead_of": milestone.instead_of, "ladder": milestone.alerts,
        "policy": milestone.last_day.policy if milestone.last_day else "none",
        "policy_basis": milestone.last_day.basis if milestone.last_day else None,
        "decision_id": decision, "known_from": made.known[decision],
        **sourced(milestone.source or assignment.source),
    }  # fmt: skip


def on_behalf(assignment: shape.Assignment, milestone: shape.Milestone) -> str | None:
    """The group that somebody reports for."""
    if isinstance(milestone.owed_by, shape.EachOf):
        return milestone.owed_by.each
    return assignment.responsible if assignment.coordinator and not milestone.owed_by else None


def add_slots(made: Rows, assignment_id: str, name: str, milestone: shape.Milestone) -> list[Slot]:
    """Who owes it, if not who answers for the assignment: with a tenure of their own."""
    assignment = made.register.assignments[assignment_id]
    owed_by = milestone.owed_by or assignment.coordinator
    if not owed_by:
        return [Slot("", assignment_id)]
    each = isinstance(owed_by, shape.EachOf)
    bodies = each_of(made, owed_by.each) if isinstance(owed_by, shape.EachOf) else [owed_by]
    decision = milestone.decision or assignment.decision
    decided, known = made.register.decisions[decision].decided, made.known[decision]
    slots = []
    for body in bodies:
        slot = body if each and len(bodies) > 1 else ""
        slots.append(Slot(slot, held_apart(assignment_id, name, slot)))
        begin_tenure(
            made, milestone.source or assignment.source, subject=slots[-1].subject,
            role="responsible", organisation_id=body, known_from=known,
            valid_from=starts(assignment.since, decided, known), since=assignment.since or decided,
        )  # fmt: skip
    return slots


def each_of(made: Rows, group: str) -> list[str]:
    """The members of a group on the day, those of groups in it too; the group where none is named.

    One that left before its day owes nothing any more; one that joins owes what is made from then.
    """
    found: dict[str, None] = {}
    for member in made.register.organisations[group].members:
        gone = member.until and member.until.high and member.until.high < made.on
        if not member.organisation or gone:
            continue
        inner = made.register.organisations[member.organisation]
        below = each_of(made, member.organisation) if inner.members else [member.organisation]
        found.update(dict.fromkeys(below))
    return [*found] or [group]


def anchored(anchor: Anchor, assignment_id: str) -> str:
    """What a day hangs on, by name: `event:KEY[/YEAR]` or `duty:ASSIGNMENT/MILESTONE[/YEAR]`."""
    year = f"/{anchor.year}" if anchor.year else ""
    if anchor.event:
        return f"event:{anchor.event}{year}"
    name = anchor.milestone or ""
    return f"duty:{name if '/' in name else f'{assignment_id}/{name}'}{year}"


def ended(milestone: shape.Milestone, occurrence: str) -> str | None:
    """The decision that ends an occurrence, if one does."""
    ends = milestone.ends
    falls = ends and occurrence > ends.after and occurrence not in ends.but
    return ends.by if ends and falls else None


def about(made: Rows, milestone: shape.Milestone, turn: Turn) -> str | None:
    """What an occurrence is about; once a decision has ended the others, what it says of this."""
    ends = milestone.ends
    if ends and ends.by in made.known and turn.name in ends.but:
        return ends.but[turn.name].text
    return turn.period


def dated(milestone: shape.Milestone, on: date) -> list[Turn]:
    """Every occurrence of a milestone, as far ahead as they are made."""
    if milestone.yearly:
        turns = [Turn(*each) for each in yearly(milestone.yearly, on)]
    elif milestone.rhythm:
        rhythm = milestone.rhythm
        each = occurrences(
            rhythm.every, rhythm.first, rhythm.last, before=rhythm.about == "before",
            end=horizon(on),
        )  # fmt: skip
        turns = [Turn(one.name, one.due, one.period.text) for one in each]
    elif milestone.dates:
        turns = [
            Turn(name, timing="unknown") if due == "unknown" else Turn(name, due)
            for name, due in milestone.dates.items()
            if isinstance(due, FuzzyDate) or due == "unknown"
        ]
    else:
        period = milestone.period.text if milestone.period else None
        turns = [Turn("", milestone.due, period, milestone.when)]
    return turns


def way(milestone: shape.Milestone) -> str:
    """The key under which the day of a milestone stands."""
    ways = ("yearly", "rhythm", "dates", "counted_from")
    hangs = "within" if milestone.within and not milestone.due else "due"
    return next((one for one in ways if getattr(milestone, one)), hangs)


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


def yearly(rhythm: Yearly, on: date) -> list[tuple[str, FuzzyDate, str]]:
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
    milestone: shape.Milestone, due: FuzzyDate | None, decision: str, made: Rows,
    assignment_id: str,
) -> Iterable[Row]:  # fmt: skip
    """Every date that has held, or what it hung on, oldest first, as far as it is known."""
    for number, earlier in enumerate(milestone.earlier_dates):
        by = earlier.decision or decision
        if by in made.known:
            reason = "amended" if number else "original"
            hung = hanging(earlier.counted_from, assignment_id)
            yield version_row(earlier.due, hung, by, made.known[by], reason)
    by = milestone.amended_by or decision
    hangs = None if due else milestone.counted_from or milestone.within
    if (due or hangs) and by in made.known:
        reason = "amended" if milestone.amended_by else "original"
        hanging_on = hanging(hangs, assignment_id)
        yield version_row(due, hanging_on, by, made.known[by], reason)


def hanging(anchor: Anchor | None, assignment_id: str) -> tuple[str | None, str | None]:
    """What a date hangs on, and how long after."""
    if anchor is None:
        return None, None
    plus = anchor.plus if isinstance(anchor, Counted) else "0d"
    return anchored(anchor, assignment_id), plus


def version_row(
    stated: FuzzyDate | None, hangs: tuple[str | None, str | None], decision: str, known: date,
    reason: str,
) -> Row:  # fmt: skip
    return {
        "stated": stated, "due": stated.day if stated else None, "anchor": hangs[0],
        "plus": hangs[1], "decision_id": decision, "known_from": known, "reason": reason,
        "because": None,
    }  # fmt: skip
