"""Deciding: every rule day up to today, once, however often and however late it is asked."""

from datetime import date

import pytest
from sqlalchemy import Engine

from flows.day import opening
from flows.decide import decide
from models.alert import Alert
from models.database import open_database
from models.duty import duty_id
from models.ladder import STANDARD, rungs
from tests.small_site import Site, assignment, at_once, decision, one_duty, register, report

# The rules and days of a report due on Thursday 31 March 2011; 31 December is an eve.
LADDER = [
    ("90d", "2010-12-30"), ("30d", "2011-03-01"), ("14d", "2011-03-17"), ("5wd", "2011-03-24"),
    ("1wd", "2011-03-30"), ("day", "2011-03-31"), ("overdue-1", "2011-04-01"),
    ("overdue-2", "2011-04-08"), ("overdue-3", "2011-04-15"), ("overdue-4", "2011-04-26"),
    ("overdue-5", "2011-05-03"), ("overdue-6", "2011-05-10"),
]  # fmt: skip


@pytest.fixture
def site(engine: Engine) -> Site:
    return Site(engine)


def decided(site: Site, on: str, **also) -> int:
    day = date.fromisoformat(on)
    return decide(site.engine, day, opening(day), **also)


def test_each_rule_day_is_decided_on_its_day_and_on_no_other(site):
    site.sync(one_duty(), "2010-06-01")
    found = site.every_day("2010-12-01", "2011-07-01")
    assert [str(day) for day, _, _ in found] == [day for _, day in LADDER]
    assert site.alerts() == [(rule, day, "told") for rule, day in LADDER]
    assert site.watched()[0].next_on is None


def test_a_late_decision_finds_every_rule_day_that_it_missed(site):
    site.sync(one_duty(), "2010-06-01")
    assert decided(site, "2011-03-25") == 1
    assert [(rule, day) for rule, day, _ in site.alerts()] == LADDER[:4]


@pytest.mark.parametrize("on", ["2010-12-29", "2010-12-30", "2011-03-25", "2030-01-01"])
def test_deciding_again_adds_nothing(site, on):
    site.sync(one_duty(), "2010-06-01")
    decided(site, on)
    before = site.alerts()
    assert [decided(site, on), site.alerts()] == [0, before]


def test_deciding_for_an_earlier_day_adds_nothing(site):
    site.sync(one_duty(), "2010-06-01")
    decided(site, "2011-03-25")
    before = site.alerts()
    decided(site, "2011-03-01")
    assert site.alerts() == before


def test_late_and_in_time_end_with_the_same_rows(site, tmp_path, empty_sqlite):
    other = tmp_path / "other.db"
    other.write_bytes(empty_sqlite.read_bytes())
    daily = Site(open_database(f"sqlite:///{other}", durable=False))
    duties = {
        f"a{n}": assignment(milestones={"report": report(f"2011-0{n}-15")}) for n in (3, 4, 5)
    }
    for one in (site, daily):
        one.sync(register(duties), "2010-06-01")
    daily.every_day("2010-12-01", "2011-06-01")
    decided(site, "2011-06-01")
    assert sorted(row[:2] for row in site.alerts()) == sorted(row[:2] for row in daily.alerts())
    daily.engine.dispose()


def test_five_at_once_decide_what_one_would(site, database_url):
    duties = {
        f"a{n}": assignment(milestones={"report": report(f"2011-03-{n:02}")}) for n in range(1, 29)
    }
    site.sync(register(duties), "2010-06-01")
    counts = at_once(database_url, lambda one: decided(one, "2011-03-25"))
    assert sum(counts) == 28
    rows = [(one.duty_id, one.rule, one.rule_day) for one in site.rows(Alert)]
    assert len(rows) == len(set(rows))
    one_after_another = {
        (duty, rung.rule, rung.day)
        for duty, due in ((duty_id(f"a{n}/report"), date(2011, 3, n)) for n in range(1, 29))
        for rung in rungs(due, due, STANDARD, date.min)
        if rung.day <= date(2011, 3, 25)
    }
    assert set(rows) == one_after_another


def test_one_assignment_is_decided_without_the_others(site):
    site.sync(register({"a": assignment(), "b": assignment()}), "2010-06-01")
    assert decided(site, "2011-03-01", assignment="a") == 1
    assert (len(site.alerts("a/report")), len(site.alerts("b/report"))) == (2, 0)
    assert decided(site, "2011-03-01") == 1
    assert site.alerts("a/report") == site.alerts("b/report")


def test_after_an_outage_each_duty_is_told_once_and_the_rest_stays_to_be_seen(site):
    site.sync(one_duty(), "2010-06-01")
    site.sweep("2010-12-30", "2011-03-28")
    assert site.alerts()[1:] == [
        ("30d", "2011-03-01", "superseded"), ("14d", "2011-03-17", "superseded"),
        ("5wd", "2011-03-24", "told"),
    ]  # fmt: skip
    assert site.postbox.letters[1:] == [
        ("giver@a.example", "3 dagar kvar: redovisning senast 31 mars 2011")
    ]
    text = site.postbox.accepted[1].get_content()
    assert "Skulle ha skickats" in text
    assert "24 mars" in text
    assert "7 dagar" not in text


def test_a_duty_known_in_good_time_waits_for_its_first_rule_day(site):
    site.sync(one_duty(), "2010-12-30")
    assert site.every_day("2010-12-30", "2010-12-31") == [
        (date(2010, 12, 30), "giver@a.example", "91 dagar kvar: redovisning senast 31 mars 2011")
    ]
    assert site.alerts() == [("90d", "2010-12-30", "told")]


def test_a_duty_known_late_is_told_once_and_at_once(site):
    site.sync(one_duty(), "2011-03-05")
    found = site.every_day("2011-03-05", "2011-03-17")
    assert site.alerts() == [("registered", "2011-03-05", "told"), ("14d", "2011-03-17", "told")]
    assert [str(day) for day, _, _ in found] == ["2011-03-05", "2011-03-17"]
    assert found[0][2].startswith("Nytt för dig, 26 dagar kvar")


def test_what_became_known_late_is_told_even_when_the_sweep_comes_later_still(site):
    site.sync(one_duty(), "2011-03-05")
    site.sweep("2011-03-18")
    assert site.alerts() == [
        ("registered", "2011-03-05", "told"),
        ("14d", "2011-03-17", "superseded"),
    ]
    assert len(site.postbox.letters) == 1


def test_a_duty_known_on_its_last_day_is_told_that_day(site):
    site.sync(one_duty(), "2011-03-31")
    site.sweep("2011-03-31", "2011-04-01")
    assert site.alerts() == [
        ("registered", "2011-03-31", "told"),
        ("overdue-1", "2011-04-01", "told"),
    ]


def test_a_duty_known_after_its_day_is_silent(site):
    site.sync(one_duty(), "2011-04-01")
    assert site.every_day("2011-04-01", "2011-05-15") == []
    assert site.alerts() == []


@pytest.mark.parametrize("due", ["2011-03", "spring 2011", "2011", None])
def test_a_date_that_is_no_day_alerts_nobody(site, due):
    site.sync(one_duty(due), "2010-06-01")
    site.sweep("2010-12-30", "2011-03-31", "2011-06-01", "2012-06-01")
    assert (site.alerts(), site.postbox.letters) == ([], [])


def amended(due: str, earlier: str = "2011-03-31", known: str = "2011-03-10", **also):
    """The one duty with another date by a later decision."""
    milestone = report(due, amended_by="later", earlier_dates=[{"due": earlier}], **also)
    return register(
        {"a": assignment(milestones={"report": milestone})},
        decisions={"later": decision(known, "amendment")},
    )


def test_an_amended_date_is_told_at_once_and_has_a_ladder_of_its_own(site):
    site.sync(one_duty(), "2010-06-01")
    site.every_day("2010-12-01", "2011-03-09")
    site.sync(amended("2011-06-15"), "2011-03-10")
    found = site.every_day("2011-03-10", "2011-06-15")
    assert [(str(day), subject.split(":")[0]) for day, _, subject in found] == [
        ("2011-03-10", "Nytt datum, 97 dagar kvar"), ("2011-03-17", "90 dagar kvar"),
        ("2011-05-16", "30 dagar kvar"), ("2011-06-01", "14 dagar kvar"),
        ("2011-06-08", "7 dagar kvar"), ("2011-06-14", "1 dag kvar"),
        ("2011-06-15", "Sista dagen i dag"),
    ]  # fmt: skip


def test_an_amended_date_cancels_what_was_decided_on_the_old_one_and_not_told(site):
    site.sync(one_duty(), "2010-06-01")
    decided(site, "2011-03-01")
    site.sync(amended("2011-06-15"), "2011-03-10")
    assert {state for _, _, state in site.alerts()} == {"cancelled"}
    site.sweep("2011-03-10")
    assert site.alerts() == [
        ("90d", "2010-12-30", "cancelled"), ("30d", "2011-03-01", "cancelled"),
        ("amended", "2011-03-10", "told"),
    ]  # fmt: skip
    assert len(site.postbox.letters) == 1


def test_an_amendment_after_the_day_ends_the_reminders_of_the_old_one(site):
    site.sync(one_duty(), "2010-06-01")
    site.sweep("2011-04-08")
    site.sync(amended("2011-12-15", known="2011-04-11"), "2011-04-11")
    found = site.every_day("2011-04-11", "2011-09-01")
    assert [subject.split(":")[0] for _, _, subject in found] == ["Nytt datum, 248 dagar kvar"]


def test_a_date_that_turns_fuzzy_alerts_no_more(site):
    site.sync(one_duty(), "2010-06-01")
    decided(site, "2011-03-01")
    site.sync(amended("autumn 2011"), "2011-03-10")
    assert site.every_day("2011-03-10", "2011-06-01") == []
    assert {state for _, _, state in site.alerts()} == {"cancelled"}


def test_a_fuzzy_date_that_becomes_a_day_is_told(site):
    site.sync(one_duty("spring 2011"), "2010-06-01")
    site.sync(amended("2011-06-15", earlier="spring 2011"), "2011-03-10")
    site.sweep("2011-03-10")
    assert site.alerts() == [("amended", "2011-03-10", "told")]


def test_a_corrected_slip_is_told_and_the_slip_forgotten(site):
    site.sync(one_duty("2011-03-13"), "2010-06-01")
    decided(site, "2011-02-11")
    site.sync(one_duty(correction="Felskrivet: 31, inte 13."), "2011-02-14")
    found = site.every_day("2011-02-14", "2011-03-01")
    assert site.told() == [("amended", "2011-02-14"), ("30d", "2011-03-01")]
    assert [subject.split(":")[0] for _, _, subject in found] == [
        "Nytt datum, 45 dagar kvar", "30 dagar kvar",
    ]  # fmt: skip


def test_a_day_that_was_wrongly_taken_for_passed_comes_to_life_by_correction(site):
    site.sync(one_duty("2001-03-31"), "2010-06-01")
    site.sweep("2010-06-01")
    site.sync(one_duty(correction="Felskrivet årtal."), "2010-06-02")
    site.sweep("2010-06-02")
    assert site.told() == [("amended", "2010-06-02")]


def test_the_same_register_again_decides_nothing_anew(site):
    site.sync(one_duty(), "2010-06-01")
    site.sweep("2011-03-01")
    before = site.alerts(), site.watched()
    site.sync(one_duty(), "2011-03-02")
    site.sync(one_duty(title="En rubrik"), "2011-03-03")
    site.sweep("2011-03-04")
    assert (site.alerts(), site.watched()) == before


def withdrawn(what: str):
    """The one duty, withdrawn by a decision: itself, or with its whole assignment."""
    gone = {"withdrawn_by": "gone"}
    milestone = report("2011-03-31", **(gone if what == "milestone" else {}))
    entry = assignment(milestones={"report": milestone}, **(gone if what == "assignment" else {}))
    return register({"a": entry}, decisions={"gone": decision("2011-03-10", "amendment")})


@pytest.mark.parametrize("what", ["milestone", "assignment"])
def test_what_is_withdrawn_is_not_brought_up_again(site, what):
    site.sync(one_duty(), "2010-06-01")
    site.sweep("2010-12-30")
    decided(site, "2011-03-01")
    site.sync(withdrawn(what), "2011-03-10")
    assert site.every_day("2011-03-10", "2011-05-15") == []
    assert site.alerts()[1:] == [("30d", "2011-03-01", "cancelled")]
    assert site.watched() == []


@pytest.mark.parametrize("what", ["milestone", "assignment"])
def test_a_withdrawal_taken_back_lets_the_ladder_go_on(site, what):
    site.sync(one_duty(), "2010-06-01")
    site.sync(withdrawn(what), "2011-03-10")
    site.sync(one_duty(), "2011-03-11")
    assert site.every_day("2011-03-11", "2011-03-20")[0][0] == date(2011, 3, 17)


def test_a_withdrawal_counts_only_once_it_is_known(site):
    site.sync(one_duty(), "2010-06-01")
    site.sync(withdrawn("milestone"), "2011-02-01")
    site.sweep("2011-03-01")
    assert site.told()[-1] == ("30d", "2011-03-01")


def test_a_changed_ladder_is_climbed_from_the_day_of_the_change(site):
    duty = assignment(milestones={"report": report("2011-03-31", alerts="own")})
    ladders = [{"before": ["30d"], "day": False}, {"before": ["60d", "20d"], "day": True}]
    for ladder, day in zip(ladders, ("2010-06-01", "2011-01-03"), strict=True):
        site.sync(register({"a": duty}, ladders={"own": ladder}), day)
    found = site.every_day("2011-01-03", "2011-03-31")
    assert [str(day) for day, _, _ in found] == ["2011-01-28", "2011-03-11", "2011-03-31"]


def test_a_duty_without_alerts_is_silent(site):
    site.sync(one_duty(alerts="none"), "2010-06-01")
    site.sync(amended("2011-06-15", alerts="none"), "2011-03-10")
    assert site.every_day("2011-03-10", "2011-03-12") == []
