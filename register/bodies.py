"""Which organisation was meant: people write its name where the register asks for its id."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from register.mistakes import Mistake, nearest
from register.shape import Organisation

Called = Mapping[str, str]  # the ids of organisations, by what they are called


def called(names: Iterable[tuple[str, str | None]]) -> Called:
    """From ids, each with a name or short name; of two with one name the first counts."""
    found: dict[str, str] = {}
    for key, name in names:
        if name:
            found.setdefault(as_id(name), key)
    return found


def names_of(organisations: Mapping[str, Organisation]) -> Iterator[tuple[str, str | None]]:
    """What the organisations of a register are called, and were."""
    for key, organisation in organisations.items():
        for name in organisation.names:
            yield from ((key, one) for one in (name.name, name.short, *name.also_written))


def names_written(data: Any) -> Iterator[tuple[str, str | None]]:
    """The same from data that may have any shape."""
    bodies = data.get("organisations") if isinstance(data, dict) else None
    for key, body in bodies.items() if isinstance(bodies, dict) else ():
        names = body.get("names") if isinstance(body, dict) else None
        for name in names if isinstance(names, list) else ():
            values = [name.get("name"), name.get("short")] if isinstance(name, dict) else []
            yield from ((key, one) for one in values if isinstance(one, str))


def as_id(text: str) -> str:
    """A name as an id would be written: "Länsstyrelsen i Örebro" as "lansstyrelsen-i-orebro"."""
    letters = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def meant(word: str, ids: Collection[str], names: Called) -> str | None:
    """The id that was most likely meant: of what is called so, else of what is nearly so."""
    if found := names.get(as_id(word)):
        return found
    return nearest(word, ids) or names.get(nearest(as_id(word), names) or "")


def strangers(written: Iterable[str], ids: Collection[str], names: Called) -> list[Mistake]:
    """The organisations of contacts.yaml that the register does not have."""
    return [stranger(one, meant(one, ids, names)) for one in written if one not in ids]


def stranger(name: str, guess: str | None) -> Mistake:
    sv = f"; menade du «{guess}»?" if guess else " under organisations"
    en = f"; did you mean «{guess}»?" if guess else " under organisations"
    return Mistake.at(
        ("organisations", name),
        sv=f"«{name}» finns inte i registret{sv}",
        en=f"«{name}» is not in the register{en}",
    )
