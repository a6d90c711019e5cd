"""Ten years replayed, as a person does it: the whole command, its mailbox included."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.figure import Figure
from benchmarks.register import contacts, generate
from benchmarks.rounds import medians, seconds
from register.mapping import rows
from register.read import read

ROOT = Path(__file__).parent.parent
COMMAND = Path(sys.executable).with_name("uppdrag")
FIRST, LAST = "2008-07-01", "2018-12-31"
SHIPPED, GENERATED = 10, 60  # seconds
SIZE = 1_000


def figures(size: int = SIZE, last: str = LAST) -> Iterator[Figure]:
    """The shipped register, and a generated one in which nine of ten reports are handed in."""
    took = medians(3, lambda: replayed(ROOT / "assignments.yaml", ROOT / "contacts.yaml", last))
    yield Figure("replay, shipped register", took[0], SHIPPED, 1, "the goal itself")
    with TemporaryDirectory() as folder:
        register, people = Path(folder) / "assignments.yaml", Path(folder) / "contacts.yaml"
        reports = Path(folder) / "reports.csv"
        text = generate(size)
        register.write_text(text, "utf-8")
        people.write_text(contacts(size), "utf-8")
        reports.write_text("\n".join(handed_in(text, last)), "utf-8")
        took = medians(1, lambda: replayed(register, people, last, "--reports", str(reports)))
    yield Figure(f"replay, {size:,} assignments", took[0], GENERATED, 1, "the goal itself")


def handed_in(text: str, last: str) -> Iterator[str]:
    """The lines of a file of reports: nine of ten, from ten days before their day up to it."""
    register, rng = read(text.encode()).register, Random(1)
    assert register
    yield "milestone,handed_in"
    for key, duty in rows(register, date.fromisoformat(last)).duties.items():
        due = duty.dates[-1]["due"] if duty.dates else None
        day = due and due - timedelta(days=rng.randrange(11))
        known = max(row["known_from"] for row in [duty.row, *duty.dates])
        if day and max(known, date.fromisoformat(FIRST)) < day and rng.randrange(10):
            yield f"{key},{day}"


def replayed(register: Path, people: Path, last: str, *more: str) -> float:
    """Seconds of `uppdrag replay`, from its start to its end."""
    with TemporaryDirectory() as home:
        own = {name: value for name, value in os.environ.items() if not name.startswith("UPPDRAG_")}
        where = {
            "UPPDRAG_HOME": home,
            "UPPDRAG_REGISTER": str(register),
            "UPPDRAG_CONTACTS": str(people),
        }
        command = [str(COMMAND), "replay", "--from", FIRST, "--to", last, *more]
        return seconds(
            lambda: subprocess.run(
                command, check=True, capture_output=True, cwd=home, env=own | where
            )
        )
