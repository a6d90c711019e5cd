"""What a register file may be as YAML, and where it says so when it is not."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from register.mistakes import Path, Place, quote
from register.places import locate
from register.yaml_events import MAX_SCALAR, build
from register.yaml_mistakes import MAX_DEPTH
from register.yaml_text import MAX_MISTAKES

GOOD = """\
# The register of an agency
title: Regeringsuppdrag å ä ö – «prov»
empty:
assignments:
  safer-return-2009:
    title: 'Tryggare återvändande: för personer i människohandel'
    decision: "ij-april-2009"
    funding:
      - {year: 2009, amount: 5_000_000, status: decided}
      - year: 2010
        amount: ~
    notes: |
      first line
      second line
    milestones:
      final-report: {kind: final_report, due: 2011-03-31, to: [regeringskansliet, null]}
"""


def said(data: bytes, language: str = "sv") -> list[str]:
    return [mistake.text("f", language) for mistake in build(data).mistakes]


def test_every_scalar_is_text_or_nothing() -> None:
    built = build(
        b'a: no\nb: 0123\nc: 2026-02-30\nd: 1_000\ne: 12:30:45\nf: ~\ng: null\nh:\ni: "null"\n'
        b"j: ''\nk: '~'\nl: [yes, null, 1.5, '']\n2: .nan\ntrue: NULL\n"
    )
    assert built.mistakes == []
    assert built.complete
    assert built.data == {
        "a": "no",
        "b": "0123",
        "c": "2026-02-30",
        "d": "1_000",
        "e": "12:30:45",
        "f": None,
        "g": None,
        "h": None,
        "i": "null",
        "j": "",
        "k": "~",
        "l": ["yes", None, "1.5", ""],
        "2": ".nan",
        "true": "NULL",
    }


def test_a_good_file_is_what_a_loader_of_plain_text_makes_of_it() -> None:
    built = build(GOOD.encode())
    assert built.mistakes == []
    assert same(built.data, yaml.load(GOOD, Loader=yaml.CBaseLoader))


def same(ours: Any, theirs: Any) -> bool:
    if ours is None:
        return theirs in {"", "~", "null"}
    if isinstance(ours, dict):
        return ours.keys() == theirs.keys() and all(same(ours[k], theirs[k]) for k in ours)
    if isinstance(ours, list):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    return bool(ours == theirs)


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbfa: \xc3\xa5\n", b"a: \xc3\xa5\r\n", b"---\na: \xc3\xa5\n..."]
)
def test_a_byte_order_mark_windows_lines_and_document_marks_are_no_mistakes(data: bytes) -> None:
    assert build(data).data == {"a": "å"}
    assert build(data).mistakes == []


BAD = {
    "empty": (b"", "f:1:1: filen är tom"),
    "only a comment": (b"# later\n", "f:1:1: filen är tom"),
    "only a document mark": (b"---\n", "f:1:1: filen är tom"),
    "a list": (b"- a\n- b\n", "f:1:1: filen ska bestå av nycklar med värden"),
    "a text": (b"hello\n", "f:1:1: filen ska bestå av nycklar med värden"),
    "Latin-1": ("a: 1\nb: på\n".encode("latin-1"), "f:2:5: byten 0xE5 är inte UTF-8"),
    "a byte that no UTF-8 has": (b"a: \xc3\xa5\xff", "f:1:5: byten 0xFF är inte UTF-8"),
    "a character cut in the middle": (b"a: x\xe2\x80", "f:1:5: byten 0xE2 är inte UTF-8"),
    "a surrogate in bytes": (b"a: \xed\xa0\x80", "f:1:4: byten 0xED är inte UTF-8"),
    "UTF-16 with a mark": ("a: 1\n".encode("utf-16"), "f:1:1: filen är sparad som UTF-16"),
    "UTF-16 without": ("a: 1\n".encode("utf-16-be"), "f:1:1: filen är sparad som UTF-16"),
    "a repeated key": (b"a: 1\nb: 2\na: 3\n", "f:3:1: nyckeln «a» finns redan på rad 1, kolumn 1"),
    "a repeated key inside": (
        b"a:\n  - {x: 1}\n  - {x: 1, y: 2, 'x': 3}\n",
        "f:3:18: nyckeln «x» finns redan på rad 3, kolumn 6",
    ),
    "a tag": (b"a: !!int 3\n", "f:1:4: taggen «!!int» tillåts inte"),
    "a tag of Python": (b"a: !!python/name:os.system x\n", "f:1:4: taggen «!!python/name:os.system»"),
    "a tag on a list": (b"a: !x [1]\n", "f:1:4: taggen «!x» tillåts inte"),
    "a tag on the file": (b"!x\na: 1\n", "f:1:1: taggen «!x» tillåts inte"),
    "a tag that means nothing": (b"a: ! 3\n", "f:1:4: taggen «!» tillåts inte"),
    "a tag cut short": (b"a: !<x 3\n", "f:1:4: en text kan inte börja med «*», «&», «!»"),
    "an anchor": (b"a: &x 1\n", "f:1:4: ankaret «&x» tillåts inte"),
    "an anchor on keys": (b"a: &x\n  b: 1\n", "f:1:4: ankaret «&x» tillåts inte"),
    "an asterisk for bold": (b"a: ** viktigt **\n", "f:1:4: en text kan inte börja med «*»"),
    "a key that is a list": (b"[a, b]: 1\n", "f:1:1: en nyckel ska vara text"),
    "a key that is a mapping": (b"? {a: 1}\n: 1\n", "f:1:3: en nyckel ska vara text"),
    "an empty key": (b"'': 1\n", "f:1:1: nyckeln före «:» saknas"),
    "no key": (b": 1\n", "f:1:1: nyckeln före «:» saknas"),
    "no key in brackets": (b"a: {: 1}\n", "f:1:5: nyckeln före «:» saknas"),
    "a second document": (b"a: 1\n---\nb: 2\n", "f:2:1: ett andra dokument börjar här"),
    "more after the end": (b"a: 1\n...\nb: 2\n", "f:3:1: inget mer väntades här"),
    "a directive": (b"%FOO\n---\na: 1\n", "f:1:5: en rad får inte börja med «%»"),
    "200 KB of brackets": (b"[" * 200_000, "f:1:21: fler än 20 nivåer"),
    "200 KB of dashes": (b"- " * 100_000, "f:1:41: fler än 20 nivåer"),
    "brackets and keys": (b"[a: " * 50_000, "f:1:41: fler än 20 nivåer"),
    "a long text": (b"a: " + b"x" * (MAX_SCALAR + 1), "f:1:4: texten har 20001 tecken"),
    "a tab before a key": (b"a:\n\tb: 1\n", "f:2:1: en tabb står där raden dras in"),
    "a tab in a text": (b"a: |\n  x\n\ty\n", "f:3:1: en tabb står där raden dras in"),
    "a tab after a dash": (b"-\t- a\n", "f:1:2: en tabb står där raden dras in"),
    "an open quote": (b'a: "x\nb: 1\n', "f:1:4: citattecknet här får aldrig"),
    "an apostrophe in quotes": (b"a: 'it's'\nb: 1\n", "f:1:8: text står kvar efter"),
    "text after a quote": (b'a: "x" y\n', "f:1:8: text står kvar efter"),
    "an open bracket": (b"a: [x, y\nb: 1\n", "f:1:4: parentesen här avslutas inte"),
    "the wrong bracket": (b"a: {x: 1]\n", "f:1:4: parentesen här avslutas inte"),
    "a bracket too many": (b"a: ]\n", "f:1:4: ett värde väntades här, inte «]»"),
    "cut in a bracket": (b"a: [", "f:2:1: filen tar slut"),
    "a colon in a text": (b"a: report: final\n", "f:1:10: ett kolon står i en text"),
    "a text that begins with @": (b"a: @x\n", "f:1:4: ett värde kan inte börja med «@»"),
    "a text that begins with %": (b"a: %x\n", "f:1:4: ett värde kan inte börja med «%»"),
    "a text that begins with ?": (b"a: ? x\n", "f:1:4: ett värde kan inte börja med «?»"),
    "too far in": (b"a: 1\n  b: 2\n", "f:2:4: nyckeln är för långt indragen"),
    "not far enough": (
        b"a:\n  b:\n    c: 1\n   d: 2\n",
        "f:4:4: raden är fel indragen: gruppen som börjar på rad 2 har sina rader i kolumn 3",
    ),
    "a key in a list": (b"a:\n- b\nc\n", "f:3:1: raden är ingen nyckel med värde"),
    "a list on the line of its key": (b"a: - b\n", "f:1:4: en lista kan inte börja på samma rad"),
    "a line without a colon": (b"a: 1\nb\nc: 2\n", "f:2:1: raden är ingen nyckel med värde"),
    "an unknown escape": (rb'a: "C:\Users"' + b"\n", "f:1:9: det som följer på «\\» går inte att läsa"),
    "an escaped surrogate": (rb'a: "\ud800"', "f:1:7: det som följer på «\\» går inte att läsa"),
    "an escaped NUL": (rb'a: "\0"', "f:1:4: tecknet U+0000 syns inte"),
    "an escaped carriage return": (rb'a: "x\ry"', "f:1:4: tecknet U+000D syns inte"),
    "an escaped override in a key": (rb'"\u202e": x', "f:1:1: tecknet U+202E RIGHT-TO-LEFT OVERRIDE"),
    "a text that begins with >": (b"a: > 5 x\n", "f:1:4: en text kan inte börja med «*»"),
    "the first key too far in": (b"  a: 1\nb: 2\n", "f:2:1: inget mer väntades här"),
    "something else": (b"a: {b:[}\n", "f:1:6: raden går inte att läsa som YAML (found unexpected ':')"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "sentence"), BAD.values(), ids=BAD)
def test_a_bad_file_gets_one_sentence_with_its_place(data: bytes, sentence: str) -> None:
    (text,) = said(data)
    assert text.startswith(sentence)
    assert text.isprintable()
    (english,) = said(data, "en")
    assert english.split(": ")[0] == text.split(": ")[0]
    assert english != text


@pytest.mark.parametrize(
    "sign",
    "\0 \x07 \x1b \x7f \x85 \x9b \xad \u061c \u200b \u200d \u200e \u2028 \u2029 \u202e \u2060 \u2066"
    " \ufeff \ufffe \uffff \U000e0041".split(" "),
)  # fmt: skip
@pytest.mark.parametrize(
    "where", ["a: x{}y\n", "a{}: x\n", "a: x # {}\n", "a: |\n {}\n", "a: '{}'\n"]
)
def test_a_character_nobody_sees_is_told_where_it_stands(sign: str, where: str) -> None:
    text = "first: å\n" + where.format(sign)
    line, column = (2, where.index("{}") + 1) if "|" not in where else (3, 2)
    (found,) = said(text.encode())
    assert found.startswith(f"f:{line}:{column}: tecknet U+{ord(sign):04X}")
    assert found.isprintable()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(end: str) -> None:
    assert said(f"a: 1{end}{end}b: \u200b{end}c: !x 1{end}".encode()) == [
        "f:3:4: tecknet U+200B ZERO WIDTH SPACE syns inte för den som läser; ta bort det",
        "f:4:4: taggen «!x» tillåts inte; skriv bara värdet, det läses alltid som text",
    ]


@pytest.mark.parametrize("data", [b"'': 1\n", b"<<: {a: 1}\n", b"[a]: 1\n", b"a: *b\n", b"a: ["])
def test_a_file_of_which_something_was_left_out_is_not_complete(data: bytes) -> None:
    assert not build(data).complete


def test_all_mistakes_come_in_one_go_in_the_order_of_the_file() -> None:
    data = b"a: !x 1\nb: &y [1]\nb: 2\nc: *y\n<<: {d: 1}\n*y : {e: 1}\nf: {g: 1, g: 2}\nf: x\xe2\x80\x8b\n"
    built = build(data)
    assert [
        text.split(": ", 1)[1].split(" tillåts")[0].split(" finns")[0] for text in said(data)
    ] == [
        "taggen «!x»",
        "ankaret «&y»",
        "nyckeln «b»",
        "hänvisningen «*y»",
        "nyckeln «<<»",
        "hänvisningen «*y»",
        "nyckeln «g»",
        "nyckeln «f»",
        "tecknet U+200B ZERO WIDTH SPACE syns inte för den som läser; ta bort det",
    ]
    assert [mistake.line for mistake in built.mistakes] == [1, 2, 3, 4, 5, 6, 7, 8, 8]
    assert not built.complete
    assert built.data == {"a": "1", "b": ["1"], "c": None, "f": {"g": "1"}}


def test_a_file_with_a_repeated_key_is_still_whole() -> None:
    built = build(b"a: {b: 1}\na: {b: 1, b: 2, c: 3}\n")
    assert built.complete
    assert built.data == {"a": {"b": "1"}}
    assert [(m.line, m.column) for m in built.mistakes] == [(2, 1), (2, 11)]


def test_mistakes_inside_a_key_that_is_no_text_do_not_stop_the_reading() -> None:
    built = build(b"? {a: 1, a: [2]}\n: {b: 1}\n? [{'': *x}]\nc: 3\n")
    assert [(m.line, m.column) for m in built.mistakes] == [(1, 3), (1, 10), (3, 3), (3, 9)]
    assert built.data == {"c": "3"}


def test_a_file_over_the_limit_is_not_read() -> None:
    built = build(b"a: [\n", max_bytes=4)
    assert [m.sv for m in built.mistakes] == ["filen har 5 byte; högst 4 byte läses"]
    assert build(b"a: 1\n", max_bytes=5).mistakes == []


def test_no_more_mistakes_are_kept_than_anybody_mends() -> None:
    assert len(build(b"- !x\n" * (MAX_MISTAKES + 5)).mistakes) <= MAX_MISTAKES + 1


def test_nesting_is_allowed_to_its_limit() -> None:
    assert build(b"a: " + b"[" * (MAX_DEPTH - 1) + b"]" * (MAX_DEPTH - 1)).mistakes == []
    assert len(build(b"a: " + b"[" * MAX_DEPTH + b"]" * MAX_DEPTH).mistakes) == 1


def test_locate_points_at_keys_and_items_and_else_at_what_is_around() -> None:
    final = ("assignments", "safer-return-2009", "milestones", "final-report")
    funding = ("assignments", "safer-return-2009", "funding")
    assert locate(
        GOOD.encode(),
        [(*final, "due"), (*final, "to", 1), (*funding, 1), (*funding, 0, "year"), funding],
    ) == {
        (*final, "due"): (16, 42),
        (*final, "to", 1): (16, 83),
        (*funding, 1): (10, 9),
        (*funding, 0, "year"): (9, 10),
        funding: (8, 5),
    }
    assert locate(
        GOOD.encode(),
        [(*final, "title"), (*funding, 1, "status"), ("plans",), (), ("title", "x", 3)],
    ) == {
        (*final, "title"): (16, 7),
        (*funding, 1, "status"): (10, 9),
        ("plans",): (2, 1),
        (): (2, 1),
        ("title", "x", 3): (2, 1),
    }


def test_locate_finds_what_comes_before_the_trouble() -> None:
    assert locate(b"a:\n  b: 1\n? [x]\n: 2\nc: {d\n", [("a", "b"), ("c", "d"), ("e",)]) == {
        ("a", "b"): (2, 3),
        ("c", "d"): (5, 5),
        ("e",): (1, 1),
    }
    assert locate(b"\xff", [("a",)]) == {("a",): (1, 1)}


words = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=8)
trees = st.dictionaries(
    words,
    st.recursive(
        words,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
        max_leaves=12,
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(trees, st.sampled_from([True, False, None]), st.integers(2, 6))
def test_locate_agrees_with_where_the_key_really_is(
    tree: dict[str, Any], flow: Any, indent: int
) -> None:
    text = yaml.safe_dump(tree, default_flow_style=flow, indent=indent, allow_unicode=True)
    real = dict(marks(yaml.compose(text, Loader=yaml.SafeLoader)))
    assert locate(text.encode(), real) == real
    assert build(text.encode()).data == tree


def marks(node: Any, path: Path = ()) -> Iterator[tuple[Path, Place]]:
    """Every path of a composed file with the place of its key or item."""
    pairs: list[tuple[str | int, Any, Any]] = []
    if isinstance(node, yaml.MappingNode):
        pairs = [(key.value, key, value) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        pairs = [(number, item, item) for number, item in enumerate(node.value)]
    for step, sign, inner in pairs:
        yield (*path, step), (sign.start_mark.line + 1, sign.start_mark.column + 1)
        yield from marks(inner, (*path, step))


NASTY = (
    "[ { ] } : - ? & * ! !!int !<x> &a *a <<: | > ' \" # % @ ` \\ , ~ null --- ... \t \r \r\n \n"
    " \0 \x85 \u2028 \ufeff \u202e \u200b \\ud800 \\u202e \\0 é “ 🦆 a: x: - 'x': {}: [a]:"
).split(" ")  # fmt: skip


def accident(data: bytes, chance: random.Random) -> bytes:
    """The same file after something has gone wrong with it."""
    at, run = chance.randrange(len(data) + 1), chance.randint(1, 40)
    before, after, lines = data[:at], data[at:], data.split(b"\n")
    return chance.choice(
        [
            before,
            before + after[run:],
            before + chance.choice(NASTY).encode() + after,
            before + bytes([chance.randrange(256)]) + after[1:],
            before + chance.randbytes(run) + after,
            before + before[at // 2 :] + after,
            b"\n".join(chance.sample(lines, len(lines))),
        ]
    )


def mutated(seed: int) -> bytes:
    chance, data = random.Random(seed), GOOD.encode()
    for _ in range(chance.randint(1, 8)):
        data = accident(data, chance)
    return data


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32).map(mutated) | st.binary(max_size=300))
def test_whatever_the_bytes_there_is_data_or_a_mistake_and_never_an_exception(data: bytes) -> None:
    built = build(data)
    assert built.complete or built.mistakes
    lines = 1 + data.count(b"\n") + data.count(b"\r")
    for mistake in built.mistakes:
        assert 1 <= mistake.line <= lines + 1
        assert mistake.column >= 1
        assert mistake.text("f").isprintable()
        assert mistake.text("f", "en").isprintable()
    if not built.mistakes:
        assert same(built.data, yaml.load(data, Loader=yaml.CBaseLoader))
    places = locate(data, every_path(built.data))
    assert all(1 <= line <= lines + 1 for line, _ in places.values())


def every_path(data: Any, path: Path = ()) -> Iterator[Path]:
    pairs = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for step, inner in pairs:
        yield (*path, step)
        yield from every_path(inner, (*path, step))


def test_what_is_quoted_is_short_and_shows_what_cannot_be_seen() -> None:
    assert quote("a\x1b[31m\u202e\n") == "«a\\x1b[31m\\u202e\\n»"
    assert quote("x" * 100) == f"«{'x' * 59}…»"
    assert quote("å – ö") == "«å – ö»"
