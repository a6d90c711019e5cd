"""Every phrase of the pages, in Swedish and English."""

PHRASES = {
    "title": ("Uppdrag", "Assignments"),
    "lead": (
        "Vad myndigheter ska redovisa för regeringen, och när.",
        "What agencies are to report to the government, and when.",
    ),
    "as_of": ("Läget {day}", "As of {day}"),
    "day": ("Dag", "Day"),
    "show": ("Visa", "Show"),
    "skip": ("Till innehållet", "To the content"),
    "late": ("Sena", "Late"),
    "late_why": (
        "Dagen har passerat och ingen inlämning är registrerad.",
        "The day has passed and nothing handed in has been recorded.",
    ),
    "no_late": ("Ingen redovisning är sen.", "No report is late."),
    "near": ("Inom 30 dagar", "Within 30 days"),
    "no_near": ("Ingen redovisning inom 30 dagar.", "No report within 30 days."),
    "ahead": ("Om 31–90 dagar", "In 31–90 days"),
    "no_ahead": ("Ingen redovisning om 31–90 dagar.", "No report in 31–90 days."),
    "next": ("Närmast: {day}, {away}: {what}.", "Next: {day}, {away}: {what}."),
    "report": (
        "När något är inlämnat registreras det så, med nyckeln i stället för NYCKEL:",
        "What has been handed in is recorded so, with the key in place of KEY:",
    ),
    "command": (
        "uppdrag report NYCKEL --handed-in DATUM --diary-number DIARIENUMMER",
        "uppdrag report KEY --handed-in DATE --diary-number NUMBER",
    ),
    "key": ("Nyckel", "Key"),
    "unrecorded": ("Att reda ut", "To be settled"),
    "unrecorded_why": (
        "Dagen hade passerat när uppdraget registrerades. Ingen har uppgett om det är redovisat.",
        "The day had passed when it was registered, and nobody has said whether it was handed in.",
    ),
    "undated": (
        "Antal utan exakt datum, som därför varken bevakas eller står i kalendrarna: {count}.",
        "Without an exact date, and therefore neither watched nor in the calendars: {count}.",
    ),
    "responsible": ("Ansvarig", "Responsible"),
    "nobody": ("saknas", "nobody"),
    "to": ("Till", "To"),
    "no_recipient": ("anges inte i källan", "not stated in the source"),
    "calendars": ("Kalendrar", "Calendars"),
    "calendars_why": (
        "Prenumerera för att få redovisningsdagarna i din egen kalender.",
        "Subscribe to have the reporting days in your own calendar.",
    ),
    "calendars_how": (
        "I Google Kalender och Outlook på webben: kopiera adressen till .ics-filen.",
        "In Google Calendar and Outlook on the web: copy the address of the .ics file.",
    ),
    "all": ("Alla uppdrag", "All assignments"),
    "organisations": ("Efter organisation", "By organisation"),
    "plans": ("Efter handlingsplan", "By action plan"),
    "assignments": ("Efter uppdrag", "By assignment"),
    "subscribe": ("Prenumerera", "Subscribe"),
    "operations": ("Drift", "Operations"),
    "prefect": (
        "Körningar och schema visas av Prefect på den dator där uppdrag körs:",
        "Runs and schedules are shown by Prefect on the machine that runs uppdrag:",
    ),
    "health": ("Går bevakningen?", "Is the watch running?"),
    "bad_language": (
        "Språket efter ?lang= är sv eller en.",
        "The language after ?lang= is sv or en.",
    ),
    "bad_day": (
        "Dagen efter ?on= kan inte läsas: {why}.",
        "The day after ?on= cannot be read: {why}.",
    ),
}


def phrase(key: str, language: str, **facts: object) -> str:
    """A phrase in `sv` or `en` with its facts filled in."""
    return PHRASES[key][language == "en"].format(**facts)
