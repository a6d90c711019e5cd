"""What a sync changes about duties, as a person would say it."""

from collections.abc import Iterable
from functools import lru_cache

from models.fuzzy_date import FuzzyDate
from models.words import say_kind, say_without_day
from register.duties import DutyChanges, Renewed
from register.field_words import changes
from register.line import Line, Sentence, joined
from register.rows import DutyRows, Row
from register.shape import Register

NAMES = {"key", "milestone", "assignment_id"}


def of_duties(duties: DutyChanges, register: Register) -> Iterable[Line]:
    """One line for each duty that comes or goes, one or more for each that changes."""
    for duty in duties.added.values():
        yield said("+", duty.row, (of_day(duty, "sv"), of_day(duty, "en")))
    for renewed in duties.changed:
        for told in changed(renewed, register):
            yield said("~", renewed.wanted.row, told)
    for row in duties.removed:
        yield Line("-", "duty", row["key"], of_duty(row, "sv"), of_duty(row, "en"))


def said(what: str, row: Row, told: Sentence) -> Line:
    sv, en = f"{of_duty(row, 'sv')}: {told[0]}", f"{of_duty(row, 'en')}: {told[1]}"
    return Line(what, "duty", row["key"], sv, en)


def of_duty(row: Row, language: str) -> str:
    """The duty by its kind and key: "slutredovisning safer-return-2009/final-report"."""
    return f"{say_kind(row['kind'], language)} {row['key']}"


def of_day(duty: DutyRows, language: str) -> str:
    """The day; of what has none, the word in its place, or what it hangs on."""
    stated = duty.dates[-1]["stated"] if duty.dates else None
    found = None if stated else say_without_day(duty.row["timing"], duty.row["anchor"], language)
    return found or when(stated, duty.row["mode"], language)


@lru_cache(maxsize=16_384)  # many duties share a day: saying it was half the time of a line
def when(stated: FuzzyDate | None, mode: str, language: str) -> str:
    if stated is None:
        return "dag inte angiven" if language == "sv" else "no date stated"
    before = {"sv": "senast ", "en": "no later than "}[language] if mode == "not_later_than" else ""
    return before + stated.say(language)


def changed(renewed: Renewed, register: Register) -> Iterable[Sentence]:
    """What changes about one duty; what only followed its assignment is told with that."""
    if renewed.date:
        yield new_date(renewed, register, "sv"), new_date(renewed, register, "en")
    if "milestone" in renewed.fields:
        before = renewed.fields["key"][0]
        yield f"hette förut {before}", f"was named {before} before"
    fields = {name: pair for name, pair in renewed.fields.items() if name not in NAMES}
    if "title" in fields and is_secret(renewed.wanted.row, register):
        fields["title"] = "…", "…"
    if told := changes(fields, register):
        yield joined(told)
    if renewed.recipients:
        yield recipients(renewed, register)
    if renewed.covers:
        covered = ", ".join(renewed.wanted.covers) or "–"
        yield f"omfattar också: {covered}", f"also covers: {covered}"
    if renewed.again and not fields:
        yield (
            "uppgifter om dagarnas beslut ändrade",
            "details of the decisions on its dates changed",
        )


def is_secret(row: Row, register: Register) -> bool:
    """Whether the row is a secret assignment, or belongs to one."""
    assignment = register.assignments.get(row.get("assignment_id") or "")
    return bool(row.get("secret") or (assignment and assignment.secret))


def new_date(renewed: Renewed, register: Register, language: str) -> str:
    change = renewed.date
    assert change is not None
    text = when(change.after["stated"], renewed.wanted.row["mode"], language)
    if change.before is None or change.before["stated"] is None:
        return text
    before = change.before["stated"].say(language)
    text += f" i stället för {before}" if language == "sv" else f" instead of {before}"
    if change.after["reason"] == "corrected":
        word = "rättelse" if language == "sv" else "correction"
        return f"{text} ({word}: {change.after['because']})"
    return f"{text} ({register.decisions[change.after['decision_id']].title})"


def recipients(renewed: Renewed, register: Register) -> Sentence:
    """Who receives it now."""
    names = {"to": list[str](), "copy": list[str]()}
    for body, role in renewed.wanted.recipients:
        names[role].append(register.organisations[body].names[-1].name)
    to, copies = (", ".join(each) for each in names.values())
    sv, en = f"mottagare: {to or '–'}", f"recipients: {to or '–'}"
    return (f"{sv}; kopia: {copies}", f"{en}; copies: {copies}") if copies else (sv, en)
