"""What became of a message, and what a channel is."""

from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Delivered:
    """The channel has it."""


@dataclass(frozen=True, slots=True)
class Temporary:
    """Not now: worth another try."""

    detail: str


@dataclass(frozen=True, slots=True)
class Permanent:
    """Never: another try would end the same."""

    detail: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have gone and it may not."""

    detail: str


Outcome = Delivered | Temporary | Permanent | Unknown


class Channel(Protocol):
    """A way to reach people; `detail` of an outcome is a sentence for those who run uppdrag."""

    name: str

    def send(self, email: EmailMessage) -> Outcome:
        """Send one message and say what became of it; raises nothing for what the world does."""
