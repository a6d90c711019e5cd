"""The zone that Swedish days are counted in."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def day_of(moment: datetime) -> date:
    """The day in Stockholm at an aware time."""
    return moment.astimezone(STOCKHOLM).date()
