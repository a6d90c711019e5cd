"""The whole ladder of a duty: what was told, what will be, to whom, and why nothing more comes."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from flows.decide import decide
from models.alert import Alert
from models.database import reading
from models.duty import Watch
from models.ladder import Ladder, rungs
from models.organisation import Body
from models.prospect import Decided, Prospect, nominal, prospects, undecided
from models.standing import Scope
from register.shape import Register
from tests.conftest import NOW
from tests.small_site import Site, assignment, decision, handover, one_duty, register, report

ON = date(2011, 3, 1)  # the duty of `one_duty` is due on 31 March
ALL = ["90d", "30d", "14d", "5wd", "1wd", "day", *(f"overdue-{number}" for number in range(1, 7))]


@pytest.fixture
def site(engine: Engine) -> Site:
    """A site with its one duty, known since January 2009."""
    site = Site(engine)
    site.sync(one_duty(), "2009-01-01")
    return site


def foreseen(site: Site, on: str | date, **also: object) -> list[Prospect]:
    day = date.fromisoformat(on) if isinstance(on, str) else on
    with reading(site.engine) as session:
        return prospects(session, day, **also)  # type: ignore[arg-type]


def only(site: Site, on: str | date) -> Prospect:
    (found,) = foreseen(site, on, keys=["a/report"])
    return found


def states(found: Prospect) -> dict[str, str]:
    """What became of each rule."""
    return {one.rule: one.state for one in found.tellings}


def test_before_anything_is_decided_the_whole_ladder_is_coming(site: Site) -> None:
    found = only(site, "2010-12-01")
    assert [one.rule for one in found.tellings] == ALL
    assert set(states(found).values()) == {"coming"}
    assert found.why is None


def test_a_day_that_was_moved_keeps_the_day_that_the_rule_names(site: Site) -> None:
    first = only(site, "2010-12-01").tellings[0]
    assert (str(first.day), str(first.nominal)) == ("2010-12-30", "2010-12-31")


def test_a_day_that_has_passed_with_no_sweep_was_missed(site: Site) -> None:
    found = only(site, "2011-03-02")
    assert [one.rule for one in found.tellings if one.state == "missed"] == ["90d", "30d"]
    assert (states(found)["14d"], found.why) == ("coming", None)
    site.sweep("2011-03-18")
    assert [states(only(site, "2011-03-17"))[rule] for rule in ("30d", "14d")] == [
        "missed",
        "coming",
    ]


def test_what_was_told_says_when_and_to_which_address(site: Site) -> None:
    site.sweep("2010-12-30")
    found = only(site, "2011-01-01")
    assert states(found) == {rule: "told" if rule == "90d" else "coming" for rule in ALL}
    first = found.tellings[0]
    assert (str(first.told_on), first.address) == ("2010-12-30", "giver@a.example")
    assert first.body == Body("giver", "Givaren")
    assert str(first.nominal) == "2010-12-31"


def test_looked_at_from_an_earlier_day_it_was_still_coming(site: Site) -> None:
    site.sweep("2010-12-30", "2011-03-01")
    found = only(site, "2011-02-28")
    assert states(found)["90d"] == "told"
    assert states(found)["30d"] == "coming"
    assert [one.rule for one in found.tellings] == ALL


def test_what_will_come_is_what_the_sweep_then_decides(site: Site) -> None:
    before = [(one.rule, str(one.day)) for one in only(site, "2010-12-01").tellings]
    site.every_day("2010-12-30", "2011-05-20")
    assert site.told("a/report") == before
    assert only(site, "2011-05-20").why == "exhausted"


def test_after_an_outage_the_skipped_ones_give_way_to_the_last(site: Site) -> None:
    site.sweep("2011-03-18")
    assert states(only(site, "2011-03-18")) | {"90d": "", "30d": ""} == {
        **dict.fromkeys(ALL, "coming"), "90d": "", "30d": "", "14d": "told",
    }  # fmt: skip
    assert states(only(site, "2011-03-18"))["90d"] == "superseded"


def test_decided_and_not_yet_told(site: Site) -> None:
    site.sweep("2010-12-30")
    decide(site.engine, ON, NOW)
    one = {one.rule: one for one in only(site, ON).tellings}["30d"]
    assert (one.state, one.told_on, one.address) == ("pending", None, None)


def test_a_duty_that_is_handed_in_has_nothing_coming(site: Site) -> None:
    site.sweep("2010-12-30")
    site.hand_in("a/report", "2011-01-10")
    found = only(site, "2011-01-11")
    assert states(found) == {"90d": "told"}
    assert found.why == "handed_in"


def test_before_it_was_handed_in_more_was_to_come(site: Site) -> None:
    site.sweep("2010-12-30")
    site.hand_in("a/report", "2011-01-10")
    found = only(site, "2011-01-09")
    assert states(found) == {rule: "told" if rule == "90d" else "coming" for rule in ALL}
    assert found.why is None


def test_taken_back_the_rest_of_the_ladder_comes_again(site: Site) -> None:
    site.sweep("2010-12-30")
    site.hand_in("a/report", "2011-03-10")
    site.undo("a/report", "2011-03-20")
    assert [one.rule for one in only(site, "2011-03-20").tellings] == ["90d", *ALL[3:]]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (one_duty("autumn 2011"), "undated"),
        (one_duty(None), "undated"),
        (one_duty("2008-06-30"), "unrecorded"),
        (one_duty(alerts="none"), "silent"),
    ],
)
def test_why_nothing_comes(engine: Engine, changed: Register, why: str) -> None:
    site = Site(engine)
    site.sync(changed, "2009-01-01")
    found = only(site, "2009-02-01")
    assert (found.tellings, found.why) == ((), why)


def test_a_withdrawn_duty_has_its_decided_alerts_cancelled(site: Site) -> None:
    decide(site.engine, date(2010, 12, 30), NOW)
    withdrawn = register(
        {"a": assignment(milestones={"report": report("2011-03-31", withdrawn_by="end")})},
        decisions={"end": decision("2011-01-05", "amendment")},
    )
    site.sync(withdrawn, "2011-01-05")
    found = only(site, "2011-01-06")
    assert (states(found), found.why) == ({"90d": "cancelled"}, "withdrawn")


def amended() -> Register:
    milestone = report("2011-05-31", amended_by="later")
    return register(
        {"a": assignment(milestones={"report": milestone})},
        decisions={"later": decision("2011-01-05", "amendment")},
    )


def test_an_amended_date_has_a_ladder_of_its_own(site: Site) -> None:
    site.sweep("2010-12-30")
    site.sync(amended(), "2011-01-05")
    found = only(site, "2011-01-05").tellings
    assert [(one.version, one.state) for one in found[:2]] == [(1, "told"), (2, "coming")]
    assert [one.rule for one in found if one.version == 2] == ["amended", *ALL]
    assert str(found[0].nominal) == "2010-12-31"  # counted from the date that held then


def test_registered_late_it_is_told_at_once(engine: Engine) -> None:
    site = Site(engine)
    site.sync(one_duty(), "2011-03-10")
    found = only(site, "2011-03-10").tellings
    assert [(one.rule, str(one.day)) for one in found[:2]] == [
        ("registered", "2011-03-10"), ("14d", "2011-03-17"),
    ]  # fmt: skip


def moving(effective: str = "2011-03-15") -> Register:
    return register(
        {"a": assignment()},
        decisions={"moving": decision("2011-01-01", "handover")},
        handovers={"move": handover(effective, "a")},
    )


def test_after_a_handover_the_new_holder_is_told(engine: Engine) -> None:
    site = Site(engine)
    site.sync(moving(), "2011-01-01")
    (duty,) = foreseen(site, "2011-03-01", keys=["a/report"])
    bodies = {one.rule: one.body.id for one in duty.tellings if one.body}
    assert (bodies["30d"], bodies["taken_over"], bodies["14d"]) == ("giver", "taker", "taker")
    assert {str(one.day) for one in duty.tellings if one.rule == "taken_over"} == {"2011-03-15"}


def test_the_handover_itself_is_told_to_both_sides(engine: Engine) -> None:
    site = Site(engine)
    site.sync(moving(), "2011-01-01")
    _, found = foreseen(site, "2011-03-01", scope=Scope("assignment", "a"))
    assert [(one.role, one.body.id if one.body else "", one.state) for one in found.tellings] == [
        ("giver", "giver", "coming"), ("receiver", "taker", "coming"),
    ]  # fmt: skip
    site.sweep("2011-03-15")
    (found,) = foreseen(site, "2011-03-16", scope=Scope("handover", "move"), keys=[])
    assert [one.state for one in found.tellings] == ["told", "told"]
    assert found.why == "exhausted"
    (duty,) = foreseen(site, "2011-03-16", keys=["a/report"])
    assert [one.rule for one in duty.tellings].count("taken_over") == 1


def test_a_handover_moved_to_another_day_after_it_took_effect_is_told_again(engine: Engine) -> None:
    site = Site(engine)
    site.sync(moving(), "2011-01-01")
    site.sweep("2011-03-15")
    site.sync(moving("2011-04-15"), "2011-03-16")
    (found,) = foreseen(site, "2011-03-16", scope=Scope("handover", "move"), keys=[])
    assert [(str(one.day), one.state) for one in found.tellings] == [
        ("2011-03-15", "told"), ("2011-03-15", "told"),
        ("2011-04-15", "coming"), ("2011-04-15", "coming"),
    ]  # fmt: skip


def test_a_handover_that_was_over_long_ago_is_history(engine: Engine) -> None:
    site = Site(engine)
    site.sync(moving(), "2012-01-01")
    (found,) = foreseen(site, "2012-01-01", scope=Scope("handover", "move"), keys=[])
    assert (found.tellings, found.why) == ((), "history")
    site.sweep("2012-01-01")
    assert foreseen(site, "2012-01-02", scope=Scope("handover", "move"), keys=[]) == [found]


def two() -> Register:
    return register({
        "a": assignment(), "b": assignment("taker", {"report": report("2012-03-30")}),
        "c": assignment("taker", {}),
    })  # fmt: skip


def test_of_everything_only_what_is_near(engine: Engine) -> None:
    site = Site(engine)
    site.sync(two(), "2009-01-01")
    (found,) = foreseen(site, "2010-12-01", within=100)
    assert [one.rule for one in found.tellings] == ["90d", "30d"]
    site.sweep("2010-12-30")
    (found,) = foreseen(site, "2011-01-01", within=100)
    assert states(found)["30d"] == "coming"
    assert "90d" not in states(found)
    (found,) = foreseen(site, "2010-12-01", within=100)
    assert [one.rule for one in found.tellings] == ["90d", "30d"]


def test_an_organisation_has_all_that_is_its_own(engine: Engine) -> None:
    site = Site(engine)
    site.sync(two(), "2009-01-01")
    (found,) = foreseen(site, "2010-12-01", scope=Scope("organisation", "taker"))
    assert len(found.tellings) == len(ALL)
    assert foreseen(site, "2010-12-01", scope=Scope("assignment", "c")) == []


def test_reading_changes_nothing(site: Site) -> None:
    before = site.rows(Alert), site.rows(Watch)
    foreseen(site, "2010-12-30")
    assert (site.rows(Alert), site.rows(Watch)) == before


# Rules


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("30d", "2015-02-13"), ("day", "2015-03-15"), ("5wd", "2015-03-09"),
        ("overdue-1", "2015-03-01"), ("registered", "2015-03-01"), ("taken_over", "2015-03-01"),
    ],
)  # fmt: skip
def test_the_day_that_a_rule_names(rule: str, day: str) -> None:
    landed, due = date(2015, 3, 1), date(2015, 3, 15)
    assert str(nominal(rule, landed, due)) == day
    assert nominal(rule, landed, None) == landed


def decided(state: str, told_on: date | None = None) -> Decided:
    alert = Alert(version=1, rule="30d", rule_day=ON, role="owner", decided_on=ON,
                  decided_at=NOW, state=state)  # fmt: skip
    return Decided(alert, told_on)


def test_where_statute_lets_the_act_wait_working_days_count_from_the_last_one() -> None:
    saturday, friday = date(2020, 2, 22), date(2020, 2, 21)
    assert nominal("day", friday, saturday, "next_working_day") == date(2020, 2, 24)
    assert nominal("1wd", friday, saturday, "next_working_day") == friday
    assert nominal("30d", friday, saturday, "next_working_day") == date(2020, 1, 23)


@pytest.mark.parametrize("state", ["pending", "told", "superseded", "cancelled"])
def test_what_was_decided_later_was_still_to_come(state: str) -> None:
    one = decided(state, ON)
    assert one.state(ON - timedelta(days=1)) == "coming"
    assert one.state(ON) == state


def test_decided_one_day_and_told_the_next() -> None:
    one = decided("told", ON + timedelta(days=1))
    assert [one.state(ON), one.state(ON + timedelta(days=1))] == ["pending", "told"]


offsets = st.lists(st.sampled_from(["90d", "60d", "30d", "7d", "10wd", "1wd"]), unique=True)


@settings(max_examples=60)
@given(
    due=st.dates(date(2009, 6, 1), date(2030, 1, 1)), before=offsets,
    times=st.integers(0, 6), version=st.integers(1, 3), waited=st.integers(0, 200),
)  # fmt: skip
def test_the_watched_row_decides_what_is_still_to_come(
    due: date, before: list[str], times: int, version: int, waited: int
) -> None:
    """Nothing before its next day, everything from it on, whatever the day that one looks on."""
    ladder = Ladder("some", tuple(before), bool(times % 2), 5, times)
    whole = rungs(due, due, ladder, date.min, version)
    next_on = due - timedelta(days=waited)
    watch = Watch(duty_id="x", assignment_id="a", version=version, due=due, act_by=due,
                  ladder="some", next_on=next_on)  # fmt: skip
    found = undecided(None, ladder, watch)  # type: ignore[arg-type]
    assert found == [rung for rung in whole if rung.day >= next_on]
    watch.next_on = None
    assert undecided(None, ladder, watch) == []  # type: ignore[arg-type]
