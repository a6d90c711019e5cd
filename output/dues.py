"""What is due, as a list and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from models.fuzzy_date import say_day
from models.standing import Standing
from models.words import say_away, say_owed, say_secret, say_without_day, says_no_more
from models.working_days import explain_day_off
from output.phrases import pick
from output.terminal import line, paragraph

STATES = {
    "open": ("öppen", "open"),
    "late": ("försenad", "late"),
    "handed_in": ("inlämnad", "handed in"),
    "withdrawn": ("återkallad", "withdrawn"),
    "undated": ("utan dag", "no date"),
    "unrecorded": ("oklart om inlämnad", "not known whether handed in"),
}


SECRETS = ("assignment", "milestone", "occurrence", "key", "title", "to", "diary_number")


def due_data(one: Standing) -> dict[str, Any]:
    """One duty for a machine; what is not stated, or secret, is null."""
    data: dict[str, Any] = {
        "assignment": one.assignment.id,
        "milestone": one.duty.milestone,
        "occurrence": one.duty.occurrence or None,
        "key": one.duty.key,
        "title": one.assignment.title,
        "kind": one.duty.kind,
        "due": one.due,
        "act_by": one.act_by,
        "days_left": one.days_left,
        "state": one.state,
        "responsible": one.responsible.name if one.responsible else None,
        "responsible_id": one.responsible.id if one.responsible else None,
        "to": [body.name for body in one.to] or None,
        "covers": [assignment.id for assignment in one.covers],
        "version": one.version,
    }
    if one.report:
        data["handed_in"] = one.report.handed_in_on
        data["diary_number"] = one.report.diary_number
    if one.working_day_before:
        data |= {
            "working_day_before": one.working_day_before,
            "working_day_after": one.working_day_after,
        }
    if secret(one):
        data |= dict.fromkeys(SECRETS) | {"covers": [], "secret": True}
    return data


def due_table(found: Sequence[Standing], language: str) -> None:
    """Print each duty: when and how it stands, what, who answers, and its key."""
    if not found:
        line(pick(("Inget att lämna de dagarna.", "Nothing is due in those days."), language))
        return
    for one in found:
        paragraph(when(one, language))
        for fact in facts(one, language):
            paragraph(fact, 1)
    if any(one.state in {"open", "late", "unrecorded"} for one in found):
        sv = "När något är inlämnat, ange datum och diarienummer:"
        en = "When something has been handed in, give the date and the diary number:"
        command = (
            "uppdrag report NYCKEL --handed-in DATUM --diary-number DIARIENUMMER",
            "uppdrag report KEY --handed-in DATE --diary-number NUMBER",
        )
        line()
        line(pick((sv, en), language))
        line(f"  {pick(command, language)}")


def when(one: Standing, language: str) -> str:
    """The day, how far away it is, and how the duty stands."""
    state: str = pick(STATES[one.state], language)
    if one.due is None or one.days_left is None:
        return without_day(one, state, language)
    return f"{say_day(one.due, language)}, {say_away(one.days_left, language)}, {state}"


def without_day(one: Standing, state: str, language: str) -> str:
    """What stands in place of the day; only where nothing does is it said to be missing.

    What a secret day hangs on may be the key of another secret duty.
    """
    anchor = None if secret(one) else one.duty.anchor
    word = say_without_day(one.duty.timing, anchor, language)
    said = one.stated.say(language) if one.stated else word
    if said is None:
        return state
    return said if word and one.state == "undated" else f"{said}, {state}"


def facts(one: Standing, language: str) -> Iterator[str]:
    """What, who answers and the key; a secret assignment's is not said."""
    yield what(one, language)
    nobody = pick(("ansvarig saknas", "nobody answers for it"), language)
    yield one.responsible.name if one.responsible else nobody
    if not secret(one):
        yield f"{pick(('Nyckel', 'Key'), language)}: {one.duty.key}"
    if one.due and one.act_by and one.working_day_before and one.on <= one.act_by:
        yield explain_day_off(one.due, one.act_by, one.duty.policy_basis, language)


def what(one: Standing, language: str) -> str:
    """What is owed and on which assignments: "årsredovisning 2025"."""
    said = say_owed(one.duty.kind, one.duty.occurrence, language)
    if secret(one):
        return f"{said}: {say_secret(language)}"
    titles = [assignment.short or assignment.title for assignment in one.covers]
    return said if says_no_more(titles, one.duty.kind) else f"{said}: {', '.join(titles)}"


def secret(one: Standing) -> bool:
    """Whether any assignment that it is about is secret: then it names none of them."""
    return any(assignment.secret for assignment in one.covers)


def say_next(later: Sequence[Standing], language: str) -> None:
    """The next day on which something is due, when nothing is due in the days asked for."""
    for one in later[:1]:
        assert one.due
        day = say_day(one.due, language)
        paragraph(f"{pick(('Närmast', 'Next'), language)}: {day}: {what(one, language)}")


def say_passed(passed: Sequence[Standing], language: str) -> None:
    """How many have passed with no word of being handed in, and how to see them."""
    if passed:
        count = len(passed)
        sv = f"{count} har passerat utan uppgift om inlämning: uppdrag due --late"
        en = f"{count} have passed with no word of being handed in: uppdrag due --late"
        line()
        line(pick((sv, en), language))
