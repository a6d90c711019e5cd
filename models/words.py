"""The words for what is owed, in both languages: lists, mails and calendars share them."""

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
