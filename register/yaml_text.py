"""The text of a YAML file: whether it may be read at all, and its events."""

import codecs
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import Any

import yaml
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from register.mistakes import Mistake, Place
from register.yaml_mistakes import refusal

MAX_BYTES = 64 * 1024 * 1024
MAX_MISTAKES = 10_000  # more are not noted: nobody mends as many at a time
DEPTH = {MappingStartEvent: 1, SequenceStartEvent: 1, MappingEndEvent: -1, SequenceEndEvent: -1}

# Control, soft hyphen, zero-width, bidirectional and tag characters, and the line breaks that only
# Unicode knows: a reader sees nothing, or something else than what is there.
UNSEEN = (
    "\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
)
REPLACED = "\ufffd"
UNSEEN_IN_FILE = re.compile(f"[{UNSEEN}]")
UNSEEN_IN_SCALAR = re.compile(f"[{UNSEEN}\r]")  # only the escape \r puts a carriage return there


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
    return UNSEEN_IN_FILE.sub(REPLACED, text).encode(), mistakes


def events(body: bytes) -> Iterator[Any]:
    """What libyaml's parser sees, one after the other: however deep, no stack overflows."""
    return iter(yaml.CSafeLoader(body).get_event, None)


def line_starts(text: str) -> list[int]:
    return [0, *(end.end() for end in re.finditer(r"\r\n?|\n", text))]


def place_in(starts: list[int], index: int) -> Place:
    line = bisect_right(starts, index)
    return line, index - starts[line - 1] + 1


def character(sign: str) -> str:
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip()
