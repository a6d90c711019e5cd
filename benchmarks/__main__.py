"""Measures every figure and prints it beside its limit; exits with 1 if any falls short.

`ONLY=check,sync` chooses, `BENCH_JSON=path` says where the JSON lines go, `--markdown` prints the
table for docs/performance.md at the end.
"""

import os
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figure import Figure, header, markdown

NAMES = ("check", "sync", "sweep", "replay", "due")
Measure = Callable[[], Iterable[Figure]]


def main() -> int:
    """Measure what was asked for."""
    chosen = choose(os.environ.get("ONLY", ""))
    if chosen is None:
        print(f"ONLY is one or more of {', '.join(NAMES)}", file=sys.stderr)
        return 2
    path = Path(os.environ.get("BENCH_JSON", "var/bench.jsonl"))
    measured = report((measure(name) for name in chosen), path)
    if "--markdown" in sys.argv[1:]:
        print("", markdown(measured), sep="\n")
    return exit_code(measured)


def choose(only: str) -> list[str] | None:
    """The names asked for, all of them for none; None when one does not exist."""
    wanted = [name.strip() for name in only.split(",") if name.strip()]
    if set(wanted) - set(NAMES):
        return None
    return wanted or list(NAMES)


def measure(name: str) -> Iterator[Figure]:
    """The figures of one benchmark; what it needs is imported only now."""
    module = __import__(f"benchmarks.{name}", fromlist=["figures"])
    yield from module.figures()


def report(benchmarks: Iterable[Iterable[Figure]], path: Path) -> list[Figure]:
    """Print each figure as soon as it is there, and add it to the file of JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    measured = []
    print(header())
    with path.open("a", encoding="utf-8") as file:
        for benchmark in benchmarks:
            for figure in benchmark:
                print(figure.line(), flush=True)
                print(figure.json(about()), file=file, flush=True)
                measured.append(figure)
    return measured


def about() -> Mapping[str, object]:
    """When and on what it was measured."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
    }


def exit_code(measured: Iterable[Figure]) -> int:
    """0 when everything holds."""
    return 0 if all(figure.holds for figure in measured) else 1


if __name__ == "__main__":
    sys.exit(main())
