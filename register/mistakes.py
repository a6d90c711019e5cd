"""Mistakes in a file: a sentence each, in Swedish and English, with its place and what is right."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from typing import Any

Path = tuple[str | int, ...]  # keys and list positions, from the top of the file
Place = tuple[int, int]  # line and column, from 1
Sentence = tuple[str, str]  # Swedish, English

SHOWN = 200  # mistakes in one go
QUOTED = 60  # characters of what somebody wrote
MANY = 300  # words to compare a misspelt one with; among more, only the likeliest are tried


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong, where, and what would be right. Line 0: the place is not known.

    `file` is named only where a folder of files is one register.
    """

    path: Path
    line: int
    column: int
    sv: str
    en: str
    file: str = ""

    @classmethod
    def at(cls, path: Path, sv: str, en: str) -> "Mistake":
        """A mistake of which only the path is known; `place` finds its line and column."""
        return cls(path, 0, 0, sv, en)

    def text(self, file: str, language: str = "sv") -> str:
        """The line to print, in `sv` or `en`: `assignments.yaml:41:12: sentence`."""
        file = f"{file}/{self.file}" if self.file else file
        place = f"{file}:{self.line}:{self.column}" if self.line else file
        return f"{place}: {escaped(self.en if language == 'en' else self.sv)}"


def by_place(mistake: Mistake) -> tuple[str, bool, int, int]:
    """To sort by: file by file, first in the file first, those without a place last."""
    return (mistake.file, not mistake.line, mistake.line, mistake.column)


def shortened(mistakes: Iterable[Mistake], most: int = SHOWN) -> list[Mistake]:
    """The first `most` mistakes of a file, each once, and one that says how many there are more."""
    mistakes = sorted(dict.fromkeys(mistakes), key=by_place)
    if (more := len(mistakes) - most) <= 0:
        return mistakes
    sv, en = f"minst {more} fel till finns i filen", f"the file has at least {more} more mistakes"
    return [*mistakes[:most], Mistake.at((), sv, en)]


def quote(text: object) -> str:
    """What somebody wrote, safe to show: at most 60 characters, those nobody sees as escapes."""
    words = str(text)
    return f"«{escaped(words if len(words) <= QUOTED else words[: QUOTED - 1] + '…')}»"


def escaped(text: str) -> str:
    if text.isprintable():
        return text
    signs = (c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return "".join(signs)


def nearest(word: str, choices: Collection[str]) -> str | None:
    """The choice that was most likely meant, if any is close."""
    forms = {alike(choice): choice for choice in likely(word, choices)}
    close = get_close_matches(alike(word[:QUOTED]), forms, n=1)
    return forms[close[0]] if close else None


def alike(word: str) -> str:
    return word.lower().replace("-", "_")


def likely(word: str, choices: Collection[str]) -> Iterable[str]:
    """All choices if they are few; else some of equal length with the same first or second half."""
    if len(choices) <= MANY:
        return choices
    first, second = word[: len(word) // 2], word[len(word) // 2 :]
    halves = (c for c in choices if c.startswith(first) or c.endswith(second))
    return islice((c for c in halves if abs(len(c) - len(word)) <= 1), MANY)


def place_of(mark: Any) -> Place:
    return mark.line + 1, mark.column + 1
