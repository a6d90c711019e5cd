"""Files that are wrong in every way we could think of, and what is told of each.

The first lines of each file in tests/data/bad say what is expected: place and sentence. To add one,
write the file and what should be told.
"""

import codecs
import random
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.site import Mistaken, Site
from models.settings import Settings
from register.read import read
from tests.mutating import Case, herd, spoilt
from tests.small_register import SMALL, dump, small

FILES = sorted((Path(__file__).parent / "data" / "bad").glob("*.yaml"))
NOON = datetime(2020, 6, 1, 12, tzinfo=UTC)
DUE = "        due: 2021-03-31\n"
PLACE = re.compile(r"[0-9]+:[0-9]+ .+")
BRACKETS = "fler än 20 nivåer inuti varandra; läsningen stannar här"


def expected(data: bytes) -> list[str]:
    """What the first lines of a file say that is told of it."""
    found = []
    for line in data.splitlines():
        if not line.startswith(b"# "):
            break
        found.append(line.removeprefix(b"# ").decode())
    return found


def told(data: bytes) -> list[str]:
    """Each mistake as it is expected: place and Swedish sentence."""
    return [f"{one.line}:{one.column} {one.sv}" for one in read(data).mistakes]


def test_there_are_files_of_every_sort():
    assert len(FILES) >= 60
    sorts = {path.name.split("-")[0] for path in FILES}
    assert sorts >= set("missing duplicate unknown type date cycle dangling yaml new".split())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_mistake_is_told_in_one_line_with_its_place(path: Path):
    data = path.read_bytes()
    lines = expected(data)
    assert lines and all(map(PLACE.fullmatch, lines))
    assert told(data) == lines
    for mistake in read(data).mistakes:
        assert mistake.en and mistake.en != mistake.sv
        assert "\n" not in mistake.text("f") + mistake.text("f", "en")


# What no file can say of itself, or what is too large to keep.
MADE = {
    "brackets without end": ("[" * 200_000).encode(),
    "brackets in a value": small((DUE, f"        due: {'[' * 200_000}\n")).encode(),
    "mappings without end": ("{a: " * 50_000).encode(),
    "brackets and their ends": ("a: " + "[" * 100_000 + "]" * 100_000).encode(),
    "lists on one line": ("- " * 100_000).encode(),
}


@pytest.mark.parametrize("data", MADE.values(), ids=MADE)
def test_depth_is_told_once_where_reading_stops(data: bytes):
    lines = told(data)
    assert [line.endswith(BRACKETS) for line in lines].count(True) == 1
    assert len(lines) <= 2  # the other: what holds the brackets is no list


def test_huge_scalars_are_told_with_their_length():
    title = "Kartläggningen"
    [long] = told(small((f"title: {title}", f"title: {'x' * 20_001}")).encode())
    assert long.endswith("texten har 20001 tecken; den får ha högst 20000")
    [long] = told(small((f"title: {title}", f"title: {'x' * 4_001}")).encode())
    assert long.endswith("«title» är för lång: 4001 tecken, högst 4000")
    digits = small(("amount: 5_000_000", f"amount: {'9' * 5_000}"))
    assert len(told(digits.encode())) == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_encoding_is_told_of_the_file(encoding: str):
    [line] = told(SMALL.encode(encoding))
    assert line.startswith("1:1 filen är sparad som UTF-16 eller är ingen textfil")


def test_a_mark_of_the_encoding_at_the_beginning_is_no_mistake():
    assert not told(codecs.BOM_UTF8 + SMALL.encode())


def test_a_picture_is_no_register():
    chance = random.Random(2011)
    assert len(told(b"\x89PNG\r\n\x1a\n" + chance.randbytes(50_000))) == 1


@pytest.fixture
def site(database_url: str, tmp_path: Path) -> Iterator[Site]:
    """A site that has read the small register."""
    (tmp_path / "assignments.yaml").write_text(SMALL, "utf-8")
    made = Site(
        Settings.load({
            "UPPDRAG_HOME": str(tmp_path / "var"),
            "UPPDRAG_DATABASE_URL": database_url,
            "UPPDRAG_REGISTER": str(tmp_path / "assignments.yaml"),
            "UPPDRAG_CONTACTS": str(tmp_path / "contacts.yaml"),
        }, tmp_path / "uppdrag.toml"),
        lambda: NOON,
    )  # fmt: skip
    made.sync(NOON.date())
    yield made
    made.close()


def test_no_bad_file_changes_a_row(site: Site):
    before = dump(site.engine)
    for data in [*(path.read_bytes() for path in FILES), *MADE.values()]:
        site.settings.register.write_bytes(data)
        with pytest.raises(Mistaken):
            site.sync(date(2020, 6, 1))
    assert dump(site.engine) == before


@pytest.fixture(scope="module")
def cases(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Case]]:
    """The registers of real decisions, each synced to a database of its own."""
    made = herd(empty_sqlite, tmp_path_factory.mktemp("cases"))
    yield made
    for case in made:
        case.engine.dispose()


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**32))
def test_whatever_is_done_to_a_register_nothing_is_raised(cases: list[Case], seed: int):
    chance = random.Random(seed)
    case = chance.choice(cases)
    case.suffer(spoilt(case.text, chance))


def test_and_no_row_is_changed(cases: list[Case]):
    for seed in range(30):
        for case in cases[:3]:
            case.suffer(spoilt(case.text, random.Random(seed)))
    assert not [case.text.splitlines()[0] for case in cases if case.changed]
