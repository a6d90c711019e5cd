"""How long a person waits for `uppdrag due`: the whole command, from start to end."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figure import Figure
from benchmarks.rounds import medians, seconds

ROOT = Path(__file__).parent.parent
COMMAND = str(Path(sys.executable).with_name("uppdrag"))
ON = "2026-11-23"
ROUNDS = 15


def figures(rounds: int = ROUNDS) -> Iterator[Figure]:
    """On a synced database of the shipped register."""
    with TemporaryDirectory() as home:
        environment = {
            **{
                name: value for name, value in os.environ.items() if not name.startswith("UPPDRAG_")
            },
            "UPPDRAG_HOME": home,
            "UPPDRAG_REGISTER": str(ROOT / "assignments.yaml"),
            "UPPDRAG_CONTACTS": str(ROOT / "contacts.yaml"),
        }

        def run(*command: str) -> float:
            return seconds(
                lambda: subprocess.run(
                    command, check=True, capture_output=True, cwd=home, env=environment
                )
            )

        run(COMMAND, "sync", "--on", ON)
        limit, ours = medians(
            rounds,
            lambda: run(sys.executable, "-c", "import sqlmodel"),
            lambda: run(COMMAND, "due", "--on", ON),
        )
    yield Figure("uppdrag due", ours, limit, 1.5, 'python -c "import sqlmodel"')
