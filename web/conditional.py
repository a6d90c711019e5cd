"""Whether a client already has what it asks for (RFC 9110 13.2.2)."""

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from starlette.datastructures import Headers


def unchanged(asked: Headers, etag: str, last_modified: datetime) -> bool:
    """Whether 304 is the answer: If-None-Match decides where it is sent, else the date does."""
    if tags := asked.getlist("if-none-match"):
        held = {tag.strip().removeprefix("W/") for tag in ",".join(tags).split(",")}
        return etag in held or held == {"*"}
    since = http_date(asked.get("if-modified-since"))
    return since is not None and last_modified <= since


def http_date(text: str | None) -> datetime | None:
    """The moment in a header; None for none, and for one that is no date."""
    try:
        moment = parsedate_to_datetime(text or "")
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def say_http_date(moment: datetime) -> str:
    """A moment as HTTP writes it."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)
