"""The words for what is owed, in both languages: lists, mails and calendars share them."""

from collections.abc import Iterable

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
    "internal": ("internt delmål", "internal milestone"),
    "other": ("delmål", "milestone"),
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
