"""What a mail may tell about a duty or a handover: facts for the templates, nothing secret."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from models.alert import Alert
from models.decision import Decision, Document
from models.duty import DateVersion
from models.fuzzy_date import FuzzyDate, say_day
from models.handover import Handover, HandoverItem
from models.organisation import Body, ContactPoint
from models.standing import Standing
from models.tenure import on_day
from models.words import say_kind, says_no_more
from models.working_days import bridge_day, explain_day_off
from notifications.nouns import noun

Facts = dict[str, Any]

DAY = timedelta(days=1)
WITHOUT_S = ("s", "x", "z")  # names that Swedish gives no s in the genitive
TITLED = {"letter", "ordinance", "amendment", "handover"}  # named even when no day is stated


@dataclass(frozen=True, slots=True)
class AboutDuty:
    """That somebody is to be told about a duty, which is neither done nor withdrawn.

    `amended_by` is the decision behind a new date, `holder_before` who answered before a takeover.
    `prepared_by` looks after it while the body that owes it does not exist yet.
    """

    alert: Alert
    standing: Standing
    amended_by: Decision | None = None
    holder_before: Body | None = None
    prepared_by: Body | None = None


@dataclass(frozen=True, slots=True)
class AboutHandover:
    """That somebody is to be told about a handover.

    `stays_with` names who keeps what stays, by subject; `secret` are the subjects not to be named.
    """

    alert: Alert
    handover: Handover
    items: tuple[HandoverItem, ...]
    giver: Body
    receiver: Body
    contact_point: ContactPoint | None = None
    stays_with: Mapping[str, Body] = field(default_factory=dict)
    secret: frozenset[str] = frozenset()


def duty_facts(about: AboutDuty, on: date, language: str) -> Facts:
    """Everything that the templates may say of a duty on a day."""
    standing, duty = about.standing, about.standing.duty
    if standing.assignment.secret:
        return secret_facts(about, on, language)
    titles = covered(standing)
    words = noun(duty.kind, language, joint=len(titles) > 1)
    kind = say_kind(duty.kind, language)
    return {
        **when(about, on, language),
        **words_for_dates(standing, language),
        **origin(standing, language),
        "amended_by": amendment(about.amended_by, language),
        "holder_before": about.holder_before.name if about.holder_before else None,
        "secret": False,
        "noun": words,
        "handed_in": words is not None,
        "name": kind if words else duty.title or kind,
        "title": duty.title if words else None,
        "period": spoken(duty.period, language),
        "form": duty.form,
        "responsible": standing.responsible.name if standing.responsible else None,
        "since": since(standing, on),
        "to": [body.name for body in standing.to],
        "copies": [body.name for body in standing.copies],
        "assignments": titles,
        "of_owner": about.alert.role == "owner",
        "key": duty.key,
    }  # fmt: skip


def secret_facts(about: AboutDuty, on: date, language: str) -> Facts:
    """Only that something is due, and when: who may read the rest opens the register."""
    kind = about.standing.duty.kind
    return {
        **when(about, on, language),
        **words_for_dates(about.standing, language),
        "secret": True,
        "handed_in": noun(kind, language, joint=False) is not None,
        "name": say_kind(kind, language),
        "period": None,
    }


def when(about: AboutDuty, on: date, language: str) -> Facts:
    """The days, counted from today; nothing is taken from the rule but its name."""
    alert, standing = about.alert, about.standing
    due, act_by = standing.due, standing.act_by
    last = act_by if due and on > due else due  # the decided day, until only the later one is left
    return {
        "rule": alert.rule,
        "late": alert.rule_day if alert.rule_day < on else None,
        "on": on,
        "due": due,
        "mode": standing.duty.mode,
        "act_by": act_by,
        "last": last,
        "days_left": (due - on).days if due else None,
        "overdue": bool(act_by and act_by < on),
        "days_over": (on - act_by).days if act_by else None,
        "before": standing.working_day_before,
        "off_day": off_day(standing, on, language),
        "bridge_day": bool(last and bridge_day(last)),
    }


def off_day(standing: Standing, on: date, language: str) -> str | None:
    """What to know about a day that is no working day, as long as it can still be done in time."""
    due, last = standing.due, standing.act_by
    if due is None or last is None or standing.working_day_before is None or last < on:
        return None
    return explain_day_off(due, last, standing.duty.policy_basis, language, on)


def amendment(decision: Decision | None, language: str) -> Facts | None:
    """The decision that changed a date."""
    if decision is None:
        return None
    decided = decision.decided.say(language) if decision.decided else None
    return {"title": decision.title, "decided": decided}


def words_for_dates(standing: Standing, language: str) -> Facts:
    """A date that is no day, and the date that held before."""
    *earlier, latest = standing.versions or (None,)
    return {
        "stated": standing.stated.say(language) if standing.stated else None,
        "previous": say_version(earlier[-1], language) if earlier else None,
        "corrected": latest is not None and latest.reason == "corrected",
    }


def say_version(version: DateVersion | None, language: str) -> str | None:
    if version is None or version.stated is None:
        return None
    return say_day(version.due, language) if version.due else version.stated.say(language)


def spoken(period: str | None, language: str) -> str | None:
    return FuzzyDate.parse(period).say(language) if period else None


def covered(standing: Standing) -> list[Facts]:
    """The assignments reported on; one whose title only repeats the kind needs no mention."""
    titles = [None if one.secret else one.title for one in standing.covers]
    if says_no_more(titles, standing.duty.kind):
        return []
    parts = [one.stated_parts for one in standing.covers]
    return [{"title": one, "parts": of} for one, of in zip(titles, parts, strict=True)]


def since(standing: Standing, on: date) -> date | None:
    """Since when the body answers, where that is stated."""
    answer = on_day(standing.tenures, on)
    return answer.first if answer and answer.stated else None


def origin(standing: Standing, language: str) -> Facts:
    """The source, the decision, and its diary numbers."""
    decision, document = standing.decision, standing.document
    decided = decision.decided.say(language) if decision.decided else None
    repeated = document is not None and document.title == decision.title
    return {
        "source": source(document, language) if document and not repeated else None,
        "decision": decision.title if decided or decision.kind in TITLED else None,
        "decided": decided,
        "lasting": decision.kind == "ordinance",  # no day, no diary number: it is the law
        "place": standing.duty.source_at,
        "diary_numbers": standing.diary_numbers,
    }


def source(document: Document, language: str) -> Facts:
    publisher, published = document.publisher, document.published
    bounded = published is not None and ".." in published.text  # dated by inference only
    return {
        "kind": document.kind,
        "title": document.title,
        "publisher": publisher,
        "publishers": genitive(publisher) if publisher else None,
        "published": published.say(language) if published and not bounded else None,
    }


def genitive(name: str) -> str:
    return name if name.endswith(WITHOUT_S) else name + "s"


def handover_facts(about: AboutHandover, on: date) -> Facts:
    """Everything that the templates may say of a handover on a day."""
    handover, point = about.handover, about.contact_point
    contact = handover.contact_from
    gap = contact and on < contact and handover.effective < contact
    return {
        "late": about.alert.rule_day if about.alert.rule_day < on else None,
        "on": on,
        "effective": handover.effective,
        "giver": about.giver.name,
        "receiver": about.receiver.name,
        "moves": texts(about, "moves"),
        "fates": {fate: texts(about, fate) for fate in ("ends", "is_split", "is_copied")},
        "stays": staying(about),
        "contact_from": contact,
        "contact_gap": (handover.effective, contact - DAY) if contact and gap else None,
        "reached_at": [way for way in (point.email, point.phone) if way] if point else [],
    }


def texts(about: AboutHandover, fate: str) -> list[str | None]:
    """What shares a fate, each said once; what is secret as nothing but a place in the list."""
    said = (
        None if one.subject in about.secret else one.text
        for one in ordered(about.items)
        if one.fate == fate
    )
    return list(dict.fromkeys(said))


def staying(about: AboutHandover) -> list[tuple[str | None, str | None]]:
    """What stays, each with who keeps it where that is known."""
    found: dict[tuple[str | None, str | None], None] = {}
    for one in ordered(about.items):
        if one.fate == "stays":
            keeper = about.stays_with.get(one.subject)
            hidden = one.subject in about.secret
            found[None if hidden else one.text, keeper.name if keeper else None] = None
    return list(found)


def ordered(items: Iterable[HandoverItem]) -> list[HandoverItem]:
    return sorted(items, key=lambda item: item.position)
