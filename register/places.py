"""Where a path of the register stands in its file: looked up only when something is wrong."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import yaml
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from register.mistakes import Mistake, Path, Place, by_place, place_of
from register.yaml_mistakes import MAX_DEPTH, TOO_DEEP
from register.yaml_text import DEPTH, events, readable


def place(mistakes: Collection[Mistake], data: bytes) -> list[Mistake]:
    """The same mistakes in the order of the file, those without a place having got theirs."""
    known = [mistake for mistake in mistakes if mistake.line]
    found = [mistake for mistake in mistakes if not mistake.line]
    places = locate(data, (mistake.path for mistake in found)) if found else {}
    for mistake in found:
        line, column = places[mistake.path]
        known.append(replace(mistake, line=line, column=column))
    return sorted(known, key=by_place)


def locate(data: bytes, paths: Iterable[Path]) -> dict[Path, Place]:
    """Line and column, from 1, of each path: of its key or list item, else of what is around it."""
    search = Search(data, set(paths))
    with suppress(yaml.YAMLError):  # what comes before the trouble has its place
        search.run()
    return {path: search.place(path) for path in search.paths}


class Search:
    """A second reading, for the places of some paths; of repeated keys the first counts."""

    def __init__(self, data: bytes, paths: set[Path]) -> None:
        body, _ = readable(data, len(data))
        self.events = events(body or b"")
        self.paths = paths
        self.wanted = {path[:length] for path in paths for length in range(len(path) + 1)}
        self.found: dict[Path, Place] = {}

    def run(self) -> None:
        for event in self.events:
            if event.__class__ in DEPTH or event.__class__ is ScalarEvent:
                self.visit((), event, event)

    def visit(self, path: Path | None, sign: Any, event: Any) -> None:
        """Read one node to its end; `sign` is the event that shows where it stands."""
        if path not in self.wanted:
            depth = DEPTH.get(event.__class__, 0)
            while depth:
                depth += DEPTH.get(next(self.events).__class__, 0)
                if depth > MAX_DEPTH:  # libyaml's time grows with the square of the depth
                    raise yaml.YAMLError(TOO_DEEP)
            return
        self.found.setdefault(path, place_of(sign.start_mark))
        if event.__class__ is SequenceStartEvent:
            self.visit_list(path)
        elif event.__class__ is MappingStartEvent:
            self.visit_mapping(path)

    def visit_list(self, path: Path) -> None:
        for number, item in enumerate(self.events):
            if item.__class__ is SequenceEndEvent:
                return
            self.visit((*path, number), item, item)

    def visit_mapping(self, path: Path) -> None:
        for key in self.events:
            if key.__class__ is MappingEndEvent:
                return
            if key.__class__ is ScalarEvent:
                self.visit((*path, key.value), key, next(self.events))
            else:
                self.visit(None, key, key)
                self.visit(None, key, next(self.events))

    def place(self, path: Path) -> Place:
        around = (path[:length] for length in range(len(path), -1, -1))
        return next((self.found[outer] for outer in around if outer in self.found), (1, 1))
