"""Entries as iCalendar bytes: the same entries give the same bytes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar, Event, vText, vUri
from icalendar.enums import CLASS, STATUS, TRANSP

from feeds.entry import Entry

DAY = timedelta(days=1)
HOURS = 4  # between two looks of a client that listens
COLOUR = ("steelblue", "#4682B4")
END = b"END:VCALENDAR\r\n"
BREAKS = re.compile("[\t\n\v\f\r\x85\u2028\u2029]+")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Head:
    """What a calendar says of itself; `source` only where the address is public."""

    name: str
    about: str
    url: str
    language: str
    revised: datetime
    source: str | None = None


class Text(vText):
    r"""Text whose escapes can be taken back: icalendar 7.3 makes a line break of a written `\N`."""

    def to_ical(self) -> bytes:
        """Escape as RFC 5545 3.3.11 says."""
        escaped = re.sub(r"([\\;,])", r"\\\1", self).replace("\n", r"\n")
        return escaped.encode()


def calendar(head: Head, entries: Sequence[Entry]) -> bytes:
    """One whole VCALENDAR with CRLF, no line over 75 octets."""
    return begin(head) + b"".join(event(entry) for entry in entries) + END


def begin(head: Head) -> bytes:
    """Everything before the first event."""
    item = Calendar.new(
        prodid=f"-//uppdrag//iCal 1.0//{head.language.upper()}",
        calscale="GREGORIAN",
        color=COLOUR[0],
        last_modified=head.revised,
        url=head.url,
        refresh_interval=timedelta(hours=HOURS),
        source=head.source,
    )
    del item["UID"]  # it is drawn at random, and vdirsyncer takes the whole feed for one event
    item["REFRESH-INTERVAL"].params["VALUE"] = "DURATION"  # the setter leaves it out
    if head.source:
        item["SOURCE"].params["VALUE"] = "URI"  # here too
    item.add("X-PUBLISHED-TTL", f"PT{HOURS}H")
    item.add("X-APPLE-CALENDAR-COLOR", COLOUR[1])
    for key, text in (("NAME", head.name), ("DESCRIPTION", head.about)):
        item[key] = Text(unpunctuated(text))  # the setter escapes nothing
    item["X-WR-CALNAME"], item["X-WR-CALDESC"] = item["NAME"], item["DESCRIPTION"]
    written: bytes = item.to_ical()
    return written.removesuffix(END)


def event(entry: Entry) -> bytes:
    """The bytes of one entry."""
    item = Event.new(
        uid=entry.uid,
        start=entry.day,
        end=entry.day + DAY,
        url=entry.url,
        sequence=entry.sequence,
        stamp=entry.revised,
        last_modified=entry.revised,
        created=entry.created.replace(microsecond=0),
        categories=list(entry.categories),
        status=STATUS.CANCELLED if entry.cancelled else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT,
        classification=CLASS.PUBLIC,
    )
    item["SUMMARY"] = Text(clean(entry.summary))
    item["DESCRIPTION"] = Text("\n".join(clean(line) for line in entry.lines))
    item.add("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
    item.add("X-MICROSOFT-CDO-ALLDAYEVENT", "TRUE")
    if entry.document:
        item.add("ATTACH", vUri(entry.document), parameters={"FMTTYPE": "application/pdf"})
    written: bytes = item.to_ical()
    return written


def clean(text: str) -> str:
    """The text as one line; what a PDF leaves in it that no calendar can show is taken out."""
    return CONTROL.sub("", BREAKS.sub(" ", text))


def unpunctuated(text: str) -> str:
    r"""A name without `,` `;` `\`: readers do not agree on how these are escaped in names."""
    return " ".join(re.sub(r"[,;\\]", " ", clean(text)).split())
