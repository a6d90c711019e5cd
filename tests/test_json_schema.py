"""The JSON Schema for editors: it says what the shape says."""

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from register.json_schema import json_schema
from register.yaml_events import build
from tests.small_register import SMALL

ROOT = Path(__file__).parent.parent
FILES = [ROOT / "assignments.yaml", *sorted((ROOT / "tests/data/cases").glob("*.yaml"))]
CHECK = Draft202012Validator(json_schema())


def seen(value: Any) -> Any:
    """What an editor takes a text for: a number, a boolean, or text."""
    if isinstance(value, dict):
        return {key: seen(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [seen(inner) for inner in value]
    if value in ("true", "false"):
        return value == "true"
    if isinstance(value, str) and re.fullmatch(r"[0-9]+", value):
        return int(value)
    return float(value) if re.fullmatch(r"[0-9]+\.[0-9]+", value or "") else value


SMALL_SEEN = seen(build(SMALL.encode()).data)


def test_the_schema_of_the_docs_is_the_one_that_is_made():
    words = (ROOT / "docs/register.schema.json").read_text("utf-8")
    assert json.loads(words) == json_schema(), "make it anew: uppdrag schema"


def test_it_is_a_schema():
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_register_that_is_right_passes(path: Path):
    data = build(path.read_bytes()).data
    assert not [error.message for error in CHECK.iter_errors(seen(data))]
    assert not [error.message for error in CHECK.iter_errors(with_booleans(data))]


def with_booleans(value: Any) -> Any:
    """The same in quotes: numbers and dates stay text."""
    if isinstance(value, dict):
        return {key: with_booleans(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_booleans(inner) for inner in value]
    return value == "true" if value in ("true", "false") else value


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("title",), ""),
        (("organisation",), {}),
        (("organisations", "Länsstyrelsen"), {"names": [{"name": "x"}], "kind": "agency"}),
        (("organisations", "lst", "kind"), "agncy"),
        (("organisations", "lst", "names"), []),
        (("assignments", "stodet", "responsible"), "Länsstyrelsen"),
        (("assignments", "stodet", "responsible"), None),
        (("assignments", "stodet", "funding"), [{"status": "decided", "amount": -5}]),
        (("assignments", "stodet", "funding"), [{"status": "decided", "amount": "5 kr"}]),
        (("assignments", "stodet", "milestones"), {"m": {"kind": "report", "rhythm": {"every": "1"}}}),
        (("defaults",), {"finalreport": {"to": ["lst"]}}),
        (("defaults",), {"final_report": {"too": ["lst"]}}),
    ],
)  # fmt: skip
def test_what_the_shape_refuses_the_schema_refuses(path: tuple[str, ...], value: Any):
    data = deepcopy(SMALL_SEEN)
    inside = data
    for step in path[:-1]:
        inside = inside[step]
    assert CHECK.is_valid(data)
    inside[path[-1]] = value
    assert not CHECK.is_valid(data)


def test_every_part_is_explained():
    for name, part in json_schema()["$defs"].items():
        assert part.get("description"), name
