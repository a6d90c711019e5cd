"""The command `uppdrag`: one function for each thing that a person does.

The clock is read here and nowhere below. Exit codes: 0 done, 1 refused or mistakes found, 2 wrong
usage. Heavy libraries are imported inside the command that needs them.
"""

import getpass
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from models.fuzzy_date import parse_day
from models.refusal import Refusal
from models.settings import Settings
from output import line, print_json, table

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from models.standing import Scope, Standing
    from models.who import Holder
    from notifications.contacts import Contacts
    from register.mistakes import Mistake
    from register.shape import Register

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SHOWN = 60  # lines of a sync that are printed; the rest are counted
STATES = {
    "open": ("öppen", "open"),
    "late": ("försenad", "late"),
    "handed_in": ("inlämnad", "handed in"),
    "withdrawn": ("återkallad", "withdrawn"),
    "undated": ("utan dag", "no date"),
    "unrecorded": ("oklart om inlämnad", "not known whether handed in"),
}

app = typer.Typer(
    help="Vad regeringen har gett i uppdrag, och till när. "
    "What the Government has asked for, and by when.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def now() -> datetime:
    """The time; the only clock of the command line."""
    return datetime.now(UTC)


def today() -> date:
    """The day in Stockholm."""
    return now().astimezone(STOCKHOLM).date()


def a_day(text: str) -> date:
    """A day as typed; wrong usage when it is none."""
    try:
        return parse_day(text)
    except Refusal as refusal:
        raise typer.BadParameter(refusal.sv) from None


Json = Annotated[bool, typer.Option("--json", help="JSON för maskiner. JSON for machines.")]
Lang = Annotated[str | None, typer.Option("--lang", help="sv eller/or en.")]
On = Annotated[
    date | None,
    typer.Option("--on", parser=a_day, metavar="DATUM", help="Vilken dag. Which day."),
]
Known = Annotated[
    date | None,
    typer.Option(
        "--known", parser=a_day, metavar="DATUM", help="Som det var känt då. As known then."
    ),
]


@app.command()
def check(
    file: Annotated[Path | None, typer.Argument(help="Registret. The register.")] = None,
    lang: Lang = None,
) -> None:
    """Granska registret: varje fel med sin plats. Check the register, every mistake in its place."""
    settings, language = site(lang)
    path = file or settings.register
    register = read_register(path, language, shown=str(file) if file else path.name)
    counts = {
        ("uppdrag", "assignments"): register.assignments,
        ("organisationer", "organisations"): register.organisations,
        ("beslut", "decisions"): register.decisions,
        ("källor", "documents"): register.documents,
    }
    said = ", ".join(f"{len(found)} {pick(noun, language)}" for noun, found in counts.items())
    line(pick((f"Inga fel: {said}.", f"No mistakes: {said}."), language))


@app.command()
def sync(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Visa bara. Only show what would change.")
    ] = False,
    on: On = None,
    lang: Lang = None,
) -> None:
    """Läs in registret i databasen och visa vad som ändras. Make the database say what it says."""
    settings, language = site(lang)
    register, digest = register_with_digest(settings.register, language)
    lines = synced(settings, register, digest, on or today(), language, dry_run=dry_run)
    if not lines:
        line(pick(("Inget är ändrat.", "Nothing has changed."), language))
        return
    for change in lines[:SHOWN]:
        line(change.say(language))
    if len(lines) > SHOWN:
        more = len(lines) - SHOWN
        line(pick((f"… och {more} rader till", f"… and {more} lines more"), language))
    done = ("skulle ändras", "would change") if dry_run else ("ändrade", "changed")
    line(f"{len(lines)} {pick(('uppgifter', 'items'), language)} {pick(done, language)}.")


@app.command()
def due(
    on: On = None,
    known: Known = None,
    within: Annotated[int, typer.Option(min=0, max=36500, help="Dagar framåt. Days.")] = 90,
    late: Annotated[
        bool, typer.Option("--late", help="De som har passerat i stället. Those passed instead.")
    ] = False,
    scope: Annotated[str, typer.Option("--for", help="Vems eller vad. Whose or what.")] = "all",
    json: Json = False,
    lang: Lang = None,
) -> None:
    """Visa vad som ska lämnas och när. Show what is due and when."""
    from models.standing import standings

    settings, language = site(lang)
    day = on or today()
    first, last = (None, day - timedelta(days=1)) if late else (day, day + timedelta(days=within))
    with reading(settings) as session:
        chosen = a_scope(session, scope)
        found = standings(session, day, known=known, scope=chosen, first=first, last=last)
        passed = [] if late else standings(session, day, known=known, scope=chosen, last=day)
    if late:
        found = [one for one in found if one.state in {"late", "unrecorded"}]
    if json:
        print_json([due_data(one) for one in found])
        return
    due_table(found, language)
    say_passed([one for one in passed if one.state in {"late", "unrecorded"}], language)


def due_data(one: "Standing") -> dict[str, Any]:
    """One duty for a machine; what is not stated is null."""
    data = {
        "assignment": one.assignment.id,
        "milestone": one.duty.milestone,
        "occurrence": one.duty.occurrence or None,
        "key": one.duty.key,
        "title": one.assignment.title,
        "kind": one.duty.kind,
        "due": one.due,
        "days_left": one.days_left,
        "state": one.state,
        "responsible": one.responsible.name if one.responsible else None,
        "responsible_id": one.responsible.id if one.responsible else None,
        "to": [body.name for body in one.to] or None,
        "covers": [assignment.id for assignment in one.covers],
        "version": one.version,
    }
    if one.working_day_before:
        data |= {
            "working_day_before": one.working_day_before,
            "working_day_after": one.working_day_after,
        }
    return data


def due_table(found: "list[Standing]", language: str) -> None:
    from models.fuzzy_date import say_day
    from models.words import say_kind

    if not found:
        line(pick(("Inget att lämna de dagarna.", "Nothing is due in those days."), language))
        return
    headers = pick(
        (
            ("Dag", "Kvar", "Läge", "Vad", "Ansvarig"),
            ("Day", "Left", "State", "What", "Responsible"),
        ),
        language,
    )
    rows = [
        (
            say_day(one.due, language) if one.due else "",
            str(one.days_left),
            pick(STATES[one.state], language),
            f"{say_kind(one.duty.kind, language)}: {named(one, language)}",
            one.responsible.name if one.responsible else "–",
        )
        for one in found
    ]
    table(headers, rows, flexible=3)
    for one in found:
        if one.working_day_before and one.working_day_after and one.due:
            before, after = (
                say_day(day, language, year=False)
                for day in (one.working_day_before, one.working_day_after)
            )
            off = say_day(one.due, language)
            sv = f"{off} är ingen arbetsdag: arbetsdagen före är {before}, efter {after}."
            en = f"{off} is no working day: the one before is {before}, after {after}."
            line(pick((sv, en), language))


def named(one: "Standing", language: str) -> str:
    """The titles of what a duty covers; a secret assignment is not named."""
    from models.words import say_secret

    if any(assignment.secret for assignment in one.covers):
        return say_secret(language)
    return ", ".join(assignment.short or assignment.title for assignment in one.covers)


def say_passed(passed: "list[Standing]", language: str) -> None:
    if passed:
        count = len(passed)
        sv = f"{count} har passerat utan uppgift om inlämning: uppdrag due --late"
        en = f"{count} have passed with no word of being handed in: uppdrag due --late"
        line()
        line(pick((sv, en), language))


@app.command()
def who(
    subject: Annotated[str, typer.Argument(metavar="UPPDRAG", help="T.ex. national-coordination.")],
    on: On = None,
    known: Known = None,
    json: Json = False,
    lang: Lang = None,
) -> None:
    """Visa vem som ansvarar och vem som svarar på frågor. Show who answers, and whom to ask."""
    from models import who as answering

    settings, language = site(lang)
    day = on or today()
    with reading(settings) as session:
        found = answering.who(session, subject, day, known)
        if found is None:
            raise not_there(session, subject)
    if json:
        data = {"id": found.id, "title": found.title, "on": day}
        data |= holder_data(found.responsible)
        print_json(data | {
            "responsible": role_data(found.responsible), "contact": role_data(found.contact),
            "history": [role_data(one) for one in found.history],
        })  # fmt: skip
        return
    line(found.title)
    say_role(("Ansvarar", "Answers"), found.responsible, language)
    say_role(("Svarar på frågor", "Asked about it"), found.contact, language)


def holder_data(holder: "Holder | None") -> dict[str, Any]:
    """What stands beside the roles: members where the holder is a group, and the source."""
    data: dict[str, Any] = {"source": source_data(holder)}
    if holder and holder.members:
        data["members"] = [body.name for body in holder.members]
    return data


def source_data(holder: "Holder | None") -> dict[str, str] | None:
    if holder is None or holder.source is None:
        return None
    return {"document": holder.source[0], "at": holder.source[1]}


def role_data(holder: "Holder | None") -> dict[str, Any] | None:
    if holder is None:
        return None
    return {
        "id": holder.body.id if holder.body else None,
        "name": holder.body.name if holder.body else None,
        "since": holder.since.text if holder.since else None,
        "until": holder.until,
        "stated": holder.stated,
        **holder_data(holder),
    }


def say_role(role: tuple[str, str], holder: "Holder | None", language: str) -> None:
    from models.fuzzy_date import say_day

    if holder is None or holder.body is None:
        line(f"  {pick(role, language)}: {pick(('ingen', 'nobody'), language)}")
        return
    parts = [holder.body.name]
    if holder.since:
        since = holder.since.say(language).removeprefix("sedan ").removeprefix("since ")
        parts.append(f"{pick(('från', 'from'), language)} {since}")
    if holder.until:
        until = say_day(holder.until, language, weekday=False)
        parts.append(f"{pick(('till och med', 'until'), language)} {until}")
    if not holder.stated:
        parts.append(pick(("(inte angivet, förmodligen)", "(not stated, presumably)"), language))
    line(f"  {pick(role, language)}: {' '.join(parts)}")
    for member in holder.members:
        line(f"    – {member.name}")
    if holder.source:
        line(f"    {pick(('Källa', 'Source'), language)}: {', '.join(holder.source)}")


@app.command()
def report(
    milestone: Annotated[
        str, typer.Argument(metavar="MILSTOLPE", help="uppdrag/milstolpe[/period]")
    ],
    handed_in: Annotated[
        date | None,
        typer.Option(parser=a_day, metavar="DATUM", help="Dagen den lämnades. The day."),
    ] = None,
    diary_number: Annotated[str | None, typer.Option(help="Diarienummer. Diary number.")] = None,
    by: Annotated[str | None, typer.Option(help="Vem som registrerar. Who records it.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Ta tillbaka. Take it back.")] = False,
    on: On = None,
    lang: Lang = None,
) -> None:
    """Registrera att något är inlämnat. Record that something has been handed in."""
    from models import reporting
    from models.database import writing
    from models.schema import require

    settings, language = site(lang)
    if (handed_in is None) is not undo:
        raise typer.BadParameter("ange --handed-in DATUM, eller --undo för att ta tillbaka")
    engine = database(settings)
    require(engine)
    day, person = on or today(), by or getpass.getuser()
    with writing(engine) as session:
        if undo:
            done = reporting.undo(session, milestone, person, on=day, now=now())
        else:
            assert handed_in
            done = reporting.hand_in(
                session, milestone, handed_in, diary_number, person, on=day, now=now()
            )
    number = f", {done.report.diary_number}" if done.report.diary_number else ""
    what = f"{done.duty.key}: {done.report.handed_in_on}{number}"
    sentences = {
        "recorded": (f"Registrerat som inlämnat: {what}.", f"Recorded as handed in: {what}."),
        "already": (f"Redan registrerat: {what}.", f"Recorded already: {what}."),
        "corrected": (f"Rättat: {what}.", f"Corrected: {what}."),
        "undone": (f"Taget tillbaka: {what}.", f"Taken back: {what}."),
    }
    line(pick(sentences[done.what], language))


@app.command()
def remind(on: On = None, lang: Lang = None) -> None:
    """Bestäm vilka som ska påminnas och skicka det. Decide who is to be told, and tell them."""
    from flows.day import alert_day, sweep
    from models.schema import require

    settings, language = site(lang)
    require(database(settings))
    done = sweep(sender(settings, on or alert_day(now())))
    for handover in done.handovers:
        line(f"{pick(('Överlämning', 'Handover'), language)} {handover}")
    sv = f"{done.decided} att påminna om, {done.sent.delivered} brev skickade till brevlådan"
    en = f"{done.decided} to be told of, {done.sent.delivered} messages sent to the mailbox"
    line(f"{pick((sv, en), language)} {mailbox(settings)}.")
    for sentence in done.sent.sentences:
        line(sentence, sys.stderr)
    if done.sent.failed:
        raise typer.Exit(1)


@app.command()
def feed(
    scope: Annotated[
        str, typer.Option("--for", help="all, eller namnet på / or the name of ….")
    ] = "all",
    on: On = None,
    known: Known = None,
    lang: Lang = None,
) -> None:
    """Skriv kalendern på standard ut. Write the calendar to standard output."""
    from feeds.feed import feed as render

    settings, language = site(lang)
    with reading(settings) as session:
        chosen = a_scope(session, scope)
        made = render(
            session, chosen, on or today(), known=known, language=language,
            base_url=settings.base_url,
        )  # fmt: skip
    sys.stdout.buffer.write(made.body)
    sys.stdout.flush()


@app.command()
def replay(
    first: Annotated[date, typer.Option("--from", parser=a_day, metavar="DATUM")],
    last: Annotated[date, typer.Option("--to", parser=a_day, metavar="DATUM")],
    reports: Annotated[
        Path | None, typer.Option(help="CSV: milestone,handed_in,diary_number")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Katalog. Folder.")] = None,
    json: Json = False,
    lang: Lang = None,
) -> None:
    """Spela upp åren dag för dag, med vad som var känt då. Replay the years as they were known."""
    from flows import replay as story

    settings, language = site(lang)
    if last < first:
        raise typer.BadParameter("--to ligger före --from")
    register, digest = register_with_digest(settings.register, language)
    what = story.Replay(
        register, digest, read_contacts(settings, language), out or settings.home / "replay",
        first, last, settings.sender,
        story.read_reports(reports.read_bytes(), str(reports)) if reports else (),
    )  # fmt: skip
    events = []
    with progress(what, quiet=json) as tick:
        for event in story.replay(what, tick):
            events.append(event)
            if not json:
                line(f"{event.on}  {event.say(language)}")
    if json:
        print_json([{"on": one.on, "what": one.what, "text": one.say(language)} for one in events])
        return
    sent = sum(event.what == "message" for event in events)
    sv = f"{(last - first).days + 1} dagar, {sent} brev. De ligger i {what.mailbox}."
    en = f"{(last - first).days + 1} days, {sent} messages. They lie in {what.mailbox}."
    line()
    line(pick((sv, en), language))


def progress(what: Any, *, quiet: bool) -> Any:
    """A bar on a terminal, nothing elsewhere; the context gives what to call for each day."""
    from contextlib import contextmanager

    @contextmanager
    def bar() -> Any:
        if quiet or not sys.stderr.isatty():
            yield lambda _: None
            return
        length = (what.last - what.first).days + 1
        with typer.progressbar(length=length, file=sys.stderr) as shown:
            yield lambda _: shown.update(1)

    return bar()


@app.command()
def up(lang: Lang = None) -> None:
    """Kör allt på den här maskinen: flöden, påminnelser, sidor. Run everything on this machine."""
    from flows.up import run

    settings, language = site(lang)
    raise typer.Exit(run(settings, language))


# What the commands share


def site(lang: str | None) -> tuple[Settings, str]:
    """The settings and the language to speak."""
    settings = Settings.load()
    if lang not in {None, "sv", "en"}:
        raise typer.BadParameter("--lang är sv eller en (--lang is sv or en)")
    return settings, lang or settings.lang


def pick(pair: tuple[Any, Any], language: str) -> Any:
    """The Swedish or the English of a pair."""
    return pair[1] if language == "en" else pair[0]


def database(settings: Settings) -> "Engine":
    from models.database import open_database

    return open_database(settings.database_url)


def reading(settings: Settings) -> Any:
    """A session on a database that is ready to be read."""
    from models import database as databases
    from models.schema import require

    engine = database(settings)
    require(engine)
    return databases.reading(engine)


def register_with_digest(path: Path, language: str) -> "tuple[Register, str]":
    from register.read import read_file

    found = read_file(path)
    if found.register is None:
        refuse(found.mistakes, path.name, language)
    assert found.register
    return found.register, found.digest


def read_register(path: Path, language: str, shown: str) -> "Register":
    from register.read import read_file

    found = read_file(path)
    if found.register is None:
        refuse(found.mistakes, shown, language)
    assert found.register
    return found.register


def refuse(mistakes: "Iterable[Mistake]", file: str, language: str) -> None:
    """Print every mistake, one a line, and leave with 1."""
    from register.mistakes import shortened

    for mistake in shortened(mistakes):
        line(mistake.text(file, language))
    raise typer.Exit(1)


def synced(
    settings: Settings, register: "Register", digest: str, on: date, language: str,
    *, dry_run: bool = False,
) -> Any:  # fmt: skip
    """Sync and return the lines; mistakes that only the database shows are refused here."""
    from migrations.upgrade import upgrade
    from register.places import place
    from register.sync import sync as run

    engine = database(settings)
    upgrade(engine)
    done = run(
        engine, register, digest, on=on, now=now(), file=settings.register.name, dry_run=dry_run
    )
    if done.mistakes:
        data = settings.register.read_bytes()
        refuse(place(done.mistakes, data), settings.register.name, language)
    return done.lines


def read_contacts(settings: Settings, language: str) -> "Contacts":
    from notifications.contacts import Contacts
    from register.read import read_as

    contacts, mistakes = read_as(settings.contacts.read_bytes(), Contacts)
    if contacts is None:
        refuse(mistakes, settings.contacts.name, language)
    assert contacts
    return contacts


def mailbox(settings: Settings) -> Path:
    return settings.home / "mail"


def sender(settings: Settings, on: date) -> Any:
    """What telling needs, from the settings."""
    from notifications.mailbox import Mailbox
    from notifications.sending import Sender

    contacts = read_contacts(settings, settings.lang)
    channel = Mailbox(mailbox(settings))
    return Sender(database(settings), channel, contacts, settings.sender, on, now)


def a_scope(session: Any, text: str) -> "Scope":
    """`all`, `kind:id`, or the id alone of an organisation, plan or assignment."""
    from models.standing import Scope, find_scope

    if text == "all":
        return Scope()
    found = find_scope(session, text)
    if found is None:
        raise not_there(session, text)
    return found


def not_there(session: Any, name: str) -> Refusal:
    from models.standing import nearest_names

    near = ", ".join(nearest_names(session, name))
    sv = f"{name} finns inte i registret." + (f" Menas {near}?" if near else "")
    en = f"{name} is not in the register." + (f" Is it {near}?" if near else "")
    return Refusal(sv, en)


def main() -> None:
    """Run the command; whatever goes wrong is a sentence, never a traceback."""
    language = "en" if "en" in sys.argv else "sv"
    try:
        guarded(app, language)
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def guarded(run: Callable[[], None], language: str) -> None:
    try:
        run()
    except Refusal as refusal:
        stop(refusal.say(language))
    except FileNotFoundError as error:
        stop(pick((f"Filen {error.filename} finns inte.", f"There is no file {error.filename}."),
                  language))  # fmt: skip
    except OSError as error:
        stop(f"{error.filename or ''}: {error.strerror or error}")
    except Exception as error:
        if "sqlalchemy" not in type(error).__module__:
            raise
        detail = str(getattr(error, "orig", error)).splitlines()[0]
        stop(pick((f"Databasen svarar inte som den ska: {detail}.",
                   f"The database does not answer as it should: {detail}."), language))  # fmt: skip


def stop(sentence: str) -> None:
    line(sentence, sys.stderr)
    raise SystemExit(1)


if __name__ == "__main__":
    main()
