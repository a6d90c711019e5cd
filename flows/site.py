"""The site that a process works on: its settings, its register, its database, its mailbox."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import col, select

from migrations.upgrade import upgrade
from models.database import open_database, reading
from models.organisation import OrganisationName
from models.schema import require, revision
from models.settings import Settings
from notifications.contacts import Contacts
from notifications.mailbox import Mailbox
from notifications.sending import Sender
from register.bodies import Called, called, names_of, strangers
from register.mistakes import Mistake, shortened
from register.places import place
from register.read import Read, placed, read_as, read_file
from register.shape import Register
from register.sync import Synced, sync

LOGGED = 20  # mistakes that a log is told


class Mistaken(Exception):
    """A file has mistakes; nothing has been changed."""

    def __init__(self, file: str, mistakes: list[Mistake]) -> None:
        """Keep them with the file that they are in."""
        lines = [one.text(file) for one in shortened(mistakes, LOGGED)]
        super().__init__("\n".join([f"{file}: {len(mistakes)} fel", *lines]))
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
        found = read_file(self.settings.register)
        if found.register is None:
            raise Mistaken(self.settings.register.name, found.mistakes)
        return found

    def contacts(self) -> Contacts:
        """Who is written to; raises Mistaken with every mistake in the file."""
        found, mistakes = read_as(self.settings.contacts.read_bytes(), Contacts)
        if found is None:
            raise Mistaken(self.settings.contacts.name, mistakes)
        return found

    def strangers(self) -> list[Mistake]:
        """The organisations of contacts.yaml that the database does not have: ops gets their mail.

        Nothing need stop for them.
        """
        if not self.settings.contacts.exists():
            return []
        query = select(OrganisationName.organisation_id, OrganisationName.name)
        with reading(self.engine) as session:
            names = session.exec(query.where(col(OrganisationName.retracted_at).is_(None))).all()
        return self.unknown({key for key, _ in names}, called(names))

    def check_contacts(self, register: Register) -> None:
        """Raise Mistaken for what is wrong with contacts.yaml; a copy without the file is well."""
        if self.settings.contacts.exists():
            names = called(names_of(register.organisations))
            if found := self.unknown(register.organisations, names):
                raise Mistaken(self.settings.contacts.name, found)

    def unknown(self, ids: Collection[str], names: Called) -> list[Mistake]:
        found = strangers(self.contacts().organisations, ids, names)
        return place(found, self.settings.contacts.read_bytes()) if found else []

    def sync(self, on: date, *, dry_run: bool = False) -> Synced:
        """Bring the database up to date with the register; raises Mistaken when it refuses.

        A dry run writes nothing: an empty database is compared as if it had its tables, and one of
        another version is refused.
        """
        found = self.register()
        assert found.register is not None
        engine = self.to_look_at() if dry_run else self.engine
        if not dry_run:
            upgrade(engine)
        synced = sync(
            engine, found.register, found.digest, on=on, now=self.clock(),
            file=self.settings.register.name, dry_run=dry_run,
        )  # fmt: skip
        if synced.mistakes:
            found_later = placed(synced.mistakes, self.settings.register)
            raise Mistaken(self.settings.register.name, found_later)
        return synced

    def to_look_at(self) -> Engine:
        """The database as it is; in place of an empty one, one in memory with its tables."""
        if revision(self.engine) is None:
            engine = open_database("sqlite:///:memory:")
            upgrade(engine)
            return engine
        require(self.engine)
        return self.engine

    def sender(self, on: date) -> Sender:
        """What telling needs for a day."""
        channel = Mailbox(self.mailbox)
        return Sender(self.engine, channel, self.contacts(), self.settings.sender, on, self.clock)
