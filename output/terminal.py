"""The terminal: JSON for machines, lines, tables and paragraphs for people."""

import json
import re
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any, TextIO

from models.fuzzy_date import FuzzyDate

NARROW = 60  # columns below which nothing is squeezed further
WIDE = 100  # columns beyond which a paragraph is hard to read
NARROWEST = 12  # columns that a cell always gets
GAP = "  "
NBSP = "\u00a0"


def print_json(data: Any) -> None:
    """Print JSON, readable and in UTF-8; a fuzzy date as the register writes it."""
    print(json.dumps(data, ensure_ascii=False, indent=2, default=written))  # noqa: T201 - the output


def written(value: object) -> str:
    return value.text if isinstance(value, FuzzyDate) else str(value)


def line(text: str = "", file: TextIO | None = None) -> None:
    """Print one line; what the terminal cannot show, or would obey, is escaped."""
    file = file or sys.stdout
    encoding = file.encoding or "utf-8"
    print(shown(text).encode(encoding, "backslashreplace").decode(encoding), file=file)


def shown(text: str) -> str:
    """The text with control characters as escapes: what somebody typed is quoted, never obeyed."""
    if text.isprintable():
        return text
    return "".join(
        one if one.isprintable() or unicodedata.category(one) == "Zs"
        else one.encode("unicode_escape").decode()
        for one in text
    )  # fmt: skip


def table(headers: Sequence[str], rows: Iterable[Sequence[str]], *, flexible: int) -> None:
    """Print aligned columns; on a terminal the flexible one is wrapped, so that nothing is cut."""
    rows = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(headers, *rows, strict=True)]
    if sys.stdout.isatty():
        fixed = sum(widths) - widths[flexible] + len(GAP) * (len(widths) - 1)
        room = max(shutil.get_terminal_size().columns, NARROW) - fixed
        widths[flexible] = max(min(widths[flexible], room), len(headers[flexible]), NARROWEST)
    for row in [headers, ["─" * width for width in widths], *rows]:
        for cells in zip_longest(*map(wrapped, row, widths), fillvalue=""):
            line(GAP.join(map(str.ljust, cells, widths)).rstrip())


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of at most a width, with numbers kept whole."""
    whole = re.sub(r"(?<=\d) (?=\d|kr\b)", NBSP, text)
    return [one.replace(NBSP, " ") for one in textwrap.wrap(whole, width)] or [""]


def paragraph(text: str, depth: int = 0) -> None:
    """Print a text, indented; on a terminal wrapped, with numbers kept whole."""
    indent = GAP * depth
    if not sys.stdout.isatty():
        line(indent + text)
        return
    width = min(max(shutil.get_terminal_size().columns, NARROW), WIDE)
    whole = re.sub(r"(?<=\d) (?=\d|kr\b)", NBSP, text)
    for one in textwrap.wrap(
        whole, width, initial_indent=indent, subsequent_indent=indent + GAP,
        break_long_words=False, break_on_hyphens=False,
    ):  # fmt: skip
        line(one.replace(NBSP, " "))
