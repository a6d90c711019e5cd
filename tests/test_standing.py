"""How duties stand on a day, as known on a day; what was known then is told the same for ever."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import select

from models.database import open_database, reading, writing
from models.duty import Duty
from models.reporting import hand_in, undo
from models.standing import FEW, Scope, Standing, among, standings
from models.who import who
from register.read import Read
from register.sync import sync
from tests.small_register import KINDS, NOW, TODAY, an_empty_database, small, synced

KEY = "kartlaggning/slutrapport"
SUPPORT = "stodet/delrapport"
DUE = "        due: 2021-03-31\n"
AMENDED = small((DUE, "        due: 2021-04-30\n        amended_by: andring\n"))
KNOWN, CHANGED = date(2020, 1, 10), date(2020, 5, 4)
DAY = timedelta(days=1)


@pytest.fixture(params=KINDS)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    yield from an_empty_database(request)


def standing(
    engine: Engine, key: str = KEY, on: date = TODAY, known: date | None = None
) -> Standing:
    with reading(engine) as session:
        [found] = standings(session, on, known=known, keys=[key])
    return found


def keys(engine: Engine, on: date = TODAY, **also: object) -> list[str]:
    with reading(engine) as session:
        return [one.duty.key for one in standings(session, on, **also)]  # type: ignore[arg-type]


# On a day


def test_duties_come_by_date_and_those_without_one_last(engine: Engine):
    synced(engine, small((DUE, ""), ("        due: 2020-11-15\n", "        due: autumn 2021\n")))
    assert keys(engine) == [
        "kartlaggning/arsrapport/2020", SUPPORT, "kartlaggning/arsrapport/2021", KEY,
    ]  # fmt: skip


def test_a_duty_tells_what_when_who_and_to_whom(engine: Engine):
    synced(engine)
    found = standing(engine, SUPPORT)
    assert found.due == date(2020, 11, 15)
    assert found.stated and found.stated.text == "2020-11-15"
    assert (found.days_left, found.version, found.state) == (167, 1, "open")
    assert (found.working_day_before, found.working_day_after) == (
        date(2020, 11, 13),
        date(2020, 11, 16),
    )
    assert found.responsible and found.responsible.name == "Länsstyrelsen"
    assert [body.name for body in found.to] == ["Regeringen"]
    assert [body.name for body in found.copies] == ["Myndigheten"]
    assert (found.decision.id, found.assignment.id) == ("beslut", "stodet")
    assert [one.id for one in found.covers] == ["stodet"]
    assert found.document and found.document.id == "brevet"


def test_diary_numbers_keep_the_order_of_the_source_whatever_was_changed_last(engine: Engine):
    numbers = "    kind: assignment\n    diary_numbers: [{raw: A1}, {raw: B2}, {raw: C3}]\n"
    two = small(("    kind: assignment\n", numbers))
    synced(engine, two)
    synced(engine, two.replace("A1", "A9"))
    assert [one.raw for one in standing(engine).diary_numbers] == ["A9", "B2", "C3"]


def test_a_working_day_has_no_other_beside_it(engine: Engine):
    synced(engine)
    found = standing(engine)
    assert (found.working_day_before, found.working_day_after) == (None, None)


def test_the_last_day_in_time_moves_only_where_a_policy_says_so(engine: Engine):
    policy = "        last_day: {policy: next_working_day, basis: lag (1930:173) 2 §}\n"
    synced(engine, small(("        due: 2020-11-15\n", "        due: 2020-11-15\n" + policy)))
    found = standing(engine, SUPPORT, on=date(2020, 11, 16))
    assert (found.due, found.act_by, found.state) == (
        date(2020, 11, 15),
        date(2020, 11, 16),
        "open",
    )
    assert standing(engine, SUPPORT, on=date(2020, 11, 17)).state == "late"


@pytest.mark.parametrize(
    ("on", "state"),
    [("2020-11-15", "open"), ("2020-11-16", "late"), ("2020-06-01", "open")],
)
def test_a_duty_is_open_until_the_end_of_its_day(engine: Engine, on, state):
    synced(engine)
    assert standing(engine, SUPPORT, on=date.fromisoformat(on)).state == state


def test_what_had_passed_when_we_got_to_know_of_it_is_unrecorded(engine: Engine):
    synced(engine, on=date(2020, 12, 1))
    assert standing(engine, SUPPORT, on=date(2020, 12, 2)).state == "unrecorded"


def test_a_fuzzy_date_is_undated_and_keeps_its_words(engine: Engine):
    synced(engine, small((DUE, "        due: autumn 2021\n")))
    found = standing(engine)
    assert (found.state, found.due, found.days_left) == ("undated", None, None)
    assert found.stated and found.stated.say() == "hösten 2021"


# Handed in


def handed_in(engine: Engine, day: date, key: str = SUPPORT) -> None:
    with writing(engine) as session:
        hand_in(session, key, day, None, "anna", on=day, now=NOW)


def test_a_report_counts_from_the_day_it_was_handed_in(engine: Engine):
    synced(engine)
    day = date(2020, 11, 10)
    handed_in(engine, day)
    assert [standing(engine, SUPPORT, on=one).state for one in (day - DAY, day, day + DAY)] == [
        "open", "handed_in", "handed_in",
    ]  # fmt: skip


def test_what_was_not_yet_handed_in_was_not_yet_known_to_be(engine: Engine):
    synced(engine)
    day = date(2020, 11, 10)
    handed_in(engine, day)
    later = date(2020, 11, 20)
    assert standing(engine, SUPPORT, on=later, known=day - DAY).state == "late"
    assert standing(engine, SUPPORT, on=later, known=day).state == "handed_in"


def test_a_corrected_day_takes_the_place_of_the_wrong_one_at_once(engine: Engine):
    synced(engine)
    wrong, right = date(2020, 11, 10), date(2020, 11, 20)
    handed_in(engine, wrong)
    handed_in(engine, right)
    found = standing(engine, SUPPORT, on=date(2020, 11, 19))
    assert (found.state, found.report) == ("late", None)
    assert standing(engine, SUPPORT, on=right).state == "handed_in"


def test_what_was_undone_was_never_handed_in(engine: Engine):
    synced(engine)
    handed_in(engine, TODAY)
    with writing(engine) as session:
        undo(session, SUPPORT, "anna", on=TODAY, now=NOW)
    assert standing(engine, SUPPORT).state == "open"
    handed_in(engine, TODAY)
    assert standing(engine, SUPPORT).state == "handed_in"


# As known


def test_before_a_duty_was_known_there_was_none(engine: Engine):
    synced(engine)
    assert keys(engine, known=KNOWN - DAY) == []
    assert KEY in keys(engine, known=KNOWN)


def test_an_amended_date_is_told_as_it_was_known(engine: Engine):
    synced(engine)
    synced(engine, AMENDED)
    before, after = standing(engine, known=CHANGED - DAY), standing(engine, known=CHANGED)
    assert (before.due, before.version) == (date(2021, 3, 31), 1)
    assert (after.due, after.version) == (date(2021, 4, 30), 2)
    assert [one.due for one in after.versions] == [date(2021, 3, 31), date(2021, 4, 30)]


def test_a_window_of_days_looks_at_the_date_that_was_known(engine: Engine):
    synced(
        engine,
        AMENDED.replace(
            "amended_by: andring", "amended_by: andring\n        earlier_dates: [{due: 2021-03-31}]"
        ),
    )
    march, april = (
        {"first": date(2021, month, 1), "last": date(2021, month, 30 + month % 2)}
        for month in (3, 4)
    )
    assert keys(engine, **march, known=CHANGED - DAY) == [KEY]
    assert keys(engine, **april, known=CHANGED - DAY) == []
    assert keys(engine, **march) == []
    assert keys(engine, **april) == [KEY]


def test_a_window_that_is_open_at_one_end(engine: Engine):
    synced(engine)
    assert keys(engine, first=date(2021, 3, 31)) == [KEY, "kartlaggning/arsrapport/2021"]
    assert keys(engine, last=date(2020, 11, 15)) == [SUPPORT]


def test_a_corrected_date_was_always_the_right_one(engine: Engine):
    synced(engine)
    synced(engine, small((DUE, "        due: 2021-04-30\n        correction: Läsfel.\n")))
    assert standing(engine, known=KNOWN).due == date(2021, 4, 30)


def test_a_withdrawal_is_told_from_the_day_it_was_known(engine: Engine):
    synced(engine, small((DUE, DUE + "        withdrawn_by: andring\n")))
    assert standing(engine, on=CHANGED - DAY).state == "open"
    assert standing(engine, on=CHANGED).state == "withdrawn"
    assert standing(engine, on=CHANGED, known=CHANGED - DAY).state == "open"


def holders(engine: Engine, on: date, known: date) -> tuple[str | None, str | None]:
    with reading(engine) as session:
        found = who(session, "stodet", on, known)
    assert found
    return tuple(one and one.body and one.body.id for one in (found.responsible, found.contact))  # type: ignore[return-value]


MOVES, TALKS, TOLD = date(2021, 1, 1), date(2021, 1, 8), date(2020, 2, 1)


@pytest.mark.parametrize(
    ("on", "known", "responsible", "contact"),
    [
        (MOVES - DAY, TOLD, "lst", "lst"),
        (MOVES, TOLD, "myndigheten", "lst"),
        (TALKS - DAY, TOLD, "myndigheten", "lst"),
        (TALKS, TOLD, "myndigheten", "myndigheten"),
        (TALKS, TOLD - DAY, "lst", "lst"),  # nobody knew of the handover
        (KNOWN - DAY, TOLD, None, None),
    ],
)
def test_who_answers_on_a_day_is_told_as_it_was_known(
    engine: Engine, on, known, responsible, contact
):
    synced(engine)
    assert holders(engine, on, known) == (responsible, contact)
    if known >= TOLD and on >= KNOWN:
        found = standing(engine, SUPPORT, on=on, known=known)
        assert found.responsible and found.responsible.id == responsible


def test_a_body_that_is_to_be_is_known_by_its_name_before_it_exists(engine: Engine):
    synced(
        engine,
        small(
            (
                "      - name: Myndigheten\n",
                "      - name: Myndigheten\n        since: 2021-01-01\n",
            )
        ),
    )
    found = standing(engine, SUPPORT, on=MOVES, known=TOLD)
    assert found.responsible and found.responsible.name == "Myndigheten"


# Whose


def test_a_scope_has_what_an_organisation_a_plan_or_an_assignment_has(engine: Engine):
    synced(engine)
    assert set(keys(engine, scope=Scope("assignment", "stodet"))) == {SUPPORT}
    assert all(
        key.startswith("kartlaggning/") for key in keys(engine, scope=Scope("plan", "planen"))
    )
    assert len(keys(engine, scope=Scope("organisation", "lst"))) == 4
    assert keys(engine, scope=Scope("organisation", "myndigheten")) == [SUPPORT]
    assert keys(engine, scope=Scope("organisation", "regeringen")) == []


def test_a_covered_assignment_has_the_duty_too(engine: Engine):
    synced(engine, small((DUE, DUE + "        covers: [stodet]\n")))
    assert set(keys(engine, scope=Scope("assignment", "stodet"))) == {SUPPORT, KEY}
    assert [one.id for one in standing(engine).covers] == ["kartlaggning", "stodet"]


def test_what_was_not_yet_known_was_not_yet_covered(engine: Engine):
    later = (
        "    title: Stödet\n    decision: beslut\n",
        "    title: Stödet\n    decision: andring\n",
    )
    synced(engine, small((DUE, DUE + "        covers: [stodet]\n"), later))
    assert [one.id for one in standing(engine, known=CHANGED - DAY).covers] == ["kartlaggning"]
    assert [one.id for one in standing(engine, known=CHANGED).covers] == ["kartlaggning", "stodet"]


def test_a_receiver_to_come_has_nothing_while_nobody_knows_of_it(engine: Engine):
    synced(engine)
    mine = Scope("organisation", "myndigheten")
    assert keys(engine, scope=mine, known=TOLD - DAY) == []
    assert keys(engine, scope=mine, known=TOLD) == [SUPPORT]


def test_a_holder_by_mistake_never_had_it(engine: Engine):
    synced(
        engine, small(("    responsible: lst\n    plan", "    responsible: regeringen\n    plan"))
    )
    assert keys(engine, scope=Scope("organisation", "regeringen"))
    synced(
        engine,
        small(
            (
                "    responsible: lst\n    plan",
                "    responsible: lst\n    correction: Felskrivet.\n    plan",
            )
        ),
    )
    assert keys(engine, scope=Scope("organisation", "regeringen")) == []
    assert KEY in keys(engine, scope=Scope("organisation", "lst"))


# Many


def test_more_than_one_question_can_name_are_read_all_the_same(engine: Engine, monkeypatch):
    synced(engine)
    with reading(engine) as session:
        few = standings(session, TODAY)
    monkeypatch.setattr("models.standing.FEW", 0)
    with reading(engine) as session:
        many = standings(session, TODAY)
    assert [answer(one) for one in many] == [answer(one) for one in few]


def test_no_question_has_more_values_than_sqlite_takes(sqlite_url: str):
    engine = open_database(sqlite_url)
    with reading(engine) as session:
        for count in (FEW, FEW + 1, 100_000):
            wanted = among(Duty.key, {str(number) for number in range(count)})
            assert session.exec(select(Duty).where(wanted)).all() == []
    engine.dispose()


# Whatever is asked


days = st.dates(date(2008, 1, 1), date(2026, 12, 31))


@pytest.fixture(scope="module")
def replayed(empty_sqlite, tmp_path_factory, shipped: Read) -> Iterator[Engine]:
    """The shipped register as it became known, year by year."""
    path = shutil.copy(empty_sqlite, tmp_path_factory.mktemp("years") / "years.db")
    engine = open_database(f"sqlite:///{path}", durable=False)
    assert shipped.register
    for year in range(2008, 2027):
        now = datetime(year, 7, 1, tzinfo=NOW.tzinfo)
        sync(engine, shipped.register, shipped.digest, on=now.date(), now=now)
    yield engine
    engine.dispose()


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(on=days, known=days, more=st.integers(0, 4000))
def test_what_was_known_is_told_the_same_whatever_became_known_later(
    replayed: Engine, shipped: Read, empty_sqlite, tmp_path_factory, on, known, more
):
    # A database that has been told of no more than was known then has the same answers.
    path = shutil.copy(empty_sqlite, tmp_path_factory.mktemp("then") / "then.db")
    then = open_database(f"sqlite:///{path}", durable=False)
    assert shipped.register
    sync(then, shipped.register, shipped.digest, on=known, now=NOW)
    with reading(then) as old, reading(replayed) as new:
        told = {one.duty.key: answer(one) for one in standings(old, on)}
        again = {one.duty.key: answer(one) for one in standings(new, on, known=known)}
        assert told.items() <= again.items()
        for key in again.keys() - told.keys():  # years beyond the 24 months that lay ahead then
            assert key.count("/") == 2
        for subject in ("national-coordination", "safer-return-2009", "support-line"):
            before = who(old, subject, on, known)
            after = who(new, subject, on, known)
            if before:
                assert after
                assert (before.responsible, before.contact) == (after.responsible, after.contact)
    then.dispose()


def answer(one: Standing) -> tuple[object, ...]:
    """What a standing says, but for what only the day of recording decides."""
    state = "passed" if one.state in {"late", "unrecorded"} else one.state
    return (
        one.due,
        one.stated,
        one.version,
        state,
        one.responsible,
        one.to,
        [row.id for row in one.covers],
    )


def test_what_is_not_asked_to_be_known_on_a_day_is_all_that_is_known(replayed: Engine):
    with reading(replayed) as session:
        on = date(2018, 1, 1)
        assert [one.duty.id for one in standings(session, on)] == [
            one.duty.id for one in standings(session, on, known=date.max)
        ]
