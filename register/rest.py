"""What is left of a register whose shape is wrong, so that all the rest can be checked at once.

A wrong value is left out; one that must be there gives way to a stand-in, of which nothing is said.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_type_hints

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from register.bodies import as_id
from register.mistakes import Mistake, Path
from register.references import Check
from register.shape import Register
from register.shape_mistakes import models_at, path_in

STAND_IN = "not-readable"
SOURCE = {"document": STAND_IN, "at": STAND_IN}
STAND_INS: tuple[Any, ...] = (  # one of each form that a required value may have
    STAND_IN, "2000-01-01", "01-01", "2000", "1wd", "0", SOURCE, [{"name": STAND_IN}],
    [{"what": STAND_IN, "fate": "stays", "text": STAND_IN, "source": SOURCE}],
)  # fmt: skip
BASIS = [("organisations",), ("documents",), ("decisions",), ("handovers",)]  # what rules look up


def check_rest(data: dict[str, Any], error: ValidationError) -> list[Mistake]:
    """The mistakes between entries of data whose shape has mistakes too, which are told already."""
    rest = Rest(data)
    register = rest.shaped(error)
    if register is None:
        return []
    checking = Check(register, rest.gone())
    return [
        Mistake.at(path, mistake.sv, mistake.en)
        for mistake in checking.everything()
        if rest.sure(path := rest.original(mistake.path), mistake.path, checking)
    ]


@dataclass(slots=True)
class Rest:
    """The data without what was dropped from it; all paths are those of the file."""

    data: dict[str, Any]
    dropped: set[Path] = field(default_factory=set)
    stand_ins: dict[Path, Any] = field(default_factory=dict)
    kept: dict[Path, list[int]] = field(default_factory=dict)  # which items of a shortened list
    around: set[Path] = field(default_factory=set)  # what was dropped, and what it stood in

    def shaped(self, error: ValidationError) -> Register | None:
        """Drop what is wrong until the rest has its shape; None when nothing can be left."""
        left: Any = self.data
        while True:
            before = len(self.dropped) + len(self.stand_ins)
            for detail in error.errors(include_url=False):
                self.without(self.original(path_in(left, detail)), detail)
            if () in self.dropped or len(self.dropped) + len(self.stand_ins) == before:
                return None
            marks = [*self.dropped, *self.stand_ins]
            self.around = {path[:end] for path in marks for end in range(len(path) + 1)}
            left = self.left(self.data, (), lacking(self.stand_ins))
            try:
                return Register.model_validate(left)
            except ValidationError as another:
                error = another

    def without(self, path: Path, detail: ErrorDetails) -> None:
        """Leave a value out, or put a stand-in where there has to be one."""
        if path in self.stand_ins:
            del self.stand_ins[path]
            self.dropped.add(path[:-1])
        elif path in self.dropped:
            self.dropped.add(path[:-1])
        elif detail["type"] == "extra_forbidden" or (found := stand_in(path)) is None:
            self.dropped.add(path)
        else:
            self.stand_ins[path] = found

    def left(self, value: Any, path: Path, lacking: Mapping[Path, Iterable[str]]) -> Any:
        """The value without what was dropped; whatever is whole is not copied."""
        if path in self.stand_ins:
            return self.stand_ins[path]
        if path not in self.around:
            return value
        if isinstance(value, list):
            kept = [at for at in range(len(value)) if (*path, at) not in self.dropped]
            self.kept[path] = kept
            return [self.left(value[at], (*path, at), lacking) for at in kept]
        if not isinstance(value, dict):
            return value
        keys = dict.fromkeys([*value, *lacking.get(path, ())])
        return {
            key: self.left(value.get(key), (*path, key), lacking)
            for key in keys
            if (*path, key) not in self.dropped
        }

    def original(self, path: Path) -> Path:
        """Where something of the rest stands in the file: items may have gone before it."""
        found: Path = ()
        for step in path:
            kept = self.kept.get(found)
            found = (*found, kept[step] if kept is not None and isinstance(step, int) else step)
        return found

    def gone(self) -> set[str]:
        """Names that stand in the file though what they name could not be read."""
        names = [str(path[-1]) for path in self.dropped]
        for path in self.dropped:
            if len(path) == 1 and isinstance(self.data.get(str(path[0])), dict):
                names += self.data[str(path[0])]  # a noun that is misspelt
        return {STAND_IN, *names, *map(as_id, names)}

    def sure(self, path: Path, here: Path, checking: Check) -> bool:
        """Whether a mistake does not only follow from what was dropped."""
        if here in checking.nowhere:
            return True
        about = [scope(path), *checking.about.get(here, ())]
        if here in checking.across:
            about += BASIS
        return self.around.isdisjoint(about)


def lacking(stand_ins: Iterable[Path]) -> dict[Path, list[str]]:
    """The keys that get a stand-in, by what they stand in."""
    found = defaultdict[Path, list[str]](list)
    for path in stand_ins:
        found[path[:-1]].append(str(path[-1]))
    return found


def scope(path: Path) -> Path:
    """The entry that a rule looks at: a milestone, or whatever stands right under a noun."""
    return path[:4] if path[2:3] == ("milestones",) else path[:2]


def stand_in(path: Path) -> Any:
    """What may stand at a path where something must; None where nothing must, or may."""
    for model in models_at(Register, path[:-1]):
        info = model.model_fields.get(str(path[-1]))
        if info and info.is_required():
            return fitting(model, str(path[-1]))
    return None


@cache
def fitting(model: type[BaseModel], name: str) -> Any:
    adapter = TypeAdapter(get_type_hints(model, include_extras=True)[name])
    return next((found for found in candidates(adapter) if fits(adapter, found)), None)


def candidates(adapter: TypeAdapter[Any]) -> Iterator[Any]:
    """Stand-ins of each form; where none fits there are choices."""
    yield from STAND_INS
    yield from adapter.json_schema().get("enum", [])


def fits(adapter: TypeAdapter[Any], value: Any) -> bool:
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True
