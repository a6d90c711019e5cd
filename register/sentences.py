"""What a sync changes, as a person would say it: one line each, in both languages."""

from collections.abc import Iterable, Mapping

from models.words import SECRET
from register.difference import Difference
from register.duties import DutyChanges
from register.duty_sentences import is_secret, of_duties
from register.field_words import changes
from register.holder_sentences import of_names, of_tenures
from register.line import Line, Sentence, joined
from register.rows import Row
from register.shape import Register

__all__ = ["NOUNS", "Line", "tell"]

NOUNS = {  # tables that get a line of their own for each row
    "organisation": ("organisation", "organisation"),
    "document": ("källa", "source"),
    "decision": ("beslut", "decision"),
    "plan": ("handlingsplan", "plan"),
    "assignment": ("uppdrag", "assignment"),
    "activity": ("verksamhet", "activity"),
    "handover": ("överlämning", "handover"),
    "context_date": ("datum i bakgrunden", "context date"),
    "event": ("händelse", "event"),
    "ladder": ("påminnelsestege", "ladder"),
}
DETAILS = {  # tables of which the entry they belong to is told: its column, and what they hold
    "membership": ("group_id", "medlemmar", "members"),
    "contact_point": ("organisation_id", "kontaktuppgifter", "contact points"),
    "diary_number": ("decision_id", "diarienummer", "diary numbers"),
    "reference": ("subject", "hänvisningar", "references"),
    "focus_area": ("plan_id", "insatsområden", "focus areas"),
    "part": ("assignment_id", "delar", "parts"),
    "partner": ("assignment_id", "samverkan", "partners"),
    "handover_item": ("handover_id", "vad som flyttar och stannar", "what moves and what stays"),
    "funding_line": ("subject", "medel", "funding"),
    "claim": ("subject", "vad källorna säger", "what the sources say"),
    "unknown": ("subject", "vad källan inte säger", "what the source does not say"),
    "stop": ("subject", "stopp och paus", "stop or pause"),
    "condition": ("assignment_id", "förbehåll", "conditions"),
    "amendment": ("assignment_id", "ändringar", "amendments"),
    "related": ("assignment_id", "andra uppdrag", "related assignments"),
    "particular": ("subject", "upplysningar", "particulars"),
    "organisation_name": ("organisation_id", "uppgifter om namn", "details of names"),
    "tenure": ("subject", "uppgifter om ansvar", "details of responsibility"),
}


def tell(found: dict[str, Difference], duties: DutyChanges, register: Register) -> list[Line]:
    """Every change, the nouns first and then the duties and who answers for what."""
    renamed = new_names(found["assignment"], register)
    fresh = {ident(row) for name in NOUNS for row in found[name].added}
    gone = {ident(row) for name in NOUNS for row in found[name].removed}
    lines = [line for name in NOUNS for line in of_noun(name, found[name], renamed, register)]
    lines += of_duties(duties, register)
    lines += of_tenures(found["tenure"], register, renamed, gone)
    lines += of_names(found["organisation_name"], fresh, gone)
    told = {line.subject for line in lines if line.noun in {"tenure", "name"}}
    return lines + list(of_details(found, fresh | gone, told))


def new_names(assignments: Difference, register: Register) -> dict[str, str]:
    """The new name of each assignment that got one, by the old."""
    removed = {row["id"] for row in assignments.removed}
    named = {register.assignments[row["id"]].formerly: row["id"] for row in assignments.added}
    return {old: new for old, new in named.items() if old in removed and old}


def of_noun(
    name: str, change: Difference, renamed: Mapping[str, str], register: Register
) -> Iterable[Line]:
    before = {row["id"]: row for row in change.removed} if name == "assignment" else {}
    former = {new: before[old] for old, new in renamed.items() if old in before}
    for row in change.added:
        if old := former.get(ident(row)):
            was = (f"hette förut {old['id']}", f"was named {old['id']} before")
            yield line("~", name, row, joined([was, *changed(old, row, register)]))
        else:
            yield line("+", name, row, title(name, row, register))
    for old, row in change.changed:
        yield line("~", name, row, joined(changed(old, row, register)))
    for row in change.removed:
        if ident(row) not in renamed or name != "assignment":
            yield line("-", name, row, ("", ""))


def changed(old: Row, row: Row, register: Register) -> list[Sentence]:
    fields = {key: (old[key], value) for key, value in row.items() if old[key] != value}
    if is_secret(row, register) and "title" in fields:
        fields["title"] = "…", "…"
    return changes(fields, register)


def line(what: str, name: str, row: Row, told: Sentence) -> Line:
    key, (sv, en) = ident(row), NOUNS[name]
    return Line(what, name, key, named(sv, key, told[0]), named(en, key, told[1]))


def named(noun: str, key: str, text: str) -> str:
    return f"{noun} {key}: {text}" if text else f"{noun} {key}"


def ident(row: Row) -> str:
    return str(row.get("id") or row["name"])


def title(name: str, row: Row, register: Register) -> Sentence:
    """What a new entry is called; the title of a secret one is not told."""
    if is_secret(row, register):
        return SECRET
    if name == "organisation":
        called = register.organisations[row["id"]].names[-1].name
        return called, called
    return row.get("title", ""), row.get("title", "")


def of_details(found: Mapping[str, Difference], whole: set[str], told: set[str]) -> Iterable[Line]:
    """Details that changed of what is neither new nor gone: one line for each entry."""
    subjects: dict[str, list[Sentence]] = {}
    for name, (column, sv, en) in DETAILS.items():
        change = found[name]
        skipped = whole | told if name in {"tenure", "organisation_name"} else whole
        for row in [*change.added, *(after for _, after in change.changed), *change.removed]:
            subject = entry(row[column])
            if skipped & {subject, row.get("handover_id") if name == "tenure" else subject}:
                continue
            if (sv, en) not in subjects.setdefault(subject, []):
                subjects[subject].append((sv, en))
    for subject, details in subjects.items():
        if details:
            sv, en = (", ".join(each) for each in zip(*details, strict=True))
            yield Line(
                "~", "detail", subject, f"{subject}: {sv} ändrade", f"{subject}: {en} changed"
            )


def entry(subject: str) -> str:
    """The entry that `assignment:safer-return/part` is about."""
    return subject.rpartition(":")[2].partition("/")[0]
