"""When an entry was last changed: under an old stamp a calendar keeps the old words."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from feeds.holding import withdrawn_on
from models.organisation import Directory
from models.standing import Standing
from models.zone import STOCKHOLM

# When the words and rules of feeds/ last changed. Whoever changes what an entry says sets a new
# time, or calendars that have read the entry stay with the old words.
RELEASE = datetime(2026, 11, 22, tzinfo=UTC)


def revised(standing: Standing, names: Directory) -> datetime:
    """The newest of everything that an entry shows, never before RELEASE, in whole seconds of UTC.

    Some changes come with a day and not with a row: a takeover, a new name, a withdrawal decided
    ahead. They count from the beginning of that day.
    """
    newest = max(RELEASE, *changes(standing, names))
    return newest.astimezone(UTC).replace(microsecond=0)


def changes(standing: Standing, names: Directory) -> Iterator[datetime]:
    yield standing.duty.revised_at
    yield from (version.recorded_at for version in standing.versions)
    bodies = {body.id for body in (*standing.to, *standing.copies)} | {standing.duty.slot}
    for answer in standing.tenures:
        if answer.first <= standing.on:
            yield from (answer.row.recorded_at, begins(answer.first))
            bodies.add(answer.organisation_id or "")
    for row in (row for body in bodies for row in names.names.get(body, ())):
        if row.valid_from <= standing.on:
            yield from (row.recorded_at, begins(row.valid_from))
    if standing.report:
        yield standing.report.recorded_at
    if standing.withdrawn:
        yield begins(withdrawn_on(standing))


def begins(day: date) -> datetime:
    """The first moment of a day in Stockholm; to a stamp all days before RELEASE are the same."""
    return datetime.combine(max(day, RELEASE.date()), time(), STOCKHOLM).astimezone(UTC)


def sequence(standing: Standing) -> int:
    """The duty's revisions and the changes of holder and status that came with their day.

    An integer that only grows (RFC 5545 3.8.7.4).
    """
    takeovers = sum(answer.first <= standing.on for answer in standing.tenures[1:])
    return standing.duty.sequence + takeovers + standing.withdrawn
