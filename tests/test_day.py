"""A day's work: run again it adds nothing, run late it misses nothing, run by many it is done once."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import Engine

from flows.day import Work, alert_day, anything_waiting, opening, sweep, work
from flows.decide import decide
from models.alert import Alert
from models.database import open_database
from models.duty import duty_id
from models.history import Heartbeat
from models.tables import metadata
from models.working_days import working_day_after
from notifications.gathering import gather
from notifications.outcome import Delivered, Temporary
from notifications.sending import Sent
from register.shape import Register
from tests.small_site import (
    Hands,
    Site,
    accept,
    assignment,
    at_once,
    decision,
    handover,
    one_duty,
    register,
    report,
)

TUESDAY = date(2011, 3, 1)


@pytest.fixture
def site(engine: Engine) -> Site:
    return Site(engine)


def moving(effective: str, **also: Any) -> Register:
    return register(
        {"a": assignment(milestones={})},
        decisions={"moving": decision("2011-01-10", "handover")},
        handovers={"move": handover(effective, "a", **also)},
    )


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2011, 3, 1, 5, 59, 59, tzinfo=UTC), date(2011, 2, 28)),
        (datetime(2011, 3, 1, 6, 0, tzinfo=UTC), date(2011, 3, 1)),
        (datetime(2011, 3, 1, 22, 59, tzinfo=UTC), date(2011, 3, 1)),
        (datetime(2011, 3, 1, 23, 1, tzinfo=UTC), date(2011, 3, 1)),
        (datetime(2026, 3, 29, 4, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 5, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 10, 25, 5, 59, tzinfo=UTC), date(2026, 10, 24)),
        (datetime(2026, 10, 25, 6, 0, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_the_alerts_of_a_day_open_at_seven_in_stockholm_summer_and_winter(moment, day):
    assert alert_day(moment) == day


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2011, 3, 1)])
def test_the_opening_of_a_day_belongs_to_it_and_the_moment_before_does_not(day):
    assert alert_day(opening(day)) == day
    assert alert_day(opening(day) - timedelta(microseconds=1)) == day - timedelta(days=1)


def test_before_seven_nobody_is_told_of_today(site):
    site.sync(one_duty(), "2010-12-31")
    site.sweep("2010-12-31")
    clock = Hands(opening(TUESDAY) - timedelta(minutes=1))
    assert site.run(clock).decided == 0
    clock.on(minutes=1)
    assert site.run(clock).sent.delivered == 1


def test_what_is_decided_at_night_for_the_day_before_waits_for_the_morning(site):
    site.sync(one_duty(), "2010-12-31")
    site.sweep("2010-12-31")
    told = len(site.postbox.letters)
    clock = Hands(opening(TUESDAY) + timedelta(hours=17, minutes=30))  # half past midnight
    done = site.run(clock)
    assert (done.decided, done.sent.delivered, len(site.deliveries())) == (1, 0, told)
    clock.on(hours=6.5)
    assert site.run(clock).sent.delivered == 1
    assert site.postbox.letters[told:] == [
        ("giver@a.example", "29 dagar kvar: redovisning senast 31 mars 2011")
    ]


def test_a_mail_that_failed_late_is_written_anew_for_the_next_morning(site):
    site.sync(one_duty(), "2010-06-01")
    site.sweep("2011-03-30")
    told = len(site.postbox.letters)
    site.postbox.answer = lambda _: Temporary("Servern svarar inte.")
    clock = Hands(opening(date(2011, 3, 31)) + timedelta(hours=16))
    site.run(clock)
    site.postbox.answer = accept
    for _ in range(3):
        clock.on(hours=4)  # 03, 07 and 11 on the day after
        site.run(clock)
    [(_, subject)] = site.postbox.letters[told:]
    assert subject == "Inlämning inte registrerad: redovisning senast 31 mars 2011"
    assert "Sista dagen var i går" in site.postbox.accepted[-1].get_content()


def test_a_round_of_sending_ends_at_midnight(site):
    site.sync(register({"a": assignment(), "b": assignment("taker")}), "2010-12-31")
    site.sweep("2010-12-31")
    told = len(site.postbox.letters)
    clock = Hands(opening(TUESDAY) + timedelta(hours=16, minutes=59))

    def slow(_: object) -> Delivered:
        clock.on(minutes=2)
        return Delivered()

    site.postbox.answer = slow
    work(site.sender(TUESDAY, clock, batch=1))
    assert len(site.postbox.letters) == told + 1
    clock.on(hours=7)
    site.run(clock)
    assert len(site.postbox.letters) == told + 2


def test_on_a_day_with_nothing_to_do_nothing_is_done(site):
    site.sync(one_duty(), "2010-06-01")
    assert work(site.sender("2010-06-01")) == Work([], 0, Sent())


def test_each_kind_of_work_is_noticed(site):
    site.sync(one_duty(), "2010-06-01")
    assert not anything_waiting(site.engine, date(2010, 12, 29))
    on = date(2010, 12, 30)
    assert anything_waiting(site.engine, on), "a rule day"
    decide(site.engine, on, opening(on))
    assert anything_waiting(site.engine, on), "an alert that nobody has gathered"
    gather(site.engine, site.contacts, "postbox", on, opening(on))
    assert anything_waiting(site.engine, on), "a mail that nobody has sent"
    site.sweep(on)
    assert not anything_waiting(site.engine, on)


def test_a_mail_that_has_nothing_left_to_say_is_put_away(site):
    site.sync(one_duty(), "2010-06-01")
    on = date(2010, 12, 30)
    decide(site.engine, on, opening(on))
    gather(site.engine, site.contacts, "postbox", on, opening(on))
    site.hand_in("a/report", "2010-12-30")
    site.sweep(on)
    assert [one.state for one in site.deliveries()] == ["superseded"]
    assert not anything_waiting(site.engine, on)


@pytest.mark.parametrize("days", [("2011-03-07", None), ("2011-01-20", "2011-03-07")])
def test_a_handover_and_a_contact_move_are_noticed_on_their_days(site, days):
    effective, contact_from = days
    also = {"contact_from": contact_from} if contact_from else {}
    site.sync(moving(effective, **also), "2011-01-10")
    site.every_day("2011-01-10", "2011-03-06")
    assert not anything_waiting(site.engine, date(2011, 3, 6))
    assert anything_waiting(site.engine, date(2011, 3, 7))
    site.sweep("2011-03-07")
    assert not anything_waiting(site.engine, date(2011, 3, 7))


def test_a_sweep_leaves_a_heartbeat(site):
    site.sync(one_duty(), "2010-12-31")
    clock = Hands(opening(TUESDAY))
    sweep(site.sender(TUESDAY, clock))
    clock.on(minutes=5)
    sweep(site.sender(TUESDAY, clock))
    [beat] = site.rows(Heartbeat)
    assert (beat.name, beat.started_at, beat.finished_at) == ("sweep", clock.now, clock.now)
    assert beat.counts == "decided=0 delivered=0 failed=0"


def test_a_sweep_that_falls_leaves_a_heartbeat_that_never_ended(site):
    site.sync(one_duty(), "2010-12-31")

    def fall(_: object) -> Any:
        raise RuntimeError

    site.postbox.answer = fall
    with pytest.raises(RuntimeError):
        sweep(site.sender(TUESDAY))
    [beat] = site.rows(Heartbeat)
    assert (beat.started_at, beat.finished_at) == (opening(TUESDAY), None)


def test_five_first_sweeps_at_once_do_the_work_of_one(site, database_url):
    duties = {f"a{n}": assignment(("giver", "taker", "nobody")[n % 3]) for n in range(12)}
    also = {
        "decisions": {"moving": decision("2011-01-10", "handover")},
        "handovers": {"move": handover("2011-03-01", "a0", "a3")},
    }
    site.sync(register(duties, **also), "2011-01-10")

    def one(mine: Site) -> Work:
        mine.postbox = site.postbox
        return sweep(mine.sender(TUESDAY))

    done = at_once(database_url, one)
    assert sum(len(one.handovers) for one in done) == 1
    assert sum(one.decided for one in done) == 12
    rows = [(one.duty_id, one.handover_id, one.rule, one.role) for one in site.rows(Alert)]
    assert len(rows) == len(set(rows)) == 12 * 2 + 2 + 2
    site.sweep(TUESDAY)
    assert sorted(site.postbox.readers) == [
        "giver@a.example", "ops@uppdrag.example", "taker@b.example",
    ]  # fmt: skip
    assert {one.state for one in site.rows(Alert)} == {"told", "superseded"}


# Whatever happens, in whatever order

KEYS = ("a", "b", "c")
START = date(2011, 1, 10)
DUES = st.integers(-5, 80).map(lambda days: START + timedelta(days=days))


def in_memory() -> Engine:
    """A database that is gone when nobody looks."""
    engine = open_database("sqlite:///:memory:", durable=False)
    metadata.create_all(engine)
    return engine


class Years(RuleBasedStateMachine):
    """Three duties, and everything that may happen to them on the way."""

    def __init__(self) -> None:
        super().__init__()
        self.site = Site(in_memory())
        self.on = START
        self.decisions: dict[str, Any] = {}
        self.handovers: dict[str, Any] = {}
        self.dates: dict[str, list[tuple[date, str | None]]] = {}
        self.handed_in: set[str] = set()
        self.moved: set[str] = set()
        self.letters: list[tuple[date, str, str]] = []

    def sync(self) -> None:
        entries = {key: self.entry(dates) for key, dates in self.dates.items()}
        made = register(entries, decisions=self.decisions, handovers=self.handovers)
        self.site.sync(made, str(self.on))

    def entry(self, dates: list[tuple[date, str | None]]) -> dict[str, Any]:
        *earlier, (due, by) = dates
        also: dict[str, Any] = {}
        if by:
            before = [
                {"due": str(day), **({"decision": one} if one else {})} for day, one in earlier
            ]
            also = {"amended_by": by, "earlier_dates": before}
        return assignment(milestones={"report": report(str(due), **also)})

    def new_decision(self, kind: str) -> str:
        name = f"d{len(self.decisions)}"
        self.decisions[name] = decision(str(self.on), kind)
        return name

    @initialize(dues=st.tuples(DUES, DUES, DUES))
    def given(self, dues: tuple[date, ...]) -> None:
        self.dates = {key: [(due, None)] for key, due in zip(KEYS, dues, strict=True)}
        self.sync()

    @rule(days=st.integers(1, 12), swept=st.booleans())
    def time_passes(self, days: int, *, swept: bool) -> None:
        for _ in range(days):
            self.on += timedelta(days=1)
            if swept:
                self.work()

    @rule()
    def work(self) -> None:
        before = {one.id for one in self.site.rows(Alert) if one.state == "told"}
        letters = len(self.site.postbox.accepted)
        self.site.sweep(self.on)
        new = self.site.postbox.accepted[letters:]
        self.letters += [(self.on, str(one["To"]), one.get_content()) for one in new]
        told = [
            one for one in self.site.rows(Alert) if one.state == "told" and one.id not in before
        ]
        self.what_was_told_was_current(told)
        self.what_was_to_be_told_was_told_or_waits()

    def what_was_told_was_current(self, told: list[Alert]) -> None:
        keys = {duty_id(f"{key}/report"): key for key in KEYS}
        for one in told:
            if one.duty_id:
                key = keys[one.duty_id]
                assert key not in self.handed_in
                assert one.version == len(self.dates[key])
        duties = [one.duty_id for one in told if one.duty_id]
        assert len(duties) == len(set(duties)), "a duty is told once in a mail"

    def what_was_to_be_told_was_told_or_waits(self) -> None:
        assert all(one.next_on is None or one.next_on > self.on for one in self.site.watched())
        if any(one.state == "pending" for one in self.site.rows(Alert)):
            assert self.on in [day for day, _, _ in self.letters], "only a mail of today makes wait"

    @rule(key=st.sampled_from(KEYS), days=st.integers(-3, 60))
    def amend(self, key: str, days: int) -> None:
        due = self.on + timedelta(days=days)
        if due not in [day for day, _ in self.dates[key]]:
            self.dates[key].append((due, self.new_decision("amendment")))
            self.sync()

    @rule(key=st.sampled_from(KEYS))
    def hand_in(self, key: str) -> None:
        self.site.hand_in(f"{key}/report", str(self.on))
        self.handed_in.add(key)

    @precondition(lambda self: self.handed_in)
    @rule()
    def undo(self) -> None:
        key = min(self.handed_in)
        self.site.undo(f"{key}/report", str(self.on))
        self.handed_in.remove(key)

    @precondition(lambda self: len(self.moved) < len(KEYS))
    @rule(days=st.integers(0, 10))
    def hand_over(self, days: int) -> None:
        key = min(set(KEYS) - self.moved)
        self.moved.add(key)
        name = self.new_decision("handover")
        day = str(self.on + timedelta(days=days))
        self.handovers[f"h{key}"] = handover(day, key) | {"decision": name}
        self.sync()

    @invariant()
    def each_rung_is_decided_once(self) -> None:
        rows = [
            (one.duty_id, one.handover_id, one.version, one.rule, one.rule_day, one.role)
            for one in self.site.rows(Alert)
        ]
        assert len(rows) == len(set(rows))

    @invariant()
    def nothing_is_decided_before_its_day(self) -> None:
        assert all(one.rule_day <= one.decided_on <= self.on for one in self.site.rows(Alert))

    @invariant()
    def a_second_mail_of_a_day_had_to_be_sent(self) -> None:
        seen = set()
        for day, to, text in self.letters:
            if (day, to) in seen:
                assert urgent(day, text), f"{to} got a second mail on {day}:\n{text}"
            seen.add((day, to))

    def teardown(self) -> None:
        self.site.engine.dispose()


def urgent(day: date, text: str) -> bool:
    """Whether a mail speaks of a handover, of something late, or of a last day that is near."""
    near = [f"{one.day} {MONTHS[one.month]}" for one in near_days(day)]
    late = "ingen uppgift om att" in text
    return late or "ansvarar Tagaren för" in text or any(words in text for words in near)


def near_days(day: date) -> list[date]:
    last = working_day_after(day)
    return [day + timedelta(days=n) for n in range((last - day).days + 4)]


MONTHS = dict(
    enumerate(
        "januari februari mars april maj juni juli augusti september oktober november december".split(),
        1,
    )
)


Years.TestCase.settings = settings(
    max_examples=15, stateful_step_count=15, deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
TestYears = Years.TestCase
