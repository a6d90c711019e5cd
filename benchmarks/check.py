"""Checking a register of 10,000 assignments: time, memory, and every mistake in its place."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.figure import Figure
from benchmarks.register import generate
from benchmarks.rounds import medians, seconds
from register.garbage import garbage_put_off
from register.read import Read, read
from register.shape import Register
from register.yaml_events import build

SIZE = 10_000
ROUNDS = 5
PLANTED = 1_000
MEMORY = 150  # MiB
AGAINST = "libyaml's events to plain data + pydantic, nothing else"
# What is written instead of what, and where on the line the mistake begins.
SLIPS = (
    ("        due: ", "        due: 2015-02-30", 9),
    ("        kind: ", "        kind: slutrapport", 9),
    ("    decision: ", "    decision: Beslut 12", 5),
    ("    focus_area: ", "    fokus: kunskap", 5),
    ("        mode: on", "        mode: after", 9),
    ("          first: ", "          first: 20115", 11),
)
STRAY = (
    ("        to: [", "        to: [dep-99]", 14),
    ("      - {duty: consult", "      - {duty: consult, organisation: myndighet-9999}", 25),
    ("        amended_by: ", "        amended_by: andring-99999", 9),
    ("        covers: [", "        covers: [uppdrag-99999]", 18),
)
Place = tuple[int, int]


def figures(size: int = SIZE, rounds: int = ROUNDS) -> Iterator[Figure]:
    """Time and memory of a register without mistakes; time and places of one with many."""
    text = generate(size)
    data = text.encode()
    found: list[Read] = []
    limit, ours = medians(rounds, partial(limiting, data), partial(reading, data, found))
    assert found[0].register, found[0].mistakes[:3]
    lines = text.count("\n")
    yield Figure(f"check, {lines:,} lines", ours, limit, 2, AGAINST)
    yield Figure("check, extra memory", memory(data), MEMORY, 1, "the goal itself", "MiB")
    for name, slips in (("slips", SLIPS), ("names of nothing", STRAY)):
        wrong, planted = plant(text, slips, min(PLANTED, size // 5))
        limit, ours = medians(3, partial(limiting, data), partial(reading, wrong, found))
        told = {(mistake.line, mistake.column) for mistake in found[-1].mistakes}
        astray = len(planted ^ told)
        yield Figure(f"check, {len(planted)} {name}", ours, limit, 2, AGAINST)
        yield Figure(f"check, {name} out of place", astray, len(planted), 0, "those planted", "")


def limiting(data: bytes) -> float:
    """Seconds of what the check is measured against, under the same settings."""
    with garbage_put_off():
        return seconds(lambda: Register.model_validate(build(data).data))


def reading(data: bytes, found: list[Read]) -> float:
    """Seconds of a check; what it found is kept, the last at the end."""
    found[:-1] = []
    return seconds(lambda: found.append(read(data)))


def plant(
    text: str, slips: tuple[tuple[str, str, int], ...], count: int
) -> tuple[bytes, set[Place]]:
    """Put mistakes into a register, each on a line of its own; returns their places."""
    lines = text.split("\n")
    start = lines.index("assignments:")
    fitting = [
        (number, new, column)
        for number, line in enumerate(lines[start:], start)
        for old, new, column in slips
        if line.startswith(old)
    ]
    chosen = Random(1).sample(fitting, min(count, len(fitting)))
    for number, new, _ in chosen:
        lines[number] = new
    return "\n".join(lines).encode(), {(number + 1, column) for number, _, column in chosen}


def memory(data: bytes) -> float:
    """MiB that a check takes beyond the file and the program, in a process of its own."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "assignments.yaml"
        path.write_bytes(data)
        command = [sys.executable, "-m", "benchmarks.check", str(path)]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def resident(what: str) -> float:
    """MiB of this process: `VmRSS` now, `VmHWM` at the most. getrusage would count the parent's."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(what))


if __name__ == "__main__":
    content = Path(sys.argv[1]).read_bytes()
    before = resident("VmRSS")
    assert read(content).register
    print(resident("VmHWM") - before)
