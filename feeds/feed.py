"""A whole feed: the deadlines of everything, an organisation, a plan or an assignment."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, select

from feeds.address import address, page
from feeds.calendar import Head, calendar
from feeds.entry import notice, show
from feeds.phrases import phrase
from feeds.revision import begins
from feeds.view import View
from models.assignment import Assignment
from models.organisation import Directory, Organisation, directory
from models.plan import Plan
from models.refusal import Refusal
from models.standing import Scope, standings
from models.words import say_secret

WINDOW = timedelta(days=365)  # a subscription looks this far back; the command line does not end


class NoRegister(Refusal):
    """Nothing has been synced: an empty calendar would wipe what the clients hold."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar's bytes, and what HTTP says of them.

    `etag` is strong and quoted; `last_modified` moves with every day, for entries leave by the day.
    """

    body: bytes
    name: str
    file_name: str
    etag: str
    last_modified: datetime


def feed(
    session: Session, scope: Scope, on: date, *, known: date | None = None, language: str = "sv",
    base_url: str, window_from: date | None = None,
) -> Feed:  # fmt: skip
    """The feed of a scope on a day; raises Refusal for a scope that the register does not have.

    `window_from` leaves out deadlines before a day.
    """
    names = directory(session, known or date.max)
    of = title(session, scope, on, names, language)
    organisation = scope.id if scope.kind == "organisation" else None
    view = View(on, language, base_url, names, organisation)
    found = standings(session, on, known=known, scope=scope, first=window_from)
    entries = [entry for one in found if (entry := show(one, view))] or [notice(scope, view)]
    newest = max(entry.revised for entry in entries)
    head = Head(
        name=phrase("feed", language, of=of),
        about=phrase("about", language),
        url=page(scope, language, base_url),
        language=language,
        revised=newest,
        source=address(scope, language, base_url),
    )
    body = calendar(head, entries)
    return Feed(
        body=body,
        name=head.name,
        file_name=f"redovisningar-{scope.id or 'alla'}.ics",
        etag=f'"{hashlib.sha256(body).hexdigest()[:32]}"',
        last_modified=max(newest, begins(on)),
    )


def title(session: Session, scope: Scope, on: date, names: Directory, language: str) -> str:
    """What the scope is called; a secret assignment is not called by its name."""
    if session.exec(select(Assignment.id).limit(1)).first() is None:
        raise NoRegister(
            sv="Registret är inte inläst: kör uppdrag sync.",
            en="The register has not been read in: run uppdrag sync.",
        )
    match scope.kind:
        case "all":
            return phrase("all", language)
        case "organisation" if session.get(Organisation, scope.id):
            return names.body(scope.id, on).name
        case "plan" if plan := session.get(Plan, scope.id):
            return plan.title
        case "assignment" if assignment := session.get(Assignment, scope.id):
            return (
                say_secret(language) if assignment.secret else assignment.short or assignment.title
            )
    raise Refusal(
        sv="Registret har ingen sådan organisation, handlingsplan eller sådant uppdrag.",
        en="The register has no such organisation, plan or assignment.",
    )
