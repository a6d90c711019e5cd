"""What is due, as a table and as JSON."""

from collections.abc import Sequence
from typing import Any

from models.fuzzy_date import say_day
from models.standing import Standing
from models.words import say_kind, say_secret
from output.phrases import pick, say_off
from output.terminal import line, table

STATES = {
    "open": ("öppen", "open"),
    "late": ("försenad", "late"),
    "handed_in": ("inlämnad", "handed in"),
    "withdrawn": ("återkallad", "withdrawn"),
    "undated": ("utan dag", "no date"),
    "unrecorded": ("oklart om inlämnad", "not known whether handed in"),
}


def due_data(one: Standing) -> dict[str, Any]:
    """One duty for a machine; what is not stated is null."""
    data = {
        "assignment": one.assignment.id,
        "milestone": one.duty.milestone,
        "occurrence": one.duty.occurrence or None,
        "key": one.duty.key,
        "title": one.assignment.title,
        "kind": one.duty.kind,
        "due": one.due,
        "days_left": one.days_left,
        "state": one.state,
        "responsible": one.responsible.name if one.responsible else None,
        "responsible_id": one.responsible.id if one.responsible else None,
        "to": [body.name for body in one.to] or None,
        "covers": [assignment.id for assignment in one.covers],
        "version": one.version,
    }
    if one.working_day_before:
        data |= {
            "working_day_before": one.working_day_before,
            "working_day_after": one.working_day_after,
        }
    return data


def due_table(found: Sequence[Standing], language: str) -> None:
    """Print what is due, a line each, and what to know about days off."""
    if not found:
        line(pick(("Inget att lämna de dagarna.", "Nothing is due in those days."), language))
        return
    headers = pick(
        (
            ("Dag", "Kvar", "Läge", "Vad", "Ansvarig"),
            ("Day", "Left", "State", "What", "Responsible"),
        ),
        language,
    )
    rows = [
        (
            say_day(one.due, language) if one.due else "",
            str(one.days_left),
            pick(STATES[one.state], language),
            f"{say_kind(one.duty.kind, language)}: {named(one, language)}",
            one.responsible.name if one.responsible else "–",
        )
        for one in found
    ]
    table(headers, rows, flexible=3)
    for one in found:
        if one.working_day_before:
            line(say_off(due_data(one), language))


def say_next(later: Sequence[Standing], language: str) -> None:
    """The next day on which something is due, when nothing is due in the days asked for."""
    for one in later[:1]:
        assert one.due
        what = f"{say_kind(one.duty.kind, language)}, {named(one, language)}"
        day = say_day(one.due, language)
        line(pick((f"Närmast: {day}: {what}", f"Next: {day}: {what}"), language))


def named(one: Standing, language: str) -> str:
    """The titles of what a duty covers; a secret assignment is not named."""
    if any(assignment.secret for assignment in one.covers):
        return say_secret(language)
    return ", ".join(assignment.short or assignment.title for assignment in one.covers)


def say_passed(passed: Sequence[Standing], language: str) -> None:
    """How many have passed with no word of being handed in, and how to see them."""
    if passed:
        count = len(passed)
        sv = f"{count} har passerat utan uppgift om inlämning: uppdrag due --late"
        en = f"{count} have passed with no word of being handed in: uppdrag due --late"
        line()
        line(pick((sv, en), language))
