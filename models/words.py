"""The words for what is owed, in both languages: lists, mails and calendars share them."""

from collections.abc import Iterable

from models.anchor import parse_anchor
from models.span import parse_span

KIND = {  # every `Kind` of register/shape.py, in Swedish and English
    "report": ("redovisning", "report"),
    "interim_report": ("delredovisning", "interim report"),
    "final_report": ("slutredovisning", "final report"),
    "annual_report": ("årsredovisning", "annual report"),
    "budget_documentation": ("budgetunderlag", "budget documentation"),
    "account": ("ekonomisk redovisning", "financial account"),
    "requisition": ("rekvisition", "requisition"),
    "repayment": ("återbetalning", "repayment"),
    "readiness": ("beredskap", "readiness"),
    "plan": ("plan", "plan"),
    "proposal": ("förslag", "proposal"),
    "forecast": ("prognos", "forecast"),
    "information": ("information", "information"),
    "referral": ("remiss", "referral for comment"),
    "event": ("möte", "meeting"),
    "awaited": ("beslut som väntas", "awaited decision"),
    "internal": ("internt delmål", "internal milestone"),
    "other": ("delmål", "milestone"),
}
HANDED_IN = {  # kinds of which something is handed in; the others are done, or happen
    "report", "interim_report", "final_report", "annual_report", "budget_documentation", "account",
    "requisition", "plan", "proposal", "forecast",
}  # fmt: skip
TIMING = {  # what stands in place of a day, in Swedish and English
    "ongoing": ("löpande", "ongoing"),
    "at_once": ("snarast", "at once"),
    "on_request": ("på begäran", "on request"),
    "unknown": ("dagen är inte känd här", "the day is not known here"),
}
SECRET = ("Sekretess: öppna för att läsa", "Secret: open to read")


def say_kind(kind: str, language: str) -> str:
    """A duty's kind as it stands inside a sentence: "slutredovisning", "final report"."""
    swedish, english = KIND[kind]
    return english if language == "en" else swedish


def say_secret(language: str) -> str:
    """What stands in place of a secret assignment's title."""
    return SECRET[language == "en"]


def say_owed(kind: str, occurrence: str, language: str) -> str:
    """The kind and, where it comes back, its period: "årsredovisning 2025"."""
    return f"{say_kind(kind, language)} {occurrence}".rstrip()


def say_timing(timing: str, language: str) -> str:
    """The word for what has no day: "löpande", "snarast"."""
    return TIMING[timing][language == "en"]


def say_without_day(timing: str | None, anchor: str | None, language: str) -> str | None:
    """Why there is no day, if that is known: a word, or what the day hangs on, by its key."""
    if timing:
        return say_timing(timing, language)
    if anchor:
        name = parse_anchor(anchor).name
        return f"the day hangs on {name}" if language == "en" else f"dagen hänger på {name}"
    return None


def say_hanging(plus: str, name: str, language: str, *, happens: bool) -> str:
    """How long after what: "samma dag som återbetalning", "en månad efter att: Avtalet gäller".

    What `happens` is a sentence; anything else is a noun.
    """
    span = parse_span(plus)
    that = " att" if happens and span.length > 0 and language == "sv" else ""
    return f"{span.say(language)}{that}{':' if happens else ''} {name}"


def says_no_more(titles: Iterable[str | None], kind: str) -> bool:
    """Whether the titles only repeat the kind: an assignment "Årsredovisning" needs no mention."""
    return list(titles) == [say_kind(kind, "sv").capitalize()]  # titles are Swedish for everybody


def say_number(number: int, language: str) -> str:
    """A number in figures, by thousands: "5 715", "5,715"."""
    said = f"{number:,}"
    return said if language == "en" else said.replace(",", " ")


def say_away(days: int, language: str) -> str:
    """How far away a day is: "om 14 dagar", "i dag", "för 5 715 dagar sedan"."""
    english, count = language == "en", say_number(abs(days), language)
    if days == 0:
        return "today" if english else "i dag"
    noun = (("dag", "day") if abs(days) == 1 else ("dagar", "days"))[english]
    if days > 0:
        return f"in {count} {noun}" if english else f"om {count} {noun}"
    return f"{count} {noun} ago" if english else f"för {count} {noun} sedan"
