"""Who answers for an assignment or activity on a day, and whom to ask."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.assignment import Activity, Assignment
from models.decision import Decision
from models.fuzzy_date import FuzzyDate
from models.organisation import Body, Directory, Membership, directory
from models.tenure import Answer, Tenure, answers, on_day


@dataclass(frozen=True, slots=True)
class Holder:
    """A body in a role, from when until when (both inclusive), and where that stands.

    `since` is empty when no source says; `stated` is False for what is only presumed.
    """

    body: Body | None
    since: FuzzyDate | None
    until: date | None
    stated: bool
    source: tuple[str, str] | None
    members: tuple[Body, ...] = ()


@dataclass(frozen=True, slots=True)
class Who:
    """Both roles on a day, and everybody who has answered over time.

    `known_from` is when it became known; `given` is False on a day before anybody answered for it.
    """

    id: str
    title: str
    secret: bool
    known_from: date
    given: bool
    responsible: Holder | None
    contact: Holder | None
    history: tuple[Holder, ...]


def who(session: Session, subject: str, on: date, known: date | None = None) -> Who | None:
    """Who answers for a subject on a day as known on a day; None when there is no such subject."""
    known = known or date.max
    entry = session.get(Assignment, subject) or session.get(Activity, subject)
    if entry is None:
        return None
    rows = session.exec(select(Tenure).where(Tenure.subject == subject)).all()
    names = directory(session, known)
    held = answers((row for row in rows if row.role == "responsible"), known)
    asked = answers((row for row in rows if row.role == "contact"), known)
    responsible = on_day(held, on)
    return Who(
        id=subject,
        title=entry.title,
        secret=bool(getattr(entry, "secret", False)),
        known_from=session.get_one(Decision, entry.decision_id).known_from,
        given=not held or held[0].first <= on,
        responsible=holder(session, responsible, names, on) if responsible else None,
        contact=contact(session, held, asked, names, on),
        history=tuple(holder(session, answer, names, answer.until or on) for answer in held),
    )


def contact(
    session: Session, held: list[Answer], asked: list[Answer], names: Directory, on: date
) -> Holder | None:
    """The contact; where none is stated, whoever answers is presumed to answer questions too."""
    if found := on_day(asked, on):
        before = [one for one in held if one.organisation_id == found.organisation_id]
        if not found.stated and before:
            # The giver went on as before: its time as contact began with its responsibility.
            return presumed(session, before[-1], found.until, names, on)
        return holder(session, found, names, on)
    responsible = on_day(held, on)
    if responsible is None:
        return None
    later = [one.first for one in asked if one.first > on and one.stated]
    until = min(later) if later else None
    until = date.fromordinal(until.toordinal() - 1) if until else responsible.until
    return presumed(session, responsible, until, names, on)


def presumed(
    session: Session, answer: Answer, until: date | None, names: Directory, on: date
) -> Holder:
    found = holder(session, answer, names, on)
    return Holder(found.body, found.since, until, False, found.source, found.members)


def holder(session: Session, answer: Answer, names: Directory, on: date) -> Holder:
    """An answer with the body's name on the day and, for a group, its members."""
    one = answer.organisation_id
    row = answer.row
    place = (row.source_document, row.source_at or "") if row.source_document else None
    return Holder(
        body=names.body(one, on) if one else None,
        since=answer.since,
        until=answer.until,
        stated=answer.stated,
        source=place,
        members=members(session, one, names, on) if one else (),
    )


def members(session: Session, group: str, names: Directory, on: date) -> tuple[Body, ...]:
    """The members of a group on a day, in the order of the source; of no group, none."""
    query = select(Membership).where(
        Membership.group_id == group, col(Membership.retracted_at).is_(None)
    )
    rows = sorted(session.exec(query), key=lambda row: row.position)
    return tuple(
        Body(row.organisation_id or "", row.named)
        if row.named
        else names.body(row.organisation_id or "", on)
        for row in rows
        if lasts(row, on)
    )


def lasts(row: Membership, on: date) -> bool:
    """Whether a membership covers the day; what is not stated does not limit it."""
    begun = row.since is None or row.since.low is None or row.since.low <= on
    ended = row.until is not None and row.until.high is not None and row.until.high < on
    return begun and not ended
