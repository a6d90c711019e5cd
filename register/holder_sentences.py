"""What a sync changes about who answers for what, and what bodies are called."""

from collections.abc import Collection, Iterable, Mapping

from models.words import HANDED_IN
from register.difference import Difference
from register.line import Line, Sentence
from register.milestones import on_behalf
from register.rows import Row
from register.shape import Register

VERBS = {
    "responsible": ("ansvarar för", "answers for"),
    "contact": ("svarar på frågor om", "is the contact for"),
}
HANDS_IN = ("lämnar", "hands in")
APART = "milestone:"  # what somebody else owes than who answers for the assignment


def of_tenures(
    change: Difference, register: Register, renamed: Mapping[str, str], gone: Collection[str]
) -> Iterable[Line]:
    """Who answers, and from when if that is stated; what is only presumed is no news.

    `renamed` has the new name of each subject that got one; `gone` are the entries that have left
    and of which that is told already.
    """
    before = {
        (now_named(row["subject"], renamed), row["role"]): row
        for row in [*change.removed, *(old for old, _ in change.changed)]
        if row["stated"]
    }
    for row in [*change.added, *(after for _, after in change.changed)]:
        if row["stated"]:
            old = before.pop((row["subject"], row["role"]), None)
            if not old or said_of(old) != said_of(row):
                yield line("~" if old else "+", row, old, register)
    for (subject, _), row in before.items():
        if not {of_entry(subject), row["handover_id"]} & {*gone}:
            yield line("-", row, None, register)


def of_entry(subject: str) -> str:
    """The assignment or activity that a subject is, or belongs to."""
    return subject.removeprefix(APART).partition("/")[0] if subject.startswith(APART) else subject


def now_named(subject: str, renamed: Mapping[str, str]) -> str:
    """The subject under the new name of its assignment."""
    entry = of_entry(subject)
    return subject.replace(entry, renamed[entry], 1) if entry in renamed else subject


def said_of(row: Row) -> tuple[object, ...]:
    return row["organisation_id"], row["since"]


def line(what: str, row: Row, old: Row | None, register: Register) -> Line:
    sv, en = answers(row, register, "sv"), answers(row, register, "en")
    if old and old["organisation_id"] != row["organisation_id"]:
        body = holder(old, register)
        sv, en = f"{sv} i stället för {body[0]}", f"{en} instead of {body[1]}"
        if row["because"]:
            sv, en = f"{sv} (rättelse: {row['because']})", f"{en} (correction: {row['because']})"
    return Line(what, "tenure", row["subject"], sv, en)


def answers(row: Row, register: Register, language: str) -> str:
    english = language == "en"
    what = apart(row, register) if row["subject"].startswith(APART) else None
    verb, about, group = what or (VERBS[row["role"]], row["subject"], ("", ""))
    text = f"{holder(row, register)[english]} {verb[english]} {about}{group[english]}"
    if row["since"] is None:
        return text
    first = row["since"].say(language).removeprefix("sedan ").removeprefix("since ")
    return f"{text} {'from' if english else 'från'} {first}"


def apart(row: Row, register: Register) -> tuple[Sentence, str, Sentence]:
    """What is said of a milestone held apart: the verb, its name, and the group in whose place."""
    name = row["subject"].removeprefix(APART).partition("@")[0]
    entry, _, key = name.partition("/")
    assignment = register.assignments.get(entry)
    milestone = assignment.milestones.get(key) if assignment else None
    if assignment is None or milestone is None:
        return HANDS_IN, name, ("", "")
    verb = HANDS_IN if milestone.kind in HANDED_IN else VERBS["responsible"]
    group = on_behalf(assignment, milestone)
    if group is None or group == row["organisation_id"]:
        return verb, name, ("", "")
    called = holder({"organisation_id": group}, register)
    return verb, name, (f" (för {called[0]})", f" (for {called[1]})")


def holder(row: Row, register: Register) -> Sentence:
    """The body under its last name; one that has left the register by its id."""
    key = row["organisation_id"]
    if key is None:
        return "ingen", "nobody"
    organisation = register.organisations.get(key)
    name = organisation.names[-1].name if organisation else key
    return name, name


def of_names(change: Difference, fresh: Collection[str], gone: Collection[str]) -> Iterable[Line]:
    """Names of bodies that are neither new nor gone: those have their own line."""
    for row in change.added:
        if row["organisation_id"] not in fresh:
            yield name_line("+", row, *from_day(row))
    for old, row in change.changed:
        if old["name"] != row["name"]:
            yield name_line("~", row, f", inte {old['name']}", f", not {old['name']}")
    for row in change.removed:
        if row["organisation_id"] not in gone:
            yield name_line("-", row, *from_day(row))


def name_line(what: str, row: Row, sv: str, en: str) -> Line:
    key, name = row["organisation_id"], row["name"]
    return Line(
        what, "name", key,
        f"organisation {key} heter {name}{sv}", f"organisation {key} is named {name}{en}",
    )  # fmt: skip


def from_day(row: Row) -> Sentence:
    if row["since"] is None:
        return "", ""
    sv, en = (row["since"].say(language) for language in ("sv", "en"))
    return f" från {sv.removeprefix('sedan ')}", f" from {en.removeprefix('since ')}"
