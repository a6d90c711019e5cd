"""A folder of files that is one register: all *.yaml in it, in the order of their names."""

import hashlib
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path as File
from typing import Any

from register.mistakes import Mistake, Path, by_place, quote
from register.places import locate, place
from register.yaml_events import Built, build
from register.yaml_mistakes import refusal

ENDING = ".yaml"
LIKE_IT = {".yaml", ".yml"}  # in small letters: what somebody means to be read


class Folder:
    """The files by name, and where each entry stands; a folder in the folder is not read."""

    def __init__(self, files: dict[str, bytes], misnamed: Collection[str] = ()) -> None:
        """Put together what the files say; what is wrong is a mistake with its file."""
        self.files = files
        self.data: dict[str, Any] = {}
        self.homes: dict[Path, str] = {}
        self.mistakes = [ending(name) for name in misnamed]
        self.complete = bool(files)
        if not (files or misnamed):
            self.mistakes.append(nothing())
        for name, data in files.items():
            self.add(name, build(data))

    @classmethod
    def open(cls, path: File) -> "Folder":
        """Read the files of a folder; raises OSError when one cannot be opened."""
        there = sorted(one for one in path.iterdir() if not one.name.startswith("."))
        like_it = [one for one in there if one.suffix.lower() in LIKE_IT and not one.is_dir()]
        files = {one.name: one.read_bytes() for one in like_it if one.suffix == ENDING}
        return cls(files, [one.name for one in like_it if one.suffix != ENDING])

    @property
    def built(self) -> Built:
        """What all the files say."""
        return Built(self.data, self.mistakes, self.complete)

    @property
    def digest(self) -> str:
        """The fingerprint of all the files, with their names."""
        whole = hashlib.sha256()
        for name, data in self.files.items():
            whole.update(f"{hashlib.sha256(data).hexdigest()} {name}\n".encode())
        return whole.hexdigest()

    def add(self, name: str, built: Built) -> None:
        """Add what one file says."""
        self.mistakes += [replace(mistake, file=name) for mistake in built.mistakes]
        self.complete = self.complete and built.complete
        for section, value in built.data.items():
            if section not in self.data:
                self.data[section] = {} if isinstance(value, dict) else value
                self.homes[section,] = name
            elif not isinstance(value, dict):
                self.refuse(name, section, value)
            if isinstance(value, dict) and isinstance(self.data[section], dict):
                self.merge(name, section, value)

    def merge(self, name: str, section: str, entries: dict[str, Any]) -> None:
        """Add the entries of one file; of one that stands in two files the first is kept."""
        there = self.data[section]
        for key, entry in entries.items():
            if key in there:
                self.twice(name, (section, key))
            else:
                there[key] = entry
                self.homes[section, key] = name

    def refuse(self, name: str, section: str, value: object) -> None:
        """Take what is no entries: a second title is one too many, anything else has no shape."""
        if isinstance(self.data[section], dict):
            self.data[section] = value
            self.homes[section,] = name
        else:
            self.twice(name, (section,))

    def twice(self, name: str, path: Path) -> None:
        """Note that something stands in two files."""
        first = self.homes[path]
        line, column = locate(self.files[first], [path])[path]
        here = locate(self.files[name], [path])[path]
        facts = {"name": quote(path[-1]), "file": quote(first), "line": line, "column": column}
        self.mistakes.append(replace(refusal("elsewhere", here, **facts), file=name))

    def place(self, mistakes: Collection[Mistake]) -> list[Mistake]:
        """The same mistakes with their files, lines and columns."""
        homes = defaultdict[str, list[Mistake]](list)
        for mistake in mistakes:
            homes[self.home(mistake.path)].append(mistake)
        return sorted(
            (
                replace(one, file=name)
                for name, found in homes.items()
                for one in place(found, self.files[name])
            ),
            key=by_place,
        )

    def home(self, path: Path) -> str:
        """The file that an entry stands in; what stands in none is told of the first."""
        return self.homes.get(path[:2]) or self.homes.get(path[:1]) or next(iter(self.files))


def ending(name: str) -> Mistake:
    found = Mistake.at(
        (),
        sv=f"filen läses inte: namnet ska sluta på {ENDING}",
        en=f"the file is not read: its name has to end in {ENDING}",
    )
    return replace(found, file=name)


def nothing() -> Mistake:
    return Mistake.at(
        (),
        sv=f"katalogen har ingen fil vars namn slutar på {ENDING}",
        en=f"the folder has no file whose name ends in {ENDING}",
    )
