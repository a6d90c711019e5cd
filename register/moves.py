"""What handovers move: only what the giver holds, from somebody's hands, and once a day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from register import shape
from register.known import stated_day
from register.mistakes import Mistake, Path
from register.tenures import starts

Found = Iterator[Mistake]
Entry = shape.Assignment | shape.Activity
Told = tuple[str | None, *tuple[Mistake, ...]]  # who holds an item, and what is wrong with it
LEAVES = {"moves", "ends"}  # fates after which the giver no longer answers


def moves(register: shape.Register) -> Found:
    """Follow everything that is handed over from hand to hand, day by day."""
    entries: Mapping[str, Entry] = {**register.activities, **register.assignments}
    leaving = defaultdict(list)
    for key, handover in sorted(register.handovers.items(), key=lambda pair: pair[1].effective):
        for position, item in enumerate(handover.items):
            if item.fate in LEAVES and item.what in entries:
                path = ("handovers", key, "items", position, "what")
                leaving[item.what].append((path, key, handover, item.fate))
    told = defaultdict[str, list[Told]](list)
    for what, taken in leaving.items():
        entry = entries[what]
        holder: str | None = entry.responsible
        apart = owing_apart(register, entry)
        before: tuple[str, date] | None = None
        first = begins(register, entry)
        for path, key, handover, fate in taken:
            found = [
                *once(path, what, handover.effective, before),
                *begun(path, what, handover.effective, first),
                *(() if handover.giver in apart else held(register, path, what, handover, holder)),
            ]
            found = found[:1]  # what follows from the first is no news
            told[key].append((holder, *found))
            receiver = handover.receiver if fate == "moves" else None
            holder = receiver if handover.giver == holder else holder
            apart = {receiver if one == handover.giver else one for one in apart}
            before = key, handover.effective
    for key, items in told.items():
        yield from by_giver(key, register.handovers[key], items)


def owing_apart(register: shape.Register, entry: Entry) -> set[str | None]:
    """Who owes milestones without answering for the assignment: they can hand over those."""
    found: set[str | None] = set()
    if isinstance(entry, shape.Activity):
        return found
    for milestone in entry.milestones.values():
        if isinstance(milestone.owed_by, shape.EachOf):
            group = register.organisations.get(milestone.owed_by.each)
            found.update(one.organisation for one in (group.members if group else ()))
        else:
            found.add(milestone.owed_by or entry.coordinator)
    return found - {None}


def by_giver(key: str, handover: shape.Handover, items: list[Told]) -> Found:
    """What is wrong with the items; if somebody else holds all of them, the giver is wrong."""
    holders = {holder for holder, *_ in items}
    found = [mistake for _, *mistakes in items for mistake in mistakes]
    if len(items) == len(found) > 1 and len(holders) == 1 and handover.giver not in holders:
        [holder] = holders
        yield Mistake.at(
            ("handovers", key, "giver"),
            sv=f"{holder or 'ingen'} ansvarar för det som flyttar dagen före, "
            f"inte givaren {handover.giver}",
            en=f"{holder or 'nobody'} answers for what moves the day before, "
            f"not the giver {handover.giver}",
        )
        return
    yield from found


def begins(register: shape.Register, entry: Entry) -> date | None:
    """The first day on which anybody answers for it; None when no day is known."""
    decision = register.decisions.get(entry.decision)
    known = stated_day(register, decision) if decision else None
    return starts(entry.since, decision.decided, known) if decision and known else None


def once(path: Path, what: str, effective: date, before: tuple[str, date] | None) -> Found:
    if before and before[1] == effective:
        yield Mistake.at(
            path,
            sv=f"«{what}» flyttar redan {effective}, i överlämningen {before[0]}",
            en=f"«{what}» moves already on {effective}, in the handover {before[0]}",
        )


def begun(path: Path, what: str, effective: date, first: date | None) -> Found:
    if first and effective <= first:
        yield Mistake.at(
            path,
            sv=f"ansvaret för «{what}» börjar först {first} och kan inte flytta {effective}: "
            "ange since på det som flyttar",
            en=f"responsibility for «{what}» begins on {first} and cannot move on {effective}: "
            "give since on what moves",
        )


def held(
    register: shape.Register, path: Path, what: str, handover: shape.Handover, holder: str | None
) -> Found:
    """Only what the giver answers for can be handed over; of an unknown body nothing is said."""
    bodies = {handover.giver, holder or handover.giver}
    if holder != handover.giver and bodies <= register.organisations.keys():
        yield Mistake.at(
            path,
            sv=f"{holder or 'ingen'} ansvarar för «{what}» dagen före, "
            f"inte givaren {handover.giver}",
            en=f"{holder or 'nobody'} answers for «{what}» the day before, "
            f"not the giver {handover.giver}",
        )
