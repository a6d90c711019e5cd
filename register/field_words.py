"""The words for the columns of the register's tables, and for what stands in them."""

from collections.abc import Mapping
from datetime import date

from models.fuzzy_date import FuzzyDate, say_day
from models.words import KIND
from register.line import Sentence
from register.shape import Register

FIELDS = {
    "about": ("namnges efter året", "named by the year"),
    "address": ("adress", "address"),
    "amends": ("ändrar", "amends"),
    "announced": ("bara aviserad", "announced only"),
    "assignment_id": ("uppdrag", "assignment"),
    "basis": ("grund", "basis"),
    "because": ("skäl", "reason"),
    "before": ("före", "before"),
    "cites": ("ska ange", "has to cite"),
    "contact_from": ("kontakt från", "contact from"),
    "continues": ("fortsätter", "continues"),
    "coordinator_id": ("samordnare", "coordinator"),
    "dated_because": ("skäl för dateringen", "reason for the date"),
    "day": ("på dagen", "on the day"),
    "decided": ("beslutad", "decided"),
    "decision_id": ("beslut", "decision"),
    "designation": ("beteckning", "designation"),
    "effective": ("ansvaret flyttar", "responsibility moves"),
    "executor_id": ("utförare", "executor"),
    "exists": ("finns", "exists"),
    "expected": ("väntas", "expected"),
    "file": ("fil", "file"),
    "focus_area": ("insatsområde", "focus area"),
    "for_id": ("för", "on behalf of"),
    "form": ("form", "form"),
    "giver_id": ("lämnas av", "handed over by"),
    "group_id": ("grupp", "group"),
    "instead_of": ("i stället för", "instead of"),
    "instruction": ("anvisning", "instruction"),
    "issuer": ("utfärdat av", "issued by"),
    "kind": ("slag", "kind"),
    "known_because": ("skäl för känt från", "reason for known from"),
    "known_from": ("känt från", "known from"),
    "ladder": ("påminnelsestege", "ladder"),
    "measures": ("åtgärder", "measures"),
    "ministry": ("departement", "ministry"),
    "mode": ("sista dag eller bestämd dag", "last day or set day"),
    "not_before": ("tidigast", "not before"),
    "notes": ("anteckningar", "notes"),
    "number": ("organisationsnummer", "organisation number"),
    "occurrence": ("period", "period"),
    "otherwise_unchanged": ("i övrigt oförändrat", "otherwise unchanged"),
    "overdue_every": ("försenad: arbetsdagar emellan", "overdue: working days between"),
    "overdue_times": ("försenad: antal påminnelser", "overdue: number of reminders"),
    "period": ("avser", "covers the period"),
    "plan_id": ("handlingsplan", "plan"),
    "policy": ("när sista dagen är ledig", "when the last day is off"),
    "policy_basis": ("lagstöd", "legal basis"),
    "prepared_by": ("förbereds av", "prepared by"),
    "published": ("publicerad", "published"),
    "published_at": ("publicerad klockan", "published at"),
    "publisher": ("utgivare", "publisher"),
    "received": ("mottagen", "received"),
    "receiver_id": ("tas över av", "taken over by"),
    "reissues": ("utfärdar på nytt", "issues again"),
    "replaces": ("ersätter", "replaces"),
    "respite": ("anstånd högst", "respite at most"),
    "secret": ("sekretess", "secret"),
    "short": ("kort namn", "short name"),
    "since": ("från", "from"),
    "slot": ("den som ska lämna", "who owes it"),
    "stated_focus_areas": ("angivet antal insatsområden", "stated number of focus areas"),
    "stated_members": ("angivet antal medlemmar", "stated number of members"),
    "stated_parts": ("angivet antal delar", "stated number of parts"),
    "through": ("lämnas genom", "handed in through"),
    "timing": ("tidpunkt", "when"),
    "title": ("titel", "title"),
    "trigger": ("när", "when"),
    "until": ("till och med", "until"),
    "when": ("när", "when"),
    "within": ("lämnas i", "stands in"),
    "yearly": ("varje år", "every year"),
}
HIDDEN = {  # said otherwise
    "anchor", "id", "name", "plus", "subject", "withdrawn_by", "withdrawn_on",
}  # fmt: skip
VALUES = {
    **KIND,
    "not_later_than": ("sista dag", "last day"),
    "on": ("bestämd dag", "set day"),
    "none": ("samma dag", "the same day"),
    "next_working_day": ("nästa arbetsdag", "the next working day"),
    "written": ("skriftlig", "written"),
    "oral": ("muntlig", "oral"),
    "in_another_document": ("i en annan handling", "in another document"),
    "ongoing": ("löpande", "ongoing"),
    "at_once": ("snarast", "at once"),
    "on_request": ("på begäran", "on request"),
    "unknown": ("inte känd här", "not known here"),
    "stopped": ("stoppad", "stopped"),
    "ending": ("avslutas", "brought to an end"),
    "paused": ("pausad", "paused"),
}


def changes(fields: Mapping[str, tuple[object, object]], register: Register) -> list[Sentence]:
    """`titel: A → B` for each field; a changed source is said without its words."""
    told = [
        change(name, old, new)
        for name, (old, new) in fields.items()
        if name not in HIDDEN and not name.startswith("source_")
    ]
    if "withdrawn_by" in fields:
        told.append(withdrawal(fields["withdrawn_by"][1], register))
    if any(name.startswith("source_") for name in fields):
        told.append(("källan ändrad", "source changed"))
    return told


def change(name: str, old: object, new: object) -> Sentence:
    sv, en = FIELDS[name]
    return f"{sv}: {value(old, 'sv')} → {value(new, 'sv')}", (
        f"{en}: {value(old, 'en')} → {value(new, 'en')}"
    )


def withdrawal(decision: object, register: Register) -> Sentence:
    if decision is None:
        return "inte längre återkallat", "no longer withdrawn"
    title = register.decisions[str(decision)].title
    return f"återkallat genom {title}", f"withdrawn by {title}"


def value(found: object, language: str) -> str:
    """What stands in a column, as a person would say it."""
    match found:
        case FuzzyDate():
            return found.say(language)
        case date():
            return say_day(found, language, weekday=False)
        case None | "":
            return "–"
        case bool():
            return (("nej", "ja") if language == "sv" else ("no", "yes"))[found]
    text = str(found)
    return VALUES[text][language == "en"] if text in VALUES else text
