"""Bytes to plain data in which every scalar is text, built straight from libyaml's events.

No node and no object is constructed. What a register does not need (tags, anchors, merge keys,
several documents, deep nesting, characters nobody sees) is refused with its place.
"""

from dataclasses import dataclass
from sys import intern
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from register.mistakes import Mistake, Path, Place, by_place, place_of, quote
from register.places import locate
from register.yaml_mistakes import MAX_DEPTH, SECOND_DOCUMENT, TOO_DEEP, refusal, syntax_mistake
from register.yaml_text import (
    MAX_BYTES,
    MAX_MISTAKES,
    REPLACED,
    UNSEEN_IN_SCALAR,
    character,
    events,
    readable,
)

MAX_SCALAR = 20_000  # characters
EMPTY = frozenset({"", "~", "null"})  # unquoted, these state nothing
NO_KEYS = {"": "empty_key", "<<": "merge_key"}


# A sentence a line is easier to read.
@dataclass(frozen=True, slots=True)
class Built:
    """What a file says, as dicts, lists, text and None, and what is wrong with it as YAML.

    `complete` is False where something had to be left out: what is missing then is no news.
    """

    data: dict[str, Any]
    mistakes: list[Mistake]
    complete: bool


def build(data: bytes, *, max_bytes: int = MAX_BYTES) -> Built:
    """Read a YAML file strictly; what is wrong comes back as mistakes, nothing is raised.

    Of a key that stands twice the first value is kept.
    """
    body, mistakes = readable(data, max_bytes)
    if body is None:
        return Built({}, mistakes, complete=False)
    builder = Builder(body, mistakes)
    try:
        builder.read()
    except yaml.YAMLError as error:
        mistakes.append(syntax_mistake(error, body.decode()))
        builder.stop(error)
    return builder.built()


class Aside:
    """Stands in for a key whose value is read and not kept."""

    def __init__(self, name: str) -> None:
        self.name = name


class Builder:
    """One reading of a file. Only what is wrong is asked for its place: that takes time."""

    def __init__(self, body: bytes, mistakes: list[Mistake]) -> None:
        self.body = body
        self.mistakes = mistakes
        self.complete = True
        self.documents: list[Any] = []
        self.open: list[tuple[Any, Any]] = []  # what is open, each with the key to go on with
        self.asides: list[tuple[dict[Any, Any], Aside]] = []
        self.repeated: list[tuple[Path, Place]] = []

    def read(self) -> None:  # noqa: C901 - one loop, with no call per scalar
        """Go through the events once; raises YAMLError where reading has to stop."""
        escapes = b"\\" in self.body or bool(self.mistakes)
        inside: Any = self.documents
        in_mapping = False
        key: Any = None
        for event in events(self.body):
            kind = event.__class__
            if kind is ScalarEvent:
                if escapes or event.tag or event.anchor or len(event.value) > MAX_SCALAR:
                    self.inspect(event)
                value = event.value
                if not in_mapping:
                    inside.append(None if value in EMPTY and not event.style else value)
                elif key is None:
                    key = intern(value)
                    if key in inside or key in NO_KEYS:
                        key = self.refuse_key(inside, event)
                else:
                    inside[key] = None if value in EMPTY and not event.style else value
                    key = None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                inside, key = self.open.pop()
                in_mapping = inside.__class__ is dict
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                inside = self.enter({} if kind is MappingStartEvent else [], inside, key, event)
                in_mapping, key = kind is MappingStartEvent, None
            elif kind is AliasEvent:
                key = self.refuse_alias(inside, key, event)
            elif kind is DocumentStartEvent and self.documents:
                raise yaml.MarkedYAMLError(problem=SECOND_DOCUMENT, problem_mark=event.start_mark)

    def stop(self, error: yaml.YAMLError) -> None:
        """Reading has stopped: a bracket that is not closed holds what was meant for others."""
        self.complete = False
        around = self.open[-1][0] if self.open else None
        if not around or "flow" not in (getattr(error, "context", None) or ""):
            return
        if isinstance(around, dict):
            around.popitem()
        elif around is not self.documents:
            around[-1] = None

    def enter(self, child: Any, inside: Any, key: Any, event: Any) -> Any:
        """Put a mapping or list where it belongs and go on inside it."""
        after = None
        if event.tag or event.anchor:
            self.inspect(event)
        if len(self.open) == MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem=TOO_DEEP, problem_mark=event.start_mark)
        if inside.__class__ is list:
            inside.append(child)
        elif key is None:
            after = self.refuse_key(inside, event)
        else:
            inside[key] = child
        self.open.append((inside, after))
        return child

    def inspect(self, event: Any) -> None:
        """Note what a node may not carry: a tag, an anchor, too much text, unseen characters."""
        value = getattr(event, "value", "")
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.refuse("tag", event, name=quote(tag))
        if event.anchor:
            self.refuse("anchor", event, name=quote(f"&{event.anchor}"))
        if len(value) > MAX_SCALAR:
            self.refuse("length", event, size=len(value), most=MAX_SCALAR)
            event.value = value = value[:1]  # its length is told once
        if sign := UNSEEN_IN_SCALAR.search(value):
            self.refuse("unseen", event, name=character(sign[0]))
            event.value = UNSEEN_IN_SCALAR.sub("", value) or value
        elif (
            REPLACED in value and self.mistakes
        ):  # what was not seen is told; the rest may be right
            event.value = value.replace(REPLACED, "") or value

    def refuse(self, what: str, event: Any, **facts: object) -> None:
        if len(self.mistakes) < MAX_MISTAKES:
            self.mistakes.append(refusal(what, place_of(event.start_mark), **facts))

    def refuse_key(self, mapping: dict[Any, Any], event: Any) -> Aside:
        """Note a key that may not stand here; reading goes on with a stand-in."""
        name = event.value if event.__class__ is ScalarEvent else None
        if name is None or name in NO_KEYS:
            if not any(aside for _, aside in self.open):  # of keys in keys, the outermost is told
                self.refuse("odd_key" if name is None else NO_KEYS[name], event)
            self.complete = False
        elif len(self.repeated) < MAX_MISTAKES:
            path = (*(last_step(collection) for collection, _ in self.open[1:]), name)
            self.repeated.append((path, place_of(event.start_mark)))
        self.asides.append((mapping, aside := Aside(name or "")))
        return aside

    def refuse_alias(self, inside: Any, key: Any, event: Any) -> Aside | None:
        """Note an alias, which leaves an empty place; returns the key to go on with."""
        self.refuse("alias", event, name=quote(f"*{event.anchor}"))
        self.complete = False
        if inside.__class__ is dict and key is None:
            self.asides.append((inside, aside := Aside("")))
            return aside
        if inside.__class__ is dict:
            inside[key] = None
        else:
            inside.append(None)
        return None

    def built(self) -> Built:
        for mapping, aside in self.asides:
            mapping.pop(aside, None)
        firsts = locate(self.body, {path for path, _ in self.repeated}) if self.repeated else {}
        for path, place in self.repeated:
            line, column = firsts[path]
            facts = {"name": quote(path[-1]), "line": line, "column": column}
            self.mistakes.append(refusal("repeated", place, **facts))
        root = self.documents[0] if self.documents else None
        if self.complete and not isinstance(root, dict):
            self.mistakes.append(refusal("empty_file" if root is None else "root", (1, 1)))
        mistakes = sorted(self.mistakes, key=by_place)
        if not isinstance(root, dict):
            return Built({}, mistakes, complete=False)
        return Built(root, mistakes, self.complete)


def last_step(collection: Any) -> str | int:
    """Which item or key of a collection is being read: the newest."""
    if isinstance(collection, list):
        return len(collection) - 1
    newest = next(reversed(collection), "")  # empty while a key that is no text is read
    return newest.name if isinstance(newest, Aside) else str(newest)
