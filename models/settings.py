"""Settings: environment variables `UPPDRAG_*`, or the same names in `uppdrag.toml`."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from pathlib import Path
from typing import Any

from models.refusal import Refusal

FILE = Path("uppdrag.toml")
PREFIX = "UPPDRAG_"
PORT = (("en port", "a port"), 1, 65535)
NUMBERS = {  # what it is, the least, the most
    "web_port": PORT,
    "prefect_port": PORT,
    "sweep_every": (("antal sekunder", "seconds"), 5, 3600),
}
SECRET = {"database_url"}  # may carry a password: only from the environment


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are; every path is absolute."""

    home: Path
    database_url: str
    register: Path
    contacts: Path
    base_url: str
    lang: str
    sender: str
    sweep_every: timedelta
    web_port: int
    prefect_port: int

    @classmethod
    def load(cls, environment: Mapping[str, str] = os.environ, file: Path = FILE) -> "Settings":
        """Read them; raises Refusal with a sentence for a name or value that cannot be."""
        given = from_file(file) | from_environment(environment)
        for name in given:
            if name not in {field.name for field in fields(cls)}:
                raise unknown(name)
        home = Path(given.get("home", "var")).absolute()
        port = number(given, "web_port", 8400)
        return cls(
            home=home,
            database_url=given.get("database_url", f"sqlite:///{home / 'uppdrag.db'}"),
            register=Path(given.get("register", "assignments.yaml")).absolute(),
            contacts=Path(given.get("contacts", "contacts.yaml")).absolute(),
            base_url=given.get("base_url", f"http://127.0.0.1:{port}").rstrip("/"),
            lang=language(given.get("lang", "sv")),
            sender=given.get("sender", "Uppdrag <uppdrag@uppdrag.example>"),
            sweep_every=timedelta(seconds=number(given, "sweep_every", 300)),
            web_port=port,
            prefect_port=number(given, "prefect_port", 4200),
        )


def from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environment.items()
        if name.startswith(PREFIX) and value
    }


def from_file(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    try:
        found: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refusal(
            sv=f"{file} kan inte läsas som TOML: {error}.", en=f"{file} is no TOML: {error}."
        ) from error
    names = {name.removeprefix(PREFIX).lower(): str(value) for name, value in found.items()}
    for name in SECRET & names.keys():
        raise Refusal(
            sv=f"{PREFIX}{name.upper()} kan bära ett lösenord: sätt den i miljön, inte i {file}.",
            en=f"{PREFIX}{name.upper()} may carry a password: set it in the environment.",
        )
    return names


def unknown(name: str) -> Refusal:
    known = ", ".join(PREFIX + field.name.upper() for field in fields(Settings))
    return Refusal(
        sv=f"Inställningen {PREFIX}{name.upper()} finns inte. De som finns: {known}.",
        en=f"There is no setting {PREFIX}{name.upper()}. There are: {known}.",
    )


def number(given: Mapping[str, str], name: str, default: int) -> int:
    text = given.get(name, str(default))
    what, least, most = NUMBERS[name]
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise Refusal(
            sv=f"{PREFIX}{name.upper()} ska vara {what[0]}, {least} till {most}, inte {text}.",
            en=f"{PREFIX}{name.upper()} is {what[1]}, {least} to {most}, not {text}.",
        )
    return int(text)


def language(text: str) -> str:
    if text not in {"sv", "en"}:
        raise Refusal(
            sv=f"{PREFIX}LANG ska vara sv eller en, inte {text}.",
            en=f"{PREFIX}LANG is sv or en, not {text}.",
        )
    return text
