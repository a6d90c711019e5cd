"""What is handed in, as the sentences of a mail need it: with its article, and definite."""

from dataclasses import dataclass

from models.words import say_kind

SWEDISH = {  # what can be handed in: its article, its definite form
    "report": ("en", "redovisningen"),
    "interim_report": ("en", "delredovisningen"),
    "final_report": ("en", "slutredovisningen"),
    "annual_report": ("en", "årsredovisningen"),
    "budget_documentation": ("ett", "budgetunderlaget"),
    "account": ("en", "ekonomiska redovisningen"),
    "requisition": ("en", "rekvisitionen"),
    "plan": ("en", "planen"),
    "proposal": ("ett", "förslaget"),
    "forecast": ("en", "prognosen"),
}
REPORTS = SWEDISH.keys() - {  # "redovisningar", when counted
    "budget_documentation", "requisition", "plan", "proposal", "forecast",
}  # fmt: skip
UNCOUNTED = {"budget_documentation"}  # English gives it no article


@dataclass(frozen=True, slots=True)
class Noun:
    """As in "en gemensam slutredovisning", "den gemensamma slutredovisningen"; `neuter`: "ett"."""

    a: str
    the: str
    neuter: bool = False


def noun(kind: str, language: str, *, joint: bool) -> Noun | None:
    """The noun for a kind; None for what is done and not handed in, such as a repayment."""
    if kind not in SWEDISH:
        return None
    name = say_kind(kind, language)
    return (
        english(kind, name, joint=joint) if language == "en" else swedish(kind, name, joint=joint)
    )


def swedish(kind: str, name: str, *, joint: bool) -> Noun:
    article, definite = SWEDISH[kind]
    neuter = article == "ett"
    if joint:
        adjective = "gemensamt" if neuter else "gemensam"
        the = "det" if neuter else "den"
        return Noun(f"{article} {adjective} {name}", f"{the} gemensamma {definite}", neuter)
    the = f"den {definite}" if " " in definite else definite
    return Noun(f"{article} {name}", the, neuter)


def english(kind: str, name: str, *, joint: bool) -> Noun:
    name = f"joint {name}" if joint else name
    article = "an" if name[0] in "aeiou" else "a"
    return Noun(name if kind in UNCOUNTED else f"{article} {name}", f"the {name}")
