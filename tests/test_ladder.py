from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.ladder import (
    STANDARD,
    Ladder,
    Offset,
    Rung,
    act_by,
    next_rung,
    parse_offset,
    rungs,
    say_rule,
)
from models.working_days import add_working_days, at_or_before, is_working_day

PATIENT = settings(deadline=None)  # a year's first look-up takes longer than the next thousand
LONG_AGO = date(2000, 1, 1)
SUNDAY = date(2015, 3, 15)
THURSDAY = date(2011, 3, 31)

dues = st.dates(date(2008, 1, 1), date(2030, 12, 31))
policies = st.sampled_from(["none", "next_working_day"])
offsets = st.builds(lambda n, unit: f"{n}{unit}", st.integers(1, 120), st.sampled_from(["d", "wd"]))
ladders = st.builds(
    Ladder,
    name=st.just("some"),
    before=st.lists(offsets, max_size=6).map(tuple),
    day=st.booleans(),
    overdue_every=st.integers(0, 7),
    overdue_times=st.integers(0, 6),
)
since_opened = st.integers(-200, 20)  # days from the deadline to the day it became known


def told(*found: Rung) -> list[tuple[str, str]]:
    return [(rung.rule, rung.day.isoformat()) for rung in found]


def whole(due: date, ladder: Ladder = STANDARD, policy: str = "none") -> tuple[Rung, ...]:
    return rungs(due, act_by(due, policy), ladder, LONG_AGO)


def test_the_standard_ladder_of_a_thursday():
    assert told(*whole(THURSDAY)) == [
        ("90d", "2010-12-30"),  # 31 December is an eve
        ("30d", "2011-03-01"),
        ("14d", "2011-03-17"),
        ("5wd", "2011-03-24"),
        ("1wd", "2011-03-30"),
        ("day", "2011-03-31"),
        ("overdue-1", "2011-04-01"),
        ("overdue-2", "2011-04-08"),
        ("overdue-3", "2011-04-15"),
        ("overdue-4", "2011-04-26"),  # Easter between
        ("overdue-5", "2011-05-03"),
        ("overdue-6", "2011-05-10"),
    ]


def test_a_sundays_own_alert_goes_out_on_friday_and_swallows_the_one_of_that_day():
    assert told(*whole(SUNDAY))[:6] == [
        ("90d", "2014-12-15"),
        ("30d", "2015-02-13"),
        ("14d", "2015-02-27"),
        ("5wd", "2015-03-09"),
        ("day", "2015-03-13"),
        ("overdue-1", "2015-03-16"),
    ]


def test_a_moved_rung_remembers_the_day_it_was_meant_for():
    rung = next(rung for rung in whole(SUNDAY) if rung.rule == "14d")
    assert rung == Rung("14d", day=date(2015, 2, 27), nominal=date(2015, 3, 1))


def test_where_statute_lets_the_act_wait_it_is_overdue_a_day_later():
    late = [rung for rung in whole(SUNDAY, policy="next_working_day") if "overdue" in rung.rule]
    assert told(*late)[:2] == [("overdue-1", "2015-03-17"), ("overdue-2", "2015-03-24")]


def test_where_statute_lets_the_act_wait_the_last_day_to_act_is_the_day():
    saturday = date(2020, 2, 22)
    assert told(*whole(saturday, policy="next_working_day"))[:7] == [
        ("90d", "2019-11-22"),  # days count from the decided day
        ("30d", "2020-01-23"),
        ("14d", "2020-02-07"),
        ("5wd", "2020-02-17"),  # working days from the last one to act, Monday
        ("1wd", "2020-02-21"),
        ("day", "2020-02-24"),
        ("overdue-1", "2020-02-25"),
    ]


@pytest.mark.parametrize(
    ("due", "last"),
    [
        (SUNDAY, date(2015, 3, 16)),
        (date(2018, 1, 1), date(2018, 1, 2)),
        (date(2015, 6, 19), date(2015, 6, 22)),
        (THURSDAY, THURSDAY),
    ],
)
def test_the_last_day_to_act_moves_only_under_its_policy(due, last):
    assert act_by(due, "next_working_day") == last
    assert act_by(due, "none") == due


def test_an_unknown_policy_is_refused_with_what_would_be_right():
    with pytest.raises(ValueError, match="next_working_day, inte 'previous'"):
        act_by(SUNDAY, "previous")


def test_a_bridge_day_is_a_deadline_like_any_other():
    assert ("day", "2015-05-15") in told(*whole(date(2015, 5, 15)))
    assert ("1wd", "2015-05-13") in told(*whole(date(2015, 5, 15)))


def test_a_duty_registered_late_is_told_once_about_what_was_missed():
    found = rungs(THURSDAY, THURSDAY, STANDARD, opened_on=date(2011, 3, 12))
    assert told(*found)[:3] == [
        ("registered", "2011-03-12"),  # a Saturday: told at once
        ("14d", "2011-03-17"),
        ("5wd", "2011-03-24"),
    ]


def test_what_was_missed_swallows_the_rung_of_the_same_day():
    found = rungs(THURSDAY, THURSDAY, STANDARD, opened_on=date(2011, 3, 17))
    assert told(*found)[:2] == [("registered", "2011-03-17"), ("5wd", "2011-03-24")]


def test_a_duty_registered_in_time_is_not_told_until_its_first_rung():
    assert rungs(THURSDAY, THURSDAY, STANDARD, date(2010, 12, 30)) == whole(THURSDAY)


def test_an_amended_date_is_told_at_once_even_when_nothing_was_missed():
    found = rungs(THURSDAY, THURSDAY, STANDARD, date(2010, 6, 1), version=2)
    assert told(*found) == [("amended", "2010-06-01"), *told(*whole(THURSDAY))]


def test_an_amended_date_with_missed_rungs_is_told_once():
    found = rungs(THURSDAY, THURSDAY, STANDARD, date(2011, 3, 24), version=3)
    assert told(*found)[:2] == [("amended", "2011-03-24"), ("1wd", "2011-03-30")]


def test_known_on_its_last_day_it_is_told_that_day():
    found = rungs(THURSDAY, THURSDAY, STANDARD, THURSDAY)
    assert told(*found)[:2] == [("registered", "2011-03-31"), ("overdue-1", "2011-04-01")]


def test_known_on_a_sunday_between_the_moved_alert_and_the_last_day_it_is_still_told():
    found = rungs(SUNDAY, SUNDAY, STANDARD, SUNDAY)
    assert told(*found)[:2] == [("registered", "2015-03-15"), ("overdue-1", "2015-03-16")]


def test_known_only_after_its_last_day_it_is_silent():
    assert rungs(THURSDAY, THURSDAY, STANDARD, date(2011, 4, 1)) == ()


def test_an_amended_date_that_has_passed_already_is_told_at_once_and_then_overdue():
    found = rungs(THURSDAY, THURSDAY, STANDARD, date(2011, 4, 8), version=2)
    assert told(*found) == [
        ("amended", "2011-04-08"), ("overdue-3", "2011-04-15"), ("overdue-4", "2011-04-26"),
        ("overdue-5", "2011-05-03"), ("overdue-6", "2011-05-10"),
    ]  # fmt: skip


def test_a_ladder_may_leave_out_the_day_and_the_reminders():
    quiet = Ladder("quiet", ("30d",), day=False, overdue_every=0, overdue_times=6)
    assert told(*whole(THURSDAY, quiet)) == [("30d", "2011-03-01")]
    assert whole(THURSDAY, Ladder("none", (), False, 5, 0)) == ()


def test_a_last_day_before_the_deadline_is_refused():
    with pytest.raises(ValueError, match="kan inte ligga före slutdatumet 2011-03-31"):
        rungs(THURSDAY, date(2011, 3, 30), STANDARD, LONG_AGO)


@PATIENT
@given(dues, policies, ladders, since_opened, st.integers(1, 3))
def test_alerts_come_on_working_days_one_a_day_and_never_before_it_was_known(
    due, policy, ladder, since, version
):
    opened_on = due + timedelta(days=since)
    found = rungs(due, act_by(due, policy), ladder, opened_on, version)
    days = [rung.day for rung in found]
    assert days == sorted(set(days))
    for rung in found:
        assert rung.day >= opened_on
        assert is_working_day(rung.day) or rung.rule in ("registered", "amended")


@PATIENT
@given(dues, policies, ladders)
def test_rungs_before_the_deadline_move_only_backwards_and_no_further_than_needed(
    due, policy, ladder
):
    for rung in whole(due, ladder, policy):
        if not rung.rule.startswith("overdue"):
            assert rung.nominal <= act_by(due, policy)
            assert rung.day == at_or_before(rung.nominal)


@PATIENT
@given(dues, ladders)
def test_of_several_rungs_on_one_day_the_nearest_to_the_deadline_is_kept(due, ladder):
    alone = [whole(due, Ladder("one", (rule,), False, 0, 0))[0] for rule in ladder.before]
    if ladder.day:
        alone.append(whole(due, Ladder("one", (), True, 0, 0))[0])
    kept = [rung for rung in whole(due, ladder) if "overdue" not in rung.rule]
    assert {rung.day for rung in kept} == {rung.day for rung in alone}
    for rung in kept:
        assert rung.nominal == max(other.nominal for other in alone if other.day == rung.day)
    assert not ladder.day or kept[-1].rule == "day"


@PATIENT
@given(dues, policies, ladders)
def test_overdue_reminders_count_working_days_from_the_last_day_to_act(due, policy, ladder):
    last = act_by(due, policy)
    late = [rung for rung in whole(due, ladder, policy) if "overdue" in rung.rule]
    assert len(late) == (ladder.overdue_times if ladder.overdue_every else 0)
    for number, rung in enumerate(late):
        assert rung.rule == f"overdue-{number + 1}"
        assert rung.day == add_working_days(last, 1 + number * ladder.overdue_every)


@PATIENT
@given(dues, policies, ladders, since_opened, st.integers(1, 3))
def test_what_is_missed_becomes_one_message_and_nothing_else_changes(
    due, policy, ladder, since, version
):
    opened_on, last = due + timedelta(days=since), act_by(due, policy)
    full = whole(due, ladder, policy)
    found = rungs(due, last, ladder, opened_on, version)
    if opened_on > last and version == 1:
        assert found == ()
    elif version == 1 and all(rung.day >= opened_on for rung in full):
        assert found == full
    else:
        rule = "registered" if version == 1 else "amended"
        assert found[0] == Rung(rule, opened_on, opened_on)
        assert found[1:] == tuple(rung for rung in full if rung.day > opened_on)


@PATIENT
@given(dues, policies, ladders, since_opened, st.integers(1, 3))
def test_the_same_facts_give_the_same_rungs(due, policy, ladder, since, version):
    facts = (due, act_by(due, policy), ladder, due + timedelta(days=since), version)
    assert rungs(*facts) == rungs.__wrapped__(*facts)


def test_the_next_alert_day_is_strictly_after():
    found = whole(SUNDAY)
    assert next_rung(found, date(2015, 3, 8)) == date(2015, 3, 9)
    assert next_rung(found, date(2015, 3, 9)) == date(2015, 3, 13)
    assert next_rung(found, found[-1].day) is None
    assert next_rung((), SUNDAY) is None


def test_offsets_are_read():
    assert parse_offset("90d") == Offset(90, "d")
    assert parse_offset("5wd") == Offset(5, "wd")
    assert parse_offset("999wd") == Offset(999, "wd")


@pytest.mark.parametrize(
    "text",
    ["", "90", "d", "0d", "05wd", "-5d", "1000d", "5w", "5 wd", "5WD", "5wd\n", "٥d", "1.5d"],
)
def test_an_offset_written_otherwise_is_refused_with_what_would_be_right(text):
    with pytest.raises(ValueError, match=r"som 90d .* eller 5wd .*, 1 till 999") as refused:
        parse_offset(text)
    assert repr(text) in str(refused.value)


def test_a_bad_ladder_cannot_be_made():
    with pytest.raises(ValueError, match="skriv ett avstånd"):
        Ladder("bad", ("90d", "soon"), True, 5, 6)
    with pytest.raises(ValueError, match="stegen bad"):
        Ladder("bad", (), True, -5, 6)


@pytest.mark.parametrize(
    ("rule", "swedish", "english"),
    [
        ("90d", "90 dagar före", "90 days before"),
        ("5wd", "5 arbetsdagar före", "5 working days before"),
        ("1d", "dagen före", "the day before"),
        ("1wd", "arbetsdagen före", "the working day before"),
        ("day", "på dagen", "on the day"),
        ("overdue-1", "försenad, första påminnelsen", "overdue, first reminder"),
        ("overdue-6", "försenad, sjätte påminnelsen", "overdue, sixth reminder"),
        ("overdue-7", "försenad, påminnelse 7", "overdue, reminder 7"),
        ("registered", "vid registreringen", "on registration"),
        ("amended", "vid ändringen", "on the amendment"),
        ("taken_over", "vid övertagandet", "on taking over"),
        ("handover", "på överlämningsdagen", "on the day of the handover"),
    ],
)
def test_a_rule_is_said_in_both_languages(rule, swedish, english):
    assert say_rule(rule, "sv") == swedish
    assert say_rule(rule, "en") == english


@PATIENT
@given(dues, ladders, since_opened, st.integers(1, 2))
def test_every_rule_that_alerts_can_be_said(due, ladder, since, version):
    for rung in rungs(due, due, ladder, due + timedelta(days=since), version):
        assert say_rule(rung.rule, "sv")
        assert say_rule(rung.rule, "en")


def test_an_unknown_rule_is_not_said():
    with pytest.raises(ValueError, match="skriv ett avstånd"):
        say_rule("overdue-0", "sv")
