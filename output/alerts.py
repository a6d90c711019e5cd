"""Alerts as tables: when, by which rule, to whom, what became of them."""

from collections.abc import Callable
from typing import Any

from models.fuzzy_date import say_day
from models.handover import Handover
from models.prospect import Prospect, Telling
from models.words import say_owed, say_secret, says_no_more
from output.phrases import Facts, pick
from output.terminal import line, paragraph, table
from output.words import WORDS

Addresses = Callable[[str | None, str], str]  # an organisation's id and a role, to an address


def print_prospects(found: list[Facts], language: str) -> None:
    """Print each duty and handover with its alerts, and why there are no more."""
    english = language == "en"
    for number, one in enumerate(found):
        if number:
            line()
        paragraph(f"{one['heading']} ({one['key']})" if one["key"] else one["heading"])
        alert_table(one["alerts"], language)
        if one["why"]:
            reason = WORDS["why"][one["why"]][english]
            none = ("No more alerts", "Inga fler påminnelser")
            none = none if one["alerts"] else ("No alerts", "Inga påminnelser")
            paragraph(f"{none[0] if english else none[1]}: {reason}.")


def alert_table(alerts: list[Facts], language: str) -> None:
    """The alerts in order; to whom is said once when it is the same for all."""
    english = language == "en"
    headers = ["Day", "Why", "State", "To"] if english else ["Dag", "Varför", "Läge", "Till"]
    rows = [alert_cells(alert, language) for alert in alerts]
    everyone = {row[-1] for row in rows}
    if len(everyone) == 1:
        paragraph(f"{headers.pop()}: {everyone.pop()}")
    if rows:
        table(headers, [row[: len(headers)] for row in rows], flexible=1)


def alert_cells(alert: Facts, language: str) -> tuple[str, str, str, str]:
    """An alert as a row: its day, its rule and why it was moved, what became of it, to whom."""
    english = language == "en"
    state = WORDS["told"][alert["state"]][english]
    if alert["told_on"]:
        state += f" {say_day(alert['told_on'], language, weekday=False)}"
    role = WORDS["post"].get(alert["role"], (alert["role"],) * 2)[english]
    nobody = "nobody answers for it" if english else "ansvarig saknas"
    to = f"{role}, {alert['organisation'] or nobody}, {alert['address']}"
    return say_day(alert["day"], language), say_alert(alert, language), state, to


def say_alert(alert: Facts, language: str) -> str:
    """The rule in words, and why the day is not the one that it names."""
    from models.ladder import say_rule
    from models.working_days import explain_move

    said = say_rule(alert["rule"], language)
    if alert["day"] == alert["nominal"]:
        return said
    return f"{said} ({explain_move(alert['day'], alert['nominal'], language)})"


def prospect_data(one: Prospect, address: Addresses) -> dict[str, Any]:
    """A duty or handover with its alerts for a machine."""
    told = [telling_data(telling, address) for telling in one.tellings]
    if isinstance(one.about, Handover):
        about: dict[str, Any] = {"handover": one.about.id, "due": one.about.effective}
    else:
        about = {
            "assignment": one.about.assignment.id, "milestone": one.about.duty.milestone,
            "occurrence": one.about.duty.occurrence or None, "due": one.about.due,
            "state": one.about.state,
        }  # fmt: skip
    key = one.about.id if isinstance(one.about, Handover) else one.about.duty.key
    return {"key": key, **about, "why": one.why, "alerts": told}


def telling_data(one: Telling, address: Addresses) -> dict[str, Any]:
    """An alert; where it will go is looked up now, as sending does."""
    role = one.role if one.role not in {"giver", "receiver"} else "owner"
    body = one.body.id if one.body else None
    return {
        "day": one.day, "rule": one.rule, "nominal": one.nominal, "role": one.role,
        "organisation": one.body.name if one.body else None,
        "organisation_id": body, "address": one.address or address(body, role),
        "state": one.state, "told_on": one.told_on, "version": one.version,
    }  # fmt: skip


def prospect_heading(one: Prospect, language: str, *, opened: bool) -> dict[str, str]:
    """What the alerts are about; a secret assignment is named only to who asks for it by name."""
    if isinstance(one.about, Handover):
        day = say_day(one.about.effective, language)
        return {"heading": f"{one.about.title}, {day}", "key": one.about.id}
    standing = one.about
    stated = standing.stated.say(language) if standing.stated else "–"
    day = say_day(standing.due, language) if standing.due else stated
    hidden = any(assignment.secret for assignment in standing.covers)
    if hidden and not opened:
        return {"heading": f"{say_secret(language)}, {day}", "key": ""}
    duty, titles = standing.duty, [each.short or each.title for each in standing.covers]
    secret = pick(("Sekretess: ", "Secret: "), language) if hidden else ""
    said = f"{secret}{say_owed(duty.kind, duty.occurrence, language)}, {day}"
    more = "" if says_no_more(titles, duty.kind) else f": {', '.join(titles)}"
    return {"heading": said + more, "key": duty.key}
