"""Who may import whom, and who may ask the clock. Imports point down; each library has one door."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BELOW = {
    "models": set(),
    "migrations": {"models"},
    "register": {"models"},
    "notifications": {"models"},
    "feeds": {"models"},
    "flows": {"models", "migrations", "register", "notifications"},
    "web": {"models", "notifications", "feeds"},
    "output": {"models"},
    "cli": {"models", "migrations", "register", "notifications", "feeds", "flows", "output"},
}
OURS = {*BELOW, "tests", "benchmarks"}
DOOR = {
    "prefect": "flows",
    "apprise": "notifications",
    "smtplib": "notifications",
    "icalendar": "feeds",
    "fastapi": "web",
    "starlette": "web",
    "uvicorn": "web",
    "yaml": "register",
    "typer": "cli",
    "alembic": "migrations",
    "holidays": "models",
}
# The outermost edges: everything below them is given the day or the time.
EDGES = {"cli.py", "flows/edge.py", "web/site.py"}
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}
CLOCKS |= {("time", "time"), ("time", "time_ns"), ("time", "localtime"), ("time", "gmtime")}
FILES = [
    path for name in BELOW for path in [*ROOT.glob(f"{name}.py"), *ROOT.glob(f"{name}/**/*.py")]
]
every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "" if node.level else (node.module or "").split(".")[0]


def forbidden(here: str, tree: ast.AST) -> list[str]:
    """What a file of the package or module `here` imports and may not."""
    found = []
    for name in imported(tree):
        if not name:
            found.append("say which package: no relative imports")
        elif name in OURS and name != here and name not in BELOW[here]:
            found.append(f"{here} may not import {name}")
        elif DOOR.get(name, here) != here:
            found.append(f"only {DOOR[name]} may import {name}")
    return found


def asked_clocks(tree: ast.AST) -> list[str]:
    """Every place where the time is asked for: called, or handed on to be called."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names |= {alias.asname or alias.name: alias.name for alias in node.names}
    return [
        f"line {node.lineno}: {name}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and (name := owner(node.value, names))
        and (name, node.attr) in CLOCKS
    ]


def owner(node: ast.expr, names: dict[str, str]) -> str | None:
    """The class or module before a dot, under the name it was born with."""
    if isinstance(node, ast.Name):
        return names.get(node.id)
    return node.attr if isinstance(node, ast.Attribute) else None


def test_there_is_something_to_guard() -> None:
    assert len(FILES) > 50
    assert {path.relative_to(ROOT).parts[0].removesuffix(".py") for path in FILES} == BELOW.keys()


@every_file
def test_imports_point_down_and_each_library_has_one_door(path: Path) -> None:
    here = path.relative_to(ROOT).parts[0].removesuffix(".py")
    assert not forbidden(here, ast.parse(path.read_text("utf-8")))


@every_file
def test_only_the_edges_ask_the_clock(path: Path) -> None:
    asked = asked_clocks(ast.parse(path.read_text("utf-8")))
    assert not asked or str(path.relative_to(ROOT)) in EDGES, asked


def test_an_edge_that_asks_no_more_is_no_edge() -> None:
    assert all(asked_clocks(ast.parse((ROOT / edge).read_text("utf-8"))) for edge in EDGES)


@pytest.mark.parametrize(
    ("here", "line"),
    [
        ("web", "from flows.day import sweep"),
        ("models", "import register.read"),
        ("feeds", "import notifications"),
        ("register", "def late():\n    from prefect import flow"),
        ("cli", "import fastapi.responses"),
        ("flows", "from . import day"),
        ("models", "from tests import conftest"),
    ],
)
def test_a_forbidden_import_is_seen(here: str, line: str) -> None:
    assert forbidden(here, ast.parse(line))


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import datetime\ndatetime.now()",
        "import datetime\ndatetime.date.today()",
        "from datetime import date as day\nday.today()",
        "import time\nclock = time.time",
    ],
)
def test_a_look_at_the_clock_is_seen(text: str) -> None:
    assert asked_clocks(ast.parse(text))


def test_a_monotonic_clock_tells_no_day() -> None:
    assert not asked_clocks(ast.parse("import time\ntime.monotonic()"))
