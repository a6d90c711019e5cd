"""The site that a process works on: its settings, its register, its database, its mailbox."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine

from migrations.upgrade import upgrade
from models.database import open_database
from models.settings import Settings
from notifications.contacts import Contacts
from notifications.mailbox import Mailbox
from notifications.sending import Sender
from register.mistakes import Mistake
from register.places import place
from register.read import Read, read, read_as
from register.sync import Synced, sync


class Mistaken(Exception):
    """A file has mistakes; nothing has been changed."""

    def __init__(self, file: str, mistakes: list[Mistake]) -> None:
        """Keep them with the file that they are in."""
        super().__init__(f"{file}: {len(mistakes)} fel")
        self.file, self.mistakes = file, mistakes


@dataclass(frozen=True)
class Site:
    """One installation; `clock` gives the time, which is read nowhere below."""

    settings: Settings
    clock: Callable[[], datetime]

    @cached_property
    def engine(self) -> Engine:
        """The database."""
        return open_database(self.settings.database_url)

    def close(self) -> None:
        """Give back what was opened."""
        if "engine" in vars(self):
            self.engine.dispose()

    @property
    def mailbox(self) -> Path:
        """The local mailbox, a Maildir."""
        return self.settings.home / "mail"

    def register(self) -> Read:
        """The register; raises Mistaken with every mistake in it."""
        found = read(self.settings.register.read_bytes())
        if found.register is None:
            raise Mistaken(self.settings.register.name, found.mistakes)
        return found

    def contacts(self) -> Contacts:
        """Who is written to; raises Mistaken with every mistake in the file."""
        found, mistakes = read_as(self.settings.contacts.read_bytes(), Contacts)
        if found is None:
            raise Mistaken(self.settings.contacts.name, mistakes)
        return found

    def sync(self, on: date, *, dry_run: bool = False) -> Synced:
        """Bring the database up to date with the register; raises Mistaken when it refuses."""
        found = self.register()
        assert found.register is not None
        upgrade(self.engine)
        synced = sync(
            self.engine, found.register, found.digest, on=on, now=self.clock(),
            file=self.settings.register.name, dry_run=dry_run,
        )  # fmt: skip
        if synced.mistakes:
            data = self.settings.register.read_bytes()
            raise Mistaken(self.settings.register.name, place(synced.mistakes, data))
        return synced

    def sender(self, on: date) -> Sender:
        """What telling needs for a day."""
        channel = Mailbox(self.mailbox)
        return Sender(self.engine, channel, self.contacts(), self.settings.sender, on, self.clock)
