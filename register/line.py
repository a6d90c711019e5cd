"""One line of what a sync changes."""

from dataclasses import dataclass

LANGUAGES = ("sv", "en")
Sentence = tuple[str, str]  # Swedish, English


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


def joined(parts: list[Sentence]) -> Sentence:
    """Several things said in one line."""
    return "; ".join(sv for sv, _ in parts), "; ".join(en for _, en in parts)
