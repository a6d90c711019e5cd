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

LAW = {"policy": "next_working_day", "basis": "lag (1930:173) 2 §"}
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


def decided(site: Site, on: str) -> int:
    day = date.fromisoformat(on)
    return decide(site.engine, day, opening(day))


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
    site.sweep("2010-12-30")
    site.sync(withdrawn(what), "2011-03-10")
    site.sync(one_duty(), "2011-03-11")
    assert site.every_day("2011-03-11", "2011-03-20")[0][0] == date(2011, 3, 17)


def test_a_withdrawal_taken_back_before_anybody_had_heard_of_it_is_told_at_once(site):
    site.sync(one_duty(), "2011-03-09")
    site.sync(withdrawn("milestone"), "2011-03-10")
    site.sync(one_duty(), "2011-03-11")
    site.sweep("2011-03-11")
    assert site.told() == [("registered", "2011-03-11")]


def test_a_withdrawal_counts_only_once_it_is_known(site):
    site.sync(one_duty(), "2010-06-01")
    site.sync(withdrawn("milestone"), "2011-02-01")
    site.sweep("2011-03-01")
    assert site.told()[-1] == ("30d", "2011-03-01")


def test_an_amendment_to_a_day_that_has_passed_is_told_at_once_and_then_overdue(site):
    site.sync(one_duty(), "2010-06-01")
    site.sweep("2010-12-30")
    site.sync(amended("2011-01-31", known="2011-02-03"), "2011-02-03")
    found = site.every_day("2011-02-03", "2011-04-30")
    assert [(str(day), subject.split(":")[0]) for day, _, subject in found] == [
        ("2011-02-03", "Nytt datum, inlämning inte registrerad"),
        *((day, "Inlämning inte registrerad")
          for day in ("2011-02-08", "2011-02-15", "2011-02-22", "2011-03-01", "2011-03-08")),
    ]  # fmt: skip


def test_an_owner_who_was_told_hears_of_a_date_that_proves_to_have_passed_before_that(site):
    site.sync(one_duty("2012-03-30"), "2011-03-31")
    site.sweep("2011-12-30")
    site.sync(one_duty("2011-03-30", correction="Felskrivet årtal."), "2012-01-10")
    found = site.every_day("2012-01-10", "2012-03-30")
    assert [(str(day), subject.split(",")[0]) for day, _, subject in found] == [
        ("2012-01-10", "Nytt datum")
    ]


@pytest.mark.parametrize(
    ("on", "told"),
    [
        ("2011-01-03", []), ("2011-03-10", []), ("2011-04-01", [("registered", "2011-04-01")]),
        ("2011-06-16", []),
    ],
)  # fmt: skip
def test_a_date_that_was_amended_before_its_duty_was_registered_is_not_told_as_changed(
    site, on, told
):
    site.sync(amended("2011-06-15", known="2010-12-10"), on)
    site.sweep(on)
    assert site.told() == told


def test_an_amended_date_registered_late_goes_on_up_its_ladder(site):
    site.sync(amended("2011-06-15", known="2010-12-10"), "2011-04-01")
    found = site.every_day("2011-04-01", "2011-05-16")
    assert [(str(day), subject.split(":")[0]) for day, _, subject in found] == [
        ("2011-04-01", "Nytt för dig, 75 dagar kvar"), ("2011-05-16", "30 dagar kvar"),
    ]  # fmt: skip


SATURDAY = "2020-02-22"


def test_where_statute_lets_the_act_wait_the_last_day_to_act_is_told(site):
    site.sync(one_duty(SATURDAY, last_day=LAW), "2019-02-01")
    found = site.every_day("2020-02-21", "2020-02-25")
    assert [(str(day), subject) for day, _, subject in found] == [
        ("2020-02-21", "1 dag kvar: redovisning senast lördag 22 februari 2020"),
        ("2020-02-24", "Sista dagen i dag: redovisning senast måndag 24 februari 2020"),
        ("2020-02-25", "Inlämning inte registrerad: redovisning senast måndag 24 februari 2020"),
    ]
    texts = [" ".join(one.get_content().split()) for one in site.postbox.accepted]
    assert "Senast lördag 22 februari 2020 (vecka 8) ska Givaren lämna" in texts[0]
    assert "måndag 24 februari, enligt lag (1930:173) 2 §." in texts[0]
    assert "Senast måndag 24 februari 2020 (vecka 9) ska Givaren lämna" in texts[1]
    assert "Sista dagen var i går, måndag 24 februari 2020 (vecka 9)." in texts[2]


def test_a_duty_without_alerts_is_silent(site):
    site.sync(one_duty(alerts="none"), "2010-06-01")
    site.sync(amended("2011-06-15", alerts="none"), "2011-03-10")
    assert site.every_day("2011-03-10", "2011-03-12") == []
