"""What people have been told and will be told, by which rule, and why nothing more comes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, or_, select

from models.alert import Alert
from models.delivery import Delivery, DeliveryAlert
from models.duty import Duty, Watch
from models.handover import Handover, HandoverItem, HandoverStep
from models.ladder import Ladder, Rung, act_by, offset_rung, parse_offset, rungs
from models.ladder_row import ladders
from models.organisation import Body, Directory, directory
from models.refusal import Refusal
from models.standing import Scope, Standing, among, standings
from models.tenure import on_day
from models.watching import silent
from models.zone import day_of

AHEAD = ("coming", "missed")
CLOSED = ("handed_in", "withdrawn", "undated")


@dataclass(frozen=True, slots=True)
class Telling:
    """One alert: `nominal` is the day that the rule names, `day` the one that it lands on.

    `state` is `coming`, `missed` (its day has passed, and no sweep had seen it), `pending` (decided
    and not yet told), `told`, `superseded` or `cancelled`.
    `address` is where it went; where it will go is known when it is sent.
    """

    rule: str
    day: date
    nominal: date
    role: str
    body: Body | None
    state: str
    version: int
    told_on: date | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Prospect:
    """Every alert about a duty or a handover, by day; `why` says why no more are coming.

    It is `handed_in`, `withdrawn`, `undated`, `unrecorded`, `silent` (the ladder has no rungs),
    `exhausted` (every rung is decided) or, of a handover, `history`.
    """

    about: Standing | Handover
    tellings: tuple[Telling, ...]
    why: str | None


@dataclass(frozen=True, slots=True)
class Decided:
    """An alert row, and the day and address it was told on and to."""

    alert: Alert
    told_on: date | None = None
    address: str | None = None

    def state(self, on: date) -> str:
        """As it was on a day: what was decided later was still to come, or had been missed."""
        if self.alert.decided_on > on:
            return ahead(self.alert.rule_day, on)
        later = self.told_on is not None and self.told_on > on
        return "pending" if self.alert.state == "told" and later else self.alert.state


def ahead(day: date, on: date) -> str:
    """The state of an alert that nobody has decided."""
    return "coming" if day >= on else "missed"


def prospect(
    standing: Standing, ladder: Ladder, decided: Iterable[Decided], watch: Watch | None,
    names: Directory,
) -> Prospect:  # fmt: skip
    """The whole ladder of one duty: what has been decided, and what the sweep will decide."""
    done = [past(standing, one, names) for one in decided]
    taken = {(one.rule, one.day, one.version) for one in done}
    undone = [
        coming(standing, rung, names)
        for rung in (*undecided(standing, ladder, watch), *takeovers(standing, watch))
        if (rung.rule, rung.day, standing.version) not in taken
    ]
    tellings = sorted([*done, *undone], key=lambda one: (one.day, one.version, one.rule))
    more = any(one.state in AHEAD for one in tellings)
    return Prospect(standing, tuple(tellings), None if more else why(standing, ladder))


def past(standing: Standing, one: Decided, names: Directory) -> Telling:
    alert = one.alert
    due = next((row.due for row in standing.versions if row.number == alert.version), None)
    return Telling(
        rule=alert.rule, day=alert.rule_day,
        nominal=nominal(alert.rule, alert.rule_day, due, standing.duty.policy),
        role=alert.role, body=holder(standing, one.told_on or alert.rule_day, names),
        state=one.state(standing.on), version=alert.version,
        told_on=one.told_on if one.state(standing.on) == "told" else None, address=one.address,
    )  # fmt: skip


def nominal(rule: str, landed: date, due: date | None, policy: str = "none") -> date:
    """The day that a rule names, counted from the date it was decided on."""
    last = act_by(due, policy) if due else None
    if last and rule == "day":
        return last
    try:
        parse_offset(rule)
    except Refusal:  # registered, amended, overdue: told on the day they name
        return landed
    return offset_rung(due, last, rule).nominal if due and last else landed


def holder(standing: Standing, day: date, names: Directory) -> Body | None:
    """Who owes it on a day."""
    answer = on_day(standing.tenures, day)
    body = standing.duty.slot or (answer.organisation_id if answer else None)
    return names.body(body, day) if body else None


def undecided(standing: Standing, ladder: Ladder, watch: Watch | None) -> list[Rung]:
    """The rungs that the sweep has still to decide, as the watched row has them."""
    if watch:
        opened, days = watch.opened_on or date.min, (watch.due, watch.act_by)
        found = rungs(*days, ladder, opened, watch.version)
        return [rung for rung in found if watch.next_on and rung.day >= watch.next_on]
    if standing.due and standing.act_by and standing.state in {"open", "late"}:
        # Looked at from a day before it was handed in or withdrawn: all of it was still to come.
        found = rungs(standing.due, standing.act_by, ladder, date.min, standing.version)
        return [rung for rung in found if rung.day >= standing.on]
    return []


def takeovers(standing: Standing, watch: Watch | None) -> list[Rung]:
    """The days on which a handover will give the duty a new holder, who is told what is theirs."""
    days = [one.first for one in standing.tenures if one.row.handover_id]
    return [
        Rung("taken_over", day, day)
        for day in days
        if watch and standing.on <= day <= watch.act_by
    ]  # fmt: skip


def coming(standing: Standing, rung: Rung, names: Directory) -> Telling:
    return Telling(
        rule=rung.rule, day=rung.day, nominal=rung.nominal, role="owner",
        body=holder(standing, rung.day, names), state=ahead(rung.day, standing.on),
        version=standing.version,
    )  # fmt: skip


def why(standing: Standing, ladder: Ladder) -> str:
    """Why nothing more comes."""
    if standing.state in CLOSED:
        return standing.state
    if standing.act_by and standing.duty.opened_on > standing.act_by:
        return "unrecorded"
    return "silent" if silent(ladder) else "exhausted"


def of_handover(
    handover: Handover, decided: Sequence[Decided], names: Directory, on: date, *, over: bool
) -> Prospect:
    """What giver and receiver are told on the day; `over` once the handover has taken effect."""
    bodies = {"giver": handover.giver_id, "receiver": handover.receiver_id}
    told = [
        Telling(
            rule=one.alert.rule, day=one.alert.rule_day, nominal=one.alert.rule_day,
            role=one.alert.role, body=names.body(bodies[one.alert.role], on),
            state=one.state(on), version=one.alert.version,
            told_on=one.told_on if one.state(on) == "told" else None, address=one.address,
        )
        for one in decided
    ]  # fmt: skip
    day = handover.effective
    if not over and handover.is_news(day):
        told += [
            Telling("handover", day, day, role, names.body(body, day), ahead(day, on), 1)
            for role, body in bodies.items()
        ]
    more = any(one.state in AHEAD for one in told)
    return Prospect(handover, tuple(told), None if more else "exhausted" if told else "history")


# Reading


def prospects(
    session: Session, on: date, *, scope: Scope | None = None, keys: Sequence[str] | None = None,
    within: int | None = None,
) -> list[Prospect]:  # fmt: skip
    """Every duty and handover of a scope, or the duties of these keys, with all their alerts.

    A scope may also be a `handover`. `within` leaves only what is decided and not yet told, or
    comes in so many days.
    """
    chosen = keys
    if within is not None and scope is None and keys is None:
        chosen = waiting(session, on, on + timedelta(days=within))
    found = of_duties(session, on, scope or Scope(), chosen)
    if scope or keys is None:
        found += of_handovers(session, on, scope or Scope())
    if within is None:
        return found
    last = on + timedelta(days=within)
    near = [Prospect(one.about, only_near(one, last), one.why) for one in found]
    return [one for one in near if one.tellings]


def only_near(one: Prospect, last: date) -> tuple[Telling, ...]:
    return tuple(
        telling
        for telling in one.tellings
        if telling.state == "pending" or (telling.state in AHEAD and telling.day <= last)
    )


def waiting(session: Session, on: date, last: date) -> list[str]:
    """The keys of duties with something decided that is not told, or for a day until the last."""
    watched = select(Watch.duty_id).where(col(Watch.next_on) <= last)
    near = or_(Alert.state == "pending", col(Alert.rule_day).between(on, last))
    decided = select(Alert.duty_id).where(near, col(Alert.duty_id).is_not(None))
    mine = or_(col(Duty.id).in_(watched), col(Duty.id).in_(decided))
    return list(session.exec(select(Duty.key).where(mine)))


def of_duties(
    session: Session, on: date, scope: Scope, keys: Sequence[str] | None
) -> list[Prospect]:
    found = standings(session, on, scope=scope, keys=keys)
    ids = {one.duty.id for one in found}
    rules, names = ladders(session), directory(session, date.max)
    watches = {
        row.duty_id: row for row in session.exec(select(Watch).where(among(Watch.duty_id, ids)))
    }
    rows = session.exec(select(Alert).where(among(Alert.duty_id, ids))).all()
    decided = with_outcome(session, rows, lambda alert: alert.duty_id)
    return [
        prospect(one, rules[one.duty.ladder], decided[one.duty.id], watches.get(one.duty.id), names)
        for one in found
    ]


def of_handovers(session: Session, on: date, scope: Scope) -> list[Prospect]:
    """The handovers of a scope: one, all, an organisation's, or those that touch an assignment."""
    query = select(Handover).order_by(col(Handover.effective), col(Handover.id))
    if scope.kind == "organisation":
        mine = col(Handover.giver_id) == scope.id, col(Handover.receiver_id) == scope.id
        query = query.where(or_(*mine))
    elif scope.kind == "handover":
        query = query.where(Handover.id == scope.id)
    elif scope.kind != "all":
        touched = select(HandoverItem.handover_id).where(HandoverItem.subject == scope.id)
        query = query.where(col(Handover.id).in_(touched))
    found = session.exec(query).all()
    ids = {one.id for one in found}
    rows = session.exec(select(Alert).where(among(Alert.handover_id, ids))).all()
    decided = with_outcome(session, rows, lambda alert: alert.handover_id)
    steps = select(HandoverStep).where(HandoverStep.step == "effective")
    over = {(one.handover_id, one.happened_on) for one in session.exec(steps)}
    names = directory(session, date.max)
    return [
        of_handover(one, decided[one.id], names, on, over=(one.id, one.effective) in over)
        for one in found
    ]


def with_outcome(session: Session, rows: Sequence[Alert], key: Any) -> Mapping[str, list[Decided]]:
    """The alerts by what they are about, each with the day and address of its delivery."""
    query = (
        select(DeliveryAlert.alert_id, Delivery.delivered_at, Delivery.address)
        .join(Delivery, col(Delivery.id) == col(DeliveryAlert.delivery_id))
        .where(among(DeliveryAlert.alert_id, {row.id for row in rows}))
        .where(Delivery.state == "delivered")
    )
    told = {alert: (at, address) for alert, at, address in session.exec(query)}
    found: dict[str, list[Decided]] = defaultdict(list)
    for row in rows:
        at, address = told.get(row.id or 0, (None, None))
        found[key(row)].append(Decided(row, day_of(at) if at else None, address))
    return found
