"""One line of what a sync changes."""

from typing import NamedTuple

Sentence = tuple[str, str]  # Swedish, English


class Line(NamedTuple):
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
