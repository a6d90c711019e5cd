"""Plain text: what others wrote made safe for one line, and paragraphs made easy to read."""

import re
import textwrap
import unicodedata

from models.fuzzy_date import MONTHS_EN, MONTHS_SV, WEEKDAYS_EN, WEEKDAYS_SV

WIDTH = 72  # characters
NBSP = "\u00a0"
VERBATIM = "    "  # a line that begins so is kept as it is, like a command
ITEM = re.compile(r"(– |\d+\. )")
WEEKDAY = "|".join([*WEEKDAYS_SV, *WEEKDAYS_EN])
MONTH = "|".join([*MONTHS_SV, *MONTHS_EN])
TOGETHER = re.compile(  # a date, a week, a telephone number, a section of a law
    rf"(?:(?:{WEEKDAY}) )?\d+ (?:{MONTH})(?: \d{{4}})?|(?:vecka|week) \d+|\d+(?: \d+){{1,4}}"
    r"|(?:\d+ kap\. )?\d+ §"
)


def one_line(text: str, most: int) -> str:
    """The text on one line of at most so many characters, without what a reader cannot see:
    control characters, directions of writing, zero-width characters.
    """
    if not text.isprintable():
        text = "".join(visible(character) for character in text)
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def visible(character: str) -> str:
    if character.isprintable():
        return character
    return "" if unicodedata.category(character) == "Cf" else " "


def laid_out(text: str) -> str:
    """Paragraphs wrapped, with list items and verbatim lines on their own; dates stay whole."""
    paragraphs = re.split(r"\n(?:[ \t]*\n)+", text.strip("\n"))
    return "\n\n".join(filter(None, map(paragraph, paragraphs)))


def paragraph(text: str) -> str:
    """One paragraph: its lines run together, except where an item or a verbatim line begins."""
    pieces: list[str] = []
    for line in filter(str.strip, text.splitlines()):
        own = line.startswith(VERBATIM) or ITEM.match(line)
        if own or not pieces or pieces[-1].startswith(VERBATIM):
            pieces.append(line.rstrip())
        else:
            pieces[-1] += " " + line.strip()
    return "\n".join(map(wrapped, pieces))


def wrapped(piece: str) -> str:
    if piece.startswith(VERBATIM):
        return piece
    item = ITEM.match(piece)
    whole = TOGETHER.sub(lambda match: match[0].replace(" ", NBSP), " ".join(piece.split()))
    lines = textwrap.wrap(
        whole, WIDTH, subsequent_indent=" " * len(item[0]) if item else "",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return "\n".join(lines).replace(NBSP, " ")
