import re
from datetime import UTC, date, datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from feeds.calendar import Head, calendar, clean
from feeds.entry import Entry
from feeds.revision import RELEASE
from tests.ical_reader import read

BASE = "https://uppdrag.example.se"
TRAPS = ["\r\n", "\\N", "\\n", "\x00", "\x1b", "\x7f", "\u2028", "\x85", "\u202e", "👩", ",", ";\\"]
TEXTS = st.lists(st.text() | st.sampled_from(TRAPS), max_size=12).map("".join)


def entry_of(summary: str, lines: tuple[str, ...], day: date) -> Entry:
    return Entry(
        uid="k-1@uppdrag.invalid",
        day=day,
        summary=summary,
        lines=lines,
        url=BASE,
        sequence=0,
        revised=RELEASE,
        created=datetime(2026, 1, 1, 1, 1, 1, 999, tzinfo=UTC),
        categories=("Redovisning", "Regeringsuppdrag"),
    )


@settings(deadline=None)
@given(title=TEXTS, words=TEXTS, name=TEXTS, day=st.dates(max_value=date(9999, 12, 30)))
@example("END:VEVENT\r\nBEGIN:VEVENT", "\n" * 80, "a,b;c\\d", date(2015, 3, 15))
@example("å" * 10_000, "\\" * 200, "", date(2018, 12, 31))
def test_no_text_breaks_the_calendar(title: str, words: str, name: str, day: date) -> None:
    entry = entry_of(title, (words, "sista raden"), day)
    head = Head(name, "om", BASE, "sv", RELEASE)
    body = calendar(head, [entry])
    assert body == calendar(head, [entry])
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", body)
    text = body.decode()
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]", text)
    event = read(body)["k-1@uppdrag.invalid"]
    assert event["SUMMARY"] == clean(title)
    assert event["DESCRIPTION"] == f"{clean(words)}\nsista raden"
    (parsed,) = Calendar.from_ical(body).walk("VEVENT")
    assert parsed.decoded("DTSTART") == day
    assert parsed.decoded("DTEND") == day + timedelta(days=1)
    said = re.search("\r\nNAME:(.*)\r\n", text.replace("\r\n ", ""))
    assert said
    assert not set(said[1]) & set(",;\\")


def test_control_characters_are_taken_out_and_line_breaks_become_spaces() -> None:
    assert clean("a\x00b\x1bc\x7fd\r\ne\u2028f\vg") == "abcd e f g"
