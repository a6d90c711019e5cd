"""Documentation that cannot lie: its examples are run, its tables compared with the code."""

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta
from email import message_from_bytes, policy
from functools import reduce
from pathlib import Path
from typing import Any, get_args

import pytest
import typer

import cli
from models.settings import Settings
from register.read import read
from register.shape import Kind, Register
from register.yaml_events import build
from tests.conftest import ROOT
from tests.test_imports import BELOW, FILES

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
README, OPERATIONS, REGISTER, GLOSSARY = (
    (ROOT / name).read_text("utf-8")
    for name in ("README.md", "docs/operations.md", "docs/register.md", "docs/glossary.md")
)
WORDS = "\n".join(page.read_text("utf-8") for page in PAGES)
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z]+):.* ## ", MAKEFILE, re.MULTILINE))
COMMANDS: dict[str, Any] = typer.main.get_command(cli.app).commands  # type: ignore[attr-defined]
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FOR_TESTS = {"TEST_POSTGRESQL_URL"}
MARK = "\036"  # between the outputs of two commands


def code(text: str) -> list[str]:
    """What stands as code: every line of a block, every span."""
    blocks = [line for _, block in FENCED.findall(text) for line in block.splitlines()]
    return [*blocks, *re.findall(r"`([^`\n]+)`", FENCED.sub("", text))]


def column(text: str, heading: str, number: int) -> list[str]:
    """A column of every table under a heading, without the tables' own headings."""
    part = text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip("|").split(" | ") for line in part.splitlines() if line.startswith("|")]
    return [row[number].strip() for row in rows[2:]]


def bare(cell: str) -> str:
    return cell.strip("`")


# Commands


def test_every_command_is_documented_and_every_documented_command_exists() -> None:
    documented = [bare(cell).removeprefix("uppdrag ") for cell in column(OPERATIONS, "Commands", 0)]
    assert sorted(documented) == sorted(COMMANDS)


def test_every_command_and_option_named_on_a_page_exists() -> None:
    named = re.findall(r"(?<![\w/])uppdrag ([a-z]+)\b([^|>;\n]*)", "\n".join(code(WORDS)))
    assert len(named) > 20
    for command, rest in named:
        assert command in COMMANDS
        options = {option for one in COMMANDS[command].params for option in one.opts} | {"--help"}
        assert set(re.findall(r"--[a-z-]+", rest)) <= options, command


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_and_its_options_say_what_they_are(name: str) -> None:
    assert COMMANDS[name].help
    assert not [one.name for one in COMMANDS[name].params if not (one.help or one.metavar)]


def test_every_option_of_a_documented_command_has_two_languages() -> None:
    assert all(re.search(r"\. [A-Z]", command.help) for command in COMMANDS.values())


# The README's examples


def examples() -> list[tuple[str, str]]:
    """Each command of the README with the output that it shows."""
    blocks = [block for kind, block in FENCED.findall(README) if kind == "console"]
    parts = "".join(blocks).split("$ ")[1:]
    pairs = [part.split("\n", 1) for part in parts]
    own = ("export UPPDRAG_HOME", ". .venv/")
    return [(command, shown) for command, shown in pairs if not command.startswith(own)]


def as_pattern(shown: str) -> str:
    """What is shown as a pattern: `…` stands for what is left out, alone on a line for lines."""
    whole = re.escape(shown).replace("…\\\n", "(?:.*\n)*?")
    return whole.replace("…", ".*")


@pytest.fixture(scope="session")
def tried(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], Path]:
    """The outputs of the README's commands, given in a shell one after the other, and the home."""
    home = tmp_path_factory.mktemp("readme")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("UPPDRAG_")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    script = f"; printf '{MARK}'\n".join(command for command, _ in examples())
    done = subprocess.run(
        ["bash", "-c", f"set -e\n{script}"],
        cwd=ROOT, env=kept | {"PATH": path, "UPPDRAG_HOME": str(home)},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert not done.stderr
    assert done.returncode == 0
    return done.stdout.split(MARK), home


def test_the_readme_shows_what_its_commands_print(tried: tuple[list[str], Path]) -> None:
    outputs, _ = tried
    assert len(outputs) == len(examples()) == 5
    for (command, shown), output in zip(examples(), outputs, strict=True):
        assert re.fullmatch(as_pattern(shown), output), f"{command} printed\n{output}"


def test_the_readme_shows_how_the_mail_begins(tried: tuple[list[str], Path]) -> None:
    (shown,) = (block for kind, block in FENCED.findall(README) if kind == "text")
    (sent,) = (tried[1] / "replay" / "mail" / "new").iterdir()
    body = message_from_bytes(sent.read_bytes(), policy=policy.default).get_body(("plain",))
    assert body is not None
    assert re.fullmatch(as_pattern(shown), body.get_content())


def test_an_example_that_has_changed_is_seen() -> None:
    assert re.fullmatch(as_pattern("a\n…\nb … c\n"), "a\nx\ny\nb 1 c\n")
    assert re.fullmatch(as_pattern("a\n…\n"), "a\n")
    assert not re.fullmatch(as_pattern("a\nb\n"), "a\nc\n")
    assert not re.fullmatch(as_pattern("a … c\n"), "a 1\n2 c\n")


def test_the_readme_says_where_everything_is() -> None:
    paths = {name for cell in column(README, "Where things are", 0) for name in code(cell)}
    assert all((ROOT / path).exists() for path in paths - {"var/"})
    assert {f"{name}/" for name in BELOW if (ROOT / name).is_dir()} <= paths


# make


def test_every_target_is_documented_and_every_documented_target_exists() -> None:
    named = set(re.findall(r"^make ([a-z]+)\b", "\n".join(code(WORDS)), re.MULTILINE))
    assert TARGETS - {"help"} <= named
    assert named <= TARGETS | {"setup"}


def test_every_target_says_what_it_does() -> None:
    (phony,) = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert set(phony.split()) - {"setup"} == TARGETS


# Settings


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    names = [f"UPPDRAG_{field.name.upper()}" for field in fields(Settings)]
    assert [bare(cell) for cell in column(OPERATIONS, "Settings", 0)] == names
    assert set(re.findall(r"UPPDRAG_[A-Z_]+", WORDS)) <= {*names, *FOR_TESTS}


def as_written(value: object) -> str:
    """A setting's value as one would write it into the environment."""
    if isinstance(value, timedelta):
        return f"{value.total_seconds():.0f}"
    return str(value).replace(f"{Path.cwd()}/", "./")


def test_the_documented_defaults_are_the_real_ones() -> None:
    settings = Settings.load({}, Path("no-such-file.toml"))
    real = [as_written(getattr(settings, field.name)) for field in fields(settings)]
    shown = [bare(cell) for cell in column(OPERATIONS, "Settings", 1)]
    assert shown == real


# The register's format


def yaml_blocks() -> list[dict[str, Any]]:
    """What the examples of the page say, in order: the first is a register, the rest add to it."""
    found = [build(block.encode()) for kind, block in FENCED.findall(REGISTER) if kind == "yaml"]
    assert not [mistake for one in found for mistake in one.mistakes]
    return [placed(one.data) for one in found]


def placed(data: dict[str, Any]) -> dict[str, Any]:
    """An example that begins with a milestone, where it belongs."""
    if data.keys() <= Register.model_fields.keys():
        return data
    return {"assignments": {"safer-return-2009": {"milestones": data}}}


def merged(one: Any, other: Any) -> Any:
    """Both, where they have the same keys with the other's values."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return other
    return one | {key: merged(one.get(key), value) for key, value in other.items()}


def test_the_example_register_has_no_mistake() -> None:
    assert read(json.dumps(yaml_blocks()[0]).encode()).mistakes == []


def test_every_example_of_the_format_is_part_of_a_register_without_a_mistake() -> None:
    whole = reduce(merged, yaml_blocks())
    found = read(json.dumps(whole, ensure_ascii=False).encode())
    assert [mistake.text("register.md", "en") for mistake in found.mistakes] == []
    assert found.register
    assert len(found.register.assignments["safer-return-2009"].milestones) > 10


def test_every_case_is_documented() -> None:
    page = (ROOT / "docs/cases.md").read_text("utf-8")
    cases = [path.name.partition("-")[0] for path in ROOT.glob("tests/data/cases/*.yaml")]
    assert sorted(one.lower() for one in re.findall(r"^## (\w+)\.", page, re.MULTILINE)) == sorted(
        cases
    )


def test_every_part_of_the_register_is_documented() -> None:
    parts = [bare(cell) for cell in column(REGISTER, "What stands where", 0)]
    assert parts == list(Register.model_fields)
    assert set(get_args(Kind)) <= set(code(REGISTER))


# The glossary


def names_in_code() -> set[str]:
    """Every class, function, argument, field and word between quotes in our code."""
    found: set[str] = set()
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.Name(id=name):
                    found.add(name)
                case ast.arg(arg=name) | ast.Constant(value=str(name)):
                    found.add(name)
    return found


def test_every_name_in_the_glossary_stands_in_the_code() -> None:
    headings = re.findall(r"^## (.*)$", GLOSSARY, re.MULTILINE)
    cells = [cell for heading in headings for cell in column(GLOSSARY, heading, 1)]
    names = {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}
    assert len(names) > 50
    assert names - names_in_code() == set()


# Links and docstrings


def links() -> Iterator[tuple[Path, str]]:
    for page in PAGES:
        text = FENCED.sub("", page.read_text("utf-8"))
        yield from ((page, target) for target in re.findall(r"\]\(([^)\s]+)\)", text))


def test_links_lead_somewhere() -> None:
    inside = [(page, target) for page, target in links() if not target.startswith("https://")]
    assert len(inside) > 5
    assert not [
        f"{page.name}: {target}"
        for page, target in inside
        if not (page.parent / target.partition("#")[0]).exists()
    ]


def modules() -> dict[str, ast.Module]:
    """Our code by the name it is imported under."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): ast.parse(path.read_text("utf-8"))
        for path in FILES
    }


def package(module: str | None) -> str:
    return (module or "").partition(".")[0]


def test_what_another_package_imports_has_a_docstring() -> None:
    trees = modules()
    imported = {
        (node.module, alias.name)
        for module, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and package(node.module) != package(module)
        for alias in node.names
    }
    public = [
        (f"{module}.{node.name}", ast.get_docstring(node))
        for module, tree in trees.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and (module, node.name) in imported
    ]
    assert len(public) > 100
    assert not [name for name, docstring in public if not docstring]
