"""What commands print: a table for people, JSON for machines, one sentence for what went wrong."""

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

NARROW = 60  # columns below which a table is not squeezed further
GAP = "  "


def print_json(data: Any) -> None:
    """Print JSON, readable and in UTF-8."""
    print(json.dumps(data, ensure_ascii=False, indent=2, default=str))  # noqa: T201 - the output


def line(text: str = "", file: TextIO | None = None) -> None:
    """Print one line; what the terminal cannot show is escaped, not lost."""
    file = file or sys.stdout
    encoding = file.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding), file=file)


def table(headers: Sequence[str], rows: Iterable[Sequence[str]], *, flexible: int) -> None:
    """Print aligned columns; the flexible one is cut to what the terminal has room for."""
    rows = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(headers, *rows, strict=True)]
    if sys.stdout.isatty():
        fixed = sum(widths) - widths[flexible] + len(GAP) * (len(widths) - 1)
        room = max(shutil.get_terminal_size().columns, NARROW) - fixed
        widths[flexible] = max(min(widths[flexible], room), len(headers[flexible]), 12)
    for row in [headers, ["─" * width for width in widths], *rows]:
        line(GAP.join(map(cell, row, widths)).rstrip())


def cell(text: str, width: int) -> str:
    """A cell padded or cut to its width."""
    return text.ljust(width) if len(text) <= width else f"{text[: width - 1]}…"
