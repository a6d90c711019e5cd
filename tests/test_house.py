"""The house itself: sizes, names, what may stand in no file, and what is packed into the wheel."""

import ast
import re
import statistics
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, without
from tests.test_imports import BELOW

MOST_LINES = 400
# Longer, and why.
LONG = {
    "register/shape.py": "every key that may be written, a line each",
    "tests/test_cases.py": "thirteen real cases, each on several days",
    "cli.py": "one function for each thing that a person does, and no rule",
    "migrations/versions/0001_the_first_tables.py": "written by Alembic, a table after the other",
    "tests/test_shipped_register.py": "every fact of the five texts",
    "tests/test_mistakes.py": "every mistake with its sentence",
    "tests/test_cli.py": "every command, as typed",
    "tests/test_portrait.py": "every noun, read back",
    "tests/test_read_back.py": "every case, read back",
    "tests/test_duties.py": "every way in which a duty changes",
    "tests/test_standing.py": "every way in which a duty stands on a day",
    "tests/test_sync.py": "every way in which a register changes",
    "tests/test_sending.py": "every outcome of sending, for one sender and for two",
    "tests/test_up.py": "every way in which a process ends",
}
P95_LINES, MEDIAN_LINES = 30, 8
FORBIDDEN = set("utils util core common helpers services service manager misc".split())
LOCKS = {"requirements.lock", "requirements-dev.lock"}
# Written in two pieces, or this file would find itself.
LEFT_OPEN = re.compile(r"\b(TO" + r"DO|FIX" + r"ME)\b")
INDEX = re.compile(
    r"--(extra-)?index" + r"-url|--find" + r"-links|py" + r"pi\.(org|python)|pythonhosted" + r"\.|"
    r"npm" + r"js\.(org|com)|registry ?= ?[\"']?http"
)
PINNED = re.compile(r"[^=\n]+==\S+[^\n]*\\\n    --hash=sha256:[0-9a-f]{64}")
MACHINE = re.compile(r"/(home|Users)" + r"/\w+/")


@pytest.fixture(scope="session")
def files() -> list[Path]:
    """Every file of ours, also those not yet committed."""
    command = "git ls-files --cached --others --exclude-standard -z".split()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        without("git, or the history that it keeps")
    named = (ROOT / name for name in done.stdout.split("\0") if name)
    return [path for path in named if path.is_file()]


def texts(files: list[Path]) -> Iterator[tuple[str, str]]:
    for path in files:
        data = path.read_bytes()
        if b"\0" not in data:
            yield str(path.relative_to(ROOT)), data.decode("utf-8", "replace")


def found(files: list[Path], pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{text[: match.start()].count(chr(10)) + 1}: {match[0]}"
        for name, text in texts(files)
        if (match := pattern.search(text))
    ]


def function_lengths(files: list[Path]) -> list[int]:
    """The lines of every function outside the tests and the revisions."""
    ours = (path for path in files if path.suffix == ".py")
    kept = (path for path in ours if path.relative_to(ROOT).parts[0] not in {"tests", "benchmarks"})
    return [
        (node.end_lineno or 0) - node.lineno + 1
        for path in kept
        if "versions" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_files_are_short(files: list[Path]) -> None:
    sizes = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in files
        if path.suffix == ".py"
    }
    long = {name: size for name, size in sizes.items() if size > MOST_LINES}
    assert long.keys() == LONG.keys(), long


def test_functions_are_short(files: list[Path]) -> None:
    lengths = function_lengths(files)
    assert statistics.median(lengths) <= MEDIAN_LINES
    assert statistics.quantiles(lengths, n=20)[-1] <= P95_LINES


def test_names_say_what_a_thing_is(files: list[Path]) -> None:
    named = {part for path in files for part in path.relative_to(ROOT).with_suffix("").parts}
    assert not named & FORBIDDEN


def test_nothing_is_left_open(files: list[Path]) -> None:
    assert not found(files, LEFT_OPEN)


def test_no_file_names_a_package_index(files: list[Path]) -> None:
    assert not found(files, INDEX)


def test_no_file_names_a_path_of_some_machine(files: list[Path]) -> None:
    here = re.compile(re.escape(f"{ROOT}/"))
    assert not found(files, MACHINE) + found(files, here)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (LEFT_OPEN, "# TO" + "DO: later"),
        (INDEX, "--index" + "-url x"),
        (INDEX, "https://py" + "pi.org/simple"),
        (MACHINE, "/home" + "/somebody/uppdrag"),
    ],
)
def test_what_may_stand_nowhere_is_seen(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


def test_the_locks_pin_every_library_with_hashes() -> None:
    for name in LOCKS:
        entries = re.split(r"\n(?=\S)", (ROOT / name).read_text("utf-8").strip())
        assert len(entries) > 50
        unpinned = [entry for entry in entries if not PINNED.match(entry)]
        assert not unpinned


def test_the_development_lock_has_all_that_production_has() -> None:
    production, development = (
        set(re.findall(r"^\S+==\S+", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert production < development


def test_the_wheel_holds_the_program_and_nothing_else(files: list[Path], tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    ours = listed["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    assert {name.removesuffix(".py") for name in ours} == BELOW.keys()
    names = [str(path.relative_to(ROOT)) for path in files]
    assert packed == {name for name in names if name.split("/")[0] in ours}
    assert {"cli.py", "web/templates/start.html", "migrations/script.py.mako"} <= packed
