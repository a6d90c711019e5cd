"""No body answers after it has ceased: what is due then has to be handed over before."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from register import shape
from register.mistakes import Mistake
from register.moves import LEAVES

DAY = timedelta(days=1)
FEW = 3  # milestones that the sentence names
Step = tuple[date, str | None]  # from this day this body, or nobody


def ceased(register: shape.Register) -> Iterator[Mistake]:
    """What is left with a body that no longer exists."""
    ends = {
        key: body.exists.high
        for key, body in register.organisations.items()
        if body.exists and body.exists.high
    }
    if not ends:
        return
    moved = steps(register)
    for key, assignment in register.assignments.items():
        held = [(date.min, assignment.responsible), *moved.get(key, ()), (date.max, None)]
        for (first, holder), (until, _) in pairwise(held):
            if holder in ends and (left := due_between(assignment, ends[holder], first, until)):
                yield mistake(key, holder, ends[holder], left)


def steps(register: shape.Register) -> Mapping[str, list[Step]]:
    """Who has it from when, of everything that is handed over."""
    found = defaultdict[str, list[Step]](list)
    for handover in sorted(register.handovers.values(), key=lambda one: one.effective):
        for item in handover.items:
            if item.fate in LEAVES:
                receiver = handover.receiver if item.fate == "moves" else None
                found[item.what].append((handover.effective, receiver))
    return found


def due_between(assignment: shape.Assignment, end: date, first: date, until: date) -> list[str]:
    """The milestones that fall due while the body answers though it has ceased."""
    start = max(first, end + DAY)
    if assignment.withdrawn_by or start >= until:
        return []
    return [
        name
        for name, milestone in assignment.milestones.items()
        if not milestone.withdrawn_by and falls(milestone, start, until)
    ]


def falls(milestone: shape.Milestone, start: date, until: date) -> bool:
    """Whether it is due surely from one day on and before the other."""
    if milestone.due:
        low = milestone.due.low
        return low is not None and start <= low < until
    rhythm = milestone.yearly
    if rhythm is None:
        return False
    year = max(rhythm.first, start.year)
    if f"{year}-{rhythm.on}" < start.isoformat():
        year += 1
    return year <= (rhythm.last or year) and f"{year}-{rhythm.on}" < until.isoformat()


def mistake(key: str, body: str, end: date, left: list[str]) -> Mistake:
    names = ", ".join([*left[:FEW], *(["…"] if len(left) > FEW else [])])
    return Mistake.at(
        ("assignments", key, "responsible"),
        sv=f"{body} upphör {end} men ansvarar för {names} efter det: lägg in en överlämning",
        en=f"{body} ceases on {end} but answers for {names} after that: enter a handover",
    )
