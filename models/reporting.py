"""Handing in: recorded once, told when it is done already, corrected by a new row."""

from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Literal

from sqlalchemy import update
from sqlmodel import Session, col, select

from models.decision import Decision
from models.duty import Cover, DateVersion, Duty
from models.fuzzy_date import FuzzyDate
from models.ladder_row import ladders
from models.look import TABLES
from models.naming import entry, of_another_kind
from models.refusal import Refusal
from models.report import Report, counting
from models.watching import take_up, unwatch, watch_row


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of it: `recorded`, `already`, `corrected` or `undone`."""

    what: Literal["recorded", "already", "corrected", "undone"]
    duty: Duty
    report: Report
    before: Report | None = None


def find_duty(session: Session, key: str) -> Duty:
    """The duty of a key, kept from others who report on it until the transaction ends.

    Raises Refusal that names the nearest when there is none.
    """
    mine = select(Duty).where(Duty.key == key).with_for_update(key_share=True)
    if duty := session.exec(mine).first():
        return duty
    keys = list(session.exec(select(Duty.key)))
    below = sorted(one for one in keys if one.startswith(f"{key}/"))
    if not below:
        raise_covered(session, key)
        raise_of_another_kind(session, key)
    near = below[-3:] or get_close_matches(key, keys, n=3)
    said = ", ".join(near)
    raise Refusal(
        sv=f"Det finns inget att redovisa som heter {key}." + (f" Menas {said}?" if near else ""),
        en=f"Nothing to report is named {key}." + (f" Is it {said}?" if near else ""),
    )


def raise_covered(session: Session, key: str) -> None:
    """Raise Refusal for an assignment that is reported on together with another."""
    mine = select(Duty.key).join(Cover, col(Cover.duty_id) == Duty.id)
    found = sorted(session.exec(mine.where(Cover.assignment_id == key)))
    if found:
        said = ", ".join(found)
        raise Refusal(
            sv=f"{key} redovisas genom {said}: ange den nyckeln.",
            en=f"{key} is reported on by {said}: give that key.",
        )


def raise_of_another_kind(session: Session, key: str) -> None:
    """Raise Refusal for the name of something that is not handed in."""
    if found := entry(session, key, TABLES):
        raise of_another_kind(key, found[0])


def hand_in(
    session: Session, key: str, handed_in: date, diary_number: str | None, by: str,
    *, on: date, now: datetime,
) -> Recorded:  # fmt: skip
    """Record that a duty was done; a correction keeps the diary number when none is given.

    Raises Refusal for a day that has not come, or that was before the decision.
    """
    duty = find_duty(session, key)
    if handed_in > on:
        raise Refusal(
            sv=f"{handed_in} har inte varit än: det är {on} i dag. Ange den dag då den lämnades.",
            en=f"{handed_in} has not come yet: today is {on}. Give the day it was handed in.",
        )
    not_before_the_decision(session, duty, handed_in)
    before = latest(session, duty)
    number = diary_number or (before.diary_number if before else None)
    if before and before.handed_in_on == handed_in and before.diary_number == number:
        return Recorded("already", duty, before)
    report = add(session, duty, handed_in, number, by, now, before)
    unwatch(session, [duty.id])
    return Recorded("corrected" if before else "recorded", duty, report, before)


def not_before_the_decision(session: Session, duty: Duty, handed_in: date) -> None:
    """Raise Refusal for a day on which nobody could know what was to be handed in."""
    decision = session.get_one(Decision, duty.decision_id)
    if decision.decided:
        first, sv, en = decision.decided.sort_key()[0], "fattades", "was taken"
        day = decision.decided
    else:
        first, sv, en = decision.known_from, "blev känt", "became known on"
        day = FuzzyDate.parse(str(first))
        due = select(DateVersion.id).where(
            DateVersion.duty_id == duty.id, col(DateVersion.due) < first
        )
        if session.exec(due.limit(1)).first():  # then it was known to those who owed it before that
            return
    if handed_in < first:
        raise Refusal(
            sv=f"{handed_in} ligger före beslutet, som {sv} {day.say('sv')}. "
            "Ange den dag då den lämnades.",
            en=f"{handed_in} is before the decision, which {en} {day.say('en')}. "
            "Give the day it was handed in.",
        )


def undo(session: Session, key: str, by: str, *, on: date, now: datetime) -> Recorded:
    """Take back what was recorded: a new row says so, and the duty is open again."""
    duty = find_duty(session, key)
    before = latest(session, duty)
    if before is None:
        raise Refusal(
            sv=f"{key} är inte registrerad som inlämnad: det finns inget att ta tillbaka.",
            en=f"{key} is not recorded as handed in: there is nothing to take back.",
        )
    report = add(session, duty, before.handed_in_on, before.diary_number, by, now, None)
    report.undone, report.replaces = True, before.id
    reopen(session, duty, on, now)
    return Recorded("undone", duty, report, before)


def latest(session: Session, duty: Duty) -> Report | None:
    return counting(session.exec(select(Report).where(Report.duty_id == duty.id)))


def add(
    session: Session, duty: Duty, handed_in: date, diary_number: str | None, by: str,
    now: datetime, before: Report | None,
) -> Report:  # fmt: skip
    report = Report(
        duty_id=duty.id, handed_in_on=handed_in, diary_number=diary_number, recorded_by=by,
        recorded_at=now, replaces=before.id if before else None,
    )  # fmt: skip
    session.add(report)
    revised = update(Duty).where(col(Duty.id) == duty.id)
    session.execute(revised.values(sequence=Duty.sequence + 1, revised_at=now))
    return report


def reopen(session: Session, duty: Duty, on: date, now: datetime) -> None:
    query = select(DateVersion).where(
        DateVersion.duty_id == duty.id, col(DateVersion.retracted_at).is_(None)
    )
    version = session.exec(query.order_by(col(DateVersion.number).desc())).first()
    if version and version.due and not duty.withdrawn_on:
        ladder = ladders(session)[duty.ladder]
        row = watch_row(
            duty.id, duty.assignment_id, version.due, version.number, duty.policy, ladder, on
        )
        take_up(session, row, duty.opened_on, ladder, on, now)
