"""Bytes to plain data in which every scalar is text, built straight from libyaml's events.

No node and no object is constructed. What a register does not need (tags, anchors, merge keys,
several documents, deep nesting, characters nobody sees) is refused with its place.
"""

import codecs
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
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

from register.mistakes import Mistake, Path, Place, by_place, quote

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 20
MAX_SCALAR = 20_000  # characters
MAX_MISTAKES = 10_000  # more are not noted: nobody mends as many at a time
SECOND_DOCUMENT = "a second document"
TOO_DEEP = "nested too deep"
EMPTY = frozenset({"", "~", "null"})  # unquoted, these state nothing
NO_KEYS = {"": "empty_key", "<<": "merge_key"}
DEPTH = {MappingStartEvent: 1, SequenceStartEvent: 1, MappingEndEvent: -1, SequenceEndEvent: -1}

# Control, soft hyphen, zero-width, bidirectional and tag characters, and the line breaks that only
# Unicode knows: a reader sees nothing, or something else than what is there.
UNSEEN = (
    "\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
)
UNSEEN_IN_FILE = re.compile(f"[{UNSEEN}]")
UNSEEN_IN_SCALAR = re.compile(f"[{UNSEEN}\r]")  # only the escape \r puts a carriage return there

# A sentence a line is easier to read.
# fmt: off
SENTENCES = {
    "size": ("filen har {size} byte; högst {most} byte läses",
             "the file has {size} bytes; at most {most} are read"),
    "utf16": ("filen är sparad som UTF-16 eller är ingen textfil; spara den som UTF-8",
              "the file is saved as UTF-16 or is no text file; save it as UTF-8"),
    "utf8": ("byten {name} är inte UTF-8 utan kanske Latin-1; spara filen som UTF-8",
             "the byte {name} is not UTF-8 but perhaps Latin-1; save the file as UTF-8"),
    "unseen": ("tecknet {name} syns inte för den som läser; ta bort det",
               "the character {name} is not seen by a reader; remove it"),
    "unreadable": ("filen går inte att läsa som YAML: {name}",
                   "the file cannot be read as YAML: {name}"),
    "empty_file": ("filen är tom; den ska bestå av nycklar med värden, «nyckel: värde»",
                   "the file is empty; it has to consist of keys with values, «key: value»"),
    "root": ("filen ska bestå av nycklar med värden, «nyckel: värde», inte av en lista eller text",
             "the file has to consist of keys with values, «key: value», not of a list or text"),
    "length": ("texten har {size} tecken; den får ha högst {most}",
               "the text has {size} characters; it may have at most {most}"),
    "tag": ("taggen {name} tillåts inte; skriv bara värdet, det läses alltid som text",
            "the tag {name} is not allowed; write the value only, it is always read as text"),
    "anchor": ("ankaret {name} tillåts inte; skriv ut värdet på varje ställe där det gäller",
               "the anchor {name} is not allowed; write the value out wherever it holds"),
    "alias": ("hänvisningen {name} tillåts inte; skriv ut värdet här",
              "the alias {name} is not allowed; write the value out here"),
    "merge_key": ("nyckeln «<<» tillåts inte; skriv ut de nycklar som ska gälla här",
                  "the key «<<» is not allowed; write out the keys that are to hold here"),
    "empty_key": ("nyckeln före «:» saknas",
                  "the key before «:» is missing"),
    "odd_key": ("en nyckel ska vara text, inte en lista eller nycklar med värden",
                "a key has to be text, not a list or keys with values"),
    "repeated": ("nyckeln {name} finns redan på rad {line}, kolumn {column}; behåll en av dem",
                 "the key {name} stands already on line {line}, column {column}; keep one of them"),
}

# What libyaml says, «problem; context at sign where», and the sentence for it. The place is where
# reading stopped, or where the thing began; {line} and {column} are the other of the two.
SYNTAX = (
    (SECOND_DOCUMENT, "stop",
     "ett andra dokument börjar här; ta bort raden «---» eller gör två filer av det",
     "a second document begins here; remove the line «---» or make two files of it"),
    (TOO_DEEP, "stop",
     f"fler än {MAX_DEPTH} nivåer inuti varandra; läsningen stannar här",
     f"more than {MAX_DEPTH} levels inside each other; reading stops here"),
    (r"tab character|cannot start .* at '\\t'", "stop",
     "en tabb står där raden dras in; använd mellanslag",
     "a tab stands where the line is indented; use spaces"),
    (r"cannot start|mapping keys", "stop",
     "ett värde kan inte börja med «{sign}»; sätt det inom citattecken",
     "a value cannot begin with «{sign}»; put it in quotes"),
    (r"while scanning an? (alias|anchor|tag|block)|tag handle", "begin",
     "en text kan inte börja med «*», «&», «!», «|» eller «>»; sätt den inom citattecken",
     "a text cannot begin with «*», «&», «!», «|» or «>»; put it in quotes"),
    (r"unexpected .*; while scanning a quoted scalar", "begin",
     "citattecknet här får aldrig något avslutande citattecken",
     "the quote opened here is never closed"),
    (r"expected ',' or", "begin",
     "parentesen här avslutas inte: «,» eller slutparentes väntades på rad {line}, kolumn {column}",
     "the bracket here is not closed: «,» or its end was expected on line {line}, column {column}"),
    (r"mapping values .* after a colon", "stop",
     "ett kolon står i en text utan citattecken; sätt hela texten inom citattecken",
     "a colon stands in a text without quotes; put the whole text in quotes"),
    (r"mapping values", "stop",
     "nyckeln är för långt indragen, eller så saknar raden före kolon och mellanslag",
     "the key is indented too far, or the line before lacks a colon and a space"),
    (r"block sequence entries", "stop",
     "en lista kan inte börja på samma rad som sin nyckel; skriv «- » på nästa rad",
     "a list cannot begin on the line of its key; write «- » on the next line"),
    (r"could not find expected ':'", "begin",
     "raden är ingen nyckel med värde: ett kolon saknas, eller så är texten inte indragen",
     "the line is no key with a value: a colon is missing, or the text is not indented"),
    (r"expected (key|'-').* after text", "stop",
     "text står kvar efter det avslutade värdet; sätt hela värdet inom ett par citattecken",
     "text is left over after the value has ended; put the whole value in one pair of quotes"),
    (r"expected (key|node content).* at ':'", "stop",
     "nyckeln före «:» saknas",
     "the key before «:» is missing"),
    (r"expected (key|'-')", "stop",
     "raden är fel indragen: gruppen som börjar på rad {line} har sina rader i kolumn {column}",
     "the line is indented wrongly: the group from line {line} has its lines in column {column}"),
    (r"expected node content.* at ''", "stop",
     "filen tar slut där ett värde väntades",
     "the file ends where a value was expected"),
    (r"expected node content", "stop",
     "ett värde väntades här, inte «{sign}»",
     "a value was expected here, not «{sign}»"),
    (r"escape|hexdecimal", "stop",
     "det som följer på «\\» går inte att läsa; skriv texten inom enkla citattecken, '…'",
     "what follows «\\» cannot be read; write the text in single quotes, '…'"),
    (r"document start", "stop",
     "inget mer väntades här: filen är en enda grupp av nycklar, alla i samma kolumn",
     "nothing more was expected here: the file is one group of keys, all in one column"),
    (r"directive|YAML document", "stop",
     "en rad får inte börja med «%»; ta bort den",
     "a line may not begin with «%»; remove it"),
    (r"", "stop",
     "raden går inte att läsa som YAML ({problem}); jämför med raderna runt omkring",
     "the line cannot be read as YAML ({problem}); compare it with the lines around it"),
)
# fmt: on


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
        builder.complete = False
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
        escapes = b"\\" in self.body
        inside: Any = self.documents
        in_mapping = False
        key: Any = None
        for event in events(self.body):
            kind = event.__class__
            if kind is ScalarEvent:
                value = event.value
                if escapes or event.tag or event.anchor or len(value) > MAX_SCALAR:
                    self.inspect(event)
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
        if sign := UNSEEN_IN_SCALAR.search(value):
            self.refuse("unseen", event, name=character(sign[0]))

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


def readable(data: bytes, max_bytes: int) -> tuple[bytes | None, list[Mistake]]:
    """The file as UTF-8 without a BOM, or None; signs that nobody sees become U+FFFD."""
    if len(data) > max_bytes:
        return None, [refusal("size", (1, 1), size=len(data), most=max_bytes)]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:4]:
        return None, [refusal("utf16", (1, 1))]
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        place = place_in(line_starts(before), len(before))
        return None, [refusal("utf8", place, name=f"0x{data[error.start]:02X}")]
    if not UNSEEN_IN_FILE.search(text):
        return data, []
    starts = line_starts(text)
    signs = islice(UNSEEN_IN_FILE.finditer(text), MAX_MISTAKES)
    mistakes = [
        refusal("unseen", place_in(starts, sign.start()), name=character(sign[0])) for sign in signs
    ]
    return UNSEEN_IN_FILE.sub("\ufffd", text).encode(), mistakes


def events(body: bytes) -> Iterator[Any]:
    """What libyaml's parser sees, one after the other: however deep, no stack overflows."""
    return iter(yaml.CSafeLoader(body).get_event, None)


def line_starts(text: str) -> list[int]:
    return [0, *(end.end() for end in re.finditer(r"\r\n?|\n", text))]


def place_in(starts: list[int], index: int) -> Place:
    line = bisect_right(starts, index)
    return line, index - starts[line - 1] + 1


def place_of(mark: Any) -> Place:
    return mark.line + 1, mark.column + 1


def character(sign: str) -> str:
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip()


def refusal(what: str, place: Place, **facts: object) -> Mistake:
    sv, en = SENTENCES[what]
    return Mistake((), *place, sv.format(**facts), en.format(**facts))


def syntax_mistake(error: yaml.YAMLError, text: str) -> Mistake:
    """Why reading stopped, in words for somebody who does not know YAML."""
    problem = getattr(error, "problem", None) or str(error)
    stop = getattr(error, "problem_mark", None)
    if stop is None:
        return refusal("unreadable", (1, 1), name=quote(problem))
    begin = getattr(error, "context_mark", None) or stop
    sign, line = text[stop.index : stop.index + 1], text[stop.index - stop.column : stop.index]
    situation = f"{problem}; {getattr(error, 'context', '')} at {sign!r}"
    situation += " after text" * bool(line.strip()) + " after a colon" * bool(": " in line)
    at, sv, en = next(row[1:] for row in SYNTAX if re.search(row[0], situation))
    place, other = (begin, stop) if at == "begin" else (stop, begin)
    facts = {"sign": sign, "problem": problem, "line": other.line + 1, "column": other.column + 1}
    return Mistake((), *place_of(place), sv.format(**facts), en.format(**facts))


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
