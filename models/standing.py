"""How duties stand on a day, as known on a day: the one view that lists, mails and feeds share."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, SQLModel, col, select

from models.assignment import Assignment
from models.decision import Decision, DiaryNumber, Document
from models.duty import Cover, DateVersion, Duty, Recipient
from models.fuzzy_date import FuzzyDate
from models.ladder import act_by
from models.organisation import Body, Directory, directory
from models.report import Report, counting
from models.tenure import Answer, Tenure, answers, on_day
from models.working_days import is_working_day, working_day_after, working_day_before

FEW = 5000  # values in one question
Row = TypeVar("Row", bound=SQLModel)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a list or feed is about: everything, an organisation, a plan or an assignment."""

    kind: str = "all"
    id: str = ""

    def condition(self, known: date) -> ColumnElement[bool] | None:
        """The duties of the scope; an organisation's are all that it ever answered for.

        What was not yet known on the day, or has been put right since, it never answered for.
        """
        if self.kind == "assignment":
            covered = select(Cover.duty_id).where(Cover.assignment_id == self.id)
            return or_(col(Duty.assignment_id) == self.id, col(Duty.id).in_(covered))
        if self.kind == "plan":
            of_plan = select(Assignment.id).where(Assignment.plan_id == self.id)
            return col(Duty.assignment_id).in_(of_plan)
        if self.kind == "organisation":
            held = select(Tenure.subject).where(
                Tenure.organisation_id == self.id, Tenure.role == "responsible",
                col(Tenure.known_from) <= known, col(Tenure.retracted_at).is_(None),
            )  # fmt: skip
            return col(Duty.subject).in_(held)
        return None


@dataclass(frozen=True, slots=True)
class Standing:
    """One duty on a day: what, when, who, to whom, and whether it is done.

    `due` is empty for a fuzzy or unstated date. `act_by` is the last day on which it can still be
    done in time: later than `due` only where a named policy says so.
    """

    duty: Duty
    assignment: Assignment
    covers: tuple[Assignment, ...]
    decision: Decision
    diary_numbers: tuple[DiaryNumber, ...]
    document: Document | None
    versions: tuple[DateVersion, ...]
    tenures: tuple[Answer, ...]
    responsible: Body | None
    to: tuple[Body, ...]
    copies: tuple[Body, ...]
    report: Report | None
    on: date
    known: date

    @property
    def version(self) -> int:
        """The number of the date that holds."""
        return self.versions[-1].number if self.versions else 0

    @property
    def stated(self) -> FuzzyDate | None:
        """The date as stated."""
        return self.versions[-1].stated if self.versions else None

    @property
    def due(self) -> date | None:
        """The day, when one is stated."""
        return self.versions[-1].due if self.versions else None

    @property
    def act_by(self) -> date | None:
        """The last day in time."""
        return act_by(self.due, self.duty.policy) if self.due else None

    @property
    def days_left(self) -> int | None:
        """Days to the decided day; negative when it has passed."""
        return (self.due - self.on).days if self.due else None

    @property
    def working_day_before(self) -> date | None:
        """The working day before a due day that is none."""
        return working_day_before(self.due) if self.due and not is_working_day(self.due) else None

    @property
    def working_day_after(self) -> date | None:
        """The working day after a due day that is none."""
        return working_day_after(self.due) if self.due and not is_working_day(self.due) else None

    @property
    def state(self) -> str:
        """One word: `open`, `late`, `handed_in`, `withdrawn`, `undated` or `unrecorded`.

        Unrecorded: it had already passed when we got to know of it, and nobody has said whether
        it was done.
        """
        if self.report:
            return "handed_in"
        if self.withdrawn:
            return "withdrawn"
        if not self.act_by:
            return "undated"
        if self.act_by >= self.on:
            return "open"
        return "unrecorded" if self.duty.opened_on > self.act_by else "late"

    @property
    def withdrawn(self) -> bool:
        """Whether the duty or its assignment has been withdrawn by the day, or lapsed."""
        days = (self.duty.withdrawn_on, self.assignment.withdrawn_on, self.duty.lapsed_on)
        return any(day and day <= min(self.on, self.known) for day in days)

    def sort_key(self) -> tuple[date, date, str]:
        """By date; what has none comes last."""
        low, high = self.stated.sort_key() if self.stated else (date.max, date.max)
        return low, high, self.duty.key


def standings(
    session: Session, on: date, *, known: date | None = None, scope: Scope | None = None,
    first: date | None = None, last: date | None = None, keys: Sequence[str] | None = None,
) -> list[Standing]:  # fmt: skip
    """Every duty of a scope on a day, by date.

    `known` leaves out what was not yet known (all that is known now, when omitted); `first` and
    `last` keep only days in between; `keys` only these duties.
    """
    known = known or date.max
    chosen = select(Duty.id).where(*conditions(scope or Scope(), known, first, last, keys))
    rows = Rows(session, chosen, known)
    found = [rows.standing(duty, on) for duty in rows.duties]
    if first or last:
        low, high = first or date.min, last or date.max
        found = [one for one in found if one.due and low <= one.due <= high]
    return sorted(found, key=Standing.sort_key)


def conditions(
    scope: Scope, known: date, first: date | None, last: date | None, keys: Sequence[str] | None
) -> list[ColumnElement[bool]]:
    wanted = [col(Duty.known_from) <= known]
    if (of_scope := scope.condition(known)) is not None:
        wanted.append(of_scope)
    if keys is not None:
        wanted.append(col(Duty.key).in_(keys))
    if first or last:
        dated = select(DateVersion.duty_id).where(
            col(DateVersion.due).between(first or date.min, last or date.max)
        )
        wanted.append(col(Duty.id).in_(dated))
    return wanted


class Rows:
    """The rows around a choice of duties, read with one query a table."""

    def __init__(self, session: Session, chosen: Any, known: date) -> None:
        """Read them all."""
        self.known = known
        self.duties = session.exec(select(Duty).where(col(Duty.id).in_(chosen))).all()

        def of_duty(table: type[Row]) -> dict[str, list[Row]]:
            condition = col(table.duty_id).in_(chosen)  # type: ignore[attr-defined]
            return grouped(session, select(table).where(condition), lambda row: row.duty_id)

        self.versions = of_duty(DateVersion)
        self.covers = of_duty(Cover)
        self.recipients = of_duty(Recipient)
        self.reports = of_duty(Report)
        own = {duty.assignment_id for duty in self.duties}
        held = {duty.subject for duty in self.duties}
        also = {cover.assignment_id for rows in self.covers.values() for cover in rows}
        self.assignments = by_id(session, Assignment, own | also)
        given = {row.decision_id for row in self.assignments.values()}
        self.decisions = by_id(
            session, Decision, {duty.decision_id for duty in self.duties} | given
        )
        self.documents = by_id(session, Document, {duty.source_document for duty in self.duties})
        self.tenures = grouped(
            session, select(Tenure).where(among(Tenure.subject, held)), lambda row: row.subject
        )
        self.directory: Directory = directory(session, known, self.bodies_named())
        numbers = select(DiaryNumber).where(among(DiaryNumber.decision_id, set(self.decisions)))
        self.numbers = grouped(session, numbers, lambda row: row.decision_id)

    def bodies_named(self) -> set[str]:
        """Everybody who owes or receives one of the duties."""
        owing = {row.organisation_id for rows in self.tenures.values() for row in rows}
        slots = {duty.slot for duty in self.duties}
        to = {row.organisation_id for rows in self.recipients.values() for row in rows}
        return {one for one in owing | slots | to if one}

    def standing(self, duty: Duty, on: date) -> Standing:
        """Put one duty together."""
        tenures = answers(
            (row for row in self.tenures[duty.subject] if row.role == "responsible"),
            self.known,
        )
        holder = on_day(tenures, on)
        holder_id = holder.organisation_id if holder else None
        recipients = sorted(self.recipients[duty.id], key=lambda row: row.position)
        others = [
            self.assignments[cover.assignment_id]
            for cover in self.covers[duty.id]
            if cover.assignment_id != duty.assignment_id and self.knows(cover.assignment_id)
        ]
        own = self.assignments[duty.assignment_id]
        return Standing(
            duty=duty,
            assignment=own,
            covers=(own, *sorted(others, key=lambda row: row.id)),
            decision=self.decisions[duty.decision_id],
            diary_numbers=tuple(
                sorted(self.numbers[duty.decision_id], key=lambda row: row.position)
            ),
            document=self.documents.get(duty.source_document or ""),
            versions=self.dates(duty),
            tenures=tuple(tenures),
            responsible=self.directory.body(holder_id, on) if holder_id else None,
            to=self.bodies(recipients, "to", on),
            copies=self.bodies(recipients, "copy", on),
            report=self.report(duty, on),
            on=on,
            known=self.known,
        )

    def knows(self, assignment: str) -> bool:
        """Whether the assignment had been given, as far as was known."""
        return self.decisions[self.assignments[assignment].decision_id].known_from <= self.known

    def report(self, duty: Duty, on: date) -> Report | None:
        """The report that counts, once it was handed in."""
        report = counting(self.reports[duty.id])
        return report if report and report.handed_in_on <= min(on, self.known) else None

    def dates(self, duty: Duty) -> tuple[DateVersion, ...]:
        """The dates known, oldest first."""
        known = (
            row
            for row in self.versions[duty.id]
            if row.retracted_at is None and row.known_from <= self.known
        )
        return tuple(sorted(known, key=lambda row: row.number))

    def bodies(self, recipients: Iterable[Recipient], role: str, on: date) -> tuple[Body, ...]:
        """The recipients in a role, under the names they bear on the day."""
        return tuple(
            self.directory.body(row.organisation_id, on) for row in recipients if row.role == role
        )


def among(column: Any, values: set[Any]) -> ColumnElement[bool]:
    """A column among values; SQLite takes some 32,000 parameters, so many become no condition."""
    return col(column).in_(values) if len(values) <= FEW else col(column).is_not(None)


def by_id(session: Session, table: type[Row], ids: set[Any]) -> dict[str, Row]:
    found = session.exec(select(table).where(among(table.id, ids)))  # type: ignore[attr-defined]
    return {row.id: row for row in found}  # type: ignore[attr-defined]


def grouped(session: Session, query: Any, key: Callable[[Any], str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in session.exec(query):
        found[key(row)].append(row)
    return found
