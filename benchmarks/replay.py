"""Ten years replayed, as a person does it: the whole command, its mailbox included."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figure import Figure
from benchmarks.register import contacts, generate
from benchmarks.rounds import medians, seconds

ROOT = Path(__file__).parent.parent
COMMAND = Path(sys.executable).with_name("uppdrag")
FIRST, LAST = "2008-07-01", "2018-12-31"
SHIPPED, GENERATED = 10, 60  # seconds
SIZE = 1_000


def figures(size: int = SIZE, last: str = LAST) -> Iterator[Figure]:
    """The shipped register, and a generated one in which nobody ever hands anything in."""
    took = medians(3, lambda: replayed(ROOT / "assignments.yaml", ROOT / "contacts.yaml", last))
    yield Figure("replay, shipped register", took[0], SHIPPED, 1, "the goal itself")
    with TemporaryDirectory() as folder:
        register, people = Path(folder) / "assignments.yaml", Path(folder) / "contacts.yaml"
        register.write_text(generate(size), "utf-8")
        people.write_text(contacts(size), "utf-8")
        took = medians(1, lambda: replayed(register, people, last))
    yield Figure(f"replay, {size:,} assignments", took[0], GENERATED, 1, "the goal itself")


def replayed(register: Path, people: Path, last: str) -> float:
    """Seconds of `uppdrag replay`, from its start to its end."""
    with TemporaryDirectory() as home:
        own = {name: value for name, value in os.environ.items() if not name.startswith("UPPDRAG_")}
        where = {
            "UPPDRAG_HOME": home,
            "UPPDRAG_REGISTER": str(register),
            "UPPDRAG_CONTACTS": str(people),
        }
        command = [str(COMMAND), "replay", "--from", FIRST, "--to", last]
        return seconds(
            lambda: subprocess.run(
                command, check=True, capture_output=True, cwd=home, env=own | where
            )
        )
