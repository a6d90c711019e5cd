"""What a duty says in a calendar: one entry for an exact day, or none where it has no place."""

from dataclasses import dataclass
from datetime import date, datetime

from feeds.address import page
from feeds.description import facts, handed_in, secret, subject
from feeds.holding import closed_on, departure, holder_id, takeover, withdrawn_on
from feeds.phrases import phrase, plain_day, sentence_case
from feeds.revision import RELEASE, begins, revised, sequence
from feeds.view import View
from models.fuzzy_date import say
from models.standing import Scope, Standing
from models.tenure import DAY, Answer
from models.words import say_kind
from models.working_days import why_off

TOMBSTONE_DAYS = 90  # so long a feed tells what has left it: not every client obeys CANCELLED
# No address of the site in a UID: it must hold when the site moves. RFC 6761 keeps .invalid free,
# so no other program's UIDs end like ours.
UID_HOST = "uppdrag.invalid"


@dataclass(frozen=True, slots=True)
class Entry:
    """One all-day event; `revised` is its DTSTAMP and LAST-MODIFIED (RFC 5545 3.8.7)."""

    uid: str
    day: date
    summary: str
    lines: tuple[str, ...]
    url: str
    sequence: int
    revised: datetime
    created: datetime
    categories: tuple[str, ...]
    cancelled: bool = False
    document: str | None = None


def show(standing: Standing, view: View) -> Entry | None:
    """The duty's entry in a feed; None without an exact day, or when it has left the feed."""
    if standing.due is None:
        return None
    if view.organisation in {None, holder_id(standing)}:
        return own(standing, standing.due, view)
    return handed_over(standing, standing.due, view)


def own(standing: Standing, due: date, view: View) -> Entry | None:
    """A duty that is the feed's own: open, handed in, or withdrawn a short while ago."""
    language = view.language
    title = signed(standing, due, view)
    lines = [*taken_over(standing, view), *facts(standing, due, language)]
    if standing.report:
        done = phrase("handed_in", language) + title
        return entry(standing, due, view, done, [handed_in(standing, language), *lines])
    if not standing.withdrawn:
        return entry(standing, due, view, title, lines)
    if gone(withdrawn_on(standing), view.on):
        return None
    ended = phrase("ended", language, day=plain_day(withdrawn_on(standing), language))
    lines = [ended, *lines, phrase("goes", language, days=TOMBSTONE_DAYS)]
    withdrawn = phrase("withdrawn", language) + title
    return entry(standing, due, view, withdrawn, lines, cancelled=True)


def handed_over(standing: Standing, due: date, view: View) -> Entry | None:
    """What an organisation sees of a duty that it has lately handed over."""
    left = departure(standing, view.organisation or "")
    if left is None or gone(left[1].first, view.on):
        return None
    language, (giver, taker) = view.language, left
    to = name(taker, taker.first, view)
    day, by = began(taker, language), name(giver, taker.first - DAY, view)
    title = phrase("transferred", language, receiver=to) + subject(standing, language)
    lines = [
        phrase("moved", language, day=day, giver=by, receiver=to),
        next(facts(standing, due, language)),
        phrase("goes", language, days=TOMBSTONE_DAYS),
    ]
    return entry(standing, due, view, title, lines, cancelled=True)


def entry(
    standing: Standing, due: date, view: View, title: str, lines: list[str],
    *, cancelled: bool = False,
) -> Entry:  # fmt: skip
    """Put together what all kinds of entries share."""
    hidden = secret(standing)
    scope = Scope() if hidden else Scope("assignment", standing.assignment.id)
    url = page(scope, view.language, view.base_url)
    category = sentence_case(say_kind(standing.duty.kind, view.language))
    return Entry(
        uid=f"k-{standing.duty.id}@{UID_HOST}",
        day=due,
        summary=title,
        lines=(*lines, url),
        url=url,
        sequence=sequence(standing),
        revised=revised(standing, view.names),
        created=standing.duty.created_at,
        categories=(category, phrase("category", view.language)),
        cancelled=cancelled,
        document=None if hidden else decision_file(standing),
    )


def signed(standing: Standing, due: date, view: View) -> str:
    """What is owed and by whom, and why the day is off: "… (Länsstyrelsen …) – söndag"."""
    owes = holder_id(standing)
    day = closed_on(standing) or view.on
    by = view.names.body(owes, day).name if owes else phrase("nobody", view.language)
    off = why_off(due, view.language)
    return f"{subject(standing, view.language)} ({by})" + (f" – {off}" if off else "")


def taken_over(standing: Standing, view: View) -> list[str]:
    """From whom the holder has it, and since when."""
    if not (passed := takeover(standing)):
        return []
    giver, taker = passed
    by = name(giver, taker.first - DAY, view)
    return [phrase("taken_over", view.language, day=began(taker, view.language), giver=by)]


def began(answer: Answer, language: str) -> str:
    """When a body began to answer: a day only where the source names one."""
    if answer.since and not answer.since.day:
        return say(answer.since.text.removeprefix("since "), language)
    return plain_day(answer.first, language)


def name(answer: Answer, day: date, view: View) -> str:
    """What the body was called on a day."""
    if answer.organisation_id is None:
        return phrase("nobody", view.language)
    return view.names.body(answer.organisation_id, day).name


def gone(since: date, on: date) -> bool:
    """Whether what left the feed on a day is no longer told of."""
    return (on - since).days >= TOMBSTONE_DAYS


def decision_file(standing: Standing) -> str | None:
    """The public address of the document as a PDF."""
    address = standing.document.address if standing.document else None
    public = address and address.startswith(("https://", "http://"))
    return address if address and public and address.lower().endswith(".pdf") else None


def notice(scope: Scope, view: View) -> Entry:
    """The one entry of a feed with nothing to show: clients read an empty one in different ways."""
    first = view.on.replace(day=1)
    return Entry(
        uid=f"n-{scope.kind}-{scope.id or 'all'}@{UID_HOST}",
        day=first,
        summary=phrase("nothing", view.language),
        lines=(phrase("nothing_why", view.language),),
        url=page(scope, view.language, view.base_url),
        sequence=first.year * 12 + first.month,
        revised=max(RELEASE, begins(first)),
        created=RELEASE,
        categories=(phrase("notice", view.language),),
    )
