"""Settings: from the environment or uppdrag.toml, and a sentence for what cannot be."""

from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.refusal import Refusal
from models.settings import PREFIX, Settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def load(toml: str | None = None, /, **given: str) -> Settings:
    """Settings from an environment of these names, and a file with these lines."""
    file = Path("uppdrag.toml")
    if toml is not None:
        file.write_text(toml, "utf-8")
    return Settings.load({f"{PREFIX}{name.upper()}": value for name, value in given.items()}, file)


def refusal(toml: str | None = None, /, **given: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        load(toml, **given)
    return caught.value


def test_without_any_everything_lies_where_one_stands(folder: Path) -> None:
    settings = load()
    assert settings.home == folder / "var"
    assert settings.database_url == f"sqlite:///{folder / 'var/uppdrag.db'}"
    assert settings.register == folder / "assignments.yaml"
    assert settings.contacts == folder / "contacts.yaml"
    assert (settings.lang, settings.web_port, settings.prefect_port) == ("sv", 8400, 4200)
    assert settings.base_url == "http://127.0.0.1:8400"


def test_paths_stay_where_they_were_when_somebody_walks_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load(home="here", register="r.yaml", contacts="c.yaml")
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    assert settings.home == folder / "here"
    assert all(path.is_absolute() for path in (settings.register, settings.contacts))


def test_the_database_lies_in_the_home_unless_it_is_named() -> None:
    assert load(home="/srv/a").database_url == "sqlite:////srv/a/uppdrag.db"
    assert load(database_url="postgresql:///b", home="/srv/a").database_url == "postgresql:///b"


def test_the_address_follows_the_port_unless_it_is_named() -> None:
    assert load(web_port="9000").base_url == "http://127.0.0.1:9000"
    assert load(base_url="https://a.example/").base_url == "https://a.example"


def test_a_file_has_the_same_names_with_or_without_the_prefix() -> None:
    assert load('UPPDRAG_LANG = "en"\nweb_port = 9000\n') == load(lang="en", web_port="9000")


def test_the_environment_goes_before_the_file() -> None:
    assert load('lang = "en"\n', lang="sv").lang == "sv"


def test_an_empty_value_is_none() -> None:
    assert load(lang="", home="") == load()


def test_what_is_not_ours_is_left_alone() -> None:
    assert Settings.load({"HOME": "/x", "UPPDRAGET": "y"}, Path("none.toml")) == load()


@pytest.mark.parametrize("lang", ["de", "SV", "sv "])
def test_a_language_is_one_of_two(lang: str) -> None:
    found = refusal(lang=lang)
    assert found.sv == f"UPPDRAG_LANG ska vara sv eller en, inte {lang}."
    assert lang in found.en


@pytest.mark.parametrize("name", ["web_port", "prefect_port"])
@pytest.mark.parametrize("port", ["0", "65536", "-1", "x", "８０", "80.0", " 80"])
def test_a_port_is_a_number_that_a_port_can_have(name: str, port: str) -> None:
    found = refusal(**{name: port})
    assert found.sv.startswith(f"{PREFIX}{name.upper()} ska vara en port, 1 till 65535, inte ")


@given(st.integers(1, 65535))
def test_every_port_that_there_is_can_be_taken(port: int) -> None:
    assert Settings.load({"UPPDRAG_WEB_PORT": str(port)}, Path("none.toml")).web_port == port


@pytest.mark.parametrize("seconds", [5, 3600])
def test_how_often_the_sweep_runs_is_told_in_seconds(seconds: int) -> None:
    assert load(sweep_every=str(seconds)).sweep_every == timedelta(seconds=seconds)
    for beyond in (4, 3601):
        assert "antal sekunder, 5 till 3600" in refusal(sweep_every=str(beyond)).sv


@pytest.mark.parametrize("file", [True, False])
def test_a_name_that_does_not_exist_is_refused_with_those_that_do(*, file: bool) -> None:
    found = refusal('house = "x"\n') if file else refusal(house="x")
    for field in fields(Settings):
        assert f"{PREFIX}{field.name.upper()}" in found.sv
        assert f"{PREFIX}{field.name.upper()}" in found.en
    assert found.sv.startswith("Inställningen UPPDRAG_HOUSE finns inte.")


@pytest.mark.parametrize("name", ["database_url", "UPPDRAG_DATABASE_URL"])
def test_a_password_stands_in_no_file(name: str) -> None:
    found = refusal(f'{name} = "postgresql://a:hemligt@b/c"\n')
    assert "sätt den i miljön" in found.sv
    assert "hemligt" not in found.sv + found.en


def test_a_file_that_is_no_toml(folder: Path) -> None:
    assert refusal("lang: en\n").sv.startswith("uppdrag.toml kan inte läsas som TOML: ")
    (folder / "uppdrag.toml").write_bytes(b'lang = "\xe5"\n')
    with pytest.raises(Refusal, match="TOML"):
        Settings.load({}, folder / "uppdrag.toml")
