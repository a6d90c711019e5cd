"""The names of a register: whether what is referred to is there, and what was meant if not."""

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from register import shape
from register.bodies import Called, called, meant, names_of
from register.mistakes import SHOWN, Mistake, Path
from register.shape_base import Source

Found = Iterator[Mistake]


class Names:
    """The names that may be used in one register."""

    def __init__(self, register: shape.Register, gone: Collection[str]) -> None:
        """Take the register; `gone` are names of the file that it does not have.

        `nowhere` gets the paths of references to nothing.
        """
        self.register = register
        self.gone = gone
        self.nowhere: set[Path] = set()

    def known(self, path: Path, name: str | None, names: Collection[str], noun: str) -> Found:
        """A reference to nothing, with the nearest name there is."""
        if name is None or name in names or self.unread(name, noun):
            return
        guess = None
        if len(self.nowhere) < SHOWN:  # to guess takes time, and no more are shown
            guess = meant(name, names, self.called if noun == "organisations" else {})
        self.nowhere.add(path)
        sv = f"; menade du «{guess}»?" if guess else f" under {noun}"
        en = f"; did you mean «{guess}»?" if guess else f" under {noun}"
        yield Mistake.at(path, sv=f"«{name}» finns inte{sv}", en=f"«{name}» does not exist{en}")

    @cached_property
    def called(self) -> Called:
        """The ids of the organisations, by their names."""
        return called(names_of(self.register.organisations))

    def unread(self, name: str, noun: str) -> bool:
        """Whether the name stands in the file, in what could not be read."""
        return name in self.gone or any(one in self.gone for one in noun.split(", "))

    def body(self, path: Path, name: str | None) -> Found:
        return self.known(path, name, self.register.organisations, "organisations")

    def by(self, path: Path, name: str | None) -> Found:
        return self.known(path, name, self.register.decisions, "decisions")

    def source(self, path: Path, source: Source | None) -> Found:
        if source and source.document not in self.register.documents:
            yield from self.known(
                (*path, "document"), source.document, self.register.documents, "documents"
            )

    def sources(self, path: Path, items: Iterable[Any]) -> Found:
        """The sources of a list of details."""
        for position, item in enumerate(items):
            if item.source and item.source.document not in self.register.documents:
                yield from self.source((*path, position, "source"), item.source)

    def written(self, path: Path) -> str:
        """The word that stands at a path."""
        found: Any = self.register
        for step in path:
            found = getattr(found, str(step)) if isinstance(found, BaseModel) else found[step]
        return str(found)
