"""Every phrase of the calendars, in Swedish and English, as an editor may change it.

A changed phrase needs a new RELEASE in feeds/revision.py: calendars keep the old text otherwise.
"""

from collections.abc import Sequence
from datetime import date

from models.fuzzy_date import say_day

PHRASES = {
    "feed": ("Redovisningar – {of}", "Reports due – {of}"),
    "all": ("alla uppdrag", "all assignments"),
    "about": (
        "Redovisningsdatum för regeringsuppdrag",
        "Reporting dates of government assignments",
    ),
    "category": ("Regeringsuppdrag", "Government assignment"),
    "and": (" och ", " and "),
    # before a title
    "handed_in": ("✓ Redovisad: ", "✓ Handed in: "),
    "withdrawn": ("INSTÄLLT: ", "WITHDRAWN: "),
    "transferred": ("ÖVERFÖRT till {receiver}: ", "TRANSFERRED to {receiver}: "),
    "nobody": ("ansvarig saknas", "nobody responsible"),
    # what is owed, by when
    "not_later_than": ("{kind} senast {day} ({week})", "{kind} no later than {day} ({week})"),
    "on": ("{kind} {day} ({week})", "{kind} on {day} ({week})"),
    "bridge": (", klämdag", ", bridge day"),
    "joint": (", gemensam för flera uppdrag", ", joint for several assignments"),
    "assignment": ("Uppdrag: {titles}", "Assignment: {titles}"),
    "wording": ("Källans ord: ”{words}”", "The source's own words: “{words}”"),
    # to whom, under which number
    "to": ("Till: {names}", "To: {names}"),
    "no_recipient": ("Mottagare: anges inte i källan", "To: not stated in the source"),
    "copies": ("Kopia till: {names}", "Copy to: {names}"),
    "diary": ("Diarienummer: {numbers}", "Diary number: {numbers}"),
    "no_diary": ("Diarienummer: anges inte i källan", "Diary number: not stated in the source"),
    "probable": (
        "{reading} (läst ur ”{raw}”; ej bekräftat)",
        "{reading} (read from “{raw}”; not confirmed)",
    ),
    "unresolved": ("”{raw}” (går inte att tyda)", "“{raw}” (cannot be read)"),
    # what has happened
    "done": ("Redovisad {day}.", "Handed in on {day}."),
    "done_as": (
        "Redovisad {day}, diarienummer {number}.",
        "Handed in on {day}, diary number {number}.",
    ),
    "ended": ("Inställt {day}.", "Withdrawn on {day}."),
    "taken_over": ("Övertaget {day} från {giver}.", "Taken over on {day} from {giver}."),
    "moved": (
        "Uppdraget flyttades {day} från {giver} till {receiver}.",
        "The assignment moved on {day} from {giver} to {receiver}.",
    ),
    "goes": (
        "Den här posten försvinner ur kalendern efter {days} dagar.",
        "This entry leaves the calendar after {days} days.",
    ),
    # a feed with no event in it
    "nothing": ("Inga redovisningar att visa just nu", "No reports to show at present"),
    "nothing_why": (
        "Kalendern är ansluten, men inget uppdrag i den har ett exakt redovisningsdatum just nu.",
        "The calendar is connected, but no assignment in it has an exact date at present.",
    ),
    "notice": ("Upplysning", "Notice"),
}


def phrase(key: str, language: str, **facts: object) -> str:
    """A phrase in `sv` or `en` with its facts filled in."""
    return PHRASES[key][language == "en"].format(**facts)


def plain_day(day: date, language: str) -> str:
    """A day without its weekday: "1 januari 2018"."""
    return say_day(day, language, weekday=False)


def listed(names: Sequence[str], language: str) -> str:
    """Names as a sentence lists them: "a, b och c"; empty for none."""
    *first, last = names or [""]
    return phrase("and", language).join([", ".join(first), last]) if first else last


def sentence_case(text: str) -> str:
    """The text with a capital first letter; the others stay as they are."""
    return text[:1].upper() + text[1:]
