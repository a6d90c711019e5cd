"""From the file to the register: everything in it, or every mistake in one go with its place."""

import hashlib
import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path as File
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from register import shape
from register.mistakes import Path
from register.read import read, read_file
from register.shape_base import Shape
from register.yaml_events import build
from tests.small_register import SMALL, marked, small

REPORT = "        due: 2021-03-31\n"
SHAPES = [
    one
    for one in vars(shape).values()
    if isinstance(one, type) and issubclass(one, Shape) and one.model_fields
]


def test_a_register_without_mistakes_is_read_whole_with_the_fingerprint_of_its_bytes():
    found = read(SMALL.encode())
    assert not found.mistakes
    assert found.register
    assert found.register.assignments["kartlaggning"].milestones["slutrapport"].due
    assert found.digest == hashlib.sha256(SMALL.encode()).hexdigest()


@pytest.mark.parametrize("model", SHAPES, ids=lambda one: one.__name__)
def test_no_key_may_be_left_empty(model):
    for name in model.model_fields:
        with pytest.raises(ValidationError) as refused:
            model.model_validate({name: None})
        told = [one for one in refused.value.errors() if one["loc"][:1] == (name,)]
        assert told, f"{model.__name__}.{name}"


def test_a_register_with_a_mistake_is_not_given_out():
    assert read(SMALL.replace("responsible: lst", "responsible: lsst").encode()).register is None


# Each case: the words that are replaced, what they become, the sentences. The mark ¤ in the new
# words is where a mistake is expected, in their order.
SHAPE = {
    "an unknown key": (
        REPORT,
        "        ¤duee: 2021-03-31\n",
        ["okänd nyckel «duee»; menade du «due»?"],
    ),
    "a key that stands twice": (
        REPORT,
        REPORT + "        ¤due: 2021-04-01\n",
        ["nyckeln «due» finns redan på rad {line}, kolumn 9; behåll en av dem"],
    ),
    "a tag": (
        "year: 2020",
        "year: ¤!!int 2020",
        ["taggen «!!int» tillåts inte; skriv bara värdet, det läses alltid som text"],
    ),
    "an alias": (
        "    published: 2020-01-10\ndec",
        "    published: ¤*dagen\ndec",
        ["hänvisningen «*dagen» tillåts inte; skriv ut värdet här"],
    ),
    "an anchor": (
        "title: Stödet",
        "title: ¤&titel Stödet",
        ["ankaret «&titel» tillåts inte; skriv ut värdet på varje ställe där det gäller"],
    ),
    "a day that does not exist": (
        REPORT,
        "        ¤due: 2021-02-29\n",
        ["dagen 2021-02-29 finns inte: februari 2021 har 28 dagar"],
    ),
    "a day that is left empty": (
        REPORT,
        "        ¤due:\n",
        ["«due» är tom: skriv ett värde, eller ta bort raden"],
    ),
    "a day in another form": (
        "effective: 2021-01-01",
        "¤effective: 1 januari 2021",
        ["skriv en dag så här: 2011-03-31, inte «1 januari 2021»"],
    ),
    "a name where the id belongs": (
        "    responsible: lst\n    plan",
        "    ¤responsible: Länsstyrelsen\n    plan",
        ["«responsible» har fel form, «Länsstyrelsen»; menade du «lst»?"],
    ),
    "a name written as an id": (
        "    responsible: lst\n    plan",
        "    ¤responsible: lansstyrelsen\n    plan",
        ["«lansstyrelsen» finns inte; menade du «lst»?"],
    ),
    "a key in Swedish": (
        "    responsible: lst\n    plan",
        "    responsible: lst\n    ¤ansvarig: lst\n    plan",
        ["okänd nyckel «ansvarig»; menade du «responsible»?"],
    ),
    "a list that is left empty": (
        "        to: [regeringen]\n      arsrapport",
        "        ¤to:\n      arsrapport",
        ["«to» är tom: skriv ett värde, eller ta bort raden"],
    ),
    "a name that is left empty": (
        "    plan: planen\n    focus_area: skydd\n",
        "    ¤plan: ~\n",
        ["«plan» är tom: skriv ett värde, eller ta bort raden"],
    ),
    "a month that does not exist": (
        "effective: 2021-01-01",
        "¤effective: 2021-13-01",
        ["månaden 2021-13 finns inte: den är 01 till 12"],
    ),
    "a date in another form": (
        REPORT,
        "        ¤due: 31 mars 2021\n",
        [
            (
                "skriv datum så här: 2011-03-31, 2008-07, 2009, autumn 2008, since 2009, "
                "2014..2015-03, inte «31 mars 2021»; bara en hel dag ger påminnelser"
            )
        ],
    ),
    "a kind that there is not": (
        "kind: final_report",
        "¤kind: finalreport",
        [
            (
                "«finalreport» går inte att välja för «kind»; menade du «final_report»? Här kan stå "
                "report, interim_report, final_report, annual_report, budget_documentation, account, "
                "requisition, repayment, readiness, internal, other, plan, proposal, forecast, "
                "information, referral, event, awaited"
            )
        ],
    ),
    "a key that is missing": (
        "    responsible: lst\n    plan: planen\n",
        "    plan: planen\n",
        ["nyckeln «responsible» saknas i «kartlaggning»"],
    ),
    "an id in another form": (
        "  stodet:\n",
        "  ¤Stödet:\n",
        [
            "nyckeln «Stödet» har fel form; skriv till exempel «stodet», med a–z, 0–9 och bindestreck"
        ],
    ),
    "an amount with words": (
        "amount: 5_000_000",
        "¤amount: 5 000 000 kr",
        ["«amount» ska vara ett heltal (som 5_000_000), inte «5 000 000 kr»; menade du 5_000_000?"],
    ),
    "a character that nobody sees": (
        "title: Stödet",
        "title: Stö¤\u200bdet",
        ["tecknet U+200B ZERO WIDTH SPACE syns inte för den som läser; ta bort det"],
    ),
    "an offset that is none": (
        "before: [60d, 10wd]",
        "before: [60d, ¤0d]",
        None,
    ),
}


@pytest.mark.parametrize(("old", "new", "said"), SHAPE.values(), ids=SHAPE)
def test_what_may_not_be_written_is_told_with_its_place(old, new, said):
    data, places = marked(small((old, new)))
    found = read(data)
    assert found.register is None
    if places:
        assert [(one.line, one.column) for one in found.mistakes] == places
    if said:
        line = places[0][0] - 1 if places else 0
        assert [one.sv for one in found.mistakes] == [one.format(line=line) for one in said]
    assert all(one.en and one.en != one.sv for one in found.mistakes)


def test_all_mistakes_come_in_one_go_in_the_order_of_the_file():
    text = small(
        ("- organisation: lst\n", "- ¤organisation: lts\n"),
        ("    plan: planen", "    ¤plan: plannen"),
        (REPORT, REPORT + "        ¤amended_by: andringen\n        ¤alerts: earli\n"),
        ("    giver: lst", "    ¤giver: lxt"),
        ("contact_from: 2021-01-08", "¤contact_from: 2020-01-08"),
    )
    data, places = marked(text)
    assert [(one.line, one.column) for one in read(data).mistakes] == places


# One mistake in the shape and one reference to nothing, anywhere

DATA = build(SMALL.encode()).data
POINTING = {
    "responsible", "issuer", "organisation", "to", "copies", "decision", "document", "plan",
    "what", "giver", "receiver", "assignment",
}  # fmt: skip


def texts(value: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every text."""
    if isinstance(value, str):
        yield path
    for step in value if isinstance(value, dict) else ():
        yield from texts(value[step], (*path, step))
    for step in range(len(value)) if isinstance(value, list) else ():
        yield from texts(value[step], (*path, step))


def last_key(path: Path) -> str:
    return next(str(step) for step in reversed(path) if isinstance(step, str))


def put(data: Any, path: Path, value: Any) -> None:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value


TEXTS = [*texts(DATA)]
REFERENCES = [path for path in TEXTS if last_key(path) in POINTING]


def told_of(data: Any) -> list[Path]:
    """The paths of what is told of data written as YAML, which JSON is."""
    found = read(json.dumps(data, ensure_ascii=False, indent=1).encode()).mistakes
    assert all(one.line and one.column for one in found)
    return [one.path for one in found]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(TEXTS), st.sampled_from(REFERENCES), st.booleans())
def test_a_mistake_in_the_shape_and_a_reference_to_nothing_are_both_told(wrong, nowhere, more):
    data = deepcopy(DATA)
    put(data, nowhere, "ingenstans-alls")
    if more:
        wrong = (*wrong[:-1], "xyzzy") if isinstance(wrong[-1], str) else wrong
    assume(wrong != nowhere)
    put(data, wrong, {"oj": "oj"})
    assert sorted(told_of(data), key=repr) == sorted([wrong, nowhere], key=repr)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(TEXTS), st.sampled_from(REFERENCES))
def test_a_missing_key_hides_no_reference_and_nothing_follows_from_it(missing, nowhere):
    assume(missing[: len(nowhere)] != nowhere and isinstance(missing[-1], str))
    data = deepcopy(DATA)
    put(data, nowhere, "ingenstans-alls")
    inside: Any = data
    for step in missing[:-1]:
        inside = inside[step]
    del inside[missing[-1]]
    found = told_of(data)
    assert nowhere in found
    assert len(found) <= 2


def test_a_name_inside_what_could_not_be_read_counts_as_known():
    text = small(
        ("  andring:\n", "  Andring:\n"), (REPORT, REPORT + "        amended_by: andring\n")
    )
    assert [one.path for one in read(text.encode()).mistakes] == [("decisions", "Andring")]
    noun = small(("organisations:\n", "organisation:\n"))
    assert [one.path for one in read(noun.encode()).mistakes] == [("organisation",)]


def test_items_that_could_not_be_read_move_no_place():
    text = small(("to: [regeringen]\n        copies", "to: [{}, ¤regeringn]\n        copies"))
    data, [place] = marked(text)
    found = read(data).mistakes
    assert [one.path[-1] for one in found] == [0, 1]
    assert (found[1].line, found[1].column) == place


def test_a_file_that_ends_in_the_middle_is_one_mistake_or_more_and_never_a_traceback():
    text = SMALL.encode()
    for end in range(0, len(text), 97):
        assert read(text[:end]).register is None or end > len(text) - 200


LINES = SMALL.splitlines(keepends=True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_is_done_to_the_lines_there_is_a_register_or_placed_mistakes(data):
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["drop", "repeat", "swap", "words"])):
            case "drop":
                del lines[at]
            case "repeat":
                lines.insert(at, lines[at])
            case "swap":
                other = data.draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "words":
                words = st.sampled_from(
                    "lst stodet kartlaggning beslut andring moves 2021-01-01 02-29 []".split()
                )
                key, colon, _ = lines[at].partition(":")
                lines[at] = f"{key}{colon} {data.draw(words)}\n"
    found = read("".join(lines).encode())
    assert (found.register is None) == bool(found.mistakes)
    assert all(one.line and one.column and one.sv and one.en for one in found.mistakes)


def test_a_file_is_read_from_its_path(tmp_path: File):
    (tmp_path / "register.yaml").write_text(SMALL, "utf-8")
    assert read_file(tmp_path / "register.yaml") == read(SMALL.encode())
