"""A folder of files that is one register."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from flows.run import begin
from flows.site import Mistaken, Site
from models.settings import Settings
from register.read import Read, read, read_file
from tests.small_register import SMALL, dump, marked, small

NOON = datetime(2020, 6, 1, 12, tzinfo=UTC)
TODAY = date(2020, 6, 1)
HANDOVERS = SMALL.index("handovers:\n")
STODET = SMALL.index("  stodet:\n")
ACTIVITIES = SMALL.index("activities:\n")
SPLIT = {  # the small register, its second assignment and its handovers each in a file
    "a-beslut.yaml": SMALL[:STODET] + SMALL[ACTIVITIES:HANDOVERS],
    "b-stodet.yaml": "assignments:\n" + SMALL[STODET:ACTIVITIES],
    "c-flytten.yaml": SMALL[HANDOVERS:],
}


def folder(path: Path, files: dict[str, str]) -> Path:
    """The files, written to a folder."""
    there = path / "register"
    there.mkdir()
    for name, words in files.items():
        (there / name).write_text(words, "utf-8")
    return there


def told(found: Read) -> list[str]:
    return [one.text("register") for one in found.mistakes]


def changed(name: str, *edits: tuple[str, str]) -> dict[str, str]:
    """The three files, one of them edited."""
    return SPLIT | {name: small(*edits, of=SPLIT[name])}


def test_the_files_are_read_as_if_they_were_one(tmp_path: Path):
    found = read_file(folder(tmp_path, SPLIT))
    assert not told(found)
    assert found.register == read(SMALL.encode()).register


def test_whatever_else_lies_there_is_left_alone(tmp_path: Path):
    there = folder(tmp_path, SPLIT | {"README.md": "# Registret\n", ".#a-beslut.yaml": "{"})
    (there / "old.yaml").mkdir()
    assert read_file(there).register


def test_the_fingerprint_is_of_all_the_files(tmp_path: Path):
    there = folder(tmp_path, SPLIT)
    digests = {read_file(there).digest}
    for name, words in SPLIT.items():
        (there / name).write_text(words + "# en rad till\n", "utf-8")
        digests.add(read_file(there).digest)
    assert len(digests) == 4
    assert read_file(there).digest in digests


def test_each_mistake_says_its_file(tmp_path: Path):
    files = changed("a-beslut.yaml", ("    responsible: lst\n", "    responsible: lxt\n"))
    files |= {"b-stodet.yaml": small(("to: [", "too: ["), of=SPLIT["b-stodet.yaml"])}
    files |= {"c-flytten.yaml": small(("giver: lst", "giver: [lst"), of=SPLIT["c-flytten.yaml"])}
    found = told(read_file(folder(tmp_path, files)))
    assert [line.split(": ", 1)[0] for line in found] == [
        "register/b-stodet.yaml:10:9", "register/c-flytten.yaml:6:12",
    ]  # fmt: skip


def test_what_leads_nowhere_is_told_where_it_stands(tmp_path: Path):
    words = SPLIT["b-stodet.yaml"].replace("responsible: lst", "¤responsible: lxt")
    data, [(line, column)] = marked(words)
    found = read_file(folder(tmp_path, SPLIT | {"b-stodet.yaml": data.decode()}))
    assert told(found) == [
        f"register/b-stodet.yaml:{line}:{column}: «lxt» finns inte; menade du «lst»?"
    ]


def test_an_entry_that_stands_in_two_files_names_both_places(tmp_path: Path):
    files = SPLIT | {"b-stodet.yaml": "organisations:\n  lst: {}\n" + SPLIT["b-stodet.yaml"]}
    place = next(at for at, line in enumerate(SMALL.splitlines(), 1) if line == "  lst:")
    assert told(read_file(folder(tmp_path, files))) == [
        (
            f"register/b-stodet.yaml:2:3: «lst» finns redan i «a-beslut.yaml», rad {place}, kolumn 3; "
            "behåll en av dem"
        )
    ]


def test_the_title_stands_in_one(tmp_path: Path):
    twice = SPLIT | {"c-flytten.yaml": "title: En till\n" + SPLIT["c-flytten.yaml"]}
    assert told(read_file(folder(tmp_path, twice))) == [
        (
            "register/c-flytten.yaml:1:1: «title» finns redan i «a-beslut.yaml», rad 1, kolumn 1; "
            "behåll en av dem"
        )
    ]


def test_no_title_at_all_is_told_of_the_first(tmp_path: Path):
    files = changed("a-beslut.yaml", ("title: Ett litet register\n", ""))
    assert told(read_file(folder(tmp_path, files))) == [
        "register/a-beslut.yaml:1:1: nyckeln «title» saknas i filen"
    ]


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_a_noun_that_is_no_entries_is_told_in_its_file(tmp_path: Path, order: Iterable[str]):
    first, second = (f"{letter}.yaml" for letter in order)
    files = {first: SMALL, second: "assignments: [stodet]\n"}
    assert told(read_file(folder(tmp_path, files))) == [
        (
            f"register/{second}:1:1: «assignments» ska vara nycklar med värden («nyckel: värde»), "
            "inte en lista"
        )
    ]


def test_an_ending_that_is_nearly_right_is_told_of(tmp_path: Path):
    files = SPLIT | {"d-till.yml": "title: x\n", "E.YAML": "title: x\n"}
    assert told(read_file(folder(tmp_path, files))) == [
        "register/E.YAML: filen läses inte: namnet ska sluta på .yaml",
        "register/d-till.yml: filen läses inte: namnet ska sluta på .yaml",
    ]


def test_a_folder_without_a_file_is_a_mistake(tmp_path: Path):
    assert told(read_file(folder(tmp_path, {"README.md": "# Registret\n"}))) == [
        "register: katalogen har ingen fil vars namn slutar på .yaml"
    ]


def test_an_empty_file_or_one_that_breaks_off_is_told_alone(tmp_path: Path):
    files = SPLIT | {"b-stodet.yaml": "# inget än\n", "c-flytten.yaml": "handovers: {flytten: [\n"}
    lines = told(read_file(folder(tmp_path, files)))
    assert [line.split(": ", 1)[0] for line in lines] == [
        "register/b-stodet.yaml:1:1", "register/c-flytten.yaml:2:1",
    ]  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site whose register is the folder, not yet read."""
    settings = Settings.load({
        "UPPDRAG_HOME": str(tmp_path / "var"),
        "UPPDRAG_REGISTER": str(folder(tmp_path, SPLIT)),
        "UPPDRAG_CONTACTS": str(tmp_path / "contacts.yaml"),
    }, tmp_path / "uppdrag.toml")  # fmt: skip
    (tmp_path / "var").mkdir()
    return Site(settings, lambda: NOON)


def test_a_folder_is_synced_and_a_mistake_in_one_file_changes_nothing(site: Site):
    assert site.sync(TODAY).lines
    assert not site.sync(TODAY).lines
    before = dump(site.engine)
    file = site.settings.register / "b-stodet.yaml"
    file.write_text(SPLIT[file.name].replace("responsible: lst", "responsible: lxt"), "utf-8")
    with pytest.raises(Mistaken) as refused:
        site.sync(TODAY)
    assert [one.file for one in refused.value.mistakes] == ["b-stodet.yaml"]
    assert dump(site.engine) == before
    site.close()


def test_what_a_sync_refuses_is_told_in_its_file(site: Site):
    site.sync(TODAY)
    file = site.settings.register / "b-stodet.yaml"
    words, [(line, column)] = marked(
        SPLIT[file.name].replace("due: 2020-11-15", "¤due: 2020-12-15")
    )
    file.write_bytes(words)
    with pytest.raises(Mistaken) as refused:
        site.sync(TODAY)
    [mistake] = refused.value.mistakes
    assert (mistake.file, mistake.line, mistake.column) == (file.name, line, column)
    site.close()


def test_a_file_that_cannot_be_opened_stops_nothing_that_is_known(site: Site):
    site.sync(TODAY)
    (site.settings.register / "d.yaml").symlink_to("nowhere.yaml")
    said: list[str] = []
    begin(site, said.append, "sv")
    assert said[0].startswith("Registret går inte att läsa:")
    assert said[-1] == "Registret är inte inläst; det som lästes in förut gäller."
    site.close()
