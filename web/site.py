"""What every request needs: the database, the settings and the day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, cast

from fastapi import Depends, Request
from sqlalchemy import Engine

from models.settings import Settings
from models.zone import day_of

LANGUAGES = ("sv", "en")


def now() -> datetime:
    """The only clock of the web; handlers ask it once a request."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Site:
    """One running site."""

    engine: Engine
    settings: Settings
    clock: Callable[[], datetime]

    def today(self) -> date:
        """The day in Stockholm."""
        return day_of(self.clock())


def of_request(request: Request) -> Site:
    return cast("Site", request.app.state.site)


Here = Annotated[Site, Depends(of_request)]
