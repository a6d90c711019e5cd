"""The command `uppdrag`: one function for each thing that a person does.

The clock is read here and nowhere below. Exit codes: 0 done, 1 refused or mistakes found, 2 wrong
usage. Heavy libraries are imported inside the command that needs them.
"""

import gc
import getpass
import sys
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.exceptions import TyperException

from models.fuzzy_date import parse_day
from models.refusal import Refusal
from models.settings import Settings
from models.zone import day_of
from output.phrases import pick
from output.terminal import line, print_json

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from flows.site import Site
    from models.prospect import Prospect
    from models.standing import Scope
    from register.mistakes import Mistake

SHOWN = 60  # lines of a sync that a terminal shows; the rest are counted
PASSED = {"late", "unrecorded"}
SOON = 100  # days that are looked ahead for everybody's alerts
FURTHEST = 36_500  # days that can be asked for
RARELY = 50_000  # new objects before Python looks for garbage: what is imported is none

spoken = ContextVar("spoken", default="sv")  # the language of a command, once it is known
closing = ExitStack()  # what a command leaves open is closed when it ends

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
    return day_of(now())


class Misuse(typer.BadParameter):
    """A command written wrongly, in a way that only we can know of: said in both languages."""

    def __init__(self, sv: str, en: str) -> None:
        """Keep both sentences."""
        super().__init__(sv)
        self.pair = sv, en


def a_day(text: str) -> date:
    """A day as typed; wrong usage when it is none."""
    try:
        return parse_day(text)
    except Refusal as refusal:
        raise Misuse(refusal.sv, refusal.en) from None


def a_count(typed: str | int) -> int:
    """A number of days as typed, or the default; wrong usage when it is none, or too many."""
    text = str(typed)
    if not (text.isdecimal() and int(text) <= FURTHEST):
        raise Misuse(
            f"skriv antalet dagar, 0 till {FURTHEST}", f"write the number of days, 0 to {FURTHEST}"
        )
    return int(text)


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
    """Granska registret: varje fel med sin plats. Check the register: each mistake in its place."""
    from flows.site import Mistaken
    from register.read import read_file

    settings, language = speaking(lang)
    found = read_file(file or settings.register)
    if found.register is None:
        raise Mistaken(str(file) if file else settings.register.name, found.mistakes)
    register = found.register
    if file is None:
        open_site(settings).check_contacts(register)
    counts: dict[tuple[str, str], Sized] = {
        ("uppdrag", "assignments"): register.assignments,
        ("organisationer", "organisations"): register.organisations,
        ("beslut", "decisions"): register.decisions,
        ("källor", "documents"): register.documents,
    }
    said = ", ".join(f"{len(found)} {pick(noun, language)}" for noun, found in counts.items())
    line(pick((f"Inga fel: {said}.", f"No mistakes: {said}."), language))


@app.command()
def schema() -> None:
    """Skriv registrets form som JSON Schema, för redigerare. The register's form, for editors."""
    from register.json_schema import json_schema

    print_json(json_schema())


@app.command()
def sync(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Visa bara. Only show what would change.")
    ] = False,
    on: On = None,
    lang: Lang = None,
) -> None:
    """Läs in registret i databasen och visa vad som ändras. Make the database say what it says."""
    settings, language = speaking(lang)
    lines = open_site(settings).sync(on or today(), dry_run=dry_run).lines
    if not lines:
        line(pick(("Inget är ändrat.", "Nothing has changed."), language))
        return
    most = SHOWN if sys.stdout.isatty() else len(lines)
    for change in lines[:most]:
        line(change.say(language))
    if len(lines) > most:
        more = len(lines) - most
        line(pick((f"… och {more} rader till", f"… and {more} lines more"), language))
    one = len(lines) == 1
    items = ("uppgift", "item") if one else ("uppgifter", "items")
    done = ("ändrad" if one else "ändrade", "changed")
    if dry_run:
        done = ("skulle ändras", "would change")
    line(f"{len(lines)} {pick(items, language)} {pick(done, language)}.")


@app.command()
def due(
    on: On = None,
    known: Known = None,
    within: Annotated[
        int, typer.Option(parser=a_count, metavar="ANTAL", help="Dagar framåt. Days.")
    ] = 90,
    late: Annotated[
        bool, typer.Option("--late", help="De som har passerat i stället. Those passed instead.")
    ] = False,
    scope: Annotated[str, typer.Option("--for", help="Vems eller vad. Whose or what.")] = "all",
    json: Json = False,
    lang: Lang = None,
) -> None:
    """Visa vad som ska lämnas och när. Show what is due and when."""
    from models.standing import standings
    from output.dues import due_data, due_table, say_next, say_passed

    settings, language = speaking(lang)
    day = on or today()
    end = day + timedelta(days=within)
    with reading(settings) as session:
        about = partial(standings, session, day, known=known, scope=a_scope(session, scope))
        until = about(last=end)
        passed = [one for one in until if one.state in PASSED]
        # What may still be handed in is not past, though its decided day may be.
        ahead = [one for one in until if one.state == "open" or (one.due and one.due >= day)]
        found = passed if late else ahead
        if json:
            print_json([due_data(one) for one in found])
            return
        due_table(found, language)
        if not (late or found):
            say_next([one for one in about(first=end) if one.state == "open"], language)
        if not late:
            say_passed(passed, language)


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
    from models.naming import not_known, resolve
    from output.holders import holder_data, role_data, say_not_yet, say_role

    settings, language = speaking(lang)
    day = on or today()
    with reading(settings) as session:
        _, key = resolve(session, subject, ("assignment", "activity"))
        found = answering.who(session, key, day, known)
    assert found
    if known and found.known_from > known:
        raise not_known(key, known)
    if json:
        data = {"id": found.id, "title": found.title, "on": day, "given": found.given}
        data |= holder_data(found.responsible)
        print_json(data | {
            "responsible": role_data(found.responsible), "contact": role_data(found.contact),
            "history": [role_data(one) for one in found.history],
        })  # fmt: skip
        return
    line(found.title)
    if not found.given:
        say_not_yet(found.history[0], language)
        return
    say_role(("Ansvarar", "Answers"), found.responsible, language)
    same = found.contact and found.responsible and found.contact.body == found.responsible.body
    say_role(("Svarar på frågor", "Asked about it"), found.contact, language, brief=bool(same))


@app.command()
def show(
    entry: Annotated[
        str, typer.Argument(metavar="ID", help="Uppdrag, plan, organisation, uppdrag/milstolpe, ….")
    ],
    on: On = None,
    known: Known = None,
    json: Json = False,
    lang: Lang = None,
) -> None:
    """Läs upp en post med källor, att jämföra med beslutet. Read an entry back in plain words."""
    from models.naming import nearest_entries, not_known, not_there
    from models.portrait import portrait
    from output.portrait import print_portrait

    settings, language = speaking(lang)
    day = on or today()
    with reading(settings) as session:
        found = portrait(session, entry, day, known)
        if found is None and known and portrait(session, entry, day):
            raise not_known(entry, known)
        if found is None:
            raise not_there(entry, nearest_entries(session, entry))
    if json:
        print_json(found)
    else:
        print_portrait(found, language)


@app.command()
def alerts(
    entry: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Uppdrag, organisation, överlämning, ….")
    ] = None,
    on: On = None,
    json: Json = False,
    lang: Lang = None,
) -> None:
    """Visa vem som påminns om vad, när och varför. Show who is told of what, when and why."""
    from output.alerts import print_prospects, prospect_data, prospect_heading

    settings, language = speaking(lang)
    contacts = open_site(settings).contacts()

    def address(organisation: str | None, role: str) -> str:
        return contacts.recipient(organisation, role).address

    with reading(settings) as session:
        found = foreseen(session, entry, on or today())
    data = [prospect_data(one, address) for one in found]
    if json:
        print_json(data)
        return
    if not data:
        nothing = ("Det finns inget att påminna om.", "There is nothing to be told of.")
        line(pick(nothing, language))
    headings = [prospect_heading(one, language, opened=entry is not None) for one in found]
    print_prospects([a | b for a, b in zip(data, headings, strict=True)], language)


def foreseen(session: Any, entry: str | None, day: date) -> "list[Prospect]":
    """The alerts of a milestone, a handover, a scope; of everything only what is near."""
    from models.naming import SCOPES, milestone_keys, resolve
    from models.prospect import prospects
    from models.standing import Scope

    if entry is None:
        return prospects(session, day, within=SOON)
    if keys := milestone_keys(session, entry):
        return prospects(session, day, keys=keys)
    scope = Scope(*resolve(session, entry, (*SCOPES, "handover")))
    if scope.kind == "handover":
        return prospects(session, day, scope=scope, keys=[])
    return prospects(session, day, scope=scope)


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

    settings, language = speaking(lang)
    if (handed_in is None) is not undo:
        raise Misuse(
            "ange --handed-in DATUM, eller --undo för att ta tillbaka",
            "give --handed-in DATE, or --undo",
        )
    engine = database(settings)
    require(engine)
    day, person = on or today(), by or myself()
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
def record(
    noun: Annotated[
        str,
        typer.Argument(metavar="VAD", help="event, condition, respite, request eller/or receipt."),
    ],
    name: Annotated[str, typer.Argument(metavar="NAMN", help="Vilken. Which one.")],
    step: Annotated[
        str | None,
        typer.Argument(metavar="STEG", help="met|failed; asked|promised|decided."),
    ] = None,
    day: Annotated[
        date | None,
        typer.Option("--day", parser=a_day, metavar="DATUM", help="När det hände. When."),
    ] = None,
    until: Annotated[
        date | None,
        typer.Option("--until", parser=a_day, metavar="DATUM", help="Den nya dagen. The new day."),
    ] = None,
    diary_number: Annotated[str | None, typer.Option(help="Eget diarienummer. Our own.")] = None,
    sender_number: Annotated[str | None, typer.Option(help="Avsändarens. The sender's.")] = None,
    says: Annotated[str | None, typer.Option(help="Varför. Why.")] = None,
    source: Annotated[str | None, typer.Option(help="Var det står. Where it stands.")] = None,
    by: Annotated[str | None, typer.Option(help="Vem som registrerar. Who records it.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Ta tillbaka. Take it back.")] = False,
    on: On = None,
    lang: Lang = None,
) -> None:
    """Registrera det som händer och inte är beslut. Record what happens and is no decision."""
    from models import recording
    from models.database import CHANGING, alone, writing
    from models.schema import require
    from output.records import say_kept

    settings, language = speaking(lang)
    what, present = step_of(noun, step, undo=undo), on or today()
    engine = database(settings)
    require(engine)
    person = by or myself()
    with writing(engine) as session:
        alone(session, CHANGING)
        if undo:
            kept = recording.take_back(session, noun, name, person, on=present, now=now())  # type: ignore[arg-type]
        else:
            entry = recording.Entry(
                noun, name, what, day or present, person, until, diary_number, sender_number,  # type: ignore[arg-type]
                says, source,
            )  # fmt: skip
            kept = recording.record(session, entry, on=present, now=now())
    say_kept(kept, language)


def step_of(noun: str, step: str | None, *, undo: bool) -> str:
    """Which step of a noun is meant; raises Misuse with those there are."""
    from models.recording import STEPS

    if noun not in STEPS:
        nouns = ", ".join(STEPS)
        raise Misuse(f"det som registreras är {nouns}, inte {noun}",
                     f"what is recorded is {nouns}, not {noun}")  # fmt: skip
    steps = STEPS[noun]
    if step is None and (undo or len(steps) == 1):
        return steps[0]
    if step not in steps:
        listed = ", ".join(steps)
        raise Misuse(f"ange för {noun} ett av {listed}", f"for {noun}, give one of {listed}")
    return str(step)


def myself() -> str:
    """The name that one is logged in under; a container's user may have none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise Refusal(
            "Ange vem som registrerar: --by NAMN.", "Say who records it: --by NAME."
        ) from None


@app.command()
def remind(on: On = None, lang: Lang = None) -> None:
    """Bestäm vilka som ska påminnas och skicka det. Decide who is to be told, and tell them."""
    from flows.day import alert_day, sweep
    from models.alert import is_open
    from models.schema import require

    settings, language = speaking(lang)
    if on and on > today():
        raise not_yet(on)
    moment = now()
    here = open_site(settings)
    require(here.engine)
    for stranger in here.strangers():
        line(stranger.text(settings.contacts.name, language), sys.stderr)
    open_day = alert_day(moment)
    done = sweep(here.sender(min(on or open_day, open_day)))
    for handover in done.handovers:
        line(f"{pick(handover, language)}.")
    if not is_open(moment):
        sv = "Dagens påminnelser öppnar 07:00. Inget skickas före dess."
        line(pick((sv, "The day's alerts open at 07:00. Nothing is sent before."), language))
        return
    sent = done.sent.delivered
    mails = ("brev skickat", "message sent") if sent == 1 else ("brev skickade", "messages sent")
    sv = f"{done.decided} att påminna om, {sent} {mails[0]} till brevlådan"
    en = f"{done.decided} to be told of, {sent} {mails[1]} to the mailbox"
    line(f"{pick((sv, en), language)} {here.mailbox}.")
    for sentence in done.sent.sentences:
        line(sentence, sys.stderr)
    if done.sent.failed:
        raise typer.Exit(1)


def not_yet(day: date) -> Refusal:
    """That nobody is told of a day to come, and where it can be seen instead."""
    return Refusal(
        f"{day} har inte kommit än, och påminnelser skickas på riktigt: spela upp dagen med "
        "uppdrag replay, eller se uppdrag alerts.",
        f"{day} has not come yet, and alerts are really sent: play the day with uppdrag replay, "
        "or see uppdrag alerts.",
    )


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

    settings, language = speaking(lang)
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

    settings, language = speaking(lang)
    if last < first:
        raise Misuse("--to ligger före --from", "--to is before --from")
    here = open_site(settings)
    register = here.register()
    assert register.register
    what = story.Replay(
        register.register, register.digest, here.contacts(), out or settings.home / "replay",
        first, last, settings.sender,
        story.read_reports(reports.read_bytes(), str(reports)) if reports else (),
    )  # fmt: skip
    events = []
    length = (last - first).days + 1
    with progress(length, quiet=json) as tick:
        for event in story.replay(what, tick):
            events.append(event)
            if not json:
                line(f"{event.on}  {event.say(language)}")
    if json:
        print_json([{"on": one.on, "what": one.what, "text": one.say(language)} for one in events])
        return
    sent = sum(event.what == "message" for event in events)
    sv = f"{length} {'dag' if length == 1 else 'dagar'}, {sent} brev. De ligger i {what.mailbox}."
    days, messages = f"{length} day{'s' * (length != 1)}", f"{sent} message{'s' * (sent != 1)}"
    en = f"{days}, {messages}. They lie in {what.mailbox}."
    line()
    line(pick((sv, en), language))


@app.command()
def up(lang: Lang = None) -> None:
    """Kör allt på den här maskinen: flöden, påminnelser, sidor. Run everything on this machine."""
    from flows.run import run

    settings, language = speaking(lang)

    def say(text: str) -> None:
        for one in text.splitlines():
            line(one)

    raise typer.Exit(run(open_site(settings), say, language))


# What the commands share


def speaking(lang: str | None) -> tuple[Settings, str]:
    """The settings and the language to speak, from here on also in what goes wrong."""
    if lang not in {None, "sv", "en"}:
        raise Misuse("--lang är sv eller en", "--lang is sv or en")
    spoken.set(lang or spoken.get())
    settings = Settings.load()
    spoken.set(lang or settings.lang)
    return settings, spoken.get()


def open_site(settings: Settings) -> "Site":
    """The site, whose database is closed when the command ends."""
    from flows.site import Site

    found = Site(settings, now)
    closing.callback(found.close)
    return found


def database(settings: Settings) -> "Engine":
    """The database alone, without what only syncing and telling need."""
    from models.database import open_database

    engine = open_database(settings.database_url)
    closing.callback(engine.dispose)
    return engine


def reading(settings: Settings) -> Any:
    """A session on a database that is ready to be read."""
    from models import database as databases
    from models.schema import require

    engine = database(settings)
    require(engine)
    return databases.reading(engine)


@contextmanager
def progress(length: int, *, quiet: bool) -> Iterator[Callable[[date], None]]:
    """A bar on a terminal, nothing elsewhere; gives what to call for each day."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    with typer.progressbar(length=length, file=sys.stderr) as shown:
        yield lambda _: shown.update(1)


def a_scope(session: Any, name: str) -> "Scope":
    """What a list or feed is about; everything needs no looking up."""
    from models.standing import Scope

    if name == "all":
        return Scope()
    from models.naming import find_scope

    return find_scope(session, name)


def main() -> None:
    """Run the command; whatever goes wrong is a sentence, never a traceback."""
    gc.set_threshold(RARELY)
    spoken.set("sv")
    try:
        with closing:
            guarded(partial(app, standalone_mode=False, prog_name="uppdrag"))
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    finally:
        gc.freeze()  # a last look for garbage in all that is loaded would take a tenth of a second


def guarded(run: Callable[[], int | None]) -> None:
    """Run, and leave with 1 and a sentence when it cannot be done, with 2 when it is misused."""
    try:
        ended = run()
    except TyperException as error:
        misused(error)
    except Refusal as refusal:
        stop((refusal.sv, refusal.en))
    except OSError as error:
        stop(no_file(error))
    except UnicodeEncodeError:
        stop(("Det du skrev är inte text i UTF-8.", "What you typed is not text in UTF-8."))
    except Exception as error:  # noqa: BLE001 - the outermost edge: what is not explained goes on
        explain(error)
    else:
        raise SystemExit(ended)


def misused(error: TyperException) -> None:
    """Say what is wrong with the command as it was typed; no command at all is a call for help."""
    from output.usage import print_misuse

    if type(error).__name__ == "NoArgsIsHelpError":
        for one in error.format_message().splitlines():
            line(one, sys.stderr)
    else:
        print_misuse(error, asked_language(), sys.stderr)
    raise SystemExit(error.exit_code)


def asked_language() -> str:
    """The language of a command that could not be read: what it asks for, else the site's."""
    words = [part for word in sys.argv for part in word.split("=", 1)]
    asked = dict(pairwise(words)).get("--lang", "")
    if asked in {"sv", "en"}:
        return asked
    try:
        return Settings.load().lang
    except Refusal:
        return spoken.get()


def explain(error: Exception) -> None:
    """Say in words what a mistaken file or a database has against it; anything else is our bug."""
    module = type(error).__module__
    if module == "flows.site":
        refuse(error.mistakes, error.file)  # type: ignore[attr-defined]
    if "sqlalchemy" not in module:
        raise error
    detail = str(getattr(error, "orig", error)).splitlines()[0]
    stop((
        f"Databasen svarar inte som den ska: {detail}. UPPDRAG_DATABASE_URL säger vilken.",
        f"The database does not answer as it should: {detail}. UPPDRAG_DATABASE_URL names it.",
    ))  # fmt: skip


def refuse(mistakes: "Iterable[Mistake]", file: str) -> None:
    """Print every mistake, one a line, and leave with 1."""
    from register.mistakes import shortened

    for mistake in shortened(mistakes):
        line(mistake.text(file, spoken.get()))
    raise SystemExit(1)


def no_file(error: OSError) -> tuple[str, str]:
    """Why a file cannot be used."""
    name = error.filename or ""
    match error:
        case FileNotFoundError():
            return f"Filen {name} finns inte.", f"There is no file {name}."
        case IsADirectoryError():
            return f"{name} är en katalog, ingen fil.", f"{name} is a folder, not a file."
        case NotADirectoryError() | FileExistsError():
            return f"{name} är en fil, ingen katalog.", f"{name} is a file, not a folder."
        case PermissionError():
            return f"{name} får inte läsas eller skrivas.", f"{name} may not be read or written."
    return f"{name}: {error.strerror or error}", f"{name}: {error.strerror or error}"


def stop(sentence: tuple[str, str]) -> None:
    line(pick(sentence, spoken.get()), sys.stderr)
    raise SystemExit(1)


if __name__ == "__main__":
    main()
