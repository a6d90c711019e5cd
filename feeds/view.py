"""For whom, when and in which language a feed is read."""

from dataclasses import dataclass
from datetime import date

from models.organisation import Directory


@dataclass(frozen=True, slots=True)
class View:
    """An organisation also sees what it has lately handed over; other feeds show what is live."""

    on: date
    language: str
    base_url: str
    names: Directory
    organisation: str | None = None
