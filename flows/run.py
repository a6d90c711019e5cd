"""`uppdrag up`: what runs on this machine, and what is said about it."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import select

from flows.children import (
    HOST,
    Child,
    free_port,
    has_scheduled_run,
    prefect_server,
    responds,
    surroundings,
)
from flows.site import Mistaken, Site
from flows.up import up
from migrations.upgrade import upgrade
from models.database import reading
from models.history import RegisterVersion
from models.refusal import Refusal
from models.schema import revision
from models.settings import PREFIX, Settings
from models.zone import day_of
from register.mistakes import shortened


def run(site: Site, say: Callable[[str], None], language: str) -> int:
    """Read the register, start Prefect's server, the flows and the web, say what is where."""
    station = Station(site.settings)

    def children() -> Sequence[Child]:
        begin(site, say, language)  # only now the home is ours
        return station.children()

    return up(
        site.settings.home, children, say, language=language,
        when_ready=lambda: say(station.where(language)),
    )  # fmt: skip


def begin(site: Site, say: Callable[[str], None], language: str) -> None:
    """Sync; a register that is mistaken, refused or missing stops nothing that is known already.

    Raises Refusal when nothing is known, or when a newer version has upgraded the database.
    """
    try:
        changed = len(site.sync(day_of(site.clock())).lines)
    except (Mistaken, Refusal, OSError) as error:
        if isinstance(error, OSError) and not of_register(site, error):
            raise
        known = was_read(site.engine)
        for sentence in why_not_read(error, language):
            say(sentence)
        if not known:
            raise nothing_known() from error
        say(kept(language))
    else:
        say({"sv": f"Registret är inläst: {changed} uppgifter ändrade.",
             "en": f"The register is read: {changed} items changed."}[language])  # fmt: skip
    say_strangers(site, say, language)


def of_register(site: Site, error: OSError) -> bool:
    """Whether it is the register, or a file of its folder, that cannot be opened."""
    path = Path(str(error.filename))
    return site.settings.register in {path, path.parent}


def was_read(engine: Engine) -> bool:
    """Whether the database holds a register, whose tables are then those of this version."""
    if revision(engine) is None:
        return False
    upgrade(engine)
    with reading(engine) as session:
        return session.exec(select(RegisterVersion.id).limit(1)).first() is not None


def why_not_read(error: Exception, language: str) -> list[str]:
    """A line for each thing that is wrong with the register."""
    if isinstance(error, Mistaken):
        return [one.text(error.file, language) for one in shortened(error.mistakes)]
    if isinstance(error, Refusal):
        return [error.say(language)]
    assert isinstance(error, OSError)
    said = {"sv": "Registret går inte att läsa", "en": "The register cannot be read"}[language]
    return [f"{said}: {error.filename} ({error.strerror})."]


def nothing_known() -> Refusal:
    return Refusal(
        sv="Registret är inte inläst och databasen är tom: det finns inget att gå efter. "
        "Rätta registret och starta igen.",
        en="The register was not read and the database is empty: there is nothing to go on. "
        "Put the register right and start again.",
    )


def say_strangers(site: Site, say: Callable[[str], None], language: str) -> None:
    """Name what is wrong with contacts.yaml: it stops nothing, but ops would get the mail."""
    try:
        found = site.strangers()
    except Mistaken as mistaken:
        found = mistaken.mistakes
    for mistake in found:
        say(mistake.text(site.settings.contacts.name, language))


def kept(language: str) -> str:
    sv = "Registret är inte inläst; det som lästes in förut gäller."
    en = "The register was not read; what was read before holds."
    return en if language == "en" else sv


def address(port: int) -> str:
    return f"http://{HOST}:{port}"


class Station:
    """The processes of this machine and their ports."""

    def __init__(self, settings: Settings) -> None:
        """Wait with the ports until the home is ours."""
        self.settings = settings
        self.web_port, self.prefect_port = settings.web_port, settings.prefect_port

    def children(self) -> Sequence[Child]:
        """The web first, for it is quick; then Prefect's server, then the flows that need it."""
        self.web_port = free_port(self.settings.web_port)
        self.prefect_port = free_port(self.settings.prefect_port)
        environment = self.environment()
        python = [sys.executable, "-P", "-m"]
        scheduled = has_scheduled_run(self.prefect_port, "sweep")
        return [
            Child("web", [*python, "web"], environment, responds(f"{self.web}/healthz")),
            prefect_server(self.settings.home, self.prefect_port),
            Child("flows", [*python, "flows.serve"], environment, scheduled),
        ]

    @property
    def web(self) -> str:
        """The address of the pages."""
        return address(self.web_port)

    def environment(self) -> dict[str, str]:
        """Our settings and Prefect's: the children see what we see, wherever they stand."""
        settings = {field.name: getattr(self.settings, field.name) for field in fields(Settings)}
        settings |= {"web_port": self.web_port, "prefect_port": self.prefect_port}
        settings["sweep_every"] = int(self.settings.sweep_every.total_seconds())
        if self.settings.base_url == address(self.settings.web_port):
            settings["base_url"] = self.web  # nobody named another: it follows the port
        ours = {f"{PREFIX}{name.upper()}": str(value) for name, value in settings.items()}
        return surroundings(self.settings.home, self.prefect_port) | ours

    def where(self, language: str) -> str:
        """What is where, once everything runs."""
        mail = self.settings.home / "mail"
        names = {
            "sv": ("Allt är igång.", "Sidor", "Kalendrar", "Flöden (Prefect)", "Brev", "Loggar",
                   "Stoppa med Ctrl-C."),
            "en": ("Everything runs.", "Pages", "Calendars", "Flows (Prefect)", "Mail", "Logs",
                   "Stop with Ctrl-C."),
        }[language]  # fmt: skip
        places = [
            self.web, f"{self.web}/ical/v1/alla.{language}.ics",
            address(self.prefect_port), str(mail), str(self.settings.home / "log"),
        ]  # fmt: skip
        width = max(map(len, names[1:-1]))
        pairs = zip(names[1:-1], places, strict=True)
        lines = [f"  {name:<{width}}  {place}" for name, place in pairs]
        return "\n".join([names[0], *lines, names[-1]])
