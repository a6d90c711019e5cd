"""From the file to the register: everything in it, or every mistake with its place."""

import hashlib
from dataclasses import dataclass
from pathlib import Path as File
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from register.defaults import Filled
from register.folder import Folder
from register.garbage import garbage_put_off
from register.mistakes import Mistake, Path, by_place
from register.places import place
from register.references import check
from register.rest import check_rest
from register.shape import Register
from register.shape_mistakes import from_pydantic
from register.yaml_events import Built, build

Shaped = TypeVar("Shaped", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Read:
    """A register, or the mistakes in its file; `digest` is the fingerprint of its bytes."""

    register: Register | None
    mistakes: list[Mistake]
    digest: str


@garbage_put_off()
def read(data: bytes) -> Read:
    """Read the bytes of a register file."""
    digest = hashlib.sha256(data).hexdigest()
    built = build(data)
    register, found = checked(built)
    mistakes = sorted([*built.mistakes, *place(found, data)], key=by_place)
    return Read(None if mistakes else register, mistakes, digest)


def checked(built: Built) -> tuple[Register | None, list[Mistake]]:
    """The register, or what is wrong with its shape and, as far as can be seen, all the rest."""
    filled = Filled(built.data)
    try:
        register = Register.model_validate(built.data)
    except ValidationError as error:
        mistakes = from_pydantic(error, Register, built.data)
        if not built.complete:
            return None, [mistake for mistake in mistakes if stands(built.data, mistake.path)]
        return None, filled.once([*mistakes, *check_rest(built.data, error)])
    return register, filled.once(check(register)) if built.complete else []


def read_as(data: bytes, shape: type[Shaped]) -> tuple[Shaped | None, list[Mistake]]:
    """Read another file of the same strictness, such as contacts.yaml, into its own shape."""
    built = build(data)
    found, mistakes = shaped(built.data, shape)
    if not built.complete:
        mistakes = [mistake for mistake in mistakes if stands(built.data, mistake.path)]
    mistakes = [*built.mistakes, *place(mistakes, data)]
    return None if mistakes else found, sorted(mistakes, key=by_place)


def shaped(data: object, shape: type[Shaped]) -> tuple[Shaped | None, list[Mistake]]:
    """The data in its shape, or what is wrong with it."""
    try:
        return shape.model_validate(data), []
    except ValidationError as error:
        return None, from_pydantic(error, shape, data)


def stands(data: Any, path: Path) -> bool:
    """Whether the path leads to something that was read: what was left out is not missing.

    An alias that was refused has left an empty place.
    """
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return False
    return data is not None


def read_file(path: File) -> Read:
    """Read a register file, or a folder of them; raises OSError when it cannot be opened."""
    return read_folder(Folder.open(path)) if path.is_dir() else read(path.read_bytes())


@garbage_put_off()
def read_folder(folder: Folder) -> Read:
    """Read the files of a folder as one register."""
    built = folder.built
    register, found = checked(built)
    found = folder.place(found) if folder.files else []
    mistakes = sorted([*built.mistakes, *found], key=by_place)
    return Read(None if mistakes else register, mistakes, folder.digest)


def placed(mistakes: list[Mistake], path: File) -> list[Mistake]:
    """What was found later in a register, with its places in the file or folder."""
    if path.is_dir():
        return Folder.open(path).place(mistakes)
    return place(mistakes, path.read_bytes())
