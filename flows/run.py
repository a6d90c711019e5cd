"""`uppdrag up`: what runs on this machine, and what is said about it."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import fields

from flows.children import (
    HOST,
    Child,
    answers,
    free_port,
    has_scheduled_run,
    prefect_server,
    surroundings,
)
from flows.site import Mistaken, Site
from flows.up import up
from models.settings import PREFIX, Settings
from models.zone import day_of


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
    """Sync; a register with mistakes stops nothing that is known already."""
    try:
        changed = len(site.sync(day_of(site.clock())).lines)
    except Mistaken as mistaken:
        for mistake in mistaken.mistakes:
            say(mistake.text(mistaken.file, language))
        say(kept(language))
        return
    say({"sv": f"Registret är inläst: {changed} uppgifter ändrade.",
         "en": f"The register is read: {changed} items changed."}[language])  # fmt: skip


def kept(language: str) -> str:
    sv = "Registret har fel och är inte inläst; det som lästes in förut gäller."
    en = "The register has mistakes and was not read; what was read before holds."
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
            Child("web", [*python, "web"], environment, answers(f"{self.web}/")),
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
