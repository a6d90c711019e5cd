"""Registers that somebody, or something, has spoilt: from those of real decisions, by a seed.

`python -m tests.mutating --times 100000` does at length what tests/test_bad_files.py does in short.
"""

import argparse
import random
import re
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from migrations.upgrade import upgrade
from models.database import open_database
from models.refusal import Refusal
from register.read import read
from register.sync import sync
from tests.small_register import dump

CASES = sorted((Path(__file__).parent / "data" / "cases").glob("*.yaml"))
TEXTS = [path.read_text("utf-8") for path in CASES]
ON, NOW = date(2026, 1, 2), datetime(2026, 1, 2, 7, tzinfo=UTC)
WORD: re.Pattern[str] = re.compile(r"[\w/.-]+")
VALUE = re.compile(r"(?<=: )[^\n,{}\[\]]+")
POOL = sorted({found for text in TEXTS for found in VALUE.findall(text)})
ODD = (
    "~ null true 0 -1 1e9 1_000 99999999999999 2021-02-29 2100-02-29 0000-00-00 1900-01-01 "
    "2200-12-31 2021-W53 2020-W53 1w 99y -999y 999m 0d 02-29 02-30 since ..2014 2020..2019 [] {} [a] "
    "{a: b} '' \"\\u202e\" &a *a !!int %a | > - ? @ ` standard none unknown"
).split(" ")
SIGNS = "\t\n\r\0\x07\u200b\u202e\ufeff\u2028:-,[]{}\"'#&*!|>%@`?\\¤😀"
CUT = 0.03  # of the spoilt ones end in the middle


def spoilt(text: str, chance: random.Random) -> bytes:
    """The text with one to four things done to it."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 4))):
        text = chance.choice(WAYS)(text, chance)
    data = text.encode("utf-8", "surrogatepass")
    if chance.random() < CUT:
        data = data[: chance.randrange(len(data) + 1)]
    if chance.random() < CUT and data:
        at = chance.randrange(len(data))
        data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    return data


def drop(lines: list[str], at: int, _: random.Random) -> None:
    del lines[at]


def repeat(lines: list[str], at: int, _: random.Random) -> None:
    lines.insert(at, lines[at])


def swap(lines: list[str], at: int, chance: random.Random) -> None:
    other = chance.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def indent(lines: list[str], at: int, chance: random.Random) -> None:
    lines[at] = chance.choice((" ", "  ", "    ", "\t")) + lines[at]


def dedent(lines: list[str], at: int, chance: random.Random) -> None:
    lines[at] = lines[at][chance.randrange(1, 4) :]


def foreign(lines: list[str], at: int, chance: random.Random) -> None:
    lines.insert(at, chance.choice(chance.choice(TEXTS).splitlines(keepends=True)))


def by_line(way: Callable[[list[str], int, random.Random], None]) -> Any:
    """A way to spoil one line, as a way to spoil a text."""

    def whole(text: str, chance: random.Random) -> str:
        lines = text.splitlines(keepends=True)
        if lines:
            way(lines, chance.randrange(len(lines)), chance)
        return "".join(lines)

    return whole


def another_word(text: str, chance: random.Random) -> str:
    """One word of the text in the place of another: most of what comes out has its shape."""
    words = [*WORD.finditer(text)]
    if not words:
        return text
    old, new = chance.choice(words), chance.choice(words)[0]
    return text[: old.start()] + new + text[old.end() :]


def another_value(text: str, chance: random.Random) -> str:
    values = [*VALUE.finditer(text)]
    if not values:
        return text
    old = chance.choice(values)
    new: str = chance.choice(POOL if chance.random() < 0.7 else list(ODD))
    return text[: old.start()] + new + text[old.end() :]


def sign(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(SIGNS) + text[at + chance.randrange(2) :]


WAYS: tuple[Callable[[str, random.Random], str], ...] = (
    *map(by_line, (drop, drop, repeat, swap, indent, dedent, foreign)),
    another_word, another_word, another_value, another_value, another_value, sign,
)  # fmt: skip


class Case:
    """One register in a database of its own, which nothing that is done here may change."""

    def __init__(self, text: str, empty: Path, file: Path) -> None:
        """Sync the register to a copy of an empty database."""
        shutil.copy(empty, file)
        self.text = text
        self.engine = open_database(f"sqlite:///{file}", durable=False)
        found = read(text.encode())
        assert found.register
        assert not sync(self.engine, found.register, found.digest, on=ON, now=NOW).mistakes
        self.before = dump(self.engine)

    @property
    def changed(self) -> bool:
        """Whether any row is another than it was."""
        return dump(self.engine) != self.before

    def suffer(self, data: bytes) -> str:
        """Read what is spoilt, as a sync would that writes nothing; returns what came of it.

        Raises whatever is raised, but for a refusal: nothing may be.
        """
        found = read(data)
        assert (found.register is None) == bool(found.mistakes)
        for mistake in found.mistakes:
            assert mistake.line and mistake.column, mistake
            assert mistake.text("f").isprintable() and mistake.text("f", "en").isprintable()
        if found.register is None:
            return "told"
        try:
            done = sync(self.engine, found.register, found.digest, on=ON, now=NOW, dry_run=True)
        except Refusal:  # a sentence, as whoever syncs would get it
            return "refused"
        return "refused" if done.mistakes else "taken"


def herd(empty: Path, folder: Path) -> list[Case]:
    """Every register, each in a database of its own."""
    return [Case(text, empty, folder / f"{number}.db") for number, text in enumerate(TEXTS)]


def main() -> int:
    """Spoil registers so many times; 0 when nothing was raised and no row was changed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=2011)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.db"
        engine = open_database(f"sqlite:///{empty}", durable=False)
        upgrade(engine)
        engine.dispose()
        tally = soak(herd(empty, Path(folder)), range(given.seed, given.seed + given.times))
    for name, number in tally.items():
        sys.stdout.write(f"{name}: {number}\n")
    return 1 if tally["raised"] or tally["databases changed"] else 0


def soak(cases: list[Case], seeds: Iterable[int]) -> dict[str, int]:
    """Spoil a register for each seed; what was raised is printed, each with its seed."""
    tally, begun = dict.fromkeys(("told", "refused", "taken", "raised"), 0), time.monotonic()
    for seed in seeds:
        chance = random.Random(seed)
        case = chance.choice(cases)
        try:
            tally[case.suffer(spoilt(case.text, chance))] += 1
        except Exception:  # noqa: BLE001 - each is a finding, and the others are looked for
            tally["raised"] += 1
            sys.stderr.write(f"seed {seed}:\n{traceback.format_exc()}")
    tally["databases changed"] = sum(case.changed for case in cases)
    for case in cases:
        case.engine.dispose()
    return tally | {"seconds": round(time.monotonic() - begun)}


if __name__ == "__main__":
    sys.exit(main())
