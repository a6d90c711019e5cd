"""What a sync changes, as a person would say it: one line each, in both languages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from models.fuzzy_date import FuzzyDate
from models.words import say_kind
from register.difference import Difference
from register.duties import DutyChanges, Renewed
from register.rows import DutyRows, Row
from register.shape import Register

NOUNS = {  # tables that get a line of their own for each row
    "organisation": ("organisation", "organisation"),
    "document": ("källa", "source"),
    "decision": ("beslut", "decision"),
    "plan": ("handlingsplan", "plan"),
    "assignment": ("uppdrag", "assignment"),
    "activity": ("verksamhet", "activity"),
    "handover": ("överlämning", "handover"),
    "context_date": ("datum i bakgrunden", "context date"),
    "ladder": ("påminnelsestege", "ladder"),
}
FIELDS = {
    "title": ("titel", "title"),
    "responsible": ("ansvarig", "responsible"),
    "withdrawn_by": ("återkallas genom", "withdrawn by"),
    "kind": ("slag", "kind"),
    "ladder": ("påminnelsestege", "ladder"),
    "effective": ("dag", "day"),
    "contact_from": ("kontakt från", "contact from"),
    "known_from": ("känt från", "known from"),
}
HIDDEN = {"source_document", "source_at", "source_wording", "withdrawn_on", "due"}


@dataclass(frozen=True, slots=True)
class Line:
    """One change: `+`, `~` or `-`, what it is about, and the sentence."""

    what: str
    noun: str
    subject: str
    sv: str
    en: str

    def say(self, language: str) -> str:
        """The line in `sv` or `en`."""
        return f"{self.what} {self.en if language == 'en' else self.sv}"


def tell(found: dict[str, Difference], duties: DutyChanges, register: Register) -> list[Line]:
    """Every change, the nouns first and then the duties and who answers for what."""
    lines = [line for name in NOUNS for line in of_noun(name, found[name])]
    lines += [added_duty(duty) for duty in duties.added.values()]
    lines += [line for renewed in duties.changed for line in changed_duty(renewed, register)]
    lines += [removed_duty(row) for row in duties.removed]
    lines += list(of_tenures(found["tenure"], register))
    lines += list(of_names(found["organisation_name"]))
    return lines + list(of_details(found, {line.subject for line in lines}))


def of_noun(name: str, change: Difference) -> Iterable[Line]:
    sv, en = NOUNS[name]
    for row in change.added:
        title = described(row)
        yield Line("+", name, ident(row), f"{sv} {ident(row)}{title}", f"{en} {ident(row)}{title}")
    for old, row in change.changed:
        fields = {key: (old[key], value) for key, value in row.items() if old[key] != value}
        told = (f"{ident(row)}: {changes(fields, language)}" for language in ("sv", "en"))
        yield Line(
            "~",
            name,
            ident(row),
            *(f"{noun} {text}" for noun, text in zip((sv, en), told, strict=True)),
        )
    for row in change.removed:
        yield Line("-", name, ident(row), f"{sv} {ident(row)}", f"{en} {ident(row)}")


def ident(row: Row) -> str:
    return str(row.get("id") or row["name"])


def described(row: Row) -> str:
    return f": {row['title']}" if "title" in row else ""


def both(say: Callable[[str], str]) -> tuple[str, str]:
    return say("sv"), say("en")


def changes(fields: dict[str, tuple[object, object]], language: str) -> str:
    """`titel: A → B; …`; a changed source is said without its words."""
    told = [
        f"{field(name, language)}: {value(old, language)} → {value(new, language)}"
        for name, (old, new) in fields.items()
        if name not in HIDDEN
    ]
    if HIDDEN & fields.keys():
        told.append("källan ändrad" if language == "sv" else "source changed")
    return "; ".join(told)


def field(name: str, language: str) -> str:
    sv, en = FIELDS.get(name, (name, name))
    return sv if language == "sv" else en


def value(found: object, language: str) -> str:
    if isinstance(found, FuzzyDate):
        return found.say(language)
    if isinstance(found, date):
        return FuzzyDate.parse(found.isoformat()).say(language)
    return "–" if found is None else str(found)


def of_duty(row: Row, language: str) -> str:
    """The duty by its kind and key: "slutredovisning safer-return-2009/final-report"."""
    return f"{say_kind(row['kind'], language)} {row['key']}"


def when(stated: FuzzyDate | None, mode: str, language: str) -> str:
    if stated is None:
        return "dag inte angiven" if language == "sv" else "no date stated"
    before = {"sv": "senast ", "en": "no later than "}[language] if mode == "not_later_than" else ""
    return before + stated.say(language)


def added_duty(duty: DutyRows) -> Line:
    stated = duty.dates[-1]["stated"] if duty.dates else None
    sv, en = both(
        lambda language: (
            f"{of_duty(duty.row, language)}: {when(stated, duty.row['mode'], language)}"
        )
    )
    return Line("+", "duty", duty.row["key"], sv, en)


def removed_duty(row: Row) -> Line:
    sv, en = both(lambda language: of_duty(row, language))
    return Line("-", "duty", row["key"], sv, en)


def changed_duty(renewed: Renewed, register: Register) -> Iterable[Line]:
    row = renewed.wanted.row
    if renewed.date:
        sv, en = both(lambda language: new_date(renewed, register, language))
        yield Line("~", "duty", row["key"], sv, en)
    fields = {name: pair for name, pair in renewed.fields.items() if name != "assignment_id"}
    if fields:
        sv, en = both(lambda language: f"{of_duty(row, language)}: {changes(fields, language)}")
        yield Line("~", "duty", row["key"], sv, en)
    if renewed.recipients or renewed.covers:
        sv, en = both(lambda language: of_duty(row, language))
        yield Line("~", "duty", row["key"], f"{sv}: mottagare eller omfattning ändrad",
                   f"{en}: recipients or coverage changed")  # fmt: skip


def new_date(renewed: Renewed, register: Register, language: str) -> str:
    change = renewed.date
    assert change is not None
    row = renewed.wanted.row
    text = f"{of_duty(row, language)}: {when(change.after['stated'], row['mode'], language)}"
    if change.before is None:
        return text
    before = change.before["stated"].say(language)
    text += f" i stället för {before}" if language == "sv" else f" instead of {before}"
    if change.after["reason"] == "corrected":
        word = "rättelse" if language == "sv" else "correction"
        return f"{text} ({word}: {change.after['because']})"
    decision = register.decisions[change.after["decision_id"]]
    return f"{text} ({decision.title})"


def of_tenures(change: Difference, register: Register) -> Iterable[Line]:
    """Who answers, and from when if that is stated; what is only presumed is no news."""
    for row in [*change.added, *(after for _, after in change.changed)]:
        if row["stated"]:
            said = (answers(row, register, language) for language in ("sv", "en"))
            yield Line("+", "tenure", row["subject"], *said)


def answers(row: Row, register: Register, language: str) -> str:
    verbs = {
        ("responsible", "sv"): "ansvarar för", ("responsible", "en"): "answers for",
        ("contact", "sv"): "svarar på frågor om", ("contact", "en"): "is the contact for",
    }  # fmt: skip
    text = f"{holder(row, register)} {verbs[row['role'], language]} {row['subject']}"
    if row["since"] is None:
        return text
    first = row["since"].say(language).removeprefix("sedan ").removeprefix("since ")
    return f"{text} {'från' if language == 'sv' else 'from'} {first}"


def holder(row: Row, register: Register) -> str:
    organisation = register.organisations.get(row["organisation_id"] or "")
    return organisation.names[-1].name if organisation else "ingen"


def of_names(change: Difference) -> Iterable[Line]:
    for old, row in change.changed:
        yield Line("~", "name", row["organisation_id"], f"{old['name']} heter {row['name']}",
                   f"{old['name']} is named {row['name']}")  # fmt: skip


def of_details(found: dict[str, Difference], said: set[str]) -> Iterable[Line]:
    """Details that changed about something that has no line yet: one line for each subject."""
    told = set(NOUNS) | {"tenure", "organisation_name"}
    subjects: dict[str, None] = {}
    for name, change in found.items():
        if name not in told:
            rows = [*change.added, *(after for _, after in change.changed), *change.removed]
            subjects |= dict.fromkeys(subject(row) for row in rows)
    for one in subjects:
        if one not in said:
            yield Line(
                "~", "detail", one, f"uppgifter om {one} ändrade", f"details of {one} changed"
            )


def subject(row: Row) -> str:
    """The entry that a detail row belongs to."""
    for key in ("subject", "assignment_id", "decision_id", "plan_id", "handover_id", "group_id",
                "organisation_id"):  # fmt: skip
        if row.get(key):
            return str(row[key]).partition(":")[2].partition("/")[0] or str(row[key])
    return ident(row)
