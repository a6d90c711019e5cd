"""What a name that somebody typed stands for: one way for every command."""

from collections.abc import Collection, Iterable
from datetime import date
from difflib import get_close_matches

from sqlalchemy import or_
from sqlmodel import Session, col, select

from models.duty import Duty
from models.look import TABLES
from models.refusal import Refusal
from models.standing import Scope

SCOPES = ("organisation", "plan", "assignment")
CALLED = {  # a kind with its article and pronoun, in Swedish and English
    "assignment": ("ett uppdrag", "det", "an assignment"),
    "activity": ("en verksamhet", "den", "an activity"),
    "plan": ("en handlingsplan", "den", "an action plan"),
    "organisation": ("en organisation", "den", "an organisation"),
    "handover": ("en överlämning", "den", "a handover"),
    "decision": ("ett beslut", "det", "a decision"),
    "document": ("en källa", "den", "a document"),
    "context": ("ett bakgrundsdatum", "det", "a date of the background"),
    "event": ("en händelse", "den", "an event"),
}


def resolve(session: Session, name: str, wanted: Collection[str]) -> tuple[str, str]:
    """The kind, one of those wanted, and the id that `id` or `kind:id` stands for.

    A milestone's key stands for its assignment. Raises Refusal: for something else, how it is
    shown; for nothing, the nearest names.
    """
    if found := entry(session, name, wanted):
        return found
    if "assignment" in wanted and milestone_keys(session, name):
        return "assignment", name.partition("/")[0]
    if other := entry(session, name, TABLES):
        raise of_another_kind(name, other[0])
    raise not_there(name, nearest_entries(session, name, wanted))


def entry(session: Session, name: str, kinds: Iterable[str]) -> tuple[str, str] | None:
    """The first of the kinds that has the name."""
    wanted, _, key = name.rpartition(":")
    found = (one for one in kinds if wanted in {"", one} and session.get(TABLES[one], key))
    return next(((one, key) for one in found), None)


def find_scope(session: Session, name: str) -> Scope:
    """The scope that a name stands for; raises Refusal like `resolve`."""
    return Scope(*resolve(session, name, SCOPES))


def milestone_keys(session: Session, name: str) -> list[str]:
    """The keys of the duties named `assignment/milestone`, or of the one named by its period."""
    below = (col(Duty.key).startswith(name + sign, autoescape=True) for sign in "/@")
    mine = or_(col(Duty.key) == name, *below)
    return sorted(session.exec(select(Duty.key).where(mine))) if "/" in name else []


def nearest_entries(
    session: Session, name: str, wanted: Collection[str] = tuple(TABLES)
) -> list[str]:
    """Names of entries and milestones that look like one, to help who mistyped it."""
    kind, _, key = name.rpartition(":")
    if "/" in name:
        pairs = session.exec(select(Duty.assignment_id, Duty.milestone))
        names = [f"{one}/{two}" for one, two in pairs]
    else:
        kinds = [one for one in wanted if kind in {one, ""}] or wanted
        names = [each for one in kinds for each in session.exec(select(TABLES[one].id))]
    return get_close_matches(key, sorted(set(names)), n=3)


def of_another_kind(name: str, kind: str) -> Refusal:
    """That the name stands for something else, and how that is shown."""
    swedish, pronoun, english = CALLED[kind]
    return Refusal(
        sv=f"{name} är {swedish}; visa {pronoun} med uppdrag show {name}.",
        en=f"{name} is {english}; show it with uppdrag show {name}.",
    )


def not_there(name: str, near: Iterable[str]) -> Refusal:
    """That nothing has this name, and the nearest names that something has."""
    said = ", ".join(near)
    return Refusal(
        sv=f"{name} finns inte i registret." + (f" Menas {said}?" if said else ""),
        en=f"{name} is not in the register." + (f" Is it {said}?" if said else ""),
    )


def not_known(name: str, known: date) -> Refusal:
    """That the name was given later than the day that is asked about."""
    return Refusal(f"{name} var inte känt {known}.", f"{name} was not known on {known}.")
