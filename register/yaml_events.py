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

from register.mistakes import Mistake, Path, Place, quote

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 20
MAX_SCALAR = 20_000  # characters
MAX_MISTAKES = 10_000  # more are not noted: nobody mends as many at a time
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

# fmt: off - a sentence a line is easier to read
SENTENCES = {
    "size": ("filen har {size} byte; högst {most} byte läses",
             "the file has {size} bytes; at most {most} are read"),
    "utf16": ("filen är sparad som UTF-16 eller är ingen textfil; spara den som UTF-8",
              "the file is saved as UTF-16 or is no text file; save it as UTF-8"),
    "utf8": ("byten {name} är inte UTF-8; spara filen som UTF-8, inte som Latin-1 eller Windows-1252",
             "the byte {name} is not UTF-8; save the file as UTF-8, not as Latin-1 or Windows-1252"),
    "unseen": ("tecknet {name} syns inte för den som läser; ta bort det",
               "the character {name} is not seen by a reader; remove it"),
    "empty_file": ("filen är tom; den ska bestå av nycklar med värden, «nyckel: värde»",
                   "the file is empty; it has to consist of keys with values, «key: value»"),
    "root": ("filen ska bestå av nycklar med värden, «nyckel: värde», inte av en lista eller text",
             "the file has to consist of keys with values, «key: value», not of a list or text"),
    "document": ("ett andra dokument börjar här; ta bort raden «---» eller gör två filer av det",
                 "a second document begins here; remove the line «---» or make two files of it"),
    "depth": ("fler än {most} nivåer inuti varandra; läsningen stannar här",
              "more than {most} levels inside each other; reading stops here"),
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
    "empty_key": ("en nyckel saknas här, före «:»",
                  "a key is missing here, before «:»"),
    "odd_key": ("en nyckel ska vara text, inte en lista, nycklar med värden eller en hänvisning",
                "a key has to be text, not a list, keys with values or an alias"),
    "repeated": ("nyckeln {name} finns redan på rad {line}, kolumn {column}; behåll en av dem",
                 "the key {name} stands already on line {line}, column {column}; keep one of them"),
}

# What libyaml says, «problem; context; where», and the sentence for it; the place is where it
# stopped, or where the thing began ("begin"); {line} and {column} are then the other of the two.
SYNTAX = (
    (r"tab character|cannot start .* at '\\t'", "stop",
     "en tabb står där raden dras in; använd mellanslag",
     "a tab stands where the line is indented; use spaces"),
    (r"cannot start", "stop",
     "ett värde kan inte börja med «{sign}»; sätt det inom citattecken",
     "a value cannot begin with «{sign}»; put it in quotes"),
    (r"unexpected .*; while scanning a quoted scalar", "begin",
     "citattecknet här får aldrig något avslutande citattecken",
     "the quote opened here is never closed"),
    (r"expected ',' or", "begin",
     "parentesen som öppnas här avslutas inte: på rad {line}, kolumn {column} väntades «,» eller en"
     " slutparentes; sätt text med skiljetecken inom citattecken",
     "the bracket opened here is not closed: «,» or a closing bracket was expected on line {line},"
     " column {column}; put text with punctuation in quotes"),
    (r"mapping values .* after a colon", "stop",
     "ett kolon står i en text utan citattecken; sätt hela texten inom citattecken",
     "a colon stands in a text without quotes; put the whole text in quotes"),
    (r"mapping values", "stop",
     "nyckeln är för långt indragen, eller så saknar raden före kolon och mellanslag efter nyckeln",
     "the key is indented too far, or the line before lacks a colon and a space after its key"),
    (r"block sequence entries", "stop",
     "en lista kan inte börja på samma rad som sin nyckel; skriv «- » på nästa rad",
     "a list cannot begin on the line of its key; write «- » on the next line"),
    (r"could not find expected ':'", "begin",
     "raden är ingen nyckel med värde: kolon saknas efter nyckeln, eller så är texten inte indragen",
     "the line is no key with a value: a colon is missing after the key, or text is not indented"),
    (r"expected (key|'-').* after text", "stop",
     "text står kvar efter det avslutade värdet; sätt hela värdet inom ett par citattecken",
     "text is left over after the value has ended; put the whole value in one pair of quotes"),
    (r"expected (key|'-')", "stop",
     "raden är fel indragen: det som börjar på rad {line} har sina rader i kolumn {column}",
     "the line is indented wrongly: what begins on line {line} has its lines in column {column}"),
    (r"expected node content", "stop",
     "ett värde väntades här, inte «{sign}»",
     "a value was expected here, not «{sign}»"),
    (r"escape|hexdecimal", "stop",
     "det som följer på «\\» går inte att läsa; skriv texten inom enkla citattecken, '…'",
     "what follows «\\» cannot be read; write the text in single quotes, '…'"),
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
    """Read a YAML file strictly; what is wrong with it comes back as mistakes, nothing is raised.

    Of a key that stands twice the first value is kept.
    """
    body, mistakes = readable(data, max_bytes)
    if body is None:
        return Built({}, mistakes, complete=False)
    builder = Builder(body, mistakes)
    try:
        builder.read()
    except yaml.YAMLError as error:
        builder.stop(syntax_mistake(error, body.decode()))
    return builder.built()


def locate(data: bytes, paths: Iterable[Path]) -> dict[Path, Place]:
    """Line and column, from 1, of each path: of its key, of its list item, or of the nearest thing
    around it that is there.
    """
    asked = set(paths)
    wanted = {path[:length] for path in asked for length in range(len(path) + 1)}
    found: dict[Path, Place] = {(): (1, 1)}
    body, _ = readable(data, len(data))
    with suppress(yaml.YAMLError):
        for path, mark in nodes(body or b"", wanted):
            found.setdefault(path, place_of(mark))
    return {path: next(found[p] for p in ancestors(path) if p in found) for path in asked}


def ancestors(path: Path) -> Iterator[Path]:
    for length in range(len(path), -1, -1):
        yield path[:length]


@dataclass(slots=True)
class Frame:
    """A collection that is open: its path, how many items came, and the path its value will have."""

    path: Path
    is_list: bool
    items: int = 0
    value: Path | None = None
    ...
