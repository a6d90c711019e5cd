"""From the file to the register: everything in it, or every mistake with its place."""

import hashlib
from dataclasses import dataclass
from pathlib import Path as File
from typing import Any

from pydantic import ValidationError

from register.mistakes import Mistake, Path, by_place, from_pydantic, place
from register.references import check
from register.shape import Register
from register.yaml_events import build


@dataclass(frozen=True, slots=True)
class Read:
    """A register, or the mistakes in its file; `digest` is the fingerprint of its bytes."""

    register: Register | None
    mistakes: list[Mistake]
    digest: str


def read(data: bytes) -> Read:
    """Read the bytes of a register file."""
    digest = hashlib.sha256(data).hexdigest()
    built = build(data)
    register, found = shaped(built.data)
    if register and not built.mistakes:
        found = check(register)
    if not built.complete:
        found = [mistake for mistake in found if stands(built.data, mistake.path)]
    mistakes = [*built.mistakes, *place(found, data)]
    return Read(None if mistakes else register, sorted(mistakes, key=by_place), digest)


def shaped(data: object) -> tuple[Register | None, list[Mistake]]:
    """The register, or what in its shape is wrong."""
    try:
        return Register.model_validate(data), []
    except ValidationError as error:
        return None, from_pydantic(error, Register, data)


def stands(data: Any, path: Path) -> bool:
    """Whether the path leads to something that was read: what was left out is not missing."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def read_file(path: File) -> Read:
    """Read a register file; raises OSError when it cannot be opened."""
    return read(path.read_bytes())
