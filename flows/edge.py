"""The edge of a flow run: here it takes its settings and the time, and nowhere else."""

from datetime import UTC, datetime

from flows.site import Site
from models.settings import Settings


def now() -> datetime:
    """The time; the only clock of the flows."""
    return datetime.now(UTC)


def site() -> Site:
    """The site that this process works on."""
    return Site(Settings.load(), now)
