"""The words under an entry: only facts of the register, and what is not known is said to be so."""

from collections.abc import Iterator
from datetime import date

from feeds.phrases import listed, phrase, plain_day, sentence_case
from models.decision import DiaryNumber
from models.fuzzy_date import say_day, say_week
from models.organisation import Body
from models.standing import Standing
from models.words import say_owed, say_secret, says_no_more
from models.working_days import bridge_day, explain_day_off, is_working_day


def secret(standing: Standing) -> bool:
    """Whether any assignment that it is about is secret: then it names none of them."""
    return any(assignment.secret for assignment in standing.covers)


def subject(standing: Standing, language: str) -> str:
    """What is owed in a few words: "Slutredovisning: tryggare återvändande"."""
    if secret(standing):
        return say_secret(language)
    about = matter(standing, language)
    return kind(standing, language) + (f": {about}" if about else "")


def matter(standing: Standing, language: str) -> str:
    """What it is about, by the short titles; empty when they only repeat the kind.

    A secret one is not named.
    """
    if secret(standing):
        return say_secret(language)
    titles = [one.short or one.title for one in standing.covers]
    short = "" if says_no_more(titles, standing.duty.kind) else listed(titles, language)
    return ", ".join(filter(None, (short, standing.duty.title)))


def kind(standing: Standing, language: str) -> str:
    """The kind and, where it recurs, its period: "Årsredovisning 2017"."""
    duty = standing.duty
    return sentence_case(say_owed(duty.kind, duty.occurrence, language))


def deadline(standing: Standing, due: date, language: str) -> str:
    """The sentence with the long date and the week."""
    mode = "on" if standing.duty.mode == "on" else "not_later_than"
    week = say_week(due, language) + (phrase("bridge", language) if bridge_day(due) else "")
    day = say_day(due, language)
    said = phrase(mode, language, kind=kind(standing, language), day=day, week=week)
    joint = len(standing.covers) > 1 and not secret(standing)
    return said + (phrase("joint", language) if joint else "") + "."


def facts(standing: Standing, due: date, language: str) -> Iterator[str]:
    """A line for each thing known, or known to be unknown; a secret duty has its date only."""
    yield deadline(standing, due, language)
    if off := day_off(standing, due, language):
        yield off
    if secret(standing):
        return
    titles = "; ".join(one.title for one in standing.covers)
    yield phrase("assignment", language, titles=titles)
    if standing.duty.source_wording:
        yield phrase("wording", language, words=standing.duty.source_wording)
    yield recipients(standing.to, language)
    if standing.copies:
        yield phrase("copies", language, names=named(standing.copies, language))
    yield diary_numbers(standing.diary_numbers, language)


def day_off(standing: Standing, due: date, language: str) -> str | None:
    """The working days around a day that is none, and which of them will do."""
    if is_working_day(due):
        return None
    last = standing.act_by or due
    return explain_day_off(due, last, standing.duty.policy_basis, language)


def recipients(to: tuple[Body, ...], language: str) -> str:
    if not to:
        return phrase("no_recipient", language)
    return phrase("to", language, names=named(to, language))


def named(bodies: tuple[Body, ...], language: str) -> str:
    """Their names as a sentence lists them; empty for none."""
    return listed([body.name for body in bodies], language)


def diary_numbers(numbers: tuple[DiaryNumber, ...], language: str) -> str:
    """The numbers as read, with how sure the reading is; one that cannot be read is not guessed."""
    if not numbers:
        return phrase("no_diary", language)
    ordered = sorted(numbers, key=lambda number: number.position)
    said = "; ".join(diary_number(number, language) for number in ordered)
    return phrase("diary", language, numbers=said)


def diary_number(number: DiaryNumber, language: str) -> str:
    if number.status == "confirmed":
        return number.reading or number.raw
    if number.status == "probable" and number.reading:
        return phrase("probable", language, reading=number.reading, raw=number.raw)
    return phrase("unresolved", language, raw=number.raw)


def handed_in(standing: Standing, language: str) -> str:
    """When it was handed in and, unless it is secret, under which number."""
    assert standing.report
    day = plain_day(standing.report.handed_in_on, language)
    number = standing.report.diary_number
    if number and not secret(standing):
        return phrase("done_as", language, day=day, number=number)
    return phrase("done", language, day=day)
